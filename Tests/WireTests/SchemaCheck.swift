import Domain
import Wire

/// Holds a value against a JSON Schema, for the keywords that the export's schema uses.
///
/// A keyword that it doesn't know is a breach, so that nothing of a schema goes unread.
struct SchemaCheck {
    let document: JSONValue

    /// Whatever is wrong with the value, each with its place; under the whole document, or under
    /// one schema within it.
    func breaches(of value: JSONValue, under schema: JSONValue? = nil, at place: String = "$")
        -> [String]
    {
        guard let keywords = (schema ?? document).fields else { return ["\(place): no schema"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule -> [String] in
            switch keyword {
            case "$schema", "title", "description", "examples", "$defs", "then": []
            case "$ref": breaches(of: value, under: target(of: rule), at: place)
            case "type": Self.isOfType(value, rule) ? [] : ["\(place): isn't \(rule)"]
            case "enum": (rule.elements ?? []).contains(value) ? [] : ["\(place): isn't in enum"]
            case "const": rule == value ? [] : ["\(place): isn't \(rule)"]
            case "pattern", "format", "minimum", "maximum":
                Self.holds(keyword, rule, of: value) ? [] : ["\(place): \(keyword) \(rule)"]
            case "properties", "required", "additionalProperties", "propertyNames":
                fieldBreaches(of: value, keyword, rule, beside: keywords, at: place)
            case "items":
                (value.elements ?? []).enumerated().flatMap {
                    breaches(of: $0.element, under: rule, at: "\(place)[\($0.offset)]")
                }
            case "allOf", "oneOf", "if":
                combinedBreaches(of: value, keyword, rule, then: keywords["then"], at: place)
            default: ["\(place): the check doesn't know \(keyword)"]
            }
        }
    }

    private func target(of reference: JSONValue) -> JSONValue? {
        guard let text = reference.text, text.hasPrefix("#/") else { return .null }
        return text.dropFirst(2).split(separator: "/")
            .reduce(Optional(document)) { $0?[String($1)] } ?? .null
    }

    private func fieldBreaches(
        of value: JSONValue, _ keyword: String, _ rule: JSONValue,
        beside keywords: [String: JSONValue], at place: String
    ) -> [String] {
        guard let fields = value.fields else { return [] }
        let described = keywords["properties"]?.fields ?? [:]
        switch keyword {
        case "properties":
            return described.flatMap { name, schema in
                fields[name].map { breaches(of: $0, under: schema, at: "\(place).\(name)") } ?? []
            }
        case "required":
            return (rule.elements ?? []).compactMap(\.text).filter { fields[$0] == nil }
                .map { "\(place): lacks \($0)" }
        case "propertyNames":
            return fields.keys.flatMap { breaches(of: .string($0), under: rule, at: place) }
        default:
            let others = fields.filter { described[$0.key] == nil }
            if rule == false { return others.keys.map { "\(place): \($0) has no place" } }
            return others.flatMap { breaches(of: $1, under: rule, at: "\(place).\($0)") }
        }
    }

    private func combinedBreaches(
        of value: JSONValue, _ keyword: String, _ rule: JSONValue, then: JSONValue?,
        at place: String
    ) -> [String] {
        let parts = rule.elements ?? []
        switch keyword {
        case "allOf": return parts.flatMap { breaches(of: value, under: $0, at: place) }
        case "oneOf":
            let failures = parts.map { breaches(of: value, under: $0, at: place) }
            let held = failures.count { $0.isEmpty }
            return held == 1 ? [] : ["\(place): \(held) of oneOf hold"]
        default:
            guard let then, breaches(of: value, under: rule, at: place).isEmpty else { return [] }
            return breaches(of: value, under: then, at: place)
        }
    }

    private static func isOfType(_ value: JSONValue, _ type: JSONValue) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    /// Whether a rule about texts or numbers holds; of another kind of value it says nothing.
    private static func holds(_ keyword: String, _ rule: JSONValue, of value: JSONValue) -> Bool {
        switch (keyword, rule, value) {
        case ("pattern", .string(let pattern), .string(let text)):
            (try? Regex(pattern).firstMatch(in: text)) != nil
        case ("format", "date", .string(let text)): CivilDate(text) != nil
        case ("format", "date-time", .string(let text)): Instant(text) != nil
        case ("format", "uuid", .string(let text)): CommandKey(text) != nil
        case ("format", _, .string): false
        case ("minimum", .integer(let least), .integer(let number)): number >= least
        case ("maximum", .integer(let most), .integer(let number)): number <= most
        default: true
        }
    }
}
