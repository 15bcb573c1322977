import NIOCore

/// Tells at the first wrong byte that bytes aren't UTF-8, over any number of parts.
///
/// Follows Unicode 16 table 3-7 (well-formed byte sequences): no overlong forms, no surrogates,
/// nothing above U+10FFFF.
struct UTF8Validator: Sendable, Equatable {
    private var continuationBytesDue = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether a text may end here.
    var isBetweenCharacters: Bool { continuationBytesDue == 0 }

    /// Takes the next part; false when no continuation could make it UTF-8.
    mutating func accepts(_ part: ByteBuffer) -> Bool {
        part.withUnsafeReadableBytes { accepts($0) }
    }

    mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if continuationBytesDue == 0 {
                index = Self.skipASCII(bytes, from: index)
                guard index < bytes.count else { return true }
                guard begins(with: bytes[index]) else { return false }
            } else {
                guard (lowest...highest).contains(bytes[index]) else { return false }
                continuationBytesDue -= 1
                (lowest, highest) = (0x80, 0xBF)
            }
            index += 1
        }
        return true
    }

    private mutating func begins(with lead: UInt8) -> Bool {
        (lowest, highest) = (0x80, 0xBF)
        switch lead {
        case 0x00...0x7F: continuationBytesDue = 0
        case 0xC2...0xDF: continuationBytesDue = 1
        case 0xE0...0xEF:
            continuationBytesDue = 2
            if lead == 0xE0 { lowest = 0xA0 }
            if lead == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            continuationBytesDue = 3
            if lead == 0xF0 { lowest = 0x90 }
            if lead == 0xF4 { highest = 0x8F }
        default: return false
        }
        return true
    }

    /// Eight bytes at a time, for nearly all that passes here is ASCII.
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }
}
