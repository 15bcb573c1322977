package import Domain
internal import FoundationEssentials

/// The keys of one municipality, kept in a file of their own, outside the data folder.
///
/// The first of the person keys makes today's pseudonyms; a second is the former one, kept during an
/// overlap so that pseudonyms of before can be joined to those of now. The content key isn't
/// rotated: it marks allocations and contents, by which a stop finds its start after years and a
/// copy is known, and tells nobody who a client is without the municipality's own administration.
package struct KeyRing: Codable, Sendable, Equatable {
    package let municipality: String
    /// Newest first: one, or two during an overlap.
    package private(set) var personKeys: [Key]
    package let contentKey: Key

    /// A key with the name by which people speak of it.
    package struct Key: Codable, Sendable, Equatable {
        package let id: String
        /// 64 lower-case hexadecimal digits: 32 bytes from the system's random numbers.
        package let secret: String

        package init(id: String, secret: String) {
            self.id = id
            self.secret = secret
        }

        /// The 32 bytes, or nil when it isn't a key.
        var bytes: [UInt8]? {
            guard Digest(hexadecimal: secret) != nil else { return nil }
            let digits = Array(secret.utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
            return (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
        }
    }

    /// Why a key file can't be used.
    package enum Fault: Error, Sendable, Equatable {
        case unreadable
        case municipality
        case keys
        /// It has a former key already: end that overlap first.
        case overlapNotEnded
        case noOverlap
    }

    /// New keys for a municipality (four digits), named `p1` and `c1`.
    package init(municipality: MunicipalityCode) {
        self.municipality = municipality.description
        personKeys = [Key(id: "p1", secret: Self.secret())]
        contentKey = Key(id: "c1", secret: Self.secret())
    }

    /// The keys in a key file; throws what is wrong with it, and never a word of it.
    package init(file bytes: [UInt8]) throws(Fault) {
        guard let ring = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
            throw .unreadable
        }
        guard MunicipalityCode(ring.municipality) != nil else { throw .municipality }
        let keys = ring.personKeys + [ring.contentKey]
        guard (1...2).contains(ring.personKeys.count), keys.allSatisfy({ $0.bytes != nil }),
            Set(keys.map(\.secret)).count == keys.count, Set(keys.map(\.id)).count == keys.count,
            keys.allSatisfy({ (1...32).contains($0.id.utf8.count) })
        else { throw .keys }
        self = ring
    }

    /// What a key file holds: JSON, a key a line.
    package var file: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let bytes = try? encoder.encode(self) else {
            preconditionFailure("texts can be written as JSON")
        }
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }

    /// Puts a new key first and keeps the former one for the overlap.
    package mutating func rotate() throws(Fault) {
        guard personKeys.count == 1 else { throw .overlapNotEnded }
        let number = personKeys[0].id.dropFirst().split(separator: "p").last.flatMap { Int($0) }
        personKeys.insert(Key(id: "p\((number ?? 1) + 1)", secret: Self.secret()), at: 0)
    }

    /// Forgets the former key: whoever wasn't seen since the rotation is a new person from now on.
    package mutating func endOverlap() throws(Fault) {
        guard personKeys.count == 2 else { throw .noOverlap }
        personKeys.removeLast()
    }

    private static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in random.next() as UInt64 }
        return words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
