import Domain

/// Writes the delivery periods of a made-up country: the same for the same number, whoever asks.
struct SampleDeliveries {
    private var state: UInt64 = 2019
    private let senders: [ProviderCode]

    /// Wmo categories with twice as much of what there is much of; 11 doesn't count as care.
    private static let wmo: [UInt8] = [1, 1, 2, 2, 2, 7, 7, 10, 11, 15, 16]
    private static let youth: [UInt8] = [42, 43, 44, 45, 45, 45, 50, 52, 54]
    private static let wmoEnds: [EndClass] = [
        .asPlanned, .asPlanned, .asPlanned, .leftByClient, .leftByProvider, .earlyByAgreement,
        .administrative, .changedProvider, .otherDomain, .moved, .deceased,
    ]
    private static let youthEnds: [EndClass] = [
        .asPlanned, .asPlanned, .asPlanned, .leftByClient, .earlyByAgreement, .external,
        .administrative, .changedProvider, .otherDomain,
    ]
    /// 1 January 2019 and 1 May 2026 as day numbers.
    static let firstDay: Int32 = 17_897
    static let referenceDay: Int32 = 20_574

    init() {
        senders = (1...400).compactMap { number in
            ProviderCode(String(90_000_000 + number))
        }
    }

    /// A table of so many periods, of persons with one to six.
    mutating func table(periods: Int) -> DeliveryTable {
        var table = DeliveryTable(expecting: periods)
        while table.rowCount < periods {
            let count = min(1 + below(6), periods - table.rowCount)
            addPerson(rows: count, to: &table)
        }
        return table
    }

    /// Periods one after another, with gaps from none to a year and overlaps now and then.
    private mutating func addPerson(rows: Int, to table: inout DeliveryTable) {
        var begin = Self.firstDay + Int32(below(1500))
        for row in 0..<rows {
            let isYouth = below(4) == 0
            let end = begin + Int32(below(below(3) == 0 ? 700 : 200))
            let isOpen = end > Self.referenceDay || row == rows - 1 && below(4) == 0
            let hasPause = below(50) == 0 && end > begin + 20
            table.add(
                DeliveryTable.Row(
                    begin: begin, end: isOpen ? DeliveryTable.open : end,
                    endClass: pick(isYouth ? Self.youthEnds : Self.wmoEnds),
                    domain: isYouth ? .youth : .wmo,
                    category: ProductCategory(number: pick(isYouth ? Self.youth : Self.wmo)),
                    sender: pick(senders), allocationStart: begin - Int32(below(40)),
                    pauses: hasPause ? [(begin: begin + 5, end: begin + 15)] : []))
            let step = Int32([0, 1, 1, 2, 20, 60, 150, 181, 300, -30][below(10)])
            begin = max(begin, end + step)
        }
        table.endPerson()
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A number below the bound (SplitMix64, Steele and others 2014, reduced by multiplication).
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
    }
}
