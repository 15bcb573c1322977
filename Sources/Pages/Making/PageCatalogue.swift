/// Every page that people reach by an address; a new page adds its line.
package enum PageCatalogue {
    package static let all: [any Page.Type] = [
        StartPage.self, RoundPage.self, DossierPage.self, CoalitionPage.self, CostsPage.self,
        EffectsPage.self, SigningPage.self, SittingPage.self, InterestsPage.self,
        ScreeningPage.self, ScreenedDossierPage.self, OrganisationsPage.self, OrganisationPage.self,
        PeoplePage.self, PersonPage.self, RegularServicesPage.self, ReadingPage.self,
        ReadDossierPage.self, MinutesPage.self, AgendaPage.self, ScoreFormPage.self,
        ScreenPage.self, ScreenLinkPage.self, InitiativePage.self, AgreementPage.self,
        ReportsPage.self, ReportPage.self, PaymentsPage.self, TalksPage.self, HandoversPage.self,
        LessonsPage.self, NewRoundPage.self, RulesPage.self, CheckPage.self, RoundSettingsPage.self,
        SeatsPage.self, RankingPage.self, AllocationPage.self, SnapshotsPage.self,
        SnapshotPage.self, AuditPage.self, ImportPage.self, MotivationsPage.self,
        DecisionsPage.self, DecisionPage.self, LettersPage.self, LetterPage.self, ResultPage.self,
        SampleLetterPage.self,
    ]
}
