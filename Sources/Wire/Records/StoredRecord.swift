package import Domain

/// One record of a stream as it stands on disk: the bytes are the truth, the rest is read from them.
///
/// `bytes` is one line of canonical JSON, without its line end, as exported:
/// `{"actingFor":…,"actor":…,"at":…,"key":…,"payload":…,"position":…,"previous":…,"stream":…,"type":…,"version":…}`,
/// and `hash` is its SHA-256. Because `previous` is in the bytes, the hashes form a chain.
package struct StoredRecord: Sendable, Equatable {
    package let position: Int
    package let bytes: [UInt8]
    package let hash: Digest

    package init(position: Int, bytes: [UInt8], hash: Digest) {
        self.position = position
        self.bytes = bytes
        self.hash = hash
    }
}

/// The name that a client gave to one command, so that a repeated one has one effect.
///
/// Shape: a UUID in its 36 character form (RFC 9562), kept in lower case.
package struct CommandKey: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// The key, or nil when the text isn't a UUID.
    package init?(_ text: String) {
        let lower = text.lowercased()
        let bytes = Array(lower.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                let digit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                let letter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                guard digit || letter else { return nil }
            }
        }
        self.text = lower
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let key = CommandKey(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a UUID"))
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// That a command was accepted, and where; stored in the same transaction as its records.
package struct Receipt: Sendable, Equatable, Codable {
    package let actor: Actor.Identity
    package let key: CommandKey
    /// The hash of the command's canonical bytes: the same key with other content is refused.
    package let command: Digest
    /// The position of the command's last record.
    package let position: Int

    package init(actor: Actor.Identity, key: CommandKey, command: Digest, position: Int) {
        self.actor = actor
        self.key = key
        self.command = command
        self.position = position
    }
}
