/// Stands for something that may not be stored: the HMAC-SHA256 of it (RFC 2104) under a key that is
/// kept elsewhere, 32 bytes.
///
/// Two of a kind are equal just when what they stand for is. Whoever makes them separates the kinds
/// by a label before the message, one for all domains of care, so that a client is the same client
/// in each. The order is that of the bytes and means nothing.
package struct KeyedMark<Kind>: Hashable, Comparable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// How many bytes a mark has.
    package static var byteCount: Int { 32 }

    /// The mark of these bytes, or nil when they aren't 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var rest = bytes.makeIterator()
        words = (
            Self.word(of: &rest), Self.word(of: &rest), Self.word(of: &rest), Self.word(of: &rest)
        )
    }

    private static func word(of bytes: inout some IteratorProtocol<UInt8>) -> UInt64 {
        var word: UInt64 = 0
        for _ in 0..<8 { word = word << 8 | UInt64(bytes.next() ?? 0) }
        return word
    }

    /// The 32 bytes, in the order in which they were given.
    package var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    package static func < (left: Self, right: Self) -> Bool { left.words < right.words }

    package func hash(into hasher: inout Hasher) {
        // A keyed hash is spread evenly: one word of it tells marks apart as well as four.
        hasher.combine(words.0)
    }
}

extension KeyedMark: Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The mark written as by `description`, or nil.
    package init?(_ text: String) {
        guard text.utf8.count == 2 * Self.byteCount else { return nil }
        var digits = text.utf8.makeIterator()
        guard let first = Self.word(&digits), let second = Self.word(&digits),
            let third = Self.word(&digits), let fourth = Self.word(&digits)
        else { return nil }
        words = (first, second, third, fourth)
    }

    /// The number that the next sixteen digits write.
    private static func word(_ digits: inout some IteratorProtocol<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        for _ in 0..<16 {
            switch digits.next() {
            case .some(let digit) where (48...57).contains(digit):
                word = word << 4 | UInt64(digit - 48)
            case .some(let digit) where (97...102).contains(digit):
                word = word << 4 | UInt64(digit - 87)
            default: return nil
            }
        }
        return word
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
