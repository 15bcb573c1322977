/// How indicators are computed: whatever of it isn't fixed is shown with every figure.
package struct OutcomeDefinition: Hashable, Sendable {
    /// The version of the formulas below; a change to one of them raises it, and old results keep
    /// theirs (F12).
    package static let version = 1

    package var horizon = Horizon.halfYear
    /// How long after a day its messages may still come: five working days and a margin.
    package var lagDays = 14
    /// How many days without care still join two periods into one episode.
    package var gapDays = 0
    /// Within how many days a start makes an administrative end or a change of provider a transfer.
    package var transferDays = 30
    /// Care that doesn't count: transport and aids (follow-up.md, 3.2).
    package var excludedCategories: Set<ProductCategory> = Self.transportAndAids
    package var returnScope = ReturnScope.sameDomain
    package var ladder = IntensityLadder.standard

    /// The most days of a lag, a gap or a transfer: a year.
    package static let daysMost = 366

    /// Wmo 08 and 11 to 14, youth 42.
    package static let transportAndAids = Set(
        [8, 11, 12, 13, 14, 42].map { ProductCategory(number: $0) })

    package init() {}

    /// Whether lag, gap and transfer are 0 to 366 days; whoever reads them from a person asks first.
    package var isWithinLimits: Bool {
        [lagDays, gapDays, transferDays].allSatisfy { (0...Self.daysMost).contains($0) }
    }
}

/// Which new start counts as a return; the episodes are made from everything all the same.
package enum ReturnScope: Hashable, Sendable {
    /// Any provider, under the same law.
    case sameDomain
    /// One of these providers, under the same law.
    case coalition(Set<ProviderCode>)
    /// Any provider, under either law.
    case bothDomains
}

/// How heavy care is: a rung for each category, that a municipality may set otherwise
/// (zorgzwaarteladder). Rungs compare within a domain only.
package struct IntensityLadder: Hashable, Sendable {
    /// From light (0) to heavy; a category that isn't in it is unranked.
    package let rungs: [ProductCategory: UInt8]

    package init(rungs: [ProductCategory: UInt8]) { self.rungs = rungs }

    /// The ladder of follow-up.md, 3.3.
    package static let standard = IntensityLadder(
        rungs: Dictionary(
            uniqueKeysWithValues: [
                (17, 6), (16, 6), (18, 6), (15, 5), (5, 4), (4, 4), (2, 3), (10, 3), (3, 3), (6, 3),
                (7, 2), (9, 2), (1, 1), (43, 5), (44, 4), (46, 4), (41, 3), (52, 3), (54, 3),
                (45, 2), (51, 2), (40, 1),
            ].map { (ProductCategory(number: $0.0), $0.1) }))
}

/// What a figure is about: a stretch of days, and the two dates that it depends on.
package struct OutcomeQuestion: Hashable, Sendable {
    /// The first day whose begins and ends count.
    package let first: CivilDate
    /// The last one, never after the reference date.
    package let last: CivilDate
    /// The day as of which the world is described (peildatum).
    package let referenceDate: CivilDate
    /// The day by which its messages had been received: another thing than the reference date.
    package let knownOn: CivilDate
    package let definition: OutcomeDefinition

    /// A question about the days from `first` up to `last`, or, without them, about every day up to the
    /// reference date.
    package init(
        from first: CivilDate? = nil, to last: CivilDate? = nil, referenceDate: CivilDate,
        knownOn: CivilDate? = nil, definition: OutcomeDefinition = OutcomeDefinition()
    ) {
        precondition(definition.isWithinLimits, "lag, gap and transfer are 0 to 366 days")
        self.first = first ?? .firstOfAll
        self.last = min(last ?? referenceDate, referenceDate)
        self.referenceDate = referenceDate
        self.knownOn = knownOn ?? referenceDate
        self.definition = definition
    }
}

extension CivilDate {
    /// The first day that can be written.
    package static let firstOfAll = CivilDate(dayNumber: -719_162)
}
