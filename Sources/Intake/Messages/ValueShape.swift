internal import Domain

/// The shape that a value must have: the logical data types of iWmo and iJw (LDT_…).
enum ValueShape: Sendable {
    /// So many characters.
    case text(ClosedRange<Int>)
    /// Exactly so many digits.
    case digits(Int)
    /// One of these.
    case oneOf([String])
    /// LDT_Nummer: 0 to 999,999,999.
    case number(digitsMost: Int)
    /// LDT_Datum: an existing day without a time zone.
    case date
    /// LDT_Tijd: hours, minutes and seconds without a time zone.
    case time
    /// LDT_Versie: three numbers with dots between them.
    case version

    /// Whether the bytes, which are UTF-8, have this shape; none of it is copied to the heap.
    func fits(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        switch self {
        case .text(let counts):
            return counts.contains(bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
                && !bytes.contains { $0 < 32 }
        case .digits(let count): return bytes.count == count && bytes.allSatisfy(Self.isDigit)
        case .oneOf(let values): return values.contains { bytes.elementsEqual($0.utf8) }
        case .number(let most):
            return (1...most).contains(bytes.count) && bytes.allSatisfy(Self.isDigit)
        case .date: return Self.date(bytes) != nil
        case .time: return Self.time(bytes) != nil
        case .version: return Self.isVersion(bytes)
        }
    }

    /// The day that is written `2026-04-06`.
    static func date(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> CivilDate? {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"),
            bytes[start + 7] == UInt8(ascii: "-"), let year = number(bytes.prefix(4)),
            let month = number(bytes[(start + 5)..<(start + 7)]),
            let day = number(bytes.suffix(2))
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The time that is written `14:30:00`, parts of a second allowed and left out.
    static func time(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> TimeOfDay? {
        let start = bytes.startIndex
        guard bytes.count >= 8, bytes[start + 2] == UInt8(ascii: ":"),
            bytes[start + 5] == UInt8(ascii: ":"), let hour = number(bytes.prefix(2)),
            let minute = number(bytes[(start + 3)..<(start + 5)]),
            let second = number(bytes[(start + 6)..<(start + 8)]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let fraction = bytes.dropFirst(8)
        guard
            fraction.isEmpty
                || fraction.count > 1 && fraction.first == UInt8(ascii: ".")
                    && fraction.dropFirst().allSatisfy(isDigit)
        else { return nil }
        return TimeOfDay(secondOfDay: hour * 3600 + minute * 60 + second)
    }

    /// The number in digits alone.
    static func number(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Int? {
        guard (1...18).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isVersion(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(isDigit) }
    }
}
