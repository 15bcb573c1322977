internal import Domain
internal import Engine

extension PostgresCareRows: WritableCareRows {
    func store(_ line: CareLogRow, _ addition: CareAddition, stale: [Pseudonym]) throws {
        let (documents, refusals) = (addition.documents, addition.refusals)
        let (joins, tables, rows) = (addition.joins, addition.tables, addition.rows)
        try call(
            "care_store",
            [
                Parameter(line.number), Parameter(bytes: line.bytes), Parameter(line.hash),
                Parameter(numbers: documents.map(\.number)),
                Parameter(texts: documents.map(\.name)),
                Parameter(clients: documents.map(\.client)),
                Parameter(byteArrays: documents.map(\.content.bytes)),
                Parameter(byteArrays: documents.map(\.bytes)),
                Parameter(numbers: refusals.map(\.number)),
                Parameter(byteArrays: refusals.map(\.content.bytes)),
                Parameter(byteArrays: refusals.map(\.bytes)),
                Parameter(byteArrays: joins.map(\.mark.bytes)),
                Parameter(byteArrays: joins.map(\.client.bytes)),
                Parameter(numbers: tables.map(\.number)), Parameter(texts: tables.map(\.kind)),
                Parameter(byteArrays: tables.map(\.content.bytes)),
                Parameter(numbers: rows.map(\.number)), Parameter(numbers: rows.map(\.table)),
                Parameter(numbers: rows.map(\.place)), Parameter(clients: rows.map(\.client)),
                Parameter(byteArrays: rows.map(\.bytes)),
                Parameter(byteArrays: stale.map(\.bytes)),
            ])
    }

    func settle(_ histories: [CareHistoryRow]) throws {
        let kept = histories.filter { $0.bytes != nil }
        try call(
            "care_settle",
            [
                Parameter(byteArrays: kept.map(\.client.bytes)),
                Parameter(byteArrays: kept.map { $0.bytes ?? [] }),
                Parameter(byteArrays: histories.filter { $0.bytes == nil }.map(\.client.bytes)),
            ])
    }

    func nameForRemoval(about marks: [Pseudonym], refusalsOf lines: [Int]) throws {
        try call(
            "care_name",
            [
                Parameter(byteArrays: marks.map(\.bytes)), Parameter(numbers: lines),
                Parameter(numbers: []),
            ])
    }

    func nameForRemoval(documents: [Int]) throws {
        try call(
            "care_name",
            [Parameter(byteArrays: []), Parameter(numbers: []), Parameter(numbers: documents)])
    }

    func returnsToNobody() throws -> [NumberedBytes] {
        try all(
            """
            SELECT one.number, one.bytes FROM kansendossier.care_document one
            WHERE one.client IS NULL AND NOT EXISTS (
                SELECT FROM kansendossier.care_document other
                WHERE other.name = one.name AND other.client IS NOT NULL AND NOT EXISTS (
                    SELECT FROM kansendossier.care_removal r
                    WHERE r.part = 'document' AND r.number = other.number))
            """
        ) { try $0.numberedBytes($1) }
    }

    func removeNamed() throws -> [CarePart: [Int: Int]] {
        var removed: [CarePart: [Int: Int]] = [:]
        let lines = try all("SELECT part, line, removed FROM kansendossier.care_remove()") {
            (try $0.text($1, 0), try $0.number($1, 1), try $0.number($1, 2))
        }
        for (name, line, count) in lines {
            guard let part = CarePart(rawValue: name) else {
                throw JournalFailure.damaged("the database removed a part of another release")
            }
            removed[part, default: [:]][line] = count
        }
        return removed
    }

    func forget(_ clients: [Pseudonym]) throws {
        try call("care_forget", [Parameter(byteArrays: clients.map(\.bytes))])
    }

    /// One of the database's own functions, which alone may write.
    private func call(_ function: String, _ parameters: [Parameter]) throws {
        let places = parameters.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        _ = try connection.query("SELECT kansendossier.\(function)(\(places))", parameters)
    }
}

extension CarePart {
    /// Its table in the database.
    var table: String { "kansendossier.care_\(rawValue)" }
}

extension Parameter {
    /// An array of marks; nil of none.
    static func list<Kind>(_ marks: [KeyedMark<Kind>]) -> Parameter? {
        marks.isEmpty ? nil : Parameter(byteArrays: marks.map(\.bytes))
    }

    /// An array of texts; nil of none.
    static func list(_ texts: [String]) -> Parameter? {
        texts.isEmpty ? nil : Parameter(texts: texts)
    }

    /// An array of clients, with an empty value for nobody.
    init(clients: [Pseudonym?]) { self.init(byteArrays: clients.map { $0?.bytes ?? [] }) }
}

extension Rows {
    func mark<Kind>(_ row: Int, _ column: Int) throws -> KeyedMark<Kind> {
        guard let mark: KeyedMark<Kind> = try markIfAny(row, column) else {
            throw JournalFailure.damaged("the database gave no mark in column \(column)")
        }
        return mark
    }

    func markIfAny<Kind>(_ row: Int, _ column: Int) throws -> KeyedMark<Kind>? {
        try bytes(row, column).map { bytes in
            guard let mark = KeyedMark<Kind>(bytes: bytes) else {
                throw JournalFailure.damaged("a mark of \(bytes.count) bytes; restore a backup")
            }
            return mark
        }
    }

    /// From the columns number, bytes, hash.
    func logRow(_ row: Int) throws -> CareLogRow {
        CareLogRow(
            number: try number(row, 0), bytes: try known(row, 1), hash: try digest(row, 2))
    }

    /// From the columns number, bytes.
    func numberedBytes(_ row: Int) throws -> NumberedBytes {
        NumberedBytes(number: try number(row, 0), bytes: try known(row, 1))
    }

    /// From the columns number, table, place, client, bytes.
    func tableRow(_ row: Int) throws -> CareAddition.Row {
        CareAddition.Row(
            number: try number(row, 0), table: try number(row, 1), place: try number(row, 2),
            client: try markIfAny(row, 3), bytes: try known(row, 4))
    }
}
