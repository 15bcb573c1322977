/// A name that a person chose for one thing of one kind, and that never changes afterwards.
///
/// Shape: 1 to 64 characters out of `a–z`, `0–9` and `-`, so that it can stand in an address, a
/// file name and a log line unescaped. The kind keeps a person's name from standing where an
/// organisation's belongs.
package struct Identifier<Kind>: RawRepresentable, Hashable, Comparable, Sendable,
    CustomStringConvertible
{
    package let rawValue: String

    /// The identifier, or nil when the text isn't of the shape.
    package init?(rawValue: String) {
        guard (1...64).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.allows) else {
            return nil
        }
        self.rawValue = rawValue
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    package var description: String { rawValue }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension Identifier: ExpressibleByStringLiteral {
    /// For names written in the program's own text; a misspelt one is a programmer's mistake.
    package init(stringLiteral value: String) {
        guard let identifier = Self(rawValue: value) else {
            preconditionFailure("\(value) is not an identifier")
        }
        self = identifier
    }
}

extension Identifier: Codable, CodingKeyRepresentable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let identifier = Self(rawValue: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not 1 to 64 characters out of a-z, 0-9 and -"))
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var codingKey: any CodingKey { TextKey(stringValue: rawValue) }

    package init?<Key: CodingKey>(codingKey: Key) { self.init(rawValue: codingKey.stringValue) }
}

/// A key of a JSON object that is only known while running.
package struct TextKey: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}

/// Names one person in one municipality.
package typealias PersonID = Identifier<Person>
/// Names one care provider, or another party of a coalition.
package typealias OrganisationID = Identifier<Organisation>
/// Names one funding round; its stream is `round/` and this name.
package typealias RoundID = Identifier<Round>
/// Names one personal token, so that it can be withdrawn without knowing its secret.
package typealias TokenID = Identifier<Token>
/// Names one criterion within a round.
package typealias CriterionCode = Identifier<Criterion>

/// The agenda number of a dossier in its round, issued from 1 in order of starting.
package typealias DossierNumber = Int
/// The number of a ballot in its round's log, issued from 1 in order of making it ready; whoever isn't
/// an auditor knows it by its `BallotName`.
package typealias BallotNumber = Int
