/// How clients came into one kind of care and went out of it over some days.
///
/// In care before + inflow − outflow is in care after, since the first day's own begins and the last day's
/// own ends are left out.
package struct CareFlow: Hashable, Sendable {
    /// In care on the last day.
    package fileprivate(set) var stock = 0
    /// Begins after the first day, up to the last.
    package fileprivate(set) var inflow = 0
    /// Ends from the first day on, before the last.
    package fileprivate(set) var outflow = 0
    /// Days in care after the first day, up to the last, of all clients together.
    package fileprivate(set) var days = 0

    package init() {}

    fileprivate mutating func add(_ begin: Int32, _ end: Int32, after first: Int32, to last: Int32)
    {
        if begin <= last, end >= last { stock += 1 }
        if begin > first, begin <= last { inflow += 1 }
        if end >= first, end < last { outflow += 1 }
        days += Int(max(0, min(end, last) - max(begin, first + 1) + 1))
    }
}

extension DeliveryTable {
    /// The flow of each category, care without a product under nil; what one client has of a category
    /// without a day between is taken together.
    ///
    /// - Parameter isMeant: whether the person at that place counts.
    package func flows(
        after first: CivilDate, to last: CivilDate, of isMeant: (Int) -> Bool = { _ in true }
    ) -> [ProductCategory?: CareFlow] {
        var flows: [UInt8: CareFlow] = [:]
        let (firstDay, lastDay) = (Int32(first.dayNumber), Int32(last.dayNumber))
        for person in 0..<personCount where isMeant(person) {
            let rows = Int(personRows[person])..<Int(personRows[person + 1])
            for category in Set(categories[rows]) {
                for stretch in stretches(of: category, in: rows) {
                    flows[category, default: CareFlow()].add(
                        stretch.begin, stretch.end, after: firstDay, to: lastDay)
                }
            }
        }
        return Dictionary(
            uniqueKeysWithValues: flows.map { number, flow in
                (number == Self.unknownCategory ? nil : ProductCategory(number: number), flow)
            })
    }

    /// Rows go by begin, so that each joins the last stretch or begins the next one.
    private func stretches(
        of category: UInt8, in rows: Range<Int>
    ) -> [(begin: Int32, end: Int32)] {
        var stretches: [(begin: Int32, end: Int32)] = []
        for row in rows where categories[row] == category {
            if let last = stretches.last, last.end == Self.open || begins[row] <= last.end + 1 {
                stretches[stretches.count - 1].end = max(last.end, ends[row])
            } else {
                stretches.append((begins[row], ends[row]))
            }
        }
        return stretches
    }
}
