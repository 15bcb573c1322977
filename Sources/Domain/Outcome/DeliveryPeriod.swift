/// A stretch of time in which one provider delivers one kind of care to one client: what starts and
/// stops add up to (follow-up.md, 2.5).
package struct DeliveryPeriod: Hashable, Sendable {
    package let pseudonym: Pseudonym
    package let domain: CareDomain
    package let municipality: MunicipalityCode
    package let sender: ProviderCode
    package let allocation: AllocationMark?
    /// Nil for care that was allocated without a product: it counts, without a rung on the ladder.
    package let category: ProductCategory?
    package let code: ProductCode?
    /// From when the care was allocated, for the waiting time.
    package let allocationStart: CivilDate?
    package let begin: CivilDate
    /// The last day of delivery, never before `begin`; nil while it goes on or pauses.
    package let end: CivilDate?
    /// Why it ended; nil as long as `end` is. Never a pause.
    package let reason: EndReason?
    /// In order; only the last can be open.
    package let pauses: [DeliveryPause]

    package init(
        pseudonym: Pseudonym, domain: CareDomain, municipality: MunicipalityCode,
        sender: ProviderCode, allocation: AllocationMark? = nil, category: ProductCategory? = nil,
        code: ProductCode? = nil, allocationStart: CivilDate? = nil, begin: CivilDate,
        end: CivilDate? = nil, reason: EndReason? = nil, pauses: [DeliveryPause] = []
    ) {
        precondition(end.map { $0 >= begin } ?? true, "a period doesn't end before it begins")
        precondition((end == nil) == (reason == nil), "an end has a reason")
        self.pseudonym = pseudonym
        self.domain = domain
        self.municipality = municipality
        self.sender = sender
        self.allocation = allocation
        self.category = category
        self.code = code
        self.allocationStart = allocationStart
        self.begin = begin
        self.end = end
        self.reason = reason
        self.pauses = pauses
    }
}

/// Days within a period on which nothing was delivered, announced by a temporary stop (reason 20).
package struct DeliveryPause: Hashable, Sendable {
    /// The day after the temporary stop's last day.
    package let begin: CivilDate
    /// The day before the next start, or the day of the final stop; the day before `begin` when the
    /// pause has no days, nil as long as nothing followed.
    package let end: CivilDate?

    package init(begin: CivilDate, end: CivilDate?) {
        self.begin = begin
        self.end = end
    }
}
