/// Derives the JSON Schema (draft 07, as AsyncAPI 3 uses it) of a type from how the type decodes
/// itself, so that what is published can't differ from what is read.
///
/// It runs `init(from:)` on a decoder that notes what is asked and answers with samples. Types that
/// check a text or a number say so themselves as `SchemaDescribed`; enumerations with values are
/// run once for each name of their coding keys, which have to be `CaseIterable` for that.
package enum SchemaReader {
    /// The schema of the type; throws `SchemaGap` when a type in it can't be read this way.
    package static func schema(of type: any Decodable.Type) throws -> JSONValue {
        try read(type, within: []).schema
    }

    /// The schema of the values of one case of a command or an event, by its name as it is written.
    package static func schema<Listed: Decodable>(
        of type: Listed.Type, named name: String
    ) throws -> JSONValue {
        let notes = SchemaNotes(chosenCase: name, within: [])
        _ = try Listed(from: SchemaDecoder(notes: notes))
        guard notes.caseNames.contains(name) else { throw SchemaGap(type: name) }
        return notes.properties[name] ?? SchemaNotes(chosenCase: nil, within: []).schema
    }

    static func read<Value: Decodable>(
        _ type: Value.Type, within outer: [any Any.Type]
    ) throws -> (schema: JSONValue, sample: Value) {
        if let simple = try simple(type, within: outer) { return simple }
        // A type within itself would never end.
        if outer.contains(where: { $0 == type }) { throw SchemaGap(type: "\(type)") }
        let notes = SchemaNotes(chosenCase: nil, within: outer + [type])
        let sample: Value
        do {
            sample = try Value(from: SchemaDecoder(notes: notes))
        } catch is DecodingError {
            throw SchemaGap(type: "\(type)")
        }
        guard !notes.caseNames.isEmpty else { return (notes.schema, sample) }
        let cases = try notes.caseNames.map { name in
            let own = SchemaNotes(chosenCase: name, within: outer + [type])
            _ = try Value(from: SchemaDecoder(notes: own))
            return own.schema
        }
        return (["oneOf": .array(cases)], sample)
    }

    private static func simple<Value: Decodable>(
        _ type: Value.Type, within outer: [any Any.Type]
    ) throws -> (schema: JSONValue, sample: Value)? {
        if let described = type as? any SchemaDescribed.Type {
            return sample(described.sample, of: type, schema: described.schema)
        }
        if let list = type as? any SchemaList.Type {
            let element = try read(list.element, within: outer).schema
            return sample(list.empty, of: type, schema: ["type": "array", "items": element])
        }
        if let map = type as? any SchemaMap.Type {
            let value = try read(map.value, within: outer).schema
            let keys = (map.key as? any SchemaDescribed.Type)?.schema
            var schema: [String: JSONValue] = ["type": "object", "additionalProperties": value]
            if let keys { schema["propertyNames"] = keys }
            return sample(map.empty, of: type, schema: .object(schema))
        }
        if let optional = type as? any SchemaOptional.Type {
            let wrapped = try read(optional.wrapped, within: outer).schema
            return sample(optional.absent, of: type, schema: wrapped)
        }
        if let list = type as? any CaseIterable.Type, let values = rawValues(of: list),
            let first = list.firstCase as? Value
        {
            return (["enum": .array(values), "examples": .array([values[0]])], first)
        }
        return nil
    }

    private static func sample<Value>(
        _ sample: Any, of type: Value.Type, schema: JSONValue
    ) -> (schema: JSONValue, sample: Value)? {
        (sample as? Value).map { (schema, $0) }
    }

    private static func rawValues(of type: any CaseIterable.Type) -> [JSONValue]? {
        func values<Listed: CaseIterable>(_ type: Listed.Type) -> [JSONValue]? {
            let values: [JSONValue] = Listed.allCases.compactMap {
                let raw = ($0 as? any RawRepresentable)?.rawValue
                return (raw as? String).map { .string($0) } ?? (raw as? Int).map { .integer($0) }
            }
            return values.isEmpty || values.count != Listed.allCases.count ? nil : values
        }
        return values(type)
    }
}

extension CaseIterable {
    fileprivate static var firstCase: Any? { allCases.first }
}

/// That a type can't be described by running its decoding.
package struct SchemaGap: Error, CustomStringConvertible {
    package let type: String

    package var description: String {
        "no schema can be read from \(type): a checked value says its own as SchemaDescribed, and an "
            + "enumeration with values lists its CodingKeys as CaseIterable"
    }
}

/// What one run of `init(from:)` asked for.
final class SchemaNotes {
    /// The case that an enumeration is told to be; the first when nil.
    let chosenCase: String?
    let outer: [any Any.Type]
    var properties: [String: JSONValue] = [:]
    var optional: Set<String> = []
    /// The schema of a type that is a single value.
    var single: JSONValue?
    /// The names of all cases; empty for what isn't an enumeration with values.
    var caseNames: [String] = []

    init(chosenCase: String?, within outer: [any Any.Type]) {
        self.chosenCase = chosenCase
        self.outer = outer
    }

    var schema: JSONValue {
        if let single { return single }
        let required = properties.keys.filter { !optional.contains($0) }.sorted()
        var schema: [String: JSONValue] = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return .object(schema)
    }
}
