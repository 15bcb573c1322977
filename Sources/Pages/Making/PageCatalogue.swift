/// Every page that people reach by an address; a new page adds its line.
package enum PageCatalogue {
    package static let all: [any Page.Type] = [
        StartPage.self, RoundPage.self, DossierPage.self, CoalitionPage.self, CostsPage.self,
        EffectsPage.self, SigningPage.self, SittingPage.self, InterestsPage.self,
        ReadingPage.self, ReadDossierPage.self, MinutesPage.self, MotivationPage.self,
        AgendaPage.self, ScoreFormPage.self, ScreenPage.self, ScreenLinkPage.self,
    ]
}
