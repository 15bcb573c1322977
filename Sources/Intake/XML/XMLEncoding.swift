/// Makes a document's bytes checked UTF-8, whatever of the three encodings it came in.
enum XMLEncoding {
    /// The document as UTF-8 that has only characters of XML: the same bytes where it was UTF-8 (or
    /// ASCII) already, and other ones, which are as secret, where it was Latin-1 or Latin-9.
    ///
    /// Throws for any other encoding. Source: XML 1.0, 2.2 and 4.3.3, appendix F.
    static func checked(_ document: SecretBytes) throws(XMLFault) -> SecretBytes {
        let encoding = try declared(in: document.bytes)
        guard encoding != .utf8 else {
            try check(document.bytes)
            return document
        }
        let text = SecretBytes(bytesMost: 2 * document.bytesMost + document.count)
        for byte in document.bytes {
            let scalar = encoding == .latin9 ? latin9(byte) : Unicode.Scalar(byte)
            let isAdded = (UTF8.encode(scalar) ?? .init()).withContiguousBytes { text.append($0) }
            precondition(isAdded, "a byte becomes at most three")
        }
        try check(text.bytes)
        return text
    }

    /// The text itself, once it is known to be UTF-8 with only characters of XML.
    static func utf8(_ document: SecretBytes) throws(XMLFault) -> SecretBytes {
        try check(document.bytes)
        return document
    }

    /// Whether XML has this character.
    static func isAllowed(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    private enum Encoding { case utf8, latin1, latin9 }

    /// The encoding in the declaration, UTF-8 without one.
    private static func declared(
        in bytes: UnsafeMutableRawBufferPointer
    ) throws(XMLFault) -> Encoding {
        var scanner = XMLScanner(bytes, known: [], limits: XMLLimits())
        if scanner.matches("\u{FEFF}") { scanner.position += 3 }
        guard scanner.matches("<?xml"), scanner.position + 5 < bytes.count,
            scanner.isBlank(bytes[scanner.position + 5])
        else { return .utf8 }
        scanner.position += 5
        var encoding: Encoding?
        var part = 0
        while true {
            let hadBlank = scanner.skipBlanks()
            if scanner.matches("?>") { break }
            guard hadBlank else { throw scanner.fault(.syntax) }
            let name = try scanner.name()
            scanner.skipBlanks()
            guard scanner.matches("=") else { throw scanner.fault(.syntax) }
            scanner.position += 1
            scanner.skipBlanks()
            let value = try scanner.attributeValue()
            if scanner.isEqual(name, "version"), part == 0, scanner.isEqual(value, "1.0") {
                part = 1
            } else if scanner.isEqual(name, "encoding"), part == 1 {
                part = 2
                encoding = try Self.encoding(named: value, scanner)
            } else if scanner.isEqual(name, "standalone"), part == 1 || part == 2,
                scanner.isEqual(value, "yes") || scanner.isEqual(value, "no")
            {
                part = 3
            } else {
                throw scanner.fault(.syntax)
            }
        }
        guard part > 0 else { throw scanner.fault(.syntax) }
        let hasMark = bytes.count > 2 && bytes[0] == 0xEF
        guard !hasMark || encoding ?? .utf8 == .utf8 else { throw scanner.fault(.encoding) }
        return encoding ?? .utf8
    }

    private static func encoding(
        named name: Range<Int>, _ scanner: XMLScanner
    ) throws(XMLFault) -> Encoding {
        let names: [([UInt8], Encoding)] = [
            (Array("utf-8".utf8), .utf8), (Array("us-ascii".utf8), .utf8),
            (Array("iso-8859-1".utf8), .latin1), (Array("iso-8859-15".utf8), .latin9),
        ]
        for (text, encoding) in names
        where text.elementsEqual(
            scanner.bytes[name].lazy.map { (65...90).contains($0) ? $0 | 0x20 : $0 })
        {
            return encoding
        }
        throw scanner.fault(.encoding)
    }

    /// Where ISO-8859-15 differs from ISO-8859-1.
    private static func latin9(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0xA4: "€"
        case 0xA6: "Š"
        case 0xA8: "š"
        case 0xB4: "Ž"
        case 0xB8: "ž"
        case 0xBC: "Œ"
        case 0xBD: "œ"
        case 0xBE: "Ÿ"
        default: Unicode.Scalar(byte)
        }
    }

    /// Refuses bytes that aren't UTF-8 (RFC 3629) or not characters of XML.
    private static func check(_ bytes: UnsafeMutableRawBufferPointer) throws(XMLFault) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 32 || byte == 10 || byte == 13 || byte == 9 else {
                    throw XMLFault(reason: .character, offset: index)
                }
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard (0xC2...0xF4).contains(byte), index + length <= bytes.count else {
                throw XMLFault(reason: .character, offset: index)
            }
            var value = UInt32(byte) & (0x7F >> UInt32(length))
            for offset in 1..<length {
                guard bytes[index + offset] & 0xC0 == 0x80 else {
                    throw XMLFault(reason: .character, offset: index)
                }
                value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
            }
            let least: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
            guard value >= least, isAllowed(value) else {
                throw XMLFault(reason: .character, offset: index)
            }
            index += length
        }
    }
}

extension UTF8.EncodedScalar {
    /// The bytes, in memory for as long as the body runs.
    fileprivate func withContiguousBytes<Value>(
        _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value {
        withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { room in
            var count = 0
            for byte in self {
                room[count] = byte
                count += 1
            }
            return body(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }
}
