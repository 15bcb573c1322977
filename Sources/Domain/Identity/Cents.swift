/// An amount of money in whole euro cents.
///
/// Limit: ± EUR 10 billion (`Cents.most`), so that no sum of the amounts in a round can overflow
/// 64 bits.
package struct Cents: Hashable, Comparable, Sendable, Codable {
    package let value: Int

    package static let zero = Cents(0)
    /// The largest amount that is ever accepted: 1,000,000,000,000 cents.
    package static let most = 1_000_000_000_000

    package init(_ value: Int) { self.value = value }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
        guard value.magnitude <= UInt(Self.most) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "more than 1,000,000,000,000 cents"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    package static func + (left: Self, right: Self) -> Self { Cents(left.value + right.value) }
    package static func - (left: Self, right: Self) -> Self { Cents(left.value - right.value) }
    package static prefix func - (amount: Self) -> Self { Cents(-amount.value) }
}

extension Sequence<Cents> {
    /// The sum of the amounts.
    package var total: Cents { reduce(.zero, +) }
}
