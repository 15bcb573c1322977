/// Which part is without the event after each number of days, of cases that aren't all watched to
/// the end.
///
/// Source: E. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations" (1958). A
/// case whose view ends on the day of an event was at risk of it.
package struct SurvivalCurve: Hashable, Sendable {
    /// The days on which the event happened, ascending.
    package let steps: [Step]
    /// The number of cases.
    package let total: Int
    /// How many were at risk to the very end.
    private let atEnd: Int

    /// One day on which the event happened.
    package struct Step: Hashable, Sendable {
        package let days: Int
        package let atRisk: Int
        package let events: Int
        /// The part without the event after that day.
        package let survival: Double
        /// Greenwood's sum up to that day: the variance of `survival` divided by its square.
        let greenwood: Double
    }

    /// The curve of these times.
    package init(_ times: TimeToEvent) {
        var atRisk = times.total
        var survival = 1.0
        var greenwood = 0.0
        var steps: [Step] = []
        let censored = times.censored.occurring
        var next = 0
        for (days, events) in times.events.occurring {
            while next < censored.count, censored[next].days < days {
                atRisk -= censored[next].count
                next += 1
            }
            survival *= Double(atRisk - events) / Double(atRisk)
            if atRisk > events {
                greenwood += Double(events) / (Double(atRisk) * Double(atRisk - events))
            }
            steps.append(
                Step(
                    days: days, atRisk: atRisk, events: events, survival: survival,
                    greenwood: greenwood))
            atRisk -= events
        }
        self.steps = steps
        total = times.total
        atEnd = atRisk
    }

    /// The part without the event up to and including that many days; all of it before the first.
    package func survival(at days: Int) -> Double {
        steps.last { $0.days <= days }?.survival ?? 1
    }

    /// The part without the event at the end.
    package var last: Double { steps.last?.survival ?? 1 }

    /// The 95 % interval of `last`, nil without cases.
    ///
    /// Source: K. Rothman, "Estimation of confidence limits for the cumulative probability of survival
    /// in life table analysis" (1978): the score interval of as many cases as would give Greenwood's
    /// variance, so that without censoring it is the interval of the rate. Where that variance is zero
    /// the cases are those at risk to the end, or those with the event.
    package var interval: Interval? {
        guard total > 0 else { return nil }
        guard let step = steps.last else {
            return atEnd > 0 ? .score(part: 1, of: Double(atEnd)) : nil
        }
        let part = step.survival
        guard part > 0 else {
            return .score(part: 0, of: Double(steps.reduce(0) { $0 + $1.events }))
        }
        return .score(part: part, of: (1 - part) / (part * step.greenwood))
    }

    /// The first number of days after which no more than half is without the event; nil when more
    /// than half still is.
    package var median: Int? {
        // A product that is a half may come out a rounding above it.
        steps.first { $0.survival <= 0.5 + 1e-12 }?.days
    }
}
