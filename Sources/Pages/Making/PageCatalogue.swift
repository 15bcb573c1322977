/// Every page that people reach by an address; a new page adds its line.
package enum PageCatalogue {
    package static let all: [any Page.Type] = [
        StartPage.self, RoundPage.self, DossierPage.self, CoalitionPage.self, CostsPage.self,
        EffectsPage.self, SigningPage.self, SittingPage.self, InterestsPage.self,
        InitiativePage.self, AgreementPage.self, ReportsPage.self, ReportPage.self,
        PaymentsPage.self, TalksPage.self, HandoversPage.self, LessonsPage.self,
        SnapshotsPage.self, SnapshotPage.self, AuditPage.self, ImportPage.self,
    ]
}
