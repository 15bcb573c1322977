package import Wire

/// Any JSON value (RFC 8259), with numbers kept as they were written so that none loses a digit.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number that is no 64-bit integer, in the text it was written in.
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Why a text isn't JSON, with the place counted in bytes from 0.
    public struct Damage: Error, Sendable, Hashable, CustomStringConvertible {
        /// The place, counted in bytes from 0.
        public let byte: Int
        /// What is wrong there, in English.
        public let reason: String

        /// The reason with its place.
        public var description: String { "\(reason), at byte \(byte)" }
    }

    /// The value that this text is; refuses a key that stands twice in one object, and more than
    /// 32 levels.
    public init(parsing text: String) throws(Damage) {
        do {
            self.init(try JSONReader.value(of: Array(text.utf8)))
        } catch {
            throw Damage(byte: error.byte, reason: error.reason)
        }
    }

    /// The field of an object, or nil when this is no object or has no such field.
    public subscript(name: String) -> JSON? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    /// The element of an array, or nil when this is no array or is shorter.
    public subscript(index: Int) -> JSON? {
        if case .array(let elements) = self, elements.indices.contains(index) {
            elements[index]
        } else {
            nil
        }
    }

    /// The text, or nil when this is no string.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number, or nil when this isn't one.
    public var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// True or false, or nil when this is neither.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The fields, or nil when this is no object.
    public var fields: [String: JSON]? {
        if case .object(let fields) = self { fields } else { nil }
    }

    /// The elements, or nil when this is no array.
    public var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}

extension JSON: CustomStringConvertible {
    /// The value as canonical JSON: keys in ascending order, no white space.
    public var description: String { String(decoding: wireValue.bytes, as: UTF8.self) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object; of a name that stands twice the last value counts.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension JSON {
    /// The same value in the form that the wire reads and writes.
    package init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .number(let text): .number(text)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map(JSON.init))
            case .object(let fields): .object(fields.mapValues(JSON.init))
            }
    }

    /// The value as the wire writes it.
    package var wireValue: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.wireValue))
        case .object(let fields): .object(fields.mapValues(\.wireValue))
        }
    }
}
