/// One JSON-RPC 2.0 request as it came in, before its method is looked at.
package struct Request: Sendable, Equatable {
    package let id: RequestID
    package let method: String
    /// The fields of `params`; empty when it was absent.
    package let params: [String: JSONValue]

    package init(id: RequestID, method: String, params: [String: JSONValue] = [:]) {
        self.id = id
        self.method = method
        self.params = params
    }

    /// The request in these bytes.
    ///
    /// One object a message: a batch is refused, and so is a request without an id, because every
    /// request has an answer. Limits: `messageBytesMost` bytes, `jsonDepthMost` levels.
    package init(
        parsing bytes: [UInt8], messageBytesMost: Int = WireLimits.messageBytesMost
    ) throws(RequestFailure) {
        guard bytes.count <= messageBytesMost else {
            throw RequestFailure(id: nil, error: .messageTooLarge(limit: messageBytesMost))
        }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: bytes)
        } catch {
            throw RequestFailure(id: nil, error: .parse(error.description))
        }
        guard case .object(let fields) = value else {
            throw RequestFailure(
                id: nil, error: .invalidRequest("not one object; batches are not accepted"))
        }
        try self.init(fields: fields)
    }

    private init(fields: [String: JSONValue]) throws(RequestFailure) {
        guard let id = fields["id"].flatMap(RequestID.init) else {
            throw RequestFailure(
                id: nil,
                error: .invalidRequest("id is not an integer or a short text", path: "id"))
        }
        func refuse(_ reason: String, _ path: String) -> RequestFailure {
            RequestFailure(id: id, error: .invalidRequest(reason, path: path))
        }
        guard fields["jsonrpc"] == "2.0" else { throw refuse("jsonrpc is not \"2.0\"", "jsonrpc") }
        guard let method = fields["method"]?.text else {
            throw refuse("method is not a text", "method")
        }
        let known: Set<String> = ["jsonrpc", "id", "method", "params"]
        if let unknown = fields.keys.filter({ !known.contains($0) }).min() {
            throw refuse("unknown field", unknown)
        }
        switch fields["params"] {
        case nil: params = [:]
        case .object(let fields): params = fields
        default:
            throw RequestFailure(
                id: id, error: .invalidParameters(path: "", "params is not an object"))
        }
        self.id = id
        self.method = method
    }

    /// The request as one message.
    package var bytes: [UInt8] {
        Self.bytes(id: id, method: method, params: JSONValue.object(params).bytes)
    }

    /// A request with parameters that are written already.
    package static func bytes(id: RequestID, method: String, params: [UInt8]) -> [UInt8] {
        var bytes = Array("{\"id\":".utf8) + id.bytes
        bytes += Array(",\"jsonrpc\":\"2.0\",\"method\":".utf8) + JSONText.bytes(of: method)
        bytes += Array(",\"params\":".utf8) + params
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

/// What joins a response to its request: the client's choice, a text or an integer.
///
/// Limit: 64 bytes of UTF-8; null is refused because a response to nothing readable has it.
package enum RequestID: Hashable, Sendable, CustomStringConvertible {
    case number(Int)
    case text(String)

    /// The id in that value, or nil when it may not be one.
    package init?(_ value: JSONValue) {
        switch value {
        case .integer(let number): self = .number(number)
        case .string(let text) where text.utf8.count <= WireLimits.requestIDBytesMost:
            self = .text(text)
        default: return nil
        }
    }

    /// The id as JSON.
    package var bytes: [UInt8] {
        switch self {
        case .number(let number): Array(String(number).utf8)
        case .text(let text): JSONText.bytes(of: text)
        }
    }

    package var description: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        }
    }
}

/// Why a message is no request, with its id where that could be read.
package struct RequestFailure: Error, Sendable, Equatable {
    package let id: RequestID?
    package let error: CallError

    package init(id: RequestID?, error: CallError) {
        self.id = id
        self.error = error
    }
}

/// The answer to one request.
package enum Response {
    /// The result of a request; the value is encoded once.
    package static func bytes(id: RequestID, result: some Encodable) -> [UInt8] {
        bytes(id: id, resultBytes: CanonicalJSON.bytes(of: result))
    }

    /// The result of a request, written already.
    package static func bytes(id: RequestID, resultBytes: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(resultBytes.count + 64)
        bytes += Array("{\"id\":".utf8) + id.bytes
        bytes += Array(",\"jsonrpc\":\"2.0\",\"result\":".utf8)
        bytes += resultBytes
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The refusal of a request; `id` is nil, written as null, when it could not be read.
    package static func bytes(id: RequestID?, error: CallError) -> [UInt8] {
        var bytes = Array("{\"error\":".utf8) + CanonicalJSON.bytes(of: error)
        bytes += Array(",\"id\":".utf8) + (id?.bytes ?? Array("null".utf8))
        bytes += Array(",\"jsonrpc\":\"2.0\"}".utf8)
        return bytes
    }
}
