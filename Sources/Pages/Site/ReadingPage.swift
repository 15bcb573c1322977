internal import Domain

/// The dossiers that a member of the committee reads before the sitting, in an order of the member's
/// own, so that no dossier is always the first.
package enum ReadingPage: Page {
    package static let path = "/rounds/{round}/reading"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = viewer(in: round, visit)
        else { return nil }
        let language = visit.language
        let dossiers = ordered(round, viewer)
        let kept = round.dossiers(for: viewer).filter(\.keptFrom)
        return PageContent(
            ReadingWords.title(language), template: "reading",
            words: ReadingWords.values(in: language),
            values: [
                "dossiers": dossiers.map { entry($0, id, visit) }, "isEmpty": dossiers.isEmpty,
                "kept": kept.map { "\($0.dossier): \($0.title)" }, "hasKept": !kept.isEmpty,
                "isMember": viewer.isMember,
                "isUndeclared": viewer.isMember && round.part(.interests, for: viewer) == nil,
                "interests": InterestsPage.address(id),
            ],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ], live: (id, viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, let viewer = viewer(in: round, visit),
            viewer.isMember || !ordered(round, viewer).isEmpty
        else { return [] }
        return [PageLink(ReadingWords.title(visit.language), to: address(id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, let viewer = viewer(in: round, visit), viewer.isMember,
            (Phase.closed...Phase.sitting).contains(summary.phase),
            ordered(round, viewer).contains(where: { $0.state.isAhead })
        else { return [] }
        return [PageTask(ReadingWords.title(visit.language), to: address(summary.round))]
    }

    /// The view by which this person reads for the committee; nil for who doesn't.
    static func viewer(in round: RoundView, _ visit: Visit) -> RoundViewer? {
        let own = visit.visitor.map { [RoundViewer.member($0.person)] } ?? []
        guard let phase = round.summary?.phase, (Phase.closed...Phase.finished).contains(phase)
        else { return nil }
        return (own + [.secretary, .coordinator, .auditor, .decisionMaker]).first {
            round.viewers.contains($0)
        }
    }

    /// What is open to this person, in the order of reading.
    static func ordered(_ round: RoundView, _ viewer: RoundViewer) -> [DossierPart] {
        let open = round.dossiers(for: viewer).filter { $0.body != nil }
        guard case .reading(let order) = round.part(.reading, for: viewer) else { return open }
        let known = order.compactMap { number in open.first { $0.dossier == number } }
        return known + open.filter { !order.contains($0.dossier) }
    }

    private static func entry(
        _ dossier: DossierPart, _ id: RoundID, _ visit: Visit
    ) -> [String: Any] {
        let asked = dossier.body.map { visit.written.money($0.totals.requested) } ?? ""
        return [
            "address": ReadDossierPage.address(id, dossier.dossier),
            "title": "\(dossier.dossier): \(dossier.title)",
            "coalition": dossier.coalition.joined(separator: ", "), "asked": asked,
        ]
    }
}

extension DossierState {
    /// Whether the committee is still to speak of it.
    fileprivate var isAhead: Bool {
        [.submitted, .supplementRequested, .admissible, .scheduled, .inAssessment].contains(self)
    }
}

/// The words of the list to read.
enum ReadingWords: String, Words {
    case title, order, empty, undeclared, later, interests, asked, kept

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Dossiers lezen", "Read the dossiers")
        case .order:
            Phrase(
                "Elk lid leest in een eigen volgorde. Zo is niet altijd hetzelfde dossier het "
                    + "eerste.",
                "Each member reads in an order of their own, so that no dossier is always first.")
        case .empty: Phrase("Er is nu niets te lezen.", "There is nothing to read now.")
        case .undeclared:
            Phrase("Geef eerst uw belangen op.", "Declare your interests first.")
        case .later:
            Phrase(
                "U kunt een dossier lezen zodra de gemeente het heeft toegelaten.",
                "You can read a dossier as soon as the municipality has admitted it.")
        case .interests: Phrase("Belangen opgeven", "Declare interests")
        case .asked: Phrase("Gevraagd:", "Requested:")
        case .kept:
            Phrase(
                "Deze dossiers leest u niet, omdat u er een belang bij hebt:",
                "You don’t read these, because you have an interest in them:")
        }
    }
}
