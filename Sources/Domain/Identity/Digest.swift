/// The SHA-256 of some bytes (FIPS 180-4), written as 64 lower-case hexadecimal digits.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    package let hexadecimal: String

    /// The digest, or nil when the text isn't 64 lower-case hexadecimal digits.
    package init?(hexadecimal: String) {
        let digits = hexadecimal.utf8
        let allowed = digits.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard digits.count == 64, allowed else { return nil }
        self.hexadecimal = hexadecimal
    }

    /// What the first record of a stream names as the hash before it.
    package static let zero = Digest(unchecked: String(repeating: "0", count: 64))

    private init(unchecked: String) { hexadecimal = unchecked }

    package var description: String { hexadecimal }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(hexadecimal: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not 64 lower-case hexadecimal digits"))
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}

/// How the domain gets a hash without knowing bytes: Wire implements it.
package protocol Hashing: Sendable {
    /// The SHA-256 of the bytes.
    func digest(of bytes: [UInt8]) -> Digest
    /// The SHA-256 of the value's canonical JSON: UTF-8, keys sorted, no white space, so that
    /// anyone can compute it from an export.
    func fingerprint(of value: some Encodable) -> Digest
}
