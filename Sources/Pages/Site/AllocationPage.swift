internal import Domain

/// How the pot is divided, what it would be with another amount, and what is asked against the rule.
package enum AllocationPage: Page {
    package static let path = "/rounds/{round}/allocation"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = desk(visit.round?.view, visit) else { return nil }
        let language = desk.language
        let allocation = allocation(desk)
        let forms = AllocationForms(desk, allocation)
        var values: [String: Any] = [
            "rule": desk.rules.allocation.sentence[language], "books": books(desk),
            "hasBooks": !books(desk).isEmpty,
            "saved": done(visit),
            "divisions": allocation.map {
                [AllocationTable(allocation: $0, desk: desk).values]
            } ?? [], "isWaiting": allocation == nil,
            "whatIfs": allocation.flatMap { asksWhatIf(desk) ? [WhatIf(desk, $0).values] : nil }
                ?? [],
            "portfolios": portfolio(desk), "overrides": overrides(desk, forms),
            "hasOverrides": !requests(desk).isEmpty,
            "standings": StandingDivision(desk).map { [$0.values] } ?? [],
            "reserves": proposal(desk).map {
                [AllocationTable(allocation: $0, desk: desk).values]
            } ?? [],
            "rankings": RankingPage.desk(desk.view, visit) == nil
                ? [] : [RankingPage.address(desk.id)],
            "approvers": approvers(desk),
        ]
        for (name, form) in forms.all { values[name] = form.map { [$0.values] } ?? [] }
        return desk.page(
            title(desk), template: "allocation",
            words: AllocationWords.values(in: language), values: values,
            forms: forms.all.compactMap(\.1) + forms.approvals.values
                + forms.endings.values.map(\.form))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = desk(round, visit), RankingPage.isOpen(desk) || mayBook(desk) else {
            return []
        }
        return [PageLink(title(desk), to: address(desk.id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = desk(round, visit) else { return [] }
        let asked = requests(desk).filter { mayApprove($0, desk) }.map {
            PageTask(
                "\(AllocationWords.task(desk.language)) \($0.dossier)", to: address(desk.id),
                note: desk.summary.name)
        }
        return asked + OverrideNews.all(desk)
    }

    /// Before the ranking there is a pot, and nothing is divided.
    private static func title(_ desk: RoundDesk) -> String {
        let word: AllocationWords = desk.summary.phase < .ranked ? .moneyTitle : .title
        return word(desk.language)
    }

    /// Who sees the order, and who is asked to approve something against the rule.
    private static func desk(_ view: RoundView?, _ visit: Visit) -> RoundDesk? {
        if let desk = RankingPage.desk(view, visit) { return desk }
        guard let view, let desk = RoundDesk(view, visit, as: [.budgetHolder]),
            !requests(desk).isEmpty
        else { return nil }
        return desk
    }

    static func allocation(_ desk: RoundDesk) -> Allocation? {
        guard case .allocation(let allocation) = desk.part(.allocation) else { return nil }
        return allocation
    }

    /// What the rule makes of the reserve after the release.
    static func proposal(_ desk: RoundDesk) -> Allocation? {
        guard case .proposal(let proposal) = desk.part(.proposal) else { return nil }
        return proposal
    }

    static func requests(_ desk: RoundDesk) -> [OverrideRequest] {
        guard case .overrides(let requests) = desk.part(.overrides) else { return [] }
        return requests
    }

    /// Whether this person may approve it: another coordinator than who asked, or the budget holder.
    static func mayApprove(_ request: OverrideRequest, _ desk: RoundDesk) -> Bool {
        desk.view.viewers.contains { $0 == .coordinator || $0 == .budgetHolder }
            && mayAsk(desk) && request.isOpen
            && request.askedBy != desk.visit.visitor?.person
    }

    /// Whether this person may take back what they asked themselves.
    static func mayWithdraw(_ request: OverrideRequest, _ desk: RoundDesk) -> Bool {
        desk.isCoordinator && mayAsk(desk) && request.isOpen
            && request.askedBy == desk.visit.visitor?.person
    }

    /// Who may approve what this person asks or asked, by name, for who sees people.
    private static func approvers(_ desk: RoundDesk) -> [String] {
        let language = desk.language
        guard desk.isCoordinator, mayAsk(desk),
            desk.visit.directory.seesPeople
        else { return [] }
        let voters = Set(desk.seats.filter { $0.kind != .secretary }.map(\.person))
        let able = desk.visit.directory.people.filter { person in
            person.id != desk.visit.visitor?.person && !voters.contains(person.id)
                && person.municipalRoles.contains { $0 == .coordinator || $0 == .budgetHolder }
        }
        guard !able.isEmpty else { return [AllocationWords.noApprover(language)] }
        let names = able.map(\.name).joined(separator: ", ")
        return ["\(AllocationWords.approvers(language)) \(names)."]
    }

    static func mayAsk(_ desk: RoundDesk) -> Bool { desk.summary.phase == .ranked }

    /// Whether this person may add money to the pot.
    static func mayBook(_ desk: RoundDesk) -> Bool {
        desk.isCoordinator && (Phase.published...Phase.decided).contains(desk.summary.phase)
    }

    private static func asksWhatIf(_ desk: RoundDesk) -> Bool {
        mayAsk(desk) && desk.viewer != .budgetHolder
    }

    private static func done(_ visit: Visit) -> [String] {
        let words: [(String, AllocationWords)] = [
            ("ask", .asked), ("book", .booked), ("advise", .advisedDone),
        ]
        let approved = visit.query["saved"]?.hasPrefix("approve-") == true
        return words.filter { visit.hasSaved($0.0) }.map { $0.1(visit.language) }
            + (approved && visit.attempt == nil
                ? [AllocationWords.approvedDone(visit.language)] : [])
    }

    /// What the pot holds, for who sees the books.
    private static func books(_ desk: RoundDesk) -> [[String: Any]] {
        guard case .pot(let pot) = desk.part(.pot) else { return [] }
        let lines: [(AllocationWords, Cents)] = [
            (.pot, pot.pot), (.reserved, pot.reserved), (.granted, pot.granted),
            (.available, pot.available),
        ]
        return lines.map { word, amount in
            ["name": word(desk.language), "value": desk.written.money(amount)]
        }
    }

    private static func portfolio(_ desk: RoundDesk) -> [String] {
        guard case .portfolio(let best) = desk.part(.portfolio), !best.dossiers.isEmpty else {
            return []
        }
        return [
            "\(AllocationWords.portfolio(desk.language)) \(desk.list(best.dossiers)) "
                + "(\(desk.written.money(best.cost)))."
        ]
    }

    private static func overrides(
        _ desk: RoundDesk, _ forms: AllocationForms
    ) -> [[String: Any]] {
        let language = desk.language
        return requests(desk).map { request -> [String: Any] in
            let approval = request.isOpen ? forms.approvals[request.dossier] : nil
            let ending = request.isOpen ? forms.endings[request.dossier] : nil
            return [
                "overrideTitle": "\(desk.title(of: request.dossier)): "
                    + desk.written.money(request.amount),
                "overrideState": state(of: request, desk)(language),
                "overrideReasons": request.reasons,
                "refusals": refusals(of: request, desk),
                "passed": request.skipped.map {
                    "\(AllocationWords.passes(language)) \($0.dossier): \($0.reasons)"
                },
                "approve": approval.map { [$0.values] } ?? [],
                "controls": ending.map {
                    [$0.form.labelled($0.button, isSubtle: true)]
                } ?? [],
            ]
        }
    }

    private static func refusals(
        of request: OverrideRequest, _ desk: RoundDesk
    ) -> [[String: Any]] {
        guard let refusal = request.refused else { return [] }
        let label =
            OverrideNews.refuser(refusal, desk) ?? AllocationWords.why(desk.language)
        return [["refusedBy": label, "why": refusal.reasons]]
    }

    private static func state(of request: OverrideRequest, _ desk: RoundDesk) -> AllocationWords {
        if request.approvedBy != nil { return .approved }
        if request.refused != nil { return .refused }
        if !mayAsk(desk) { return .lapsed }
        return request.askedBy == desk.visit.visitor?.person ? .waitsForOther : .waits
    }
}
