internal import Domain

/// What the templates of a letter are filled with: words and switches, each name used once, because
/// a template that doesn't find a name in a part looks for it in the whole.
struct LetterView {
    let facts: LetterFacts

    var values: [String: Any] {
        Self.merged([
            HeadView(head: facts.head).values, decision, reasons, assessment, division,
        ])
    }

    /// The values of all parts together; a name that is used twice is a programmer's mistake.
    static func merged(_ parts: [[String: Any]]) -> [String: Any] {
        parts.reduce(into: [:]) { all, part in
            all.merge(part) { _, _ in preconditionFailure("a letter's names are used once") }
        }
    }

    private var basis: LegalBasis { facts.head.round.legalBasis }

    private var decision: [String: Any] {
        let amounts = facts.amounts
        let outcome = facts.decision.outcome
        let title = PlainText.line(facts.head.title)
        return [
            "subject": basis == .contract
                ? "Bericht over uw kansendossier “\(title)”"
                : "Besluit over uw kansendossier “\(title)”",
            "decisionPart": outcome.rawValue, "nextPart": outcome.rawValue + "Next",
            "requested": DutchNumbers.money(amounts.requested),
            "decided": DutchNumbers.money(amounts.decided),
            "remainder": DutchNumbers.money(amounts.requested - amounts.decided),
            "fullness": amounts.decided == amounts.requested
                ? "Dat is het hele bedrag dat u vroeg."
                : "U vroeg \(DutchNumbers.money(amounts.requested)).",
            "offerTerm": facts.decision.offerTerm.map(DutchNumbers.date) ?? "",
        ]
    }

    private var reasons: [String: Any] {
        let numbers = RefusalNumbers(
            basis: basis, ceiling: facts.head.round.ceiling, total: facts.assessment.total,
            thresholdPoints: facts.assessment.thresholdPoints,
            notAssessedBecause: facts.assessment.notAssessedBecause,
            passedOverAt: facts.allocation.passedOver == nil ? nil : facts.allocation.cause)
        let outcome = facts.decision.outcome
        let grounds =
            outcome == .granted
            ? [] : told.among(facts.decision.grounds).map { $0.dutch(numbers) }
        let deviated = (told.isDeviated ? [Self.deviated] : []) + (told.isLifted ? [lifted] : [])
        return [
            "reasonsHeading": outcome.reasonsHeading, "grounds": deviated + grounds,
            "hasGrounds": !(deviated + grounds).isEmpty,
            "motivation": PlainText.paragraphs(facts.decision.motivation),
        ]
    }

    private static let deviated =
        "Voor uw dossier is afgeweken van de verdeling volgens de regels van deze ronde. "
        + "De reden leest u in deze brief, waar staat hoe het geld is verdeeld."

    /// Why it isn't the whole: the rule gave nothing, and what a deviation gave is a part.
    private var lifted: String {
        let ruled =
            switch facts.allocation.cause {
            case .doesNotFit: "was er niet genoeg geld over voor het hele bedrag"
            case .afterStop: "was de verdeling al gestopt voordat uw dossier aan de beurt was"
            default: "kreeg uw dossier geen geld"
            }
        return "Volgens de regels van deze ronde \(ruled). Door de afwijking bieden wij u wel een "
            + "deel aan: \(DutchNumbers.money(facts.amounts.decided))."
    }

    private var told: ToldGrounds {
        ToldGrounds(
            outcome: facts.decision.outcome, decided: facts.amounts.decided,
            advised: facts.allocation.amount, ruled: facts.allocation.ruled)
    }

    private var assessment: [String: Any] {
        let result = facts.assessment
        var values: [String: Any] = [
            "committee": facts.committee.map {
                ["name": PlainText.line($0.name), "function": $0.function.dutch]
            },
            "hasCommittee": !facts.committee.isEmpty,
            "hasGate": !result.gate.isEmpty, "endsAtGate": endsAtGate,
            "hasCriteria": !result.criteria.isEmpty,
            "gate": result.gate.map {
                [
                    "item": $0.item.dutch, "outcome": $0.outcome.dutch,
                    "itemReasons": PlainText.paragraphs($0.motivation),
                ]
            },
            "criteria": result.criteria.map {
                [
                    "criterion": PlainText.line($0.title), "weight": String($0.weight),
                    "value": $0.value.map { DutchNumbers.decimal($0) } ?? "geen uitslag",
                    "itemReasons": PlainText.paragraphs($0.motivation),
                ]
            },
            "scaleMost": result.scaleMost,
            "weightTotal": result.criteria.map(\.weight).reduce(0, +),
            "threshold": result.thresholdPoints,
            "hasTotal": result.total != nil, "hasRank": result.rank != nil,
        ]
        if let total = result.total {
            values["total"] = DutchNumbers.points(total, threshold: result.thresholdPoints)
        }
        if let rank = result.rank {
            values["place"] = rank.place
            values["ranked"] = rank.ranked
            values["isDrawn"] = rank.isDrawn == true
        }
        return values
    }

    private var endsAtGate: Bool {
        facts.allocation.cause == .failedGate && facts.assessment.criteria.isEmpty
    }

    private var division: [String: Any] {
        let allocation = facts.allocation
        let lowered = facts.amounts.lowered
        return [
            "ceiling": DutchNumbers.money(facts.head.round.ceiling), "rule": allocation.rule.dutch,
            "cause": allocation.cause.dutch(
                requested: facts.amounts.requested, advised: lowered?.amount,
                minimum: facts.amounts.minimum, offered: allocation.ruled ?? allocation.amount,
                left: allocation.left),
            "advice": allocation.advice.dutchAdvice(allocation.amount),
            "lowered": lowered != nil,
            "loweredAmount": lowered.map { DutchNumbers.money($0.amount) } ?? "",
            "loweredReasons": PlainText.paragraphs(lowered?.reasons ?? ""),
            "override": allocation.override != nil,
            "overrideEffect": allocation.amount > .zero
                ? "Daardoor krijgt het in het advies \(DutchNumbers.money(allocation.amount))."
                : "Daardoor krijgt het in het advies geen geld.",
            "passedOver": (allocation.passedOver ?? []).map {
                ["funded": "\($0.dossier)", "passedReasons": PlainText.paragraphs($0.reasons)]
            },
            "overrideReasons": PlainText.paragraphs(allocation.override ?? ""),
            "deviation": facts.deviates,
            "deviationReasons": PlainText.paragraphs(facts.decision.deviation ?? ""),
        ]
    }
}
