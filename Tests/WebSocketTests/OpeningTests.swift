import NIOHTTP1
import Testing
import WebSocket

@Suite struct `The opening request` {
    /// The example of RFC 6455 section 1.3.
    private static let sample: HTTPHeaders = [
        "Host": "server.example.com", "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "http://example.com",
        "Sec-WebSocket-Protocol": "chat, superchat", "Sec-WebSocket-Version": "13",
    ]

    private func request(
        method: HTTPMethod = .GET, version: HTTPVersion = .http1_1, uri: String = "/chat",
        _ change: (inout HTTPHeaders) -> Void = { _ in }
    ) -> OpeningRequest {
        var headers = Self.sample
        change(&headers)
        return OpeningRequest(
            head: HTTPRequestHead(version: version, method: method, uri: uri, headers: headers))
    }

    private func refusal(
        of request: OpeningRequest, subprotocols: [String] = ["chat"],
        isAllowedOrigin: (String?) -> Bool = { _ in true }
    ) -> OpeningRequest.Refusal? {
        do throws(OpeningRequest.Refusal) {
            _ = try request.check(subprotocols: subprotocols, isAllowedOrigin: isAllowedOrigin)
            return nil
        } catch {
            return error
        }
    }

    @Test func `of RFC 6455 section 1.3 is accepted`() throws {
        let acceptance = try request().check(subprotocols: ["superchat", "chat"])
        #expect(acceptance.subprotocol == "superchat")
        #expect(acceptance.origin == "http://example.com")
        #expect(acceptance.responseHeaders == ["Sec-WebSocket-Protocol": "superchat"])
        #expect(try request().check().subprotocol == nil)
        #expect(try request().check().responseHeaders.isEmpty)
    }

    @Test func `must be a GET of HTTP 1.1, section 4.2.1`() {
        let post = refusal(of: request(method: .POST))
        #expect(post?.status == .methodNotAllowed)
        #expect(post?.headers["allow"] == ["GET"])
        #expect(refusal(of: request(version: .http1_0))?.status == .badRequest)
    }

    @Test func `names its host once`() {
        #expect(refusal(of: request { $0.remove(name: "host") })?.status == .badRequest)
        #expect(refusal(of: request { $0.add(name: "Host", value: "b") })?.status == .badRequest)
    }

    @Test func `asks for websocket in any case and among others, sections 4.2.1.3 and 4.2.1.4`() {
        let mixed = request {
            $0.replaceOrAdd(name: "Upgrade", value: "h2c, WebSocket")
            $0.replaceOrAdd(name: "Connection", value: "keep-alive, UPGRADE")
        }
        #expect(refusal(of: mixed) == nil)
        let none = refusal(of: request { $0.remove(name: "upgrade") })
        #expect(none?.status == .upgradeRequired)
        #expect(none?.headers["upgrade"] == ["websocket"])
        let other = request { $0.replaceOrAdd(name: "Upgrade", value: "websockets") }
        #expect(refusal(of: other)?.status == .upgradeRequired)
        #expect(refusal(of: request { $0.remove(name: "connection") })?.status == .badRequest)
        let close = request { $0.replaceOrAdd(name: "Connection", value: "close") }
        #expect(refusal(of: close)?.status == .badRequest)
    }

    @Test(arguments: ["0", "8", "12", "14", "113", "13, 8", "thirteen", ""])
    func `of another version gets 426 with the version that is spoken, section 4.4`(
        version: String
    ) {
        let other = request { $0.replaceOrAdd(name: "Sec-WebSocket-Version", value: version) }
        let refusal = refusal(of: other)
        #expect(refusal?.status == .upgradeRequired)
        #expect(refusal?.headers["sec-websocket-version"] == ["13"])
    }

    @Test(arguments: [
        "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQAA",
        "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZWVlZQ==", "dGhlIHNhbXBsZSBub25j!Q==",
        "dGhlIHNhbXBsZSBub25é==", "========================",
    ])
    func `has a key that is the base64 of 16 bytes, section 4.2.1.5`(key: String) {
        let bad = request { $0.replaceOrAdd(name: "Sec-WebSocket-Key", value: key) }
        #expect(refusal(of: bad)?.status == .badRequest)
    }

    @Test func `has one key`() {
        let none = request { $0.remove(name: "sec-websocket-key") }
        #expect(refusal(of: none)?.status == .badRequest)
        let two = request { $0.add(name: "Sec-WebSocket-Key", value: "AAAAAAAAAAAAAAAAAAAAAA==") }
        #expect(refusal(of: two)?.status == .badRequest)
    }

