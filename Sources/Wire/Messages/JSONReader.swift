/// Reads one JSON text (RFC 8259), strictly.
///
/// Refused, besides what the grammar refuses: text that isn't UTF-8, a key twice in one object
/// (readers disagree on which one counts), half a surrogate pair, nesting deeper than the limit.
/// The depth is counted while reading, so that no other reader ever recurses into hostile input.
package struct JSONReader {
    private let bytes: [UInt8]
    private let depthMost: Int
    private var index = 0

    /// The value of these bytes.
    package static func value(
        of bytes: [UInt8], depthMost: Int = WireLimits.jsonDepthMost
    ) throws(JSONDamage) -> JSONValue {
        var reader = JSONReader(bytes: bytes, depthMost: depthMost)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.index < bytes.count { throw reader.damage("something after the end") }
        return value
    }

    private init(bytes: [UInt8], depthMost: Int) {
        self.bytes = bytes
        self.depthMost = depthMost
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func damage(_ reason: String) -> JSONDamage {
        JSONDamage(byte: index, reason: reason)
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    private mutating func value(depth: Int) throws(JSONDamage) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw damage("the text ends too early")
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONDamage) -> JSONValue {
        if depth > depthMost { throw damage("nested deeper than \(depthMost)") }
        index += 1
        var fields: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(fields) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw damage("a key is missing") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw damage("a colon is missing") }
            guard fields.updateValue(try value(depth: depth), forKey: name) == nil else {
                throw damage("the key \"\(name)\" stands there twice")
            }
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw damage("an object isn't closed") }
        return .object(fields)
    }

    private mutating func array(depth: Int) throws(JSONDamage) -> JSONValue {
        if depth > depthMost { throw damage("nested deeper than \(depthMost)") }
        index += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw damage("an array isn't closed") }
        return .array(elements)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func word(
        _ text: StaticString, _ value: JSONValue
    ) throws(JSONDamage) -> JSONValue {
        let end = index + text.utf8CodeUnitCount
        guard end <= bytes.count, bytes[index..<end].elementsEqual(text.description.utf8) else {
            throw damage("not a JSON value")
        }
        index = end
        return value
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` (RFC 8259, section 6).
    private mutating func number() throws(JSONDamage) -> JSONValue {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let value = Int(text) { return .integer(value) }
        return .number(text)
    }

    private mutating func digits() throws(JSONDamage) {
        let start = index
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            index += 1
        }
        if index == start { throw damage("not a JSON value") }
    }

    private mutating func string() throws(JSONDamage) -> String {
        index += 1
        var text: [UInt8] = []
        while true {
            guard let byte = current else { throw damage("a string isn't closed") }
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw damage("a string isn't UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw damage("a control character in a string")
            default: text.append(byte)
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONDamage) {
        guard let byte = current else { throw damage("a string isn't closed") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(Character(try scalar())).utf8
        default: throw damage("an unknown escape")
        }
    }

    private mutating func scalar() throws(JSONDamage) -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw damage("half a surrogate pair")
        }
        let second = try fourDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw damage("half a surrogate pair") }
        return scalar
    }

    private mutating func fourDigits() throws(JSONDamage) -> UInt32 {
        guard index + 4 <= bytes.count else { throw damage("an unfinished escape") }
        var value: UInt32 = 0
        for byte in bytes[index..<(index + 4)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 55)
            default: throw damage("an unfinished escape")
            }
        }
        index += 4
        return value
    }
}

/// Where a text stops being the JSON that we read, and why.
package struct JSONDamage: Error, Sendable, Equatable, CustomStringConvertible {
    /// The place, counted in bytes from 0.
    package let byte: Int
    package let reason: String

    package init(byte: Int, reason: String) {
        self.byte = byte
        self.reason = reason
    }

    package var description: String { "\(reason), at byte \(byte)" }
}
