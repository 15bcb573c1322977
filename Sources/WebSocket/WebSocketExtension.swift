/// One extension that an opening handshake offers or answers with (RFC 6455 section 9.1).
public struct WebSocketExtension: Sendable, Hashable {
    /// One parameter of an extension.
    public struct Parameter: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// What stands behind the equals sign, out of its quotes; nil without one.
        public let value: String?
    }

    /// Bytes that aren't a list of extensions; whoever sends them is refused.
    public struct Malformed: Error, Sendable, Equatable {}

    /// Its name.
    public let name: String
    /// Its parameters, in order; the same name may stand in it twice.
    public let parameters: [Parameter]

    /// Everything that the `Sec-WebSocket-Extensions` headers of one message name, in order.
    ///
    /// Several headers mean the same as one with their values joined by commas. Takes time in
    /// proportion to the bytes.
    public static func list(of headers: [String]) throws(Malformed) -> [WebSocketExtension] {
        guard !headers.isEmpty else { return [] }
        var reader = ExtensionReader(bytes: Array(headers.joined(separator: ",").utf8))
        return try reader.list()
    }
}

/// Reads the grammar of RFC 6455 section 9.1, with the lists and blanks of RFC 2616 section 2.1.
private struct ExtensionReader {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Elements of a list may be empty, the list may not.
    mutating func list() throws(WebSocketExtension.Malformed) -> [WebSocketExtension] {
        var extensions: [WebSocketExtension] = []
        while true {
            skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            guard index < bytes.count else { break }
            extensions.append(try element())
            guard index == bytes.count || take(UInt8(ascii: ",")) else {
                throw WebSocketExtension.Malformed()
            }
        }
        guard !extensions.isEmpty else { throw WebSocketExtension.Malformed() }
        return extensions
    }

    private mutating func element() throws(WebSocketExtension.Malformed) -> WebSocketExtension {
        let name = try token()
        var parameters: [WebSocketExtension.Parameter] = []
        while take(UInt8(ascii: ";")) {
            skipBlanks()
            let parameter = try token()
            guard take(UInt8(ascii: "=")) else {
                parameters.append(.init(name: parameter, value: nil))
                continue
            }
            skipBlanks()
            let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
            let value = isQuoted ? try quotedToken() : try token()
            parameters.append(.init(name: parameter, value: value))
        }
        return WebSocketExtension(name: name, parameters: parameters)
    }

    /// A token, and the blanks after it.
    private mutating func token() throws(WebSocketExtension.Malformed) -> String {
        let start = index
        while index < bytes.count, Self.isTokenByte(bytes[index]) { index += 1 }
        guard index > start else { throw WebSocketExtension.Malformed() }
        defer { skipBlanks() }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// What stands between quotes must be a token too, once its backslashes are gone.
    private mutating func quotedToken() throws(WebSocketExtension.Malformed) -> String {
        var content: [UInt8] = []
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") { index += 1 }
            guard index < bytes.count, Self.isTokenByte(bytes[index]) else {
                throw WebSocketExtension.Malformed()
            }
            content.append(bytes[index])
            index += 1
        }
        guard take(UInt8(ascii: "\"")), !content.isEmpty else {
            throw WebSocketExtension.Malformed()
        }
        skipBlanks()
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    /// Visible ASCII that separates nothing (RFC 2616 section 2.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !separators.contains(byte)
    }

    private static let separators = Set("()<>@,;:\\\"/[]?={}".utf8)
}
