/// Stands for something that may not be stored: the HMAC-SHA256 of it (RFC 2104) under a key that is
/// kept elsewhere, 32 bytes.
///
/// Two of a kind are equal just when what they stand for is. Whoever makes them separates the kinds
/// by a label before the message, one for all domains of care, so that a client is the same client
/// in each. The order is that of the bytes and means nothing.
package struct KeyedMark<Kind>: Hashable, Comparable, Sendable {
    private let words: MarkWords

    /// How many bytes a mark has.
    package static var byteCount: Int { 32 }

    /// The mark of these bytes, or nil when they aren't 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = MarkWords(bytes: Array(bytes))
    }

    /// The 32 bytes, in the order in which they were given.
    package var bytes: [UInt8] { words.bytes }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    package static func < (left: Self, right: Self) -> Bool { left.words < right.words }

    package func hash(into hasher: inout Hasher) {
        // A keyed hash is spread evenly: one word of it tells marks apart as well as four.
        hasher.combine(words.first)
    }
}

/// The bytes of a mark as numbers. No generic type: marks are read by the million in other modules,
/// which have no code of their own for one kind.
private struct MarkWords: Hashable, Comparable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0

    /// Of 32 bytes.
    init(bytes: [UInt8]) {
        for byte in bytes[0..<8] { first = first << 8 | UInt64(byte) }
        for byte in bytes[8..<16] { second = second << 8 | UInt64(byte) }
        for byte in bytes[16..<24] { third = third << 8 | UInt64(byte) }
        for byte in bytes[24..<32] { fourth = fourth << 8 | UInt64(byte) }
    }

    init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard digits.count == 64 else { return nil }
        let start = digits.startIndex
        guard let first = Self.word(digits[start..<start + 16]),
            let second = Self.word(digits[start + 16..<start + 32]),
            let third = Self.word(digits[start + 32..<start + 48]),
            let fourth = Self.word(digits[start + 48..<start + 64])
        else { return nil }
        (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }

    private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        for digit in digits {
            switch digit {
            case 48...57: word = word << 4 | UInt64(digit - 48)
            case 97...102: word = word << 4 | UInt64(digit - 87)
            default: return nil
            }
        }
        return word
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [first, second, third, fourth] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.first, left.second, left.third, left.fourth)
            < (right.first, right.second, right.third, right.fourth)
    }
}

extension KeyedMark: Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The mark written as by `description`, or nil.
    package init?(_ text: String) { self.init(hexadecimal: Array(text.utf8)[...]) }

    /// The mark that these characters write, as by `description`, or nil.
    package init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard let words = MarkWords(hexadecimal: digits) else { return nil }
        self.words = words
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let mark = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not 64 lower-case hexadecimal digits"))
        }
        self = mark
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Stands for a client, by the HMAC of the citizen service number, which itself is never kept.
package typealias Pseudonym = KeyedMark<DeliveryPeriod>
/// Stands for one allocation of care to a provider, by the HMAC of its number (ToewijzingNummer).
package typealias AllocationMark = KeyedMark<CareAllocation>
/// Stands for what a message says, by the HMAC over its elements in order, header included, so that
/// a copy is known from another message under the same identification.
package typealias ContentMark = KeyedMark<CareMessage>
