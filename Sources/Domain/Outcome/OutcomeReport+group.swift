extension OutcomeReport {
    /// The figures of one group.
    package struct Group: Codable, Sendable, Equatable {
        package let label: String
        /// The days whose begins and ends count for this group; absent when all up to `to` do.
        package let from: CivilDate?
        package let to: CivilDate
        /// Clients that came in, whose care ended, and who are in care on the reference date.
        package let inflow: Count
        package let outflow: Count
        package let stock: Count
        /// Clients that came in per 1,000 inhabitants, with one decimal; absent when the number of
        /// inhabitants wasn't given, or when too few came in to be shown.
        package internal(set) var inflowPerThousand: String?
        /// Outflow without return within the horizon (duurzame uitstroom).
        package let sustainedOutflow: Share
        /// From which day on a figure of sustained outflow can be expected, when some is too recent.
        package let firstMature: CivilDate?
        package let returned: Share
        package let strictDropout: Share
        package let broadDropout: Share
        package let stepDown: Share
        package let stepUp: Share
        package let reopened: Share
        /// Days from begin to end, of episodes that ended; length-biased, so that the median with
        /// those that run stands beside it.
        package let grossDays: Days
        /// Days of delivery among those.
        package let netDays: Days
        package let medianDaysWithRunning: Int?
        /// Days from allocation to start.
        package let waitingDays: Days
        /// What the rates leave out; absent in a report for publication.
        package let detail: Detail?
        /// What instruments, surveys and files gave; absent when none of them was taken in.
        package internal(set) var instruments: Instruments?
        /// Step-down by volume, from what was allocated; absent when that wasn't asked for.
        package internal(set) var volume: Volume?
        /// Warm handovers, of an initiative with a register of them.
        package internal(set) var handovers: Handovers?
    }

    /// Clients with at least a fifth less care a week on the last day than on the first.
    package struct Volume: Codable, Sendable, Equatable {
        package let stepDown: Share
        /// Clients in care on both days whose volumes don't compare; absent in a report for publication.
        package let unjudged: Int?
    }

    /// How many, or absent when that is too few to be shown.
    package struct Count: Codable, Sendable, Equatable {
        package let persons: Int?
        package let hidden: Bool
    }

    /// So many of so many.
    package struct Share: Codable, Sendable, Equatable {
        package let count: Int?
        package let total: Int?
        /// With one decimal, such as `66.7`; absent when there is nothing, or when it is hidden. For
        /// publication it is, as its bounds are, a whole number that follows from the rounded counts.
        package let percentage: String?
        package let low: String?
        package let high: String?
        package let hidden: Bool
    }

    /// Numbers of days; quantiles of type 7 (Hyndman and Fan, 1996) and the mean, exact fractions;
    /// whole days in a report for publication.
    package struct Days: Codable, Sendable, Equatable {
        package let count: Int
        package let mean: Rational?
        package let lowerQuartile: Rational?
        package let median: Rational?
        package let upperQuartile: Rational?
    }

    /// What isn't in a rate, and the sums that must be right.
    package struct Detail: Codable, Sendable, Equatable {
        /// Mature outflow by what became of it, and what is too recent to say.
        package let sustained: Int
        package let returned: Int
        package let leftWithinHorizon: Int
        package let immature: Int
        /// Ends that don't count for sustained outflow, by class.
        package let excluded: [String: Int]
        /// The part that returns by Kaplan-Meier, all outflow included, in percent.
        package let timeToReturn: Share
        package let daysToReturn: [DayOfReturn]
        /// Begins and ends of chains of episodes, and how each chain ended.
        package let inflowChains: Int
        package let outflowByClass: [String: Int]
        package let transfers: Int
        package let pending: Int
        package let interrupted: Int
        /// Stock before + begins − ends = stock after, in episodes.
        package let stockBefore: Int
        package let begins: Int
        package let ends: Int
        package let stockAfter: Int
        package let allocatedAfterwards: Int
        package let waitingUnknown: Int
        package let unrankedSteps: Int
        package let clients: Int
    }

    /// How many returned on that day after the end of their care.
    package struct DayOfReturn: Codable, Sendable, Equatable {
        package let days: Int
        package let count: Int
    }
}

