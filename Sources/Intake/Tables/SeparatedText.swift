/// Reads separated values (RFC 4180) forward in the memory where they stand: a row is the ranges of
/// its fields, and doubled quotes are replaced in place.
///
/// The separator is what the header has more of, a semicolon or a comma; a byte order mark is passed.
struct SeparatedText {
    /// The line on which the row that was read last begins, from 1.
    private(set) var line = 0
    private let bytes: UnsafeMutableRawBufferPointer
    private let separator: UInt8
    private var position = 0
    private var nextLine = 1

    /// The most fields in a row; no kind of table has as many columns.
    static let fieldsMost = 40
    /// The most bytes of one field.
    static let fieldBytesMost = 1_000

    /// Why a text isn't one of separated values.
    enum Fault: String, Error {
        case quotes = "quotes that don't begin or end a value, or aren't closed"
        case tooManyFields = "more values in a row than any table has"
        case fieldTooLong = "a value that is longer than allowed"
    }

    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        position = hasMark ? 3 : 0
        let header = bytes.prefix { $0 != 10 }
        let semicolons = header.reduce(0) { $0 + ($1 == UInt8(ascii: ";") ? 1 : 0) }
        let commas = header.reduce(0) { $0 + ($1 == UInt8(ascii: ",") ? 1 : 0) }
        separator = UInt8(ascii: semicolons >= commas ? ";" : ",")
    }

    /// The fields of the next row that isn't empty, or nil at the end.
    mutating func next() throws(Fault) -> [Range<Int>]? {
        while position < bytes.count {
            line = nextLine
            let fields = try row()
            if fields.count > 1 || !fields[0].isEmpty { return fields }
        }
        return nil
    }

    private mutating func row() throws(Fault) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        while true {
            guard fields.count < Self.fieldsMost else { throw .tooManyFields }
            let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            let field = isQuoted ? try quoted() : try plain()
            guard field.count <= Self.fieldBytesMost else { throw .fieldTooLong }
            fields.append(field)
            guard position < bytes.count else { return fields }
            let end = bytes[position]
            position += 1
            if end == separator { continue }
            // What ends a field but no row is a quote in the middle of it.
            guard end == 10 || end == 13 else { throw .quotes }
            if end == 13, position < bytes.count, bytes[position] == 10 { position += 1 }
            nextLine += 1
            return fields
        }
    }

    private mutating func plain() throws(Fault) -> Range<Int> {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == 10 || byte == 13 { break }
            guard byte != UInt8(ascii: "\"") else { throw .quotes }
            position += 1
        }
        return trimmed(start..<position)
    }

    private mutating func quoted() throws(Fault) -> Range<Int> {
        position += 1
        let start = position
        var end = start
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    return trimmed(start..<end)
                }
                position += 1
            } else if byte == 10 {
                nextLine += 1
            }
            bytes[end] = byte
            end += 1
        }
        throw .quotes
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 32 { start += 1 }
        while end > start, bytes[end - 1] == 32 { end -= 1 }
        return start..<end
    }
}
