package import Domain
internal import Wire

/// Everything that one line of the import log added, as it stands in a store.
package struct CareAddition: Sendable, Equatable {
    package var documents: [Document] = []
    package var refusals: [Refusal] = []
    package var joins: [Join] = []
    package var tables: [Table] = []
    /// The rows of those tables, in the order of their numbers.
    package var rows: [Row] = []

    package init() {}

    /// A document, and by what it is found.
    package struct Document: Sendable, Equatable {
        package let number: Int
        /// The name of the message, or of the one that it answers.
        package let name: String
        package let client: Pseudonym?
        package let content: ContentMark
        package let bytes: [UInt8]

        package init(
            number: Int, name: String, client: Pseudonym?, content: ContentMark, bytes: [UInt8]
        ) {
            self.number = number
            self.name = name
            self.client = client
            self.content = content
            self.bytes = bytes
        }
    }

    /// A document that was refused whole.
    package struct Refusal: Sendable, Equatable {
        package let number: Int
        package let content: ContentMark
        package let bytes: [UInt8]

        package init(number: Int, content: ContentMark, bytes: [UInt8]) {
            self.number = number
            self.content = content
            self.bytes = bytes
        }
    }

    /// A mark that stands for a client who was known by another one before.
    package struct Join: Sendable, Equatable {
        package let mark: Pseudonym
        package let client: Pseudonym

        package init(mark: Pseudonym, client: Pseudonym) {
            self.mark = mark
            self.client = client
        }
    }

    /// A table without its rows.
    package struct Table: Sendable, Equatable {
        package let number: Int
        package let kind: String
        package let content: ContentMark

        package init(number: Int, kind: String, content: ContentMark) {
            self.number = number
            self.kind = kind
            self.content = content
        }
    }

    /// A row of the table with this number.
    package struct Row: Sendable, Equatable {
        package let number: Int
        package let table: Int
        /// Its place in the table, from 0.
        package let place: Int
        package let client: Pseudonym?
        package let bytes: [UInt8]

        package init(number: Int, table: Int, place: Int, client: Pseudonym?, bytes: [UInt8]) {
            self.number = number
            self.table = table
            self.place = place
            self.client = client
            self.bytes = bytes
        }
    }
}

extension CareAddition {
    /// The hash over all of it, as its line of the log has it.
    var content: Digest {
        var content = CareContent()
        for document in documents { content.addDocument(document.bytes) }
        for refusal in refusals { content.addRefusal(refusal.content, refusal.bytes) }
        let rows = Dictionary(grouping: rows, by: \.table)
        for table in tables {
            content.addTable(table.kind, table.content)
            for row in (rows[table.number] ?? []).sorted(by: { $0.place < $1.place }) {
                content.addRow(row.client, row.bytes)
            }
        }
        for join in joins { content.addJoin(join.mark, join.client) }
        return content.digest
    }

    /// Whether what documents are found by is what they say.
    func isFoundByWhatItSays() throws -> Bool {
        try documents.allSatisfy { row in
            let document = try DocumentRecord.document(row.bytes)
            return row.name == document.name && row.client == document.client?.current
                && row.content == document.contentMark
        }
    }
}

/// A line of the import log as it stands in a store.
package struct CareLogRow: Sendable, Equatable {
    package let number: Int
    package let bytes: [UInt8]
    package let hash: Digest

    package init(number: Int, bytes: [UInt8], hash: Digest) {
        self.number = number
        self.bytes = bytes
        self.hash = hash
    }

    init(_ line: ImportLogLine) {
        number = line.number
        bytes = line.bytes
        hash = SHA256Hashing().digest(of: bytes)
    }

    /// What the bytes say; throws when they can't have been written.
    package func line() throws -> ImportLogLine {
        try CanonicalJSON.value(ImportLogLine.self, from: bytes)
    }
}
