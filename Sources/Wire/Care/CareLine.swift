internal import Domain

/// One line of a care record: fields with a tab between them, an empty one for what isn't there.
///
/// No text in a message has a tab or a line end, so a line reads in one way only. Fields are written
/// and read in the same order.
struct CareLine {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    mutating func add(_ text: some StringProtocol) {
        if !isFirst { bytes.append(UInt8(ascii: "\t")) }
        isFirst = false
        bytes += text.utf8
    }

    mutating func add(_ number: Int?) { add(number.map(String.init) ?? "") }

    mutating func add(_ value: (some CustomStringConvertible)?) {
        add(value.map(\.description) ?? "")
    }

    mutating func add<Kind>(_ mark: KeyedMark<Kind>?) {
        guard let mark else { return add("") }
        if !isFirst { bytes.append(UInt8(ascii: "\t")) }
        isFirst = false
        for byte in mark.bytes {
            bytes.append(Self.digits[Int(byte >> 4)])
            bytes.append(Self.digits[Int(byte & 15)])
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

/// Reads the fields of one line, in order.
struct CareLineReader {
    // By bytes: characters take far longer to tell apart, and a tab is one byte.
    private var rest: ArraySlice<UInt8>
    private(set) var isAtEnd = false

    init(_ line: ArraySlice<UInt8>) { rest = line }

    private mutating func field() throws(CareDamage) -> ArraySlice<UInt8> {
        guard !isAtEnd else { throw CareDamage() }
        guard let end = rest.firstIndex(of: UInt8(ascii: "\t")) else {
            isAtEnd = true
            return rest
        }
        let field = rest[..<end]
        rest = rest[(end + 1)...]
        return field
    }

    mutating func text() throws(CareDamage) -> String {
        String(decoding: try field(), as: UTF8.self)
    }

    /// What the text means; throws when it means nothing.
    mutating func value<Value>(_ read: (String) -> Value?) throws(CareDamage) -> Value {
        guard let value = read(try text()) else { throw CareDamage() }
        return value
    }

    /// The same, nil for an empty field.
    mutating func optional<Value>(_ read: (String) -> Value?) throws(CareDamage) -> Value? {
        let text = try text()
        if text.isEmpty { return nil }
        guard let value = read(text) else { throw CareDamage() }
        return value
    }

    mutating func mark<Kind>() throws(CareDamage) -> KeyedMark<Kind> {
        guard let mark = KeyedMark<Kind>(hexadecimal: try field()) else { throw CareDamage() }
        return mark
    }

    /// The same, nil for an empty field.
    mutating func optionalMark<Kind>() throws(CareDamage) -> KeyedMark<Kind>? {
        let field = try field()
        if field.isEmpty { return nil }
        guard let mark = KeyedMark<Kind>(hexadecimal: field) else { throw CareDamage() }
        return mark
    }
}

extension [UInt8] {
    /// The lines of a record.
    var careLines: [ArraySlice<UInt8>] {
        split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}

/// A care record that this program can't have written.
package struct CareDamage: Error, Sendable, Equatable {
    package init() {}
}
