internal import struct Crypto.SHA256
package import Domain
internal import FoundationEssentials

/// JSON as we write it everywhere: UTF-8, keys in ascending order, no white space, slashes bare.
///
/// One value has one text, so that a hash of it can be computed again by anyone, for instance with
/// `jq -cSj . | sha256sum` on an export.
package enum CanonicalJSON {
    /// The value's bytes. A value that can't be written (a floating point number that isn't one)
    /// is a programmer's mistake: no type of ours has any.
    package static func bytes(of value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("\(type(of: value)) can't be written as JSON: \(error)")
        }
    }

    /// The value that these bytes mean; throws `DecodingError`.
    package static func value<Value: Decodable>(
        _ type: Value.Type, from bytes: some Sequence<UInt8>
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}

/// SHA-256 (FIPS 180-4) by swift-crypto: the domain's hashes and the chain's.
package struct SHA256Hashing: Hashing {
    package init() {}

    package func digest(of bytes: [UInt8]) -> Domain.Digest {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        guard let digest = Digest(hexadecimal: String(decoding: text, as: UTF8.self)) else {
            preconditionFailure("32 bytes give 64 hexadecimal digits")
        }
        return digest
    }

    package func fingerprint(of value: some Encodable) -> Domain.Digest {
        digest(of: CanonicalJSON.bytes(of: value))
    }
}
