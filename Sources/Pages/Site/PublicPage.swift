package import Domain

/// What everybody may see, without signing in: what was granted in each round, and its snapshots.
package enum PublicPage {
    package static let path = "/public"
    /// One snapshot of a round.
    package static let snapshotPath = "/public/{round}/snapshots/{snapshot}"
    /// The overview of a round to compute with: `grants.csv` or `grants.json`.
    package static let filePath = "/public/{round}/{file}"

    /// The page with all rounds of which something was made known.
    package static func content(of rounds: [PublicRound], for visit: Visit) -> PageContent {
        let language = visit.language
        return PageContent(
            SnapshotWords.publicTitle(language), template: "public",
            words: SnapshotWords.values(in: language),
            values: [
                "rounds": rounds.map { values(of: $0, language) }, "hasRounds": !rounds.isEmpty,
            ], trail: trail(for: visit))
    }

    /// One snapshot of a round; nil when there is none of that number.
    package static func snapshot(
        _ number: Int, of round: PublicRound, for visit: Visit
    ) -> PageContent? {
        let overview = PageLink(SnapshotWords.publicTitle(visit.language), to: path)
        return SnapshotPage.content(
            number, of: round.snapshots, for: visit, trail: trail(for: visit) + [overview],
            live: nil)
    }

    private static func trail(for visit: Visit) -> [PageLink] {
        visit.visitor == nil ? [] : [RoundPage.trail(visit.language)]
    }

    private static func values(
        of round: PublicRound, _ language: Language
    ) -> [String: Any] {
        let own: [String: Any] = [
            "round": round.round.rawValue, "name": round.name,
            "readable": "\(path)/\(round.round)/overview.csv",
            "csv": "\(path)/\(round.round)/grants.csv",
            "json": "\(path)/\(round.round)/grants.json",
        ]
        return RoundOverview(
            snapshots: round.snapshots, grants: round.grants, lessons: round.lessons,
            language: language
        ).values { "\(path)/\(round.round)/snapshots/\($0.number)" }.merging(own) { $1 }
    }
}