    @Test func `offers a subprotocol that is spoken, as a list or in several headers`() throws {
        #expect(refusal(of: request(), subprotocols: ["other"])?.status == .badRequest)
        let none = request { $0.remove(name: "sec-websocket-protocol") }
        #expect(refusal(of: none)?.status == .badRequest)
        let several = request { $0.add(name: "Sec-WebSocket-Protocol", value: "third") }
        #expect(try several.check(subprotocols: ["third"]).subprotocol == "third")
        // The names are compared exactly, section 4.2.2.
        #expect(refusal(of: request(), subprotocols: ["Chat"])?.status == .badRequest)
    }

    @Test func `has an Origin that is allowed, or gets 403, section 4.2.2`() {
        let only: (String?) -> Bool = { $0 == "https://a.nl" }
        #expect(refusal(of: request(), isAllowedOrigin: only)?.status == .forbidden)
        let none = request { $0.remove(name: "origin") }
        #expect(refusal(of: none, isAllowedOrigin: only)?.status == .forbidden)
        let allowed = request { $0.replaceOrAdd(name: "Origin", value: "https://a.nl") }
        #expect(refusal(of: allowed, isAllowedOrigin: only) == nil)
        let two = request { $0.add(name: "Origin", value: "https://a.nl") }
        #expect(refusal(of: two)?.status == .badRequest)
    }

    @Test func `has no body`() {
        let long = request { $0.add(name: "Content-Length", value: "1") }
        #expect(refusal(of: long)?.status == .badRequest)
        let chunked = request { $0.add(name: "Transfer-Encoding", value: "chunked") }
        #expect(refusal(of: chunked)?.status == .badRequest)
        let empty = request { $0.add(name: "Content-Length", value: "0") }
        #expect(refusal(of: empty) == nil)
    }

    @Test func `gives its path and its bearer token`() {
        #expect(request(uri: "/ws?x=1").path == "/ws")
        #expect(request(uri: "/ws").path == "/ws")
        for (value, token) in [
            ("Bearer abc", "abc"), ("bearer  abc", "abc"), ("Basic abc", nil), ("Bearer", nil),
            ("Bearer ", nil), ("abc", nil),
        ] as [(String, String?)] {
            let named = request { $0.add(name: "Authorization", value: value) }
            #expect(named.bearerToken == token)
        }
        #expect(request().bearerToken == nil)
        let two = request {
            $0.add(name: "Authorization", value: "Bearer a")
            $0.add(name: "Authorization", value: "Bearer b")
        }
        #expect(two.bearerToken == nil)
    }
}

@Suite struct `The opening response` {
    private func refusal(
        status: HTTPResponseStatus = .switchingProtocols, offered: [String] = ["chat"],
        _ change: (inout HTTPHeaders) -> Void = { _ in }
    ) -> String? {
        var headers: HTTPHeaders = [
            "Upgrade": "WebSocket", "Connection": "upgrade", "Sec-WebSocket-Protocol": "chat",
        ]
        change(&headers)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        do throws(OpeningResponse.Refusal) {
            _ = try OpeningResponse(head: head).check(offered: offered)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `is taken only as RFC 6455 section 4.1 says`() {
        #expect(refusal() == nil)
        #expect(refusal(status: .ok) == "status 200 is not 101")
        #expect(refusal { $0.remove(name: "upgrade") } != nil)
        #expect(refusal { $0.replaceOrAdd(name: "Upgrade", value: "h2c") } != nil)
        #expect(refusal { $0.remove(name: "connection") } != nil)
        #expect(refusal { $0.add(name: "Sec-WebSocket-Extensions", value: "x") } != nil)
        #expect(refusal(offered: ["other"]) == "a subprotocol that was not offered")
        #expect(refusal(offered: []) == "a subprotocol that was not offered")
        #expect(refusal { $0.remove(name: "sec-websocket-protocol") } != nil)
        #expect(refusal(offered: []) { $0.remove(name: "sec-websocket-protocol") } == nil)
        #expect(refusal { $0.add(name: "Sec-WebSocket-Protocol", value: "chat") } != nil)
    }

    @Test func `with an extension that was not offered is refused, section 4.1`() {
        for value in ["permessage-deflate", "other", "", ";"] {
            #expect(refusal { $0.add(name: "Sec-WebSocket-Extensions", value: value) } != nil)
        }
    }
}
