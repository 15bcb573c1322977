internal import Domain

/// The JSON Schema (draft 2020-12) of one line of an exported log.
///
/// Payloads are read from the event types themselves, so that the schema can't say anything else
/// than what is written. Objects in a payload are open: a later version of the program may add an
/// optional field without making a reader of today refuse it. The envelope is closed, because its
/// bytes are hashed as they are.
package enum ExportSchema {
    /// The document: the envelope, the two kinds of streams with their types, and under `$defs` the
    /// payload of each type; throws `SchemaGap` for a type that can't be described and
    /// `EventWithoutSentence` for an event that the catalogue lacks.
    ///
    /// A payload is described in the version in which it is written now; of one in an older version
    /// nothing more is said than that it is an object.
    package static func document() throws -> JSONValue {
        let directory = try definitions(
            of: DirectoryEvent.self, named: DirectoryEvent.CodingKeys.allCases.map(\.rawValue),
            sentences: EventCatalogue.directory, list: "directory")
        let round = try definitions(
            of: RoundEvent.self, named: RoundEvent.CodingKeys.allCases.map(\.rawValue),
            sentences: EventCatalogue.round, list: "round")
        let versions =
            directory.keys.map { ($0, RecordCodec<Directory>().version(of: $0)) }
            + round.keys.map { ($0, RecordCodec<Round>().version(of: $0)) }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A record of Kansendossier",
            "description": .string(introduction),
            "type": "object", "properties": envelope, "additionalProperties": false,
            "required": [
                "actor", "at", "payload", "position", "previous", "stream", "type", "version",
            ],
            "oneOf": [
                stream("The directory's log.", pattern: "^directory$", types: directory.keys),
                stream("The log of a round.", pattern: "^round/", types: round.keys),
            ],
            "allOf": .array(
                versions.sorted { $0.0 < $1.0 }.map { payload(of: $0.0, version: $0.1) }),
            "$defs": .object(directory.merging(round) { first, _ in first }),
        ]
    }

    /// The document as it is published: indented, keys in ascending order, with a line end.
    package static func text() throws -> [UInt8] { try document().indentedBytes }

    private static let introduction =
        "One line of a log exported as JSON Lines: canonical JSON in UTF-8, keys ascending. The "
        + "SHA-256 of a line is `previous` in the next one. A reader should ignore fields of a "
        + "payload that it doesn't know."

    private static let envelope: JSONValue = [
        "stream": StreamID.schema,
        "position": .count("The place in the stream, from 1 without gaps."),
        "at": Instant.schema, "actor": Actor.Identity.schema,
        "actingFor": .noted(OrganisationID.schema, "The organisation that the actor acted for."),
        "key": .noted(CommandKey.schema, "The client's key of the command that made it true."),
        "type": ["type": "string", "description": "What happened: a name under `$defs`."],
        "version": .count("The version of the payload's shape."),
        "payload": ["type": "object"],
        "previous": .noted(
            Digest.schema, "The SHA-256 of the line before it; 64 zeros for the first."),
    ]

    /// The payload of each event type, by its name.
    private static func definitions(
        of events: (some Decodable).Type, named names: [String], sentences: [String: String],
        list: String
    ) throws -> [String: JSONValue] {
        var definitions: [String: JSONValue] = [:]
        for name in names {
            guard let sentence = sentences[name] else {
                throw EventWithoutSentence(type: name, list: list)
            }
            let schema = try SchemaReader.schema(of: events, named: name)
            definitions[name] = .noted(schema.opened, sentence)
        }
        return definitions
    }

    private static func stream(
        _ description: String, pattern: String, types: some Sequence<String>
    ) -> JSONValue {
        [
            "description": .string(description),
            "properties": [
                "stream": ["pattern": .string(pattern)],
                "type": ["enum": .array(types.sorted().map { .string($0) })],
            ],
        ]
    }

    private static func payload(of type: String, version: Int) -> JSONValue {
        [
            "if": [
                "properties": [
                    "type": ["const": .string(type)], "version": ["const": .integer(version)],
                ],
                "required": ["type", "version"],
            ],
            "then": ["properties": ["payload": .reference("$defs/\(type)")]],
        ]
    }
}

/// That an event type has no sentence for readers of an export.
package struct EventWithoutSentence: Error, CustomStringConvertible {
    package let type: String
    package let list: String

    package init(type: String, list: String) {
        self.type = type
        self.list = list
    }

    package var description: String {
        "\(type) has no sentence: add it to EventCatalogue.\(list) in "
            + "Sources/Wire/Records/EventCatalogue.swift"
    }
}

extension JSONValue {
    fileprivate static func count(_ description: String) -> JSONValue {
        ["type": "integer", "minimum": 1, "description": .string(description)]
    }

    /// The schema with this description in place of its own.
    fileprivate static func noted(_ schema: JSONValue, _ description: String) -> JSONValue {
        var fields = schema.fields ?? [:]
        fields["description"] = .string(description)
        return .object(fields)
    }

    /// The schema without its refusals of further fields, and without the examples of plain texts
    /// and numbers, which tell nothing.
    ///
    /// Enumerations with values stay told apart, because each case requires a field of its own.
    fileprivate var opened: JSONValue {
        switch self {
        case .object(var fields):
            if fields["additionalProperties"] == false { fields["additionalProperties"] = nil }
            if fields["description"] == nil { fields["examples"] = nil }
            return .object(fields.mapValues(\.opened))
        case .array(let elements): return .array(elements.map(\.opened))
        case .null, .bool, .integer, .number, .string: return self
        }
    }

    /// The value in indented JSON with a line end, for people who compare two versions of it.
    package var indentedBytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        return bytes + [UInt8(ascii: "\n")]
    }

    private func write(to bytes: inout [UInt8], indent: Int) {
        func writeLines<Element>(
            _ elements: [Element], between brackets: (open: String, close: String),
            write: (Element, inout [UInt8]) -> Void
        ) {
            bytes += brackets.open.utf8
            for (index, element) in elements.enumerated() {
                bytes += (index == 0 ? "\n" : ",\n").utf8
                bytes += String(repeating: "  ", count: indent + 1).utf8
                write(element, &bytes)
            }
            bytes += "\n\(String(repeating: "  ", count: indent))\(brackets.close)".utf8
        }
        switch self {
        case .object(let fields) where !fields.isEmpty:
            let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            writeLines(sorted, between: ("{", "}")) { field, bytes in
                bytes += JSONText.bytes(of: field.key) + Array(": ".utf8)
                field.value.write(to: &bytes, indent: indent + 1)
            }
        case .array(let elements) where elements.contains { $0.isNested }:
            writeLines(elements, between: ("[", "]")) { element, bytes in
                element.write(to: &bytes, indent: indent + 1)
            }
        default: bytes += self.bytes
        }
    }

    /// Whether it takes more than one line.
    private var isNested: Bool { fields?.isEmpty == false || elements?.isEmpty == false }
}