extension OutcomeReport.Group {
    /// Everything that was counted for one group.
    init(_ label: String, of tally: OutcomeTally, question: OutcomeQuestion) {
        self.init(
            label: label, from: question.firstAsked, to: question.last,
            inflow: .init(tally.inflowPersons),
            outflow: .init(tally.outflowPersons), stock: .init(tally.stockPersons),
            sustainedOutflow: .init(tally.sustainedOutflow),
            firstMature: tally.sustained.firstMature, returned: .init(tally.returnShare),
            strictDropout: .init(tally.strictDropout), broadDropout: .init(tally.broadDropout),
            stepDown: .init(tally.stepDown), stepUp: .init(tally.stepUp),
            reopened: .init(tally.reopenedShare), grossDays: .init(tally.gross),
            netDays: .init(tally.net), medianDaysWithRunning: tally.lengthCurve.median,
            waitingDays: .init(tally.waiting), detail: .init(tally))
    }

    /// The groups as they may be published: small numbers hidden, and enough others that none of them
    /// can be worked out; counts in multiples of five (follow-up.md, 3.4).
    static func published(
        _ tallies: [OutcomeTally], labels: [String], questions: [OutcomeQuestion]
    ) -> [OutcomeReport.Group] {
        func counts(_ count: (OutcomeTally) -> Int) -> [OutcomeReport.Count] {
            OutcomeReport.Count.published(tallies.map(count), labels: labels)
        }
        func shares(_ share: (OutcomeTally) -> Proportion) -> [OutcomeReport.Share] {
            OutcomeReport.Share.published(tallies.map(share), labels: labels)
        }
        let (inflow, outflow) = (counts(\.inflowPersons), counts(\.outflowPersons))
        let stock = counts(\.stockPersons)
        let sustained = shares(\.sustainedOutflow)
        let (strict, broad) = (shares(\.strictDropout), shares(\.broadDropout))
        let (down, up) = (shares(\.stepDown), shares(\.stepUp))
        let reopened = shares(\.reopenedShare)
        return labels.indices.map { row in
            let tally = tallies[row]
            return .init(
                label: labels[row], from: questions[row].firstAsked, to: questions[row].last,
                inflow: inflow[row], outflow: outflow[row],
                stock: stock[row], sustainedOutflow: sustained[row],
                firstMature: tally.sustained.firstMature, returned: sustained[row].publishedRest,
                strictDropout: strict[row], broadDropout: broad[row], stepDown: down[row],
                stepUp: up[row], reopened: reopened[row],
                grossDays: .init(published: tally.gross), netDays: .init(published: tally.net),
                medianDaysWithRunning: tally.lengths.total < SmallNumbers.totalLeast
                    ? nil : tally.lengthCurve.median,
                waitingDays: .init(published: tally.waiting), detail: nil)
        }
    }
}

extension OutcomeReport.Detail {
    fileprivate init(_ tally: OutcomeTally) {
        self.init(
            sustained: tally.sustained.sustained, returned: tally.sustained.returned,
            leftWithinHorizon: tally.sustained.left, immature: tally.sustained.immature,
            excluded: Self.byClass(tally.sustained.excluded),
            timeToReturn: .init(returnBy: tally.returnCurve),
            daysToReturn: tally.returns.events.occurring.map {
                .init(days: $0.days, count: $0.count)
            },
            inflowChains: tally.inflow, outflowByClass: Self.byClass(tally.outflow),
            transfers: tally.transfers, pending: tally.pending, interrupted: tally.interrupted,
            stockBefore: tally.stockBefore, begins: tally.begins, ends: tally.ends,
            stockAfter: tally.stockAfter, allocatedAfterwards: tally.allocatedAfterwards,
            waitingUnknown: tally.waitingUnknown, unrankedSteps: tally.steps.unranked,
            clients: tally.clients)
    }

    private static func byClass(_ counts: EndCounts) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: EndClass.allCases.filter { counts[$0] > 0 }
                .map { ("\($0)", counts[$0]) })
    }
}
