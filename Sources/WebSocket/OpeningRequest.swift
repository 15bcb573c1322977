public import NIOHTTP1

/// A request that may open a WebSocket connection, judged by RFC 6455 section 4.2.1 alone.
public struct OpeningRequest: Sendable, Equatable {
    /// The answer to a request that can't be upgraded.
    public struct Refusal: Error, Sendable, Equatable {
        /// The status to answer with.
        public let status: HTTPResponseStatus
        /// What the status needs beside it, such as the version that is spoken here.
        public let headers: HTTPHeaders
        /// What is wrong, in English, for the body and the log; holds nothing of the request.
        public let reason: String

        /// An answer of the program's own, for what RFC 6455 finds nothing wrong with.
        public init(status: HTTPResponseStatus, headers: HTTPHeaders, reason: String) {
            self.status = status
            self.headers = headers
            self.reason = reason
        }
    }

    /// What was agreed in the opening handshake.
    public struct Acceptance: Sendable, Equatable {
        /// The subprotocol, from the server's list; nil only when that list is empty.
        public let subprotocol: String?
        /// The `Origin` header, which browsers always send and others usually don't.
        public let origin: String?
        /// How messages are compressed; nil when they aren't.
        public let deflate: DeflateAgreement?

        /// What the response says beyond what the upgrade itself says.
        public var responseHeaders: HTTPHeaders {
            var headers = HTTPHeaders()
            if let subprotocol { headers.add(name: "Sec-WebSocket-Protocol", value: subprotocol) }
            if let deflate {
                headers.add(
                    name: "Sec-WebSocket-Extensions", value: deflate.answer.headerValue)
            }
            return headers
        }
    }

    /// The head of the request as it came.
    public let head: HTTPRequestHead

    /// A request that is judged later.
    public init(head: HTTPRequestHead) {
        self.head = head
    }

    /// The path without its query.
    public var path: String {
        String(head.uri.prefix { $0 != "?" && $0 != "#" })
    }

    /// The one `Authorization: Bearer` credential of the request; nil when there isn't exactly one
    /// such header (RFC 6750 section 2.1).
    public var bearerToken: String? {
        guard let value = single("authorization") else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = parts[1].drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }

    /// Judges the request.
    ///
    /// - Parameters:
    ///   - subprotocols: what is spoken here, the most wanted first; none of them offered is 400.
    ///   - deflate: how messages are compressed for those that offer it; nil for nobody. An
    ///     offer that isn't kept is no reason to refuse, a header that can't be read is 400.
    ///   - isAllowedOrigin: asked with the `Origin` header or nil; false is 403.
    public func check(
        subprotocols: [String] = [], deflate: DeflateSettings? = nil,
        isAllowedOrigin: (String?) -> Bool = { _ in true }
    ) throws(Refusal) -> Acceptance {
        try checkRequestLine()
        try checkUpgrade()
        try checkKey()
        let origins = head.headers["origin"]
        guard origins.count <= 1 else { throw .bad("more than one Origin header") }
        guard isAllowedOrigin(origins.first) else {
            throw Refusal(status: .forbidden, headers: [:], reason: "this Origin is not allowed")
        }
        let subprotocol = try chosenSubprotocol(of: subprotocols)
        let offers = try offeredExtensions()
        return Acceptance(
            subprotocol: subprotocol, origin: origins.first,
            deflate: deflate.flatMap { $0.answer(to: offers) })
    }

    private func checkRequestLine() throws(Refusal) {
        guard head.method == .GET else {
            throw Refusal(
                status: .methodNotAllowed, headers: ["Allow": "GET"], reason: "use the method GET")
        }
        guard head.version == .http1_1 else { throw .bad("HTTP/1.1 is required") }
        guard single("host") != nil else { throw .bad("exactly one Host header is required") }
        let lengths = head.headers["content-length"]
        guard lengths.allSatisfy({ $0 == "0" }), !head.headers.contains(name: "transfer-encoding")
        else { throw .bad("a request that opens a WebSocket has no body") }
    }

    private func checkUpgrade() throws(Refusal) {
        guard tokens("upgrade").contains(where: { $0.lowercased() == "websocket" }) else {
            throw .upgradeRequired("only WebSocket is spoken here")
        }
        guard tokens("connection").contains(where: { $0.lowercased() == "upgrade" }) else {
            throw .bad("the Connection header must name upgrade")
        }
        guard single("sec-websocket-version") == "13" else {
            throw .upgradeRequired("only version 13 of WebSocket is spoken here")
        }
    }

    /// The key is the base64 of 16 bytes: 22 characters and two of padding.
    private func checkKey() throws(Refusal) {
        guard let key = single("sec-websocket-key"), key.utf8.count == 24, key.hasSuffix("=="),
            key.utf8.dropLast(2).allSatisfy(Self.isBase64)
        else { throw .bad("Sec-WebSocket-Key must be the base64 of 16 bytes") }
    }

    private func chosenSubprotocol(of spoken: [String]) throws(Refusal) -> String? {
        guard !spoken.isEmpty else { return nil }
        let offered = tokens("sec-websocket-protocol")
        guard let chosen = spoken.first(where: { offered.contains($0) }) else {
            throw .bad("offer the subprotocol \(spoken.joined(separator: " or "))")
        }
        return chosen
    }

    private func offeredExtensions() throws(Refusal) -> [WebSocketExtension] {
        do throws(WebSocketExtension.Malformed) {
            return try WebSocketExtension.list(of: head.headers["sec-websocket-extensions"])
        } catch {
            throw .bad("Sec-WebSocket-Extensions must be a list of extensions")
        }
    }

    private func single(_ name: String) -> String? {
        let values = head.headers[name]
        return values.count == 1 ? values[0] : nil
    }

    private func tokens(_ name: String) -> [String] {
        head.headers[canonicalForm: name].map(String.init)
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

extension OpeningRequest.Refusal {
    fileprivate static func bad(_ reason: String) -> Self {
        Self(status: .badRequest, headers: [:], reason: reason)
    }

    /// 426 names the protocol to upgrade to (RFC 9110 section 15.5.22) and the version of it that
    /// is spoken (RFC 6455 section 4.4).
    fileprivate static func upgradeRequired(_ reason: String) -> Self {
        Self(
            status: .upgradeRequired,
            headers: [
                "Upgrade": "websocket", "Connection": "upgrade", "Sec-WebSocket-Version": "13",
            ],
            reason: reason)
    }
}
