internal import Domain
internal import Wire

/// Decides what a batch adds, and stores it with its line in the log, within a transaction of the
/// caller's.
struct CareWriting {
    private let rows: any WritableCareRows
    private let head: ImportHead
    private var names: CareNames
    private var numbers: CareNumbers
    /// Marks, of those that a batch may join to, under which something is known.
    private var known: Set<Pseudonym> = []
    private var stale: Set<Pseudonym> = []
    private var receipt = CareReceipt()
    private var addition = CareAddition()

    init(in rows: any WritableCareRows, head: ImportHead) throws {
        self.rows = rows
        self.head = head
        names = try CareNames(in: rows)
        numbers = try rows.lastNumbers()
    }

    mutating func add(_ batch: CareBatch) throws -> CareReceipt {
        // A store remembers the content key that it was begun with: under another nothing would join.
        if let key = try rows.contentKey(), key != head.contentKeyCheck {
            throw CareFailure.wrongKey
        }
        let last = try rows.lastLine()
        receipt.line = (last?.number ?? 0) + 1
        try look(up: batch)
        try add(batch.documents)
        try markNamesakesStale()
        try add(batch.refused)
        try add(batch.tables)
        let line = ImportLogLine(
            number: receipt.line, head: head, receipt: receipt, content: addition.content,
            previous: last?.hash ?? .zero)
        try rows.store(CareLogRow(line), addition, stale: stale.sorted())
        return receipt
    }

    private mutating func look(up batch: CareBatch) throws {
        let clients =
            batch.documents.compactMap(\.client)
            + batch.tables.flatMap { $0.rows.compactMap(\.client) }
        let previous = Set(clients.compactMap(\.previous))
        if !previous.isEmpty { known = try rows.known(Array(previous)) }
        try names.look(up: clients.map(\.current) + previous)
    }

    /// One that was there already isn't added; a client's former mark is joined all the same.
    private mutating func add(_ documents: [ReceivedDocument]) throws {
        var contents = try rows.known(documents.map(\.contentMark), in: .document)
        for (place, document) in documents.enumerated() {
            if let client = document.client { join(client) }
            guard contents.insert(document.contentMark).inserted else {
                receipt.duplicates += 1
                receipt.duplicatePlaces.append(place)
                continue
            }
            numbers.document += 1
            addition.documents.append(
                CareAddition.Document(
                    number: numbers.document, name: document.name,
                    client: document.client?.current, content: document.contentMark,
                    bytes: DocumentRecord.bytes(of: document)))
            receipt.accepted += 1
            if let client = document.client?.current {
                known.insert(client)
                stale.insert(names.client(of: client))
            }
        }
    }

    /// Everybody else with a message under a name that came in now: those under the same name, and
    /// those whose message a return answers.
    private mutating func markNamesakesStale() throws {
        let found = Set(addition.documents.map(\.name)).filter { !$0.hasPrefix("301 ") }
        let others = try rows.clients(ofDocumentsNamed: found.sorted())
        try names.look(up: others)
        for other in others { stale.insert(names.client(of: other)) }
    }

    private mutating func add(_ refused: [RefusedDocument]) throws {
        var contents = try rows.known(refused.map(\.contentMark), in: .refusal)
        for refused in refused {
            guard contents.insert(refused.contentMark).inserted else {
                receipt.duplicates += 1
                continue
            }
            numbers.refusal += 1
            addition.refusals.append(
                CareAddition.Refusal(
                    number: numbers.refusal, content: refused.contentMark,
                    bytes: HistoryRecord.bytes(
                        of: [], [ImportException(refused, receivedOn: head.receivedOn)])))
            receipt.refused += 1
        }
    }

    private mutating func add(_ tables: [CareTable]) throws {
        var contents = try rows.known(tables.map(\.contentMark), in: .table)
        for table in tables {
            guard contents.insert(table.contentMark).inserted else {
                receipt.duplicates += table.rows.count
                continue
            }
            numbers.table += 1
            addition.tables.append(
                CareAddition.Table(
                    number: numbers.table, kind: table.kind.rawValue, content: table.contentMark))
            for (place, row) in table.rows.enumerated() { add(row, at: place) }
            receipt.accepted += table.rows.count
        }
    }

    private mutating func add(_ row: CareTable.Row, at place: Int) {
        if let client = row.client { join(client) }
        numbers.row += 1
        addition.rows.append(
            CareAddition.Row(
                number: numbers.row, table: numbers.table, place: place,
                client: row.client?.current, bytes: TableRowRecord.bytes(of: row)))
        if let client = row.client?.current { known.insert(client) }
    }

    /// Makes the new mark stand for the same client as the former one, where that one is known.
    private mutating func join(_ client: ClientMarks) {
        guard let previous = client.previous, known.contains(previous) else { return }
        let canonical = names.client(of: previous)
        guard names.client(of: client.current) == client.current, canonical != client.current
        else { return }
        names.join(client.current, to: canonical)
        known.insert(client.current)
        addition.joins.append(CareAddition.Join(mark: client.current, client: canonical))
        receipt.joined += 1
        stale.formUnion([client.current, canonical])
    }
}

extension ReceivedDocument {
    /// By which other messages are found: that of a start or stop message is also what a return
    /// answers.
    var name: String {
        switch content {
        case .care(let message, _): message.name.text
        case .returned(let message): message.answers.text
        case .allocation(let message):
            "301 \(message.domain.rawValue) \(message.provider) \(message.municipality) "
                + message.identification
        }
    }
}

extension CareMessage.Name {
    /// The name as text.
    var text: String {
        "\(kind == .start ? 305 : 307) \(domain.rawValue) \(sender) \(municipality) "
            + identification
    }
}
