internal import Domain

/// The order of the dossiers, what decided it, and how much of it hangs on one member or one method.
package enum RankingPage: Page {
    package static let path = "/rounds/{round}/ranking"

    /// Who sees the order beside the members who are kept from nothing.
    static let viewers: [RoundViewer] = [.coordinator, .decisionMaker, .secretary, .auditor]

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = desk(visit.round?.view, visit) else { return nil }
        let language = desk.language
        let ranking = ranking(desk)
        let wait = RankingWait(desk)
        let isNext = ranking == nil && wait.dossiers.isEmpty
        let adopt = ranking == nil && wait.isOver && leads(desk) ? [adoptForm(desk)] : []
        let first = isNext ? wait.first : []
        let unranked = unranked(desk, ranking)
        var values: [String: Any] = [
            "intro": intro(desk, ranking, wait),
            "rows": (ranking?.lines ?? []).map { row($0, desk) },
            "hasRanking": ranking != nil, "adopt": adopt.map(\.values),
            "waiting": wait.rows, "isWaiting": ranking == nil && !wait.rows.isEmpty,
            "unranked": unranked,
            "hasUnranked": !unranked.isEmpty,
            "seeds": ranking?.seed.map { [$0] } ?? [], "past": past(desk),
            "allocationAddress": AllocationPage.address(desk.id),
            "sittingAddress": SittingPage.address(desk.id), "hasFirst": !first.isEmpty,
            "first": first,
        ]
        values.merge(RankingCertainty(desk).values) { own, _ in own }
        return desk.page(
            RankingWords.title(language), template: "ranking",
            words: RankingWords.values(in: language), values: values, forms: adopt)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = desk(round, visit), isOpen(desk) else { return [] }
        return [PageLink(RankingWords.title(visit.language), to: address(desk.id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = desk(round, visit), desk.summary.phase == .sitting, leads(desk),
            ranking(desk) == nil
        else { return [] }
        let wait = RankingWait(desk)
        let isTied = !desk.view.equals(for: desk.viewer).unvoted.isEmpty
        guard wait.isOver || isTied && wait.dossiers.isEmpty else { return [] }
        let word: RankingWords = isTied ? .voteTask : .task
        return [PageTask(word(desk.language), to: address(desk.id), note: desk.summary.name)]
    }

    /// The desk of who may see the order; a member who is kept from any dossier may not.
    static func desk(_ view: RoundView?, _ visit: Visit) -> RoundDesk? {
        guard let view, let desk = RoundDesk(view, visit, as: viewers, orMember: true),
            !desk.dossiers.contains(where: \.keptFrom)
        else { return nil }
        return desk
    }

    static func ranking(_ desk: RoundDesk) -> Ranking? {
        guard case .ranking(let ranking) = desk.part(.ranking) else { return nil }
        return ranking
    }

    /// Whether this person is chair or deputy, one of whom leads what is about all dossiers.
    static func leads(_ desk: RoundDesk) -> Bool {
        desk.viewer.isMember
            && desk.seats.contains {
                $0.person == desk.visit.visitor?.person
                    && ($0.kind == .chair || $0.kind == .deputyChair)
            }
    }

    static func isOpen(_ desk: RoundDesk) -> Bool {
        (Phase.sitting...Phase.finished).contains(desk.summary.phase)
    }

    private static func intro(
        _ desk: RoundDesk, _ ranking: Ranking?, _ wait: RankingWait
    ) -> String {
        if ranking != nil {
            return RankingWords.adopted(desk.language) + " "
                + RankingWords.threshold(desk.language)
                + " \(desk.rules.thresholdPoints)."
        }
        if wait.dossiers.isEmpty, isOpen(desk) {
            return (wait.first.isEmpty ? RankingWords.ready : .assessed)(desk.language)
        }
        return RankingWords.early(desk.language)
    }

    private static func row(_ line: RankingLine, _ desk: RoundDesk) -> [String: Any] {
        let language = desk.language
        let points = desk.written.points(line.total, threshold: desk.rules.thresholdPoints)
        return [
            "place": line.place, "dossierTitle": desk.title(of: line.dossier),
            "fallen": fallen(line, desk),
            "points": points, "hasExact": !line.total.isWhole, "exact": "\(line.total)",
            "decided": decider(line, desk),
            "threshold": (line.meetsThreshold ? RankingWords.reached : .below)(language),
        ]
    }

    /// The state of one that was withdrawn since: it keeps its place, and gets nothing.
    private static func fallen(_ line: RankingLine, _ desk: RoundDesk) -> [String] {
        guard let dossier = desk.dossier(line.dossier), dossier.state == .withdrawn else {
            return []
        }
        return [dossier.stateName(desk.language)]
    }

    /// What put it below the one before it.
    private static func decider(_ line: RankingLine, _ desk: RoundDesk) -> String {
        let language = desk.language
        switch line.decidedBy {
        case nil: return RankingWords.first(language)
        case "total": return RankingWords.total(language)
        case "revote": return RankingWords.revote(language)
        case "lottery": return RankingWords.lottery(language)
        case let code?:
            let title = desk.rules.criteria.first { $0.code.rawValue == code }?.title ?? code
            return "\(RankingWords.equal(language)) “\(title)”"
        }
    }

    private static func unranked(_ desk: RoundDesk, _ ranking: Ranking?) -> [String] {
        guard let ranking else { return [] }
        return desk.dossiers.filter { ranking.line(of: $0.dossier) == nil }.map {
            "\(desk.title(of: $0.dossier)): \(state($0, desk))"
        }
    }

    /// The state, with the hard requirements that it failed where they may be known.
    private static func state(_ dossier: DossierPart, _ desk: RoundDesk) -> String {
        let name = dossier.stateName(desk.language)
        guard dossier.state == .failedGate else { return name }
        let failed = desk.view.ballots(for: desk.viewer).filter {
            $0.dossier == dossier.dossier && $0.state == .adopted && $0.subject.isGate
                && $0.result?.gate?.outcome != .meets && $0.castingVote?.verdict != .meets
        }
        let items = failed.map { $0.subject.phrase[desk.language] }
        return items.isEmpty ? name : "\(name) (\(items.joined(separator: ", ")))"
    }

    /// The orders that no longer count, each in one line.
    private static func past(_ desk: RoundDesk) -> [String] {
        guard case .history(let history) = desk.part(.history) else { return [] }
        return history.superseded.map { old in
            old.ranking.lines.map {
                "\($0.place). \(DeskWords.inSentence(desk.language)) \($0.dossier) "
                    + "(\(desk.written.decimal($0.total)))"
            }.joined(separator: ", ")
        }
    }

    /// The form that adopts the order: who presses without naming the boundary cases is told them,
    /// and confirms each.
    private static func adoptForm(_ desk: RoundDesk) -> Form {
        let language = desk.language
        let attempt = desk.visit.attempt.flatMap { $0.form == "adopt" ? $0 : nil }
        let refusal = attempt?.refusal
        let isBoundary = refusal?.code == "boundaryNotConfirmed"
        // The seed stays in its envelope until nothing but the lottery can tell them apart.
        let drawn = desk.view.equals(for: desk.viewer).drawn
        let isLottery = ["tieNeedsLottery", "lotterySeedMismatch"].contains(refusal?.code)
        var form = desk.form(
            "adopt", "adoptRanking", [("boundary:list", "")],
            places: [
                "boundaryNotConfirmed": "boundary", "tieNeedsLottery": "seed:optional",
                "lotterySeedMismatch": "seed:optional",
            ])
        let named = isBoundary ? refusal?.subject?.split(separator: ", ").map(String.init) : nil
        let typed = attempt?.typed.filter { $0.key.hasPrefix("boundary.") }.map(\.value) ?? []
        let cases = Set((named ?? []) + typed).compactMap { DossierNumber($0) }.sorted()
        if !cases.isEmpty {
            form.addSeveral(
                "boundary", label: RankingWords.boundary(language),
                description: RankingWords.boundaryHelp(language), kind: .integer,
                options: cases.map { ("\($0)", desk.title(of: $0)) })
        }
        if !drawn.isEmpty || isLottery
            || attempt?.typed["seed:optional"]?.isEmpty == false
        {
            let titles = drawn.map(desk.title).joined(separator: "; ")
            form.add(
                "seed:optional", label: RankingWords.seed(language),
                description: RankingWords.seedHelp(language)
                    + (titles.isEmpty ? "" : " \(RankingWords.equals(language)) \(titles)."))
        }
        return form
    }
}
