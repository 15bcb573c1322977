/// Whose results are those of a funded initiative, as its lead applicant lists them; no message says
/// it (follow-up.md, 3.4).
package struct CareCohort: Hashable, Sendable {
    package let members: Set<Pseudonym>
    package let allocations: Set<AllocationMark>

    /// The cohort of these clients, and of the clients of these allocations.
    package init(members: Set<Pseudonym> = [], allocations: Set<AllocationMark> = []) {
        self.members = members
        self.allocations = allocations
    }

    /// The clients who are in it, among those of the periods.
    package func clients(in periods: [DeliveryPeriod]) -> Set<Pseudonym> {
        Set(
            periods.lazy.filter { period in
                members.contains(period.pseudonym)
                    || period.allocation.map(allocations.contains) ?? false
            }.map(\.pseudonym))
    }
}

extension OutcomeCut {
    /// Two groups of a table that was made from these periods: the initiative, which is everything of
    /// its clients, and the rest of the municipality in the same categories.
    package static func initiative(
        _ cohort: CareCohort, categories: Set<ProductCategory>, periods: [DeliveryPeriod]
    ) -> OutcomeCut {
        let clients = cohort.clients(in: periods)
        return OutcomeCut(labels: ["initiative", "reference"], periods: periods) { period in
            if clients.contains(period.pseudonym) { return 0 }
            return period.category.map(categories.contains) ?? false ? 1 : nil
        }
    }

    /// One group: what these providers deliver, such as the partners before the initiative.
    package static func partners(
        _ senders: Set<ProviderCode>, periods: [DeliveryPeriod]
    ) -> OutcomeCut {
        OutcomeCut(labels: ["partners"], periods: periods) { senders.contains($0.sender) ? 0 : nil }
    }
}

extension OutcomeQuestion {
    /// The question about the twelve months before an initiative starts: its baseline, asked of the
    /// same partners.
    package static func baseline(
        before start: CivilDate, referenceDate: CivilDate, knownOn: CivilDate? = nil,
        definition: OutcomeDefinition = OutcomeDefinition()
    ) -> OutcomeQuestion {
        OutcomeQuestion(
            from: start.moved(byMonths: -12), to: start.advanced(byDays: -1),
            referenceDate: referenceDate, knownOn: knownOn, definition: definition)
    }
}

extension OutcomeDefinition {
    /// The first reference date on which outflow of that day is in the rate: when "first figures are
    /// expected".
    package func matureOn(outflow end: CivilDate) -> CivilDate {
        horizon.lastDay(after: end).advanced(byDays: lagDays)
    }
}

extension DeliveryPeriod {
    /// The last day of delivery before a pause that has lasted six months on that day, nil when there
    /// is none: a signal for whoever talks with the provider.
    ///
    /// A pause that is taken up or ended by a final stop later than that day is a pause on it.
    package func interruption(on day: CivilDate) -> CivilDate? {
        guard
            let pause = pauses.first(where: { $0.begin <= day && $0.end.map { $0 >= day } ?? true })
        else { return nil }
        if let end, end == pause.end, end <= day { return nil }
        let lastDay = pause.begin.advanced(byDays: -1)
        return lastDay.moved(byMonths: 6) <= day ? lastDay : nil
    }
}
