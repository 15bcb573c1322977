import Domain
import Support
import Testing
import Wire

/// The schema that is published for exports, held against every line that was ever promised.
struct ExportSchemaTests {
    private let check: SchemaCheck
    private let lines: [JSONValue]

    init() throws {
        check = SchemaCheck(document: try ExportSchema.document())
        lines = try ["directory-records-v1.jsonl", "round-records-v1.jsonl"]
            .flatMap { PinnedFile($0).lines }.map { try JSONReader.value(of: $0) }
    }

    /// The line with other fields in its payload, or in its envelope.
    private func line(_ line: JSONValue, _ name: String, _ value: JSONValue?) -> JSONValue {
        var fields = line.fields ?? [:]
        fields[name] = value
        return .object(fields)
    }

    @Test func `every line that was ever promised is as the schema says`() {
        #expect(lines.count >= 70)
        for line in lines {
            #expect(
                check.breaches(of: line) == [], "\(String(decoding: line.bytes, as: UTF8.self))")
        }
    }

    @Test func `every event has its sentence, and every sentence its event`() {
        let catalogues = [
            (
                "directory", EventCatalogue.directory,
                DirectoryEvent.CodingKeys.allCases.map(\.rawValue)
            ),
            ("round", EventCatalogue.round, RoundEvent.CodingKeys.allCases.map(\.rawValue)),
        ]
        for (list, sentences, names) in catalogues {
            let place = "EventCatalogue.\(list) in Sources/Wire/Records/EventCatalogue.swift"
            for name in names where sentences[name] == nil {
                Issue.record("\(name) has no sentence: add it to \(place)")
            }
            for name in sentences.keys where !names.contains(name) {
                Issue.record("\(name) is no event: take it from \(place)")
            }
            for (name, sentence) in sentences {
                #expect(sentence.hasSuffix(".") && sentence.count > 20, "\(name)")
            }
        }
    }

    @Test func `every event has its payload under its name, with its sentence`() throws {
        let definitions = try #require(check.document["$defs"]?.fields)
        let sentences = EventCatalogue.directory.merging(EventCatalogue.round) { first, _ in first }
        #expect(Set(definitions.keys) == Set(sentences.keys))
        for (name, definition) in definitions {
            #expect(definition["type"] == "object", "\(name)")
            #expect(definition["description"]?.text == sentences[name])
        }
    }

    @Test func `the published file is what the events say`() throws {
        let file = PinnedFile("../../../config/export.schema.json")
        let text = String(decoding: try ExportSchema.text(), as: UTF8.self)
        #expect(try file.difference(from: text) == nil)
        #expect(try JSONReader.value(of: Array(text.utf8)) == check.document)
    }

    @Test func `a line without one of its fields is refused just when it can't be read`() throws {
        for line in lines {
            for name in line.fields.map({ Array($0.keys) }) ?? [] {
                let isOptional = ["key", "actingFor"].contains(name)
                #expect(check.breaches(of: self.line(line, name, nil)).isEmpty == isOptional)
            }
            for payload in Self.shorter(line["payload"] ?? .null) {
                let short = self.line(line, "payload", payload)
                #expect(
                    check.breaches(of: short).isEmpty == Self.isReadable(short),
                    "\(String(decoding: short.bytes, as: UTF8.self))")
            }
        }
    }

    @Test func `a value of another type is refused wherever it stands`() throws {
        let definitions = try #require(check.document["$defs"])
        for line in lines {
            let definition = try #require(definitions[line["type"]?.text ?? ""])
            for payload in Self.mistyped(line["payload"] ?? .null) {
                #expect(
                    !check.breaches(of: payload, under: definition).isEmpty,
                    "\(String(decoding: payload.bytes, as: UTF8.self))")
            }
        }
    }

    @Test func `a payload may get a field that this version doesn't know, the envelope may not`() {
        for line in lines {
            let payload = self.line(line["payload"] ?? .null, "addedLater", 1)
            #expect(check.breaches(of: self.line(line, "payload", payload)) == [])
            #expect(!check.breaches(of: self.line(line, "addedLater", 1)).isEmpty)
        }
    }

    @Test func `an event of another stream, an unknown one and a broken chain are refused`() throws
    {
        let line = try #require(lines.first)
        #expect(line["stream"] == "directory")
        let wrong: [(String, JSONValue)] = [
            ("stream", "round/venlo-2019"), ("stream", "elsewhere"), ("type", "roundOpened"),
            ("type", "directoryFlooded"), ("previous", "0"), ("position", 0), ("position", "1"),
            ("at", "2019-04-01"), ("actor", "zoe"), ("key", "1"), ("actingFor", "De Maasoever"),
            ("payload", []), ("version", 0),
        ]
        for (name, value) in wrong {
            #expect(!check.breaches(of: self.line(line, name, value)).isEmpty, "\(name)")
        }
    }

    @Test func `of a payload in another version nothing more is said`() throws {
        let line = try #require(lines.first)
        let old = self.line(self.line(line, "payload", ["town": "Venlo"]), "version", 7)
        #expect(check.breaches(of: old) == [])
        #expect(!check.breaches(of: self.line(old, "version", 1)).isEmpty)
    }

    @Test func `changes of content and causes of an allocation are one of their cases`() throws {
        let definitions = try #require(check.document["$defs"])
        let change = definitions["contentChanged"]?["properties"]?["change"]
        #expect(change?["oneOf"]?.elements?.count == ContentChange.CodingKeys.allCases.count)
        let allocation = definitions["potAllocated"]?["properties"]?["allocation"]
        let cause = allocation?["properties"]?["lines"]?["items"]?["properties"]?["cause"]
        #expect(cause?["oneOf"]?.elements?.count == AllocationCause.CodingKeys.allCases.count)
        let part = cause?["oneOf"]?.elements?.first { $0["required"] == ["part"] }
        #expect(part?["properties"]?["part"]?["required"] == ["minimum", "of"])
        let causes = try #require(cause)
        let fits: JSONValue = ["fits": [:]]
        #expect(check.breaches(of: fits, under: causes) == [])
        for wrong: JSONValue in [[:], ["fits": [:], "withdrawn": [:]], ["part": ["of": 1]]] {
            #expect(!check.breaches(of: wrong, under: causes).isEmpty)
        }
    }

    @Test func `a keyword that the check doesn't know is a breach`() {
        let strange = SchemaCheck(document: ["minLength": 1])
        #expect(strange.breaches(of: "text") == ["$: the check doesn't know minLength"])
        #expect(SchemaCheck(document: ["$ref": "#/$defs/none"]).breaches(of: 1) != [])
    }

    @Test func `an event without a sentence says where it belongs`() {
        let lacking = EventWithoutSentence(type: "roundPaused", list: "round")
        #expect(
            lacking.description
                == "roundPaused has no sentence: add it to EventCatalogue.round in "
                + "Sources/Wire/Records/EventCatalogue.swift")
    }

    // MARK: - Other values

    private static func isReadable(_ line: JSONValue) -> Bool {
        let record = StoredRecord(position: 1, bytes: line.bytes, hash: .zero)
        return line["stream"] == "directory"
            ? (try? RecordCodec<Directory>().event(of: record)) != nil
            : (try? RecordCodec<Round>().event(of: record)) != nil
    }

    /// The value with one field less, for each field of each object in it.
    private static func shorter(_ value: JSONValue) -> [JSONValue] {
        let here = (value.fields ?? [:]).keys.map { name in
            JSONValue.object((value.fields ?? [:]).filter { $0.key != name })
        }
        return here + within(value, shorter)
    }

    /// The value with one value of another type, for each place in it.
    private static func mistyped(_ value: JSONValue) -> [JSONValue] {
        let other: JSONValue = if case .bool = value { 1 } else { true }
        return [other] + within(value, mistyped)
    }

    /// The value with each of the others in place of what stands in it.
    private static func within(
        _ value: JSONValue, _ others: (JSONValue) -> [JSONValue]
    ) -> [JSONValue] {
        switch value {
        case .object(let fields):
            fields.flatMap { name, inner in
                others(inner).map { other in
                    .object(fields.merging([name: other]) { _, last in last })
                }
            }
        case .array(let elements):
            elements.indices.flatMap { index in
                others(elements[index]).map { other in
                    var changed = elements
                    changed[index] = other
                    return .array(changed)
                }
            }
        case .null, .bool, .integer, .number, .string: []
        }
    }
}
