internal import Crypto
package import Domain

/// The hash over everything that one line of the import log added: documents, refusals and tables in
/// their order, then joined marks in order of the new mark.
package struct CareContent {
    private var documents = SHA256()
    private var refusals = SHA256()
    private var tables = SHA256()
    private var joins: [(mark: Pseudonym, client: Pseudonym)] = []

    package init() {}

    /// Adds the bytes of the next document.
    package mutating func addDocument(_ bytes: [UInt8]) { documents.add(bytes) }

    /// Adds the next refusal, by its mark and bytes.
    package mutating func addRefusal(_ mark: ContentMark, _ bytes: [UInt8]) {
        refusals.add(mark.bytes, bytes)
    }

    /// Adds the next table, whose rows follow.
    package mutating func addTable(_ kind: String, _ mark: ContentMark) {
        tables.add(Array(kind.utf8), mark.bytes)
    }

    /// Adds the next row of the table that was added last.
    package mutating func addRow(_ client: Pseudonym?, _ bytes: [UInt8]) {
        tables.add(client?.bytes ?? [], bytes)
    }

    /// Adds a mark that was joined to a client, in any order.
    package mutating func addJoin(_ mark: Pseudonym, _ client: Pseudonym) {
        joins.append((mark, client))
    }

    /// The hash over all that was added.
    package var digest: Domain.Digest {
        var all = SHA256()
        for part in [documents, refusals, tables] { all.add(Array(part.finalize())) }
        for join in joins.sorted(by: { $0.mark < $1.mark }) {
            all.add(join.mark.bytes, join.client.bytes)
        }
        guard let digest = Domain.Digest(packed: Array(all.finalize())) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }
}

extension SHA256 {
    /// Each part with its length before it, so that parts read in one way only.
    fileprivate mutating func add(_ parts: [UInt8]...) {
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { update(bufferPointer: $0) }
            update(data: part)
        }
    }
}
