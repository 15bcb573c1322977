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
    private var fields: ArraySlice<Substring>

    init(_ line: Substring) {
        // By bytes: characters take far longer to tell apart, and a tab is one byte.
        fields =
            line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            .map { Substring($0) }[...]
    }

    var isAtEnd: Bool { fields.isEmpty }

    mutating func text() throws(CareDamage) -> String {
        guard let field = fields.popFirst() else { throw CareDamage() }
        return String(field)
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
        try value { KeyedMark($0) }
    }
}

extension String {
    /// The lines of a record.
    var careLines: [Substring] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0) }
    }
}

/// A care record that this program can't have written.
package struct CareDamage: Error, Sendable, Equatable {
    package init() {}
}
