internal import Crypto
internal import Domain

/// The hash over everything that one line of the import log added: documents, refusals and tables in
/// their order, then joined marks in order of the new mark.
struct CareContent {
    private var documents = SHA256()
    private var refusals = SHA256()
    private var tables = SHA256()
    private var joins: [(mark: Pseudonym, client: Pseudonym)] = []

    mutating func addDocument(_ bytes: [UInt8]) { documents.add(bytes) }

    mutating func addRefusal(_ mark: [UInt8], _ bytes: [UInt8]) { refusals.add(mark, bytes) }

    mutating func addTable(_ kind: String, _ mark: [UInt8]) { tables.add(Array(kind.utf8), mark) }

    mutating func addRow(_ client: [UInt8], _ bytes: [UInt8]) { tables.add(client, bytes) }

    mutating func addJoin(_ mark: Pseudonym, _ client: Pseudonym) { joins.append((mark, client)) }

    var digest: Domain.Digest {
        var all = SHA256()
        for part in [documents, refusals, tables] { all.add(Array(part.finalize())) }
        for join in joins.sorted(by: { $0.mark < $1.mark }) {
            all.add(join.mark.bytes, join.client.bytes)
        }
        return Domain.Digest(all.finalize())
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

extension Domain.Digest {
    fileprivate init(_ digest: SHA256.Digest) {
        let text = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard let own = Domain.Digest(hexadecimal: text) else {
            preconditionFailure("32 bytes give 64 hexadecimal digits")
        }
        self = own
    }
}
