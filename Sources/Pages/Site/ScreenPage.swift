internal import Domain

/// The screen in the room: what is on the table, how far the vote is, and the reveal, to be read from
/// a distance. It shows the projector's view, which names nobody.
package enum ScreenPage: Page {
    package static let path = "/rounds/{round}/screen"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, round.viewers.contains(.projector),
            let summary = round.summary
        else { return nil }
        let language = visit.language
        let desk = SittingDesk(visit, as: .projector)
        let ballots = desk.map { desk in
            desk.current.map { SittingBallot(desk: desk, ballot: $0) }
        }
        let earlier = desk.map(SittingPage.earlierLines) ?? []
        return PageContent(
            summary.name, template: "screen", words: ScreenWords.values(in: language),
            values: [
                "roundName": summary.name, "title": desk.map(title) ?? summary.name,
                "announcement": desk.map(SittingPage.announcement) ?? ScreenWords.none(language),
                "coalition": desk.map(below) ?? "",
                "quorum": desk.map(quorum) ?? "",
                "ballots": ballots?.map(\.screenValues) ?? [],
                "earlier": earlier, "hasEarlier": !earlier.isEmpty,
            ], live: (id, .projector), isScreen: true)
    }

    private static func title(_ desk: SittingDesk) -> String {
        guard let dossier = desk.table else {
            return desk.joined.isEmpty
                ? desk.summary.name : SittingWords.jointTitle(desk.language)
        }
        return "\(SittingWords.dossier(desk.language)) \(dossier.dossier): \(dossier.title)"
    }

    /// Who is behind it, or why nothing is voted on it any more.
    private static func below(_ desk: SittingDesk) -> String {
        guard let dossier = desk.table else { return "" }
        return DossierChange(dossier).map { $0.onAgenda(desk.visit.written) }
            ?? dossier.coalition.joined(separator: ", ")
    }

    private static func quorum(_ desk: SittingDesk) -> String {
        desk.part.quorum == nil ? "" : SittingPage.quorum(desk)
    }
}

extension SittingBallot {
    /// The vote as a room reads it: how many, and after the reveal what it came to.
    var screenValues: [String: Any] {
        let part = ballot.eligible == 0 ? 0 : ballot.cast * 100 / ballot.eligible
        let isUnderWay = ballot.state != .ready && ballot.state.isSealed
        let shown: [String: Any] = [
            "heading": heading, "stateName": ballot.state.phrase[desk.language],
            "turnout": ballot.state == .ready ? SittingWords.ready(desk.language) : turnout,
            "isUnderWay": isUnderWay, "width": part, "isRevealed": ballot.result != nil,
            "outcome": outcome,
        ]
        return shown.merging(SittingResult(desk: desk, ballot: ballot).values) { own, _ in own }
    }
}

/// The words of the screen.
enum ScreenWords: String, Words {
    case none, earlier

    var phrase: Phrase {
        switch self {
        case .none:
            Phrase("Er is nog geen vergadering gepland.", "No sitting is planned yet.")
        case .earlier: Phrase("Al gestemd", "Voted already")
        }
    }
}
