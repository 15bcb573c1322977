extension XMLScanner {
    /// A name with at most one colon, letters and digits of ASCII: all that messages have. Others
    /// are well-formed too, but can't be a part of a message.
    mutating func name() throws(XMLFault) -> Range<Int> {
        let start = position
        var hasColon = false
        var isAtStart = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":") {
                guard !hasColon, !isAtStart else { throw fault(.syntax) }
                hasColon = true
                isAtStart = true
            } else if isNameStart(byte) || (!isAtStart && isNamePart(byte)) {
                isAtStart = false
            } else {
                break
            }
            position += 1
        }
        guard !isAtStart else { throw fault(.syntax) }
        return start..<position
    }

    /// A quoted value, its references checked; a range between the quotes.
    mutating func attributeValue() throws(XMLFault) -> Range<Int> {
        guard position < bytes.count else { throw fault(.incomplete) }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw fault(.syntax)
        }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != quote {
            switch bytes[position] {
            case UInt8(ascii: "<"): throw fault(.syntax)
            case UInt8(ascii: "&"): _ = try reference()
            default: position += 1
            }
        }
        guard position < bytes.count else { throw fault(.incomplete) }
        position += 1
        return start..<(position - 1)
    }

    /// Moves the next piece of text, a comment or an instruction (both are no text) to `end`, and
    /// gives what it became.
    mutating func textPiece(into end: Int) throws(XMLFault) -> Range<Int> {
        if matches("<!--") {
            try comment()
            return end..<end
        }
        if matches("<?") {
            try instruction()
            return end..<end
        }
        if matches("<![CDATA[") {
            let start = position + 9
            try skip(past: "]]>")
            return move(start..<(position - 3), to: end)
        }
        guard !matches("<!") else {
            throw fault(matches("<!DOCTYPE") ? .documentType : .syntax)
        }
        if bytes[position] == UInt8(ascii: "&") {
            let scalar = try reference()
            var written = end
            for byte in UTF8.encode(scalar) ?? .init() {
                bytes[written] = byte
                written += 1
            }
            return end..<written
        }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") { break }
            if byte == UInt8(ascii: "]"), matches("]]>") { throw fault(.syntax) }
            position += 1
        }
        return move(start..<position, to: end)
    }

    /// Passes blanks, comments and instructions.
    mutating func skipMiscellany() throws(XMLFault) {
        while true {
            skipBlanks()
            if matches("<!--") {
                try comment()
            } else if matches("<?") {
                try instruction()
            } else if matches("<!DOCTYPE") {
                throw fault(.documentType)
            } else {
                return
            }
        }
    }

    private mutating func comment() throws(XMLFault) {
        position += 4
        try skip(past: "--")
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else {
            throw fault(.syntax)
        }
        position += 1
    }

    private mutating func instruction() throws(XMLFault) {
        position += 2
        let target = try name()
        // A second declaration, in whatever case, isn't an instruction.
        let isXML =
            target.count == 3
            && target.elementsEqual("xml".utf8) { bytes[$0] | 0x20 == $1 }
        guard !isXML, colon(in: target) == nil, position < bytes.count,
            isBlank(bytes[position]) || matches("?>")
        else { throw fault(.syntax) }
        try skip(past: "?>")
    }

    /// `&amp;` and its four kin, `&#10;` or `&#xA;`; passes it.
    mutating func reference() throws(XMLFault) -> Unicode.Scalar {
        let entities: [(StaticString, Unicode.Scalar)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ]
        for (text, scalar) in entities where matches(text) {
            position += text.utf8CodeUnitCount
            return scalar
        }
        guard matches("&#") else { throw fault(.entity) }
        let isHexadecimal = matches("&#x")
        var index = position + (isHexadecimal ? 3 : 2)
        var value: UInt32 = 0
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
            guard let digit = Self.digit(bytes[index], isHexadecimal), value < 0x11_0000 else {
                throw fault(.entity)
            }
            value = value * (isHexadecimal ? 16 : 10) + digit
            index += 1
        }
        guard index < bytes.count, index > start, let scalar = Unicode.Scalar(value),
            XMLEncoding.isAllowed(scalar.value)
        else { throw fault(.entity) }
        position = index + 1
        return scalar
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48)
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte - 87)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte - 55)
        default: nil
        }
    }

    /// Moves bytes towards the front, with carriage returns made line feeds as XML asks (2.11).
    private func move(_ range: Range<Int>, to end: Int) -> Range<Int> {
        var written = end
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = bytes[index]
            if byte == 13 {
                byte = 10
                if index + 1 < range.upperBound, bytes[index + 1] == 10 { index += 1 }
            }
            if written != index { bytes[written] = byte } else if byte == 10 { bytes[written] = 10 }
            written += 1
            index += 1
        }
        return end..<written
    }

    mutating func skip(past text: StaticString) throws(XMLFault) {
        let first = text.utf8Start.pointee
        while position < bytes.count {
            if bytes[position] == first, matches(text) {
                position += text.utf8CodeUnitCount
                return
            }
            position += 1
        }
        throw fault(.incomplete)
    }

    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        return position > start
    }

    func matches(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    func isEqual(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
        guard range.count == text.count else { return false }
        for index in 0..<text.count where bytes[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    func isEqual(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(range, text)
    }

    func hasPrefix(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount
        where bytes[range.lowerBound + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count
        where bytes[left.lowerBound + index] != bytes[right.lowerBound + index] {
            return false
        }
        return true
    }

    func colon(in name: Range<Int>) -> Int? {
        for index in name where bytes[index] == UInt8(ascii: ":") { return index }
        return nil
    }

    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
