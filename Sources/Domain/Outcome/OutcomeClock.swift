/// A question in day numbers, with what is looked up for every row computed beforehand.
struct OutcomeClock {
    let first: Int32
    let last: Int32
    let reference: Int32
    let lagDays: Int32
    let gapDays: Int32
    let transferDays: Int32
    /// By category number; 255 is care without a product.
    let isCare: [Bool]
    /// By category number; nil when unranked.
    let rungs: [UInt8?]
    let scope: Scope

    private let horizon: Horizon
    /// The last day of the horizon after each day of `tableDays`.
    private let horizonEnds: [Int32]

    enum Scope {
        case sameDomain, bothDomains
        /// By place in the table's senders.
        case coalition([Bool])
    }

    /// The days for which the end of the horizon is looked up: 1990 to 2080.
    private static let tableDays: Range<Int32> = 7305..<40_177

    init(_ question: OutcomeQuestion, senders: [ProviderCode]) {
        let definition = question.definition
        first = Int32(question.first.dayNumber)
        last = Int32(question.last.dayNumber)
        reference = Int32(question.referenceDate.dayNumber)
        lagDays = Int32(definition.lagDays)
        gapDays = Int32(definition.gapDays)
        transferDays = Int32(definition.transferDays)
        let excluded = Set(definition.excludedCategories.map(\.number))
        isCare = (0...255).map { !excluded.contains($0) }
        rungs = (0...255).map { number in
            number < 100 ? definition.ladder.rungs[ProductCategory(number: number)] : nil
        }
        horizon = definition.horizon
        horizonEnds = Self.tableDays.map { day in
            Int32(
                definition.horizon.lastDay(after: CivilDate(dayNumber: Int(day))).dayNumber)
        }
        scope =
            switch definition.returnScope {
            case .sameDomain: .sameDomain
            case .bothDomains: .bothDomains
            case .coalition(let providers): .coalition(senders.map(providers.contains))
            }
    }

    /// Whether the day is one of those asked for.
    @inline(__always)
    func asks(about day: Int32) -> Bool { day >= first && day <= last }

    /// The last day on which a return after that end counts.
    @inline(__always)
    func horizonEnd(after end: Int32) -> Int32 {
        if Self.tableDays.contains(end) { return horizonEnds[Int(end - Self.tableDays.lowerBound)] }
        return Int32(horizon.lastDay(after: CivilDate(dayNumber: Int(end))).dayNumber)
    }

    /// The last day of delivery before a pause that has lasted six months on the reference date, nil
    /// when it hasn't, or was over by then.
    ///
    /// A pause that is taken up, or ended by a final stop, after the reference date is a pause on it.
    func interruption(by pause: DeliveryTable.Pause, ofRowEnding end: Int32) -> Int32? {
        let isFinal = pause.end == end && pause.end != DeliveryTable.open
        guard pause.begin <= reference, pause.end >= reference, !(isFinal && end == reference)
        else { return nil }
        let lastDay = pause.begin - 1
        let date = CivilDate(dayNumber: Int(lastDay)).moved(byMonths: 6)
        return date.dayNumber <= Int(reference) ? lastDay : nil
    }
}

extension DeliveryTable {
    /// The place of the first pause of that row or a later one.
    func firstPause(from row: Int) -> Int {
        var low = 0
        var high = pauses.count
        while low < high {
            let middle = (low + high) / 2
            if Int(pauses[middle].row) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
