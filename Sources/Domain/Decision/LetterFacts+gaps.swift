// Which fields a letter can't do without (F11): the outcome, the cause and the legal basis say.
extension LetterFacts {
    /// Every field that is empty and that this letter needs, in the order of the letter; none means
    /// that it can be released.
    package var gaps: [LetterGap] {
        (head.gaps + decisionGaps + assessmentGaps + committeeGaps).map(LetterGap.init(field:))
    }

    private var decisionGaps: [String] {
        var gaps = LetterGap.blank([("motivation", decision.motivation)])
        let gives = decision.outcome == .granted || decision.outcome == .offeredInPart
        if amounts.requested <= .zero { gaps.append("requested") }
        if gives != (amounts.decided > .zero) { gaps.append("decided") }
        if decision.outcome != .granted, decision.grounds.isEmpty { gaps.append("grounds") }
        if decision.outcome == .offeredInPart, decision.offerTerm == nil {
            gaps.append("offerTerm")
        }
        if deviates { gaps += LetterGap.blank([("deviation", decision.deviation ?? "")]) }
        gaps += LetterGap.blank(
            (allocation.passedOver ?? []).map { ("passedOver.\($0.dossier)", $0.reasons) })
        gaps += LetterGap.blank([
            ("override", allocation.override ?? "-"),
            ("lowered.reasons", amounts.lowered?.reasons ?? "-"),
        ])
        return gaps
    }

    private var assessmentGaps: [String] {
        var gaps: [String] = []
        for item in assessment.gate {
            let name = "gate.\(item.item.rawValue)"
            if item.outcome != .meets, item.outcome != .doesNotMeet {
                gaps.append("\(name).outcome")
            }
            // Who adopts a ballot writes why only when the dossier doesn't meet the item.
            if item.outcome == .doesNotMeet {
                gaps += LetterGap.blank([("\(name).motivation", item.motivation)])
            }
        }
        for criterion in assessment.criteria {
            let name = "criteria.\(criterion.code)"
            gaps += LetterGap.blank([("\(name).title", criterion.title)])
            if needsScores, criterion.value == nil { gaps.append("\(name).value") }
            gaps += LetterGap.blank([("\(name).motivation", criterion.motivation)])
        }
        return gaps + missingResults
    }

    private var missingResults: [String] {
        var gaps: [String] = []
        switch allocation.cause {
        // A withdrawn dossier gets no decision, and so no letter.
        case .withdrawn: gaps.append("cause")
        case .notAssessed:
            gaps += LetterGap.blank([("notAssessedBecause", assessment.notAssessedBecause ?? "")])
        case .failedGate:
            if !assessment.gate.contains(where: { $0.outcome == .doesNotMeet }) {
                gaps.append("gate")
            }
        default: break
        }
        if needsScores {
            for item in BallotSubject.gate where !assessment.gate.map(\.item).contains(item) {
                gaps.append("gate.\(item.rawValue)")
            }
            if assessment.criteria.isEmpty { gaps.append("criteria") }
            if assessment.total == nil { gaps.append("total") }
            if assessment.rank == nil { gaps.append("rank") }
        }
        return gaps
    }

    /// Whether the dossier stands in the ranking, so that all of its results must be told.
    private var needsScores: Bool {
        switch allocation.cause {
        case .withdrawn, .notAssessed, .failedGate: false
        case .belowThreshold, .incompatible, .fits, .part, .doesNotFit, .afterStop: true
        }
    }

    private var committeeGaps: [String] {
        // Nobody advised when everybody was kept from the dossier.
        if committee.isEmpty { return allocation.cause == .notAssessed ? [] : ["committee"] }
        return LetterGap.blank(committee.map { ("committee", $0.name) })
    }
}
