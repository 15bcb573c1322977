internal import Domain

/// The decision on one dossier: the advice, what the committee wrote, and the form by which the
/// decision maker notes what is intended.
package enum DecisionPage: Page {
    package static let path = "/rounds/{round}/decisions/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let decisions = DecisionDesk(visit), let number = visit.dossier,
            let dossier = decisions.desk.dossier(number)
        else { return nil }
        let desk = decisions.desk
        let line = decisions.lines.first { $0.dossier == number }
        let decision = decisions.decision(number)
        guard line != nil || decision != nil else { return nil }
        let forms = line.flatMap { form($0, decisions) }.map { [$0] } ?? []
        let back = PageLink(DecisionWords.title(desk.language), to: DecisionsPage.address(desk.id))
        return desk.page(
            desk.title(of: number), template: "decision",
            words: DecisionWords.values(in: desk.language),
            values: [
                "advices": line.map { [advice($0, desk)] } ?? [], "forms": forms.map(\.values),
                "standing": decision.map { [standing($0, desk)] } ?? [],
                "state": dossier.state.phrase[desk.language],
                "motivations": motivations(dossier, desk),
                "motivationsAddress": MotivationsPage.address(desk.id, number),
                "saved": visit.hasSaved("decide") ? [DecisionWords.noted(desk.language)] : [],
            ], forms: forms, below: [back])
    }

    private static func advice(_ line: AllocationLine, _ desk: RoundDesk) -> [String: Any] {
        let written = desk.written
        return [
            "advice": DecisionsPage.text(line.advice, line.amount, desk),
            "requested": written.money(line.requested), "minimum": written.money(line.minimum),
            "isLowered": line.advised != nil, "lowered": written.money(line.asked),
            "isOverridden": line.override != nil, "overrides": overrides(line, desk),
            "cause": AllocationTable.cause(line, desk),
        ]
    }

    /// Why the rule was set aside for this line, who asked that and who approved it.
    private static func overrides(_ line: AllocationLine, _ desk: RoundDesk) -> [[String: Any]] {
        let applied = AllocationPage.requests(desk).last {
            $0.dossier == line.dossier && $0.approvedBy != nil && $0.amount == line.override
        }
        guard let applied, let approver = applied.approvedBy else { return [] }
        return [
            [
                "overrideReasons": applied.reasons,
                "askedBy": ConfirmedFacts.asker(of: applied, desk.visit),
                "approvedBy": ConfirmedFacts.name(of: approver, desk.visit)
                    ?? DecisionWords.second(desk.language),
            ]
        ]
    }

    private static func standing(_ decision: DecisionPart, _ desk: RoundDesk) -> [String: Any] {
        let grounds = ToldGrounds(decision).among(decision.grounds ?? [])
        return [
            "isTold": decision.released,
            "decision": DecisionsPage.text(decision.outcome, decision.amount, desk),
            "motivation": decision.motivation,
            "grounds": grounds.map { $0.phrase[desk.language] }.joined(separator: ", "),
            "hasGrounds": !grounds.isEmpty,
            "deviation": decision.deviation ?? "",
            "hasDeviation": decision.deviation?.isEmpty == false,
        ]
    }

    private static func motivations(
        _ dossier: DossierPart, _ desk: RoundDesk
    ) -> [[String: Any]] {
        let texts = dossier.body?.motivations ?? [:]
        return DecisionItems(desk).all.compactMap { item in
            texts[item].map {
                ["heading": DecisionItems(desk).name(of: item), "text": $0.text]
            }
        }
    }

    /// What was intended before is filled in, or else the advice.
    private static func form(_ line: AllocationLine, _ decisions: DecisionDesk) -> Form? {
        guard decisions.isDecisionMaker else { return nil }
        let desk = decisions.desk
        let language = desk.language
        let known = decisions.intended(line.dossier)
        var form = desk.form(
            "decide", "intendDecision",
            [("dossier:integer", "\(line.dossier)"), ("grounds:list", "")], places: places)
        form.addChoice(
            "outcome", label: DecisionWords.outcome(language),
            value: (known?.outcome ?? line.advice).rawValue,
            options: DecisionOutcome.allCases.map { ($0.rawValue, $0.phrase[language], "") })
        let amount = desk.written.money(known?.amount ?? line.amount)
        form.add(
            "amount:euros", label: DecisionWords.amount(language),
            description: DecisionWords.amountHelp(language),
            value: String(amount.filter { $0.isNumber || $0 == "." || $0 == "," }),
            says: [.amountsDoNotAddUp: FieldRefusalWords.wholeAmount.phrase])
        form.add(
            "motivation", "area", label: DecisionWords.motivation(language),
            description: DecisionWords.motivationHelp(language), value: known?.motivation ?? "",
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        form.addSeveral(
            "grounds", label: DecisionWords.grounds(language),
            description: DecisionWords.groundsHelp(language),
            ticked: (known?.grounds ?? []).map(\.rawValue),
            options: RefusalGround.allCases.map { ($0.rawValue, $0.phrase[language]) })
        form.add(
            "deviation:optional", "area", label: DecisionWords.deviation(language),
            description: DecisionWords.deviationHelp(language), value: known?.deviation ?? "",
            charactersMost: Limits.reasonCharactersMost)
        return form
    }

    /// Where refusals belong that name the dossier alone, or nothing.
    private static let places = [
        "deviationUnexplained": "deviation:optional", "groundsMissing": "grounds",
        "potExceeded": "amount:euros", "belowMinimum": "amount:euros",
        "aboveRequest": "amount:euros", "amountsDoNotAddUp": "amount:euros",
        "incompatibleFunded": "outcome", "gateNotPassed": "outcome", "wrongState": "outcome",
    ]
}
