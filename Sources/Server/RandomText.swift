import Wire

/// Text out of the system's random numbers, which are fit for secrets.
enum RandomText {
    /// So many random bytes as lower-case hexadecimal digits.
    static func hexadecimal(bytes count: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// A random UUID (RFC 9562, version 4).
    static func commandKey() -> CommandKey {
        var digits = Array(hexadecimal(bytes: 16).utf8)
        digits[12] = UInt8(ascii: "4")
        digits[16] = Array("89ab".utf8)[Int.random(in: 0..<4)]
        for place in [8, 13, 18, 23] { digits.insert(UInt8(ascii: "-"), at: place) }
        guard let key = CommandKey(String(decoding: digits, as: UTF8.self)) else {
            preconditionFailure("36 places make a UUID")
        }
        return key
    }

    /// The secret of a new token: 32 random bytes in base64url (RFC 4648, section 5) after `kd_`, by
    /// which scanners of leaked secrets can know it.
    static func tokenSecret() -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text = Array("kd_".utf8)
        var bits = 0
        var bitCount = 0
        for byte in bytes(32) {
            bits = bits << 8 | Int(byte)
            bitCount += 8
            while bitCount >= 6 {
                bitCount -= 6
                text.append(alphabet[bits >> bitCount & 63])
            }
            bits &= 63
        }
        if bitCount > 0 { text.append(alphabet[bits << (6 - bitCount) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
