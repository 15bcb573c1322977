import Crypto
package import Domain

/// Codes that somebody's own device shows for half a minute each (TOTP, RFC 6238).
///
/// Made with the values that every authenticator takes when nothing else is said: HMAC-SHA-1, six
/// digits, steps of thirty seconds.
package struct OneTimeCode {
    /// The secret that the device and the server share: 20 bytes, as RFC 4226 (section 4) advises.
    package let secret: [UInt8]

    /// A device with this secret.
    package init(secret: [UInt8]) { self.secret = secret }

    /// The device whose secret the server makes of a person's seed with its key; somebody else's
    /// seed, such as one read in a log, gives another secret.
    package init(of person: PersonID, seed: Domain.Digest, key: [UInt8]) {
        let mac = HMAC<SHA256>.authenticationCode(
            for: Array("second factor \(person) \(seed)".utf8), using: SymmetricKey(data: key))
        secret = Array(Array(mac).prefix(20))
    }

    /// Digits of one code.
    package static let digits = 6
    /// Seconds for which a code is shown.
    package static let stepSeconds = 30
    /// Steps before and after the present one whose code is taken as well, since clocks differ and
    /// typing takes time (RFC 6238, section 5.2).
    package static let stepsAside = 1

    /// The step of that moment: whole periods of 30 seconds since 1970.
    package static func step(at now: Instant) -> Int { now.milliseconds / 1000 / stepSeconds }

    /// The code of a step: the truncated HMAC of the step (RFC 4226, section 5.3).
    package func code(at step: Int) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The code that somebody typed, spaces or not; nil when it isn't six digits.
    package static func typed(_ text: String) -> String? {
        let code = text.filter { !$0.isWhitespace }
        return code.utf8.count == digits && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? code : nil
    }

    /// The step near that moment whose code this is; nil for none.
    package func step(of code: String, near now: Instant) -> Int? {
        let present = Self.step(at: now)
        return (present - Self.stepsAside...present + Self.stepsAside).first {
            self.code(at: $0) == code
        }
    }

    /// The secret in base32 without padding (RFC 4648, section 6), as people type it over.
    package var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var bits = 0
        var bitCount = 0
        for byte in secret {
            bits = bits << 8 | Int(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                text.append(alphabet[bits >> bitCount & 31])
            }
            bits &= 31
        }
        if bitCount > 0 { text.append(alphabet[bits << (5 - bitCount) & 31]) }
        return text
    }
}
