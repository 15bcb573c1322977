/// Nine digits that a citizen is known by (burgerservicenummer).
package enum CitizenNumber {
    /// Whether nine digits pass the weighted sum over eleven (11-proef, CS002).
    static func isValid(_ digits: some Collection<UInt8>) -> Bool {
        guard digits.count == 9 else { return false }
        var sum = 0
        var isZero = true
        for (place, digit) in digits.enumerated() {
            guard ValueShape.isDigit(digit) else { return false }
            sum += (place == 8 ? -1 : 9 - place) * Int(digit - 48)
            if digit != 48 { isZero = false }
        }
        return sum % 11 == 0 && !isZero
    }

    /// Whether these digits stand somewhere in a text.
    static func stands(
        _ digits: Slice<UnsafeMutableRawBufferPointer>,
        in text: Slice<UnsafeMutableRawBufferPointer>
    ) -> Bool {
        guard text.count >= digits.count else { return false }
        return (text.startIndex...(text.endIndex - digits.count)).contains { start in
            text[start..<(start + digits.count)].elementsEqual(digits)
        }
    }

    /// Whether nine digits in a row that pass the check stand somewhere in a text.
    static func mayStand(in text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        guard bytes.count >= 9 else { return false }
        return (0...(bytes.count - 9)).contains { isValid(bytes[$0..<($0 + 9)]) }
    }

    /// The text with every nine digits that may be somebody's number made stars: for names of files,
    /// which whoever made them may have called after a client.
    package static func masked(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard bytes.count >= 9 else { return text }
        for start in 0...(bytes.count - 9) where isValid(Array(text.utf8)[start..<(start + 9)]) {
            for index in start..<(start + 9) { bytes[index] = UInt8(ascii: "*") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
