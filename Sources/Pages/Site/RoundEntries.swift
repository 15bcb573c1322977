internal import Domain

/// Where somebody can go in a round, in the order of its steps.
enum RoundEntries {
    private static let groups: [(RoundWords, [any Page.Type])] = [
        (.writing, [DossierPage.self]),
        (.preparing, [RulesPage.self, CheckPage.self, RoundSettingsPage.self, SeatsPage.self]),
        (
            .assessing,
            [
                ScreeningPage.self, InterestsPage.self, ReadingPage.self, AgendaPage.self,
                ScoreFormPage.self, SittingPage.self, ScreenLinkPage.self, MinutesPage.self,
            ]
        ),
        (
            .deciding,
            [
                RankingPage.self, AllocationPage.self, MotivationsPage.self, DecisionsPage.self,
                LettersPage.self, ResultPage.self,
            ]
        ),
        (.following, [InitiativePage.self, ImportPage.self]),
        (.accounting, [SnapshotsPage.self, AuditPage.self]),
    ]

    private static var pages: Set<String> { Set(groups.flatMap(\.1).map { $0.path }) }

    /// For the list on the round's page: of each group that this person has anything in, its title
    /// and its links.
    static func groups(in round: RoundView, for visit: Visit) -> [[String: Any]] {
        // A page that was put in no group stands among the last rather than nowhere.
        let rest = PageCatalogue.all.filter { !pages.contains($0.path) }
        return groups.enumerated().compactMap { index, group -> [String: Any]? in
            let own = group.1 + (index == groups.count - 1 ? rest : [])
            let links = own.flatMap { $0.entries(in: round, for: visit) }
            guard !links.isEmpty else { return nil }
            return [
                "groupTitle": group.0(visit.language), "links": links.map(\.values),
            ]
        }
    }
}
