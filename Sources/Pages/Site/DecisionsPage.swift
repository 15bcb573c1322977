internal import Domain

/// All decisions of a round beside their advice, what is missing before they are released, and the
/// one act by which they are.
package enum DecisionsPage: Page {
    package static let path = "/rounds/{round}/decisions"

    package static func content(of visit: Visit) -> PageContent? {
        guard let decisions = DecisionDesk(visit) else { return nil }
        let desk = decisions.desk
        let missing = decisions.missing
        let isPending = decisions.lines.contains { decisions.intended($0.dossier) != nil }
        let release =
            decisions.isDecisionMaker && missing.isEmpty && isPending
            ? [desk.form("release", "releaseDecisions")] : []
        return desk.page(
            DecisionWords.title(desk.language), template: "decisions",
            words: DecisionWords.values(in: desk.language),
            values: [
                "intro": intro(decisions), "missing": missing.map(\.values),
                "hasMissing": !missing.isEmpty, "release": release.map(\.values),
                "waiting": waiting(decisions), "rows": rows(decisions),
                "isPlanned": !decisions.lines.isEmpty,
                "told": told(decisions), "hasTold": decisions.isReleased,
                "saved": visit.hasSaved("release") ? [DecisionWords.released(desk.language)] : [],
                "lettersAddress": LettersPage.address(desk.id),
            ], forms: release)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let decisions = DecisionDesk(round, visit) else { return [] }
        return [
            PageLink(DecisionWords.title(visit.language), to: address(decisions.desk.id))
        ]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let decisions = DecisionDesk(round, visit), decisions.isDecisionMaker else {
            return []
        }
        let desk = decisions.desk
        let open = decisions.lines.filter { decisions.intended($0.dossier) == nil }
        if open.isEmpty, !decisions.lines.isEmpty, decisions.missing.isEmpty {
            return [
                PageTask(
                    DecisionWords.releaseTask(desk.language), to: address(desk.id),
                    note: desk.summary.name)
            ]
        }
        return open.map { line in
            PageTask(
                "\(DecisionWords.task(desk.language)) \(line.dossier)",
                to: DecisionPage.address(desk.id, line.dossier),
                note: desk.note(due(line.dossier, desk)))
        }
    }

    private static func due(_ number: DossierNumber, _ desk: RoundDesk) -> String {
        desk.dossier(number)?.decisionDue.map {
            ScreeningWords.due(desk.language) + " " + desk.written.date($0)
        } ?? ""
    }

    private static func intro(_ decisions: DecisionDesk) -> String {
        let word: DecisionWords =
            if !decisions.isReleased {
                .secret
            } else if decisions.lines.isEmpty {
                .allTold
            } else {
                .reserve
            }
        return word(decisions.language)
    }

    /// What was asked against the rule and nobody approved: released like this, it won't count.
    private static func waiting(_ decisions: DecisionDesk) -> [String] {
        guard !decisions.isReleased else { return [] }
        let desk = decisions.desk
        return AllocationPage.requests(desk).filter(\.isOpen).map {
            "\(desk.title(of: $0.dossier)): \(DecisionWords.unapproved(desk.language))"
        }
    }

    private static func rows(_ decisions: DecisionDesk) -> [[String: Any]] {
        let desk = decisions.desk
        return decisions.lines.map { line in
            let decision = decisions.intended(line.dossier)
            return [
                "dossierTitle": desk.title(of: line.dossier),
                "address": DecisionPage.address(desk.id, line.dossier),
                "advice": text(line.advice, line.amount, desk),
                "decision": decision.map { text($0.outcome, $0.amount, desk) }
                    ?? DecisionWords.none(desk.language),
                "deviates": decision?.deviation?.isEmpty == false,
                "due": due(line.dossier, desk),
            ]
        }
    }

    private static func told(_ decisions: DecisionDesk) -> [String] {
        guard decisions.isReleased else { return [] }
        let desk = decisions.desk
        return desk.dossiers.compactMap { dossier in
            guard let decision = decisions.decision(dossier.dossier), decision.released else {
                return nil
            }
            return "\(desk.title(of: dossier.dossier)): "
                + text(decision.outcome, decision.amount, desk)
                + " (\(DecisionWords.nowIs(desk.language)): "
                + "\(dossier.state.phrase[desk.language]))"
        }
    }

    /// An outcome with its amount, when it gives one.
    static func text(
        _ outcome: DecisionOutcome, _ amount: Cents, _ desk: RoundDesk
    ) -> String {
        let word = outcome.phrase[desk.language]
        return amount > .zero ? "\(word): \(desk.written.money(amount))" : word
    }
}
