package import Domain

extension Digest {
    /// The 32 bytes that the digits mean: half the room of the text, for a store's columns.
    package var packed: [UInt8] { packedBytes(ofDigits: hexadecimal) }

    /// The digest of 32 bytes; nil for any other number of bytes.
    package init?(packed: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * packed.count)
        for byte in packed {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        self.init(hexadecimal: String(decoding: text, as: UTF8.self))
    }
}

extension CommandKey {
    /// The 16 bytes of the UUID, for a store's columns.
    package var packed: [UInt8] { packedBytes(ofDigits: text) }
}

/// The bytes of lower-case hexadecimal digits, hyphens left out.
private func packedBytes(ofDigits text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for character in text.utf8 where character != UInt8(ascii: "-") {
        let nibble = character <= UInt8(ascii: "9") ? character - 48 : character - 87
        if let first = high {
            bytes.append(first << 4 | nibble)
            high = nil
        } else {
            high = nibble
        }
    }
    return bytes
}
