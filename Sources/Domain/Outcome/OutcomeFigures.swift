/// An indicator that is a part of a whole (follow-up.md, 3.3).
package enum OutcomeIndicator: String, Codable, Sendable, CaseIterable, Hashable {
    case sustainedOutflow, returned, strictDropout, broadDropout, stepDown, stepUp, reopened

    /// The version of its formula, which is shown with every figure.
    package var version: Int { OutcomeDefinition.version }

    /// What was counted for one group, as this indicator.
    package func share(of tally: OutcomeTally) -> Proportion {
        switch self {
        case .sustainedOutflow: tally.sustainedOutflow
        case .returned: tally.returnShare
        case .strictDropout: tally.strictDropout
        case .broadDropout: tally.broadDropout
        case .stepDown: tally.stepDown
        case .stepUp: tally.stepUp
        case .reopened: tally.reopenedShare
        }
    }
}

/// The figures of one group, computed from what was counted.
extension OutcomeTally {
    /// Mature outflow without return of all mature outflow; what is left out is in `sustained`.
    package var sustainedOutflow: Proportion {
        Proportion(sustained.sustained, of: sustained.sustained + sustained.returned)
    }

    /// Mature outflow with return of all mature outflow: what `sustainedOutflow` leaves.
    package var returnShare: Proportion {
        Proportion(sustained.returned, of: sustained.sustained + sustained.returned)
    }

    /// Time to return by Kaplan-Meier, each case watched to the end of its own horizon; 1 − `last` is
    /// the part that returns, and without censoring that of `returnShare`.
    package var returnCurve: SurvivalCurve { SurvivalCurve(returns) }

    /// Days in care by Kaplan-Meier, of the episodes that began, those that run included: those that
    /// ended alone are the short ones.
    package var lengthCurve: SurvivalCurve { SurvivalCurve(lengths) }

    /// Ends by one side alone, of all that could have gone as planned.
    package var strictDropout: Proportion {
        Proportion(ended[.leftByClient] + ended[.leftByProvider], of: dropoutTotal)
    }

    /// Ends by one side alone or early by agreement; external circumstances never count.
    package var broadDropout: Proportion {
        Proportion(
            ended[.leftByClient] + ended[.leftByProvider] + ended[.earlyByAgreement],
            of: dropoutTotal)
    }

    /// All ends but those by the municipality, to another provider and by death.
    private var dropoutTotal: Int {
        ended.total - ended[.administrative] - ended[.changedProvider] - ended[.deceased]
    }

    /// Clients who went to lighter care, of those with an end that could be judged.
    package var stepDown: Proportion { Proportion(steps.down, of: steps.judged) }

    /// Clients who went to heavier care, of the same.
    package var stepUp: Proportion { Proportion(steps.up, of: steps.judged) }

    /// Clients who came again after any earlier end, of all clients; grows with time, and so doesn't
    /// compare with `sustainedOutflow`.
    package var reopenedShare: Proportion { Proportion(reopened, of: clients) }
}
