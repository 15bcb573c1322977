package import Domain

/// A type that is written as one checked text or number, and says which.
package protocol SchemaDescribed {
    /// A value that the type accepts.
    static var sample: Self { get }
    /// Its JSON Schema, with an example.
    static var schema: JSONValue { get }
}

/// A list whose elements have a schema of their own.
protocol SchemaList {
    static var element: any Decodable.Type { get }
    static var empty: Self { get }
}

/// An object with free keys whose values have a schema of their own.
protocol SchemaMap {
    static var key: any Any.Type { get }
    static var value: any Decodable.Type { get }
    static var empty: Self { get }
}

/// Something that may be absent.
protocol SchemaOptional {
    static var wrapped: any Decodable.Type { get }
    static var absent: Self { get }
}

extension Array: SchemaList where Element: Decodable {
    static var element: any Decodable.Type { Element.self }
    static var empty: Self { [] }
}

extension Set: SchemaList where Element: Decodable {
    static var element: any Decodable.Type { Element.self }
    static var empty: Self { [] }
}

extension Dictionary: SchemaMap where Value: Decodable {
    static var key: any Any.Type { Key.self }
    static var value: any Decodable.Type { Value.self }
    static var empty: Self { [:] }
}

extension Optional: SchemaOptional where Wrapped: Decodable {
    static var wrapped: any Decodable.Type { Wrapped.self }
    static var absent: Self { nil }
}

extension String: SchemaDescribed {
    package static let sample = "text"
    package static let schema: JSONValue = ["type": "string", "examples": ["text"]]
}

extension Bool: SchemaDescribed {
    package static let sample = true
    package static let schema: JSONValue = ["type": "boolean", "examples": [true]]
}

extension Int: SchemaDescribed {
    package static let sample = 1
    package static let schema: JSONValue = ["type": "integer", "examples": [1]]
}

extension JSONValue: SchemaDescribed {
    package static let sample: JSONValue = [:]
    package static let schema: JSONValue = [:]
}

extension Identifier: SchemaDescribed {
    package static var sample: Self { "an-identifier" }
    package static var schema: JSONValue {
        .text("1 to 64 of a-z, 0-9 and -.", pattern: "^[a-z0-9-]{1,64}$", example: "an-identifier")
    }
}

extension BallotName: SchemaDescribed {
    package static let sample = BallotName(dossier: 3, ordinal: 2)
    package static let schema: JSONValue = .text(
        "A ballot: the dossier's number and which ballot on it it is.",
        pattern: "^[1-9][0-9]*-[1-9][0-9]*$", example: "3-2")
}

extension CivilDate: SchemaDescribed {
    package static let sample = CivilDate(dayNumber: 17_987)
    package static let schema: JSONValue = .text(
        "An existing day.", format: "date", example: "2019-04-01")
}

extension AmsterdamTime: SchemaDescribed {
    package static let sample = AmsterdamTime(
        date: .sample, time: TimeOfDay(secondOfDay: 43_200))
    package static let schema: JSONValue = .text(
        "Clock time in Europe/Amsterdam, without a zone; seconds may be left out.",
        pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$", example: "2019-04-01T12:00:00")
}

extension Instant: SchemaDescribed {
    package static let sample = Instant(milliseconds: 1_554_112_800_000)
    package static let schema: JSONValue = .text(
        "A moment in UTC (RFC 3339), milliseconds optional.", format: "date-time",
        example: "2019-04-01T10:00:00.000Z")
}

extension Cents: SchemaDescribed {
    package static let sample = Cents(1_250_000)
    package static let schema: JSONValue = [
        "type": "integer", "description": "Whole euro cents.", "examples": [1_250_000],
        "minimum": .integer(-Cents.most), "maximum": .integer(Cents.most),
    ]
}

extension CommandKey: SchemaDescribed {
    package static let sample = firstKey
    package static let schema: JSONValue = .text(
        "A UUID that the client makes for each new command and repeats in a retry.",
        format: "uuid", example: "0190a5c2-7c1e-4b7a-9d52-3f1f0f1f0f1f")

    private static var firstKey: CommandKey {
        guard let key = CommandKey("0190a5c2-7c1e-4b7a-9d52-3f1f0f1f0f1f") else {
            preconditionFailure("the sample is a UUID")
        }
        return key
    }
}

extension Digest: SchemaDescribed {
    package static let sample = Digest.zero
    package static let schema: JSONValue = .text(
        "A SHA-256 in lower-case hexadecimal digits.", pattern: "^[0-9a-f]{64}$",
        example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
}

extension Rational: SchemaDescribed {
    package static let sample = Rational(60)
    package static let schema: JSONValue = .text(
        "An exact number as a text: 60, 22/3 or 12.5.",
        pattern: "^-?\\d+([./]\\d+)?$", example: "60")
}

extension StreamID: SchemaDescribed {
    package static let sample = StreamID.directory
    package static let schema: JSONValue = .text(
        "directory, or round/ and the round's name.",
        pattern: "^(directory|round/[a-z0-9-]{1,64})$", example: "round/venlo-2019")
}

extension Actor.Identity: SchemaDescribed {
    package static let sample = Actor.Identity.server
    package static let schema: JSONValue = .text(
        "person/ and a person's name, projector/ and a round's name, or server.",
        pattern: "^(server|(person|projector)/[a-z0-9-]{1,64})$", example: "person/coordinator")
}

extension JSONValue {
    /// The schema of a text.
    static func text(
        _ description: String, format: String? = nil, pattern: String? = nil, example: String
    ) -> JSONValue {
        var schema: [String: JSONValue] = [
            "type": "string", "description": .string(description),
            "examples": [.string(example)],
        ]
        if let format { schema["format"] = .string(format) }
        if let pattern { schema["pattern"] = .string(pattern) }
        return .object(schema)
    }
}
