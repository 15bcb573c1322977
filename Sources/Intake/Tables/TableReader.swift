package import Domain

/// Reads a table of one kind: all of its rows, or none and everything that is wrong with it.
package struct TableReader: Sendable {
    let pseudonymiser: Pseudonymiser
    private let rowsMost: Int

    package init(_ pseudonymiser: Pseudonymiser, rowsMost: Int = 1_000_000) {
        self.pseudonymiser = pseudonymiser
        self.rowsMost = rowsMost
    }

    /// What was read.
    package enum Reading: Hashable, Sendable {
        case table(CareTable)
        /// Starts and stops, each a message of its own.
        case documents([ReceivedDocument])
        case refused([TableFault])
    }

    /// The most faults that are told; whoever has more has one cause.
    package static let faultsMost = 1_000

    /// Reads a table, and overwrites its bytes.
    package func read(
        _ document: SecretBytes, as schema: TableSchema, receivedOn: CivilDate
    ) -> Reading {
        defer { document.wipe() }
        let mark = pseudonymiser.file(document)
        guard document.count <= MessageReader.documentBytesMost else {
            return .refused([TableFault(line: nil, column: nil, reason: "more than 25 MB")])
        }
        var rows: [TableValues] = []
        var faults: [TableFault] = []
        do {
            let text = try XMLEncoding.utf8(document)
            try readRows(in: text, as: schema, &rows, &faults)
        } catch let fault as TableFault {
            faults.append(fault)
        } catch {
            faults.append(TableFault(line: nil, column: nil, reason: "not UTF-8"))
        }
        var documents: [ReceivedDocument] = []
        let faulty = Set(faults.compactMap(\.line))
        var lines: [[String]: Int] = [:]
        for row in rows where faults.count < Self.faultsMost {
            var found = row.contradictions(in: schema)
            found += row.futures(in: schema, receivedOn: receivedOn)
            if let identity = row.identity(in: schema) {
                if let line = lines[identity] {
                    let column = schema.once.joined(separator: ", ")
                    found.append(
                        TableFault(
                            line: row.line, column: column,
                            reason: "stands for the same client on line \(line)"))
                }
                lines[identity] = row.line
            }
            faults += found
            // A row of which something is wrong makes no message, whatever else it says.
            if schema.kind == nil, found.isEmpty, !faulty.contains(row.line) {
                do throws(TableFault) {
                    documents.append(try row.document(receivedOn: receivedOn, pseudonymiser))
                } catch {
                    faults.append(error)
                }
            }
        }
        if faults.isEmpty && rows.isEmpty {
            faults.append(TableFault(line: nil, column: nil, reason: "no row"))
        }
        guard faults.isEmpty else { return .refused(Array(faults.prefix(Self.faultsMost))) }
        guard let kind = schema.kind else { return .documents(documents) }
        return .table(
            CareTable(
                kind: kind, contentMark: mark,
                rows: rows.map { CareTable.Row(client: $0.client, values: $0.values) }))
    }

    private func readRows(
        in text: SecretBytes, as schema: TableSchema, _ rows: inout [TableValues],
        _ faults: inout [TableFault]
    ) throws {
        var separated = SeparatedText(text.bytes)
        func next() throws(TableFault) -> [Range<Int>]? {
            do throws(SeparatedText.Fault) {
                return try separated.next()
            } catch {
                throw TableFault(
                    line: separated.line, column: nil, reason: error.rawValue)
            }
        }
        guard let header = try next() else { return }
        let places = try places(of: header, in: text, schema, &faults)
        guard faults.isEmpty else { return }
        while let fields = try next() {
            guard rows.count < rowsMost else {
                faults.append(
                    TableFault(
                        line: separated.line, column: nil, reason: "more rows than \(rowsMost)"))
                return
            }
            guard faults.count < Self.faultsMost else { return }
            guard fields.count == header.count else {
                faults.append(
                    TableFault(
                        line: separated.line, column: nil,
                        reason: "\(fields.count) values under \(header.count) names"))
                continue
            }
            rows.append(
                TableValues(
                    line: separated.line, fields: places.map { $0.map { fields[$0] } },
                    of: text.bytes, schema, pseudonymiser, &faults))
        }
    }

    /// Where each column of the schema stands, nil for an optional one that isn't there.
    private func places(
        of header: [Range<Int>], in text: SecretBytes, _ schema: TableSchema,
        _ faults: inout [TableFault]
    ) throws -> [Int?] {
        let known = Set(schema.columns.map(\.name))
        var names: [String?] = []
        for field in header {
            // A name that isn't known may be anything, a number included: it isn't repeated.
            let name = known.first { text.bytes[field].elementsEqual($0.utf8) }
            if name == nil || names.contains(name) {
                faults.append(
                    TableFault(
                        line: 1, column: name,
                        reason: name == nil
                            ? "name \(names.count + 1) in the header isn't a column of this table"
                            : "stands twice in the header"))
            }
            names.append(name)
        }
        for column in schema.columns where !column.isOptional && !names.contains(column.name) {
            faults.append(
                TableFault(line: 1, column: column.name, reason: "is missing in the header"))
        }
        return schema.columns.map { column in names.firstIndex(of: column.name) }
    }
}

/// One thing that is wrong in a table; never with a word of it.
package struct TableFault: Error, Hashable, Sendable {
    /// From 1; nil for the table as a whole.
    package let line: Int?
    package let column: String?
    package let reason: String

    package init(line: Int?, column: String?, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}
