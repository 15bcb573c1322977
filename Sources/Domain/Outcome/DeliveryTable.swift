/// Delivery periods in columns, by person and then begin: what all indicators are computed over.
///
/// Ten million periods take some 200 MB here and several GB as values. Days are day numbers
/// (`CivilDate.dayNumber`); an open end is `DeliveryTable.open`.
package struct DeliveryTable: Sendable {
    /// Where each person's rows begin; one more than there are persons.
    package private(set) var personRows: [Int32] = [0]
    package private(set) var begins: [Int32] = []
    package private(set) var ends: [Int32] = []
    /// `EndClass.rawValue`; without meaning while the end is open.
    package private(set) var endClasses: [UInt8] = []
    /// 0 for the Wmo, 1 for youth.
    package private(set) var domains: [UInt8] = []
    /// 0 to 99, or `unknownCategory`.
    package private(set) var categories: [UInt8] = []
    /// The place of the sender in `senders`.
    package private(set) var providers: [UInt16] = []
    /// From when the care was allocated, or `open` when no message says.
    package private(set) var allocationStarts: [Int32] = []
    /// Rows with pauses, ascending, once for each pause.
    package private(set) var pauses: [Pause] = []
    package private(set) var senders: [ProviderCode] = []
    private var places: [ProviderCode: UInt16] = [:]

    /// What stands for an end that hasn't come and a day that isn't known.
    package static let open = Int32.max
    /// What stands for care without a product.
    package static let unknownCategory: UInt8 = 255
    /// The most providers in one table: as many as a cut has groups.
    package static let sendersMost = OutcomeCut.groupsMost

    package var rowCount: Int { begins.count }
    package var personCount: Int { personRows.count - 1 }

    /// A pause of a row; an open end is `DeliveryTable.open`.
    package struct Pause: Hashable, Sendable {
        package let row: Int32
        package let begin: Int32
        package let end: Int32
    }

    /// A table without rows, to be filled person by person.
    ///
    /// - Parameter rows: how many rows are expected, so that columns needn't grow.
    package init(expecting rows: Int = 0) {
        begins.reserveCapacity(rows)
        ends.reserveCapacity(rows)
        endClasses.reserveCapacity(rows)
        domains.reserveCapacity(rows)
        categories.reserveCapacity(rows)
        providers.reserveCapacity(rows)
        allocationStarts.reserveCapacity(rows)
    }

    /// The table of these periods; persons stand in the order of their pseudonyms.
    package init(_ periods: [DeliveryPeriod]) {
        self.init(expecting: periods.count)
        let sorted = periods.sorted { $0.key < $1.key }
        for (index, period) in sorted.enumerated() {
            add(Row(period))
            let isLast = index + 1 == sorted.count
            if isLast || sorted[index + 1].pseudonym != period.pseudonym { endPerson() }
        }
    }

    /// Adds a period of the present person; one that begins before the last of the same person is a
    /// programmer's mistake, as is a table of more than 2^31 − 1 rows or 65,534 providers.
    package mutating func add(_ row: Row) {
        let isFirst = Int(personRows[personRows.count - 1]) == begins.count
        precondition(
            isFirst || begins[begins.count - 1] <= row.begin, "a person's rows go by begin")
        for pause in row.pauses {
            pauses.append(Pause(row: Int32(begins.count), begin: pause.begin, end: pause.end))
        }
        begins.append(row.begin)
        ends.append(row.end)
        endClasses.append(row.endClass.rawValue)
        domains.append(row.domain == .wmo ? 0 : 1)
        categories.append(row.category?.number ?? Self.unknownCategory)
        providers.append(place(of: row.sender))
        allocationStarts.append(row.allocationStart)
    }

    /// Whether with these providers there are no more than a table can have.
    package func hasRoom(for providers: Set<ProviderCode>) -> Bool {
        senders.count + providers.count { places[$0] == nil } <= Self.sendersMost
    }

    /// Adds a person with these periods, in any order; whose they are is the caller's to know.
    package mutating func addPerson(_ periods: [DeliveryPeriod]) {
        for period in periods.sorted(by: { $0.key < $1.key }) { add(Row(period)) }
        endPerson()
    }

    /// Ends the present person: the next row is another's.
    package mutating func endPerson() { personRows.append(Int32(begins.count)) }

    private mutating func place(of sender: ProviderCode) -> UInt16 {
        if let known = places[sender] { return known }
        precondition(senders.count < Self.sendersMost, "a table has at most 65,534 providers")
        let place = UInt16(senders.count)
        places[sender] = place
        senders.append(sender)
        return place
    }

    /// One period on its way into the table.
    package struct Row: Sendable {
        package var begin: Int32
        package var end: Int32
        package var endClass: EndClass
        package var domain: CareDomain
        package var category: ProductCategory?
        package var sender: ProviderCode
        package var allocationStart: Int32
        package var pauses: [(begin: Int32, end: Int32)]

        package init(
            begin: Int32, end: Int32, endClass: EndClass, domain: CareDomain,
            category: ProductCategory?, sender: ProviderCode, allocationStart: Int32,
            pauses: [(begin: Int32, end: Int32)]
        ) {
            self.begin = begin
            self.end = end
            self.endClass = endClass
            self.domain = domain
            self.category = category
            self.sender = sender
            self.allocationStart = allocationStart
            self.pauses = pauses
        }

        init(_ period: DeliveryPeriod) {
            self.init(
                begin: Int32(period.begin.dayNumber), end: Self.number(period.end),
                endClass: period.reason?.endClass ?? .interrupted, domain: period.domain,
                category: period.category, sender: period.sender,
                allocationStart: Self.number(period.allocationStart),
                pauses: period.pauses.map {
                    (begin: Int32($0.begin.dayNumber), end: Self.number($0.end))
                })
        }

        private static func number(_ date: CivilDate?) -> Int32 {
            date.map { Int32($0.dayNumber) } ?? DeliveryTable.open
        }
    }
}
