import NIOHTTP1
import Testing
import WebSocket

/// What a server with these settings answers to this header; nil when it declines.
func answer(
    _ header: String, _ change: (inout DeflateSettings) -> Void = { _ in }
) throws -> String? {
    var settings = DeflateSettings()
    change(&settings)
    return settings.answer(to: try WebSocketExtension.list(of: [header]))?.answer.headerValue
}

@Suite struct `A server that is offered permessage-deflate` {
    private static let plain =
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

    @Test func `keeps no window by default, whatever is offered`() throws {
        for offer in [
            "permessage-deflate", "permessage-deflate; client_max_window_bits",
            "permessage-deflate; client_max_window_bits=15",
            "permessage-deflate; server_no_context_takeover", Self.plain,
        ] {
            #expect(try answer(offer) == Self.plain)
        }
    }

    @Test func `keeps windows when it is set to, unless asked not to, RFC 7692 section 7.1.1`()
        throws
    {
        for parameters in [
            "", "; server_no_context_takeover", "; client_no_context_takeover",
            "; server_no_context_takeover; client_no_context_takeover",
        ] {
            let offer = "permessage-deflate" + parameters
            #expect(try answer(offer) { $0.keepsContext = true } == offer)
        }
    }

    @Test(arguments: 9...15)
    func `uses no larger window than it is asked to, section 7.1.2.1`(bits: Int) throws {
        let offer = "permessage-deflate; server_max_window_bits=\(bits)"
        #expect(try answer(offer) == Self.plain + "; server_max_window_bits=\(bits)")
        let small = try answer(offer) { $0.windowBits = 11 }
        #expect(small == Self.plain + "; server_max_window_bits=\(min(bits, 11))")
    }

    @Test func `says nothing of its window unless asked`() throws {
        #expect(try answer("permessage-deflate") { $0.windowBits = 10 } == Self.plain)
    }

    @Test func `declines a window of 8 bits for itself, which zlib doesn't have`() throws {
        #expect(try answer("permessage-deflate; server_max_window_bits=8") == nil)
    }

    @Test func `limits the client's window only if the client offers that, section 7.1.2.2`() throws
    {
        let small: (inout DeflateSettings) -> Void = { $0.peerWindowBits = 11 }
        #expect(try answer("permessage-deflate", small) == Self.plain)
        for (value, bits) in [("", 11), ("=15", 11), ("=11", 11), ("=10", 10), ("=8", 8)] {
            let offer = "permessage-deflate; client_max_window_bits" + value
            #expect(try answer(offer, small) == Self.plain + "; client_max_window_bits=\(bits)")
        }
        #expect(
            try answer("permessage-deflate; client_max_window_bits=9")
                == Self.plain + "; client_max_window_bits=9")
    }

    /// Section 7.1: unknown, twice, a value where none may be, none where one must be, or no number
    /// from 8 to 15.
    static let declined = [
        "unknown", "server_max_window_bits", "server_no_context_takeover=1",
        "client_no_context_takeover=true", "server_no_context_takeover; server_no_context_takeover",
        "client_no_context_takeover; client_no_context_takeover",
        "server_max_window_bits=9; server_max_window_bits=9",
        "client_max_window_bits; client_max_window_bits",
        "client_max_window_bits; client_max_window_bits=10", "server_max_window_bits=7",
        "server_max_window_bits=16", "server_max_window_bits=09", "server_max_window_bits=+9",
        "server_max_window_bits=9.0", "server_max_window_bits=a", "client_max_window_bits=7",
        "client_max_window_bits=16", "client_max_window_bits=010", "client_max_window_bits=-9",
        "client_max_window_bits=18446744073709551625", "Server_No_Context_Takeover",
    ]

    @Test(arguments: declined)
    func `declines an offer that section 7.1 doesn't allow`(parameters: String) throws {
        #expect(try answer("permessage-deflate; " + parameters) == nil)
        // And then looks at the next one.
        let header = "permessage-deflate; \(parameters), permessage-deflate"
        #expect(try answer(header) == Self.plain)
    }

    @Test func `takes the first offer that it can keep, and no other extension`() throws {
        #expect(try answer("x-webkit-deflate-frame, permessage-bzip2; a=1") == nil)
        #expect(
            try answer(
                "other, permessage-deflate; server_max_window_bits=8, "
                    + "permessage-deflate; server_max_window_bits=\"10\", permessage-deflate")
                == Self.plain + "; server_max_window_bits=10")
    }

    @Test func `answers in the opening handshake, and refuses a header it can't read with 400`()
        throws
    {
        func check(
            _ header: String?, _ settings: DeflateSettings? = DeflateSettings()
        ) throws -> OpeningRequest.Acceptance {
            var headers: HTTPHeaders = [
                "Host": "a", "Upgrade": "websocket", "Connection": "Upgrade",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
            ]
            if let header { headers.add(name: "Sec-WebSocket-Extensions", value: header) }
            let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: headers)
            return try OpeningRequest(head: head).check(deflate: settings)
        }
        let accepted = try check("permessage-deflate")
        #expect(accepted.responseHeaders["sec-websocket-extensions"] == [Self.plain])
        for (header, settings) in [
            (nil, DeflateSettings()), ("other", DeflateSettings()), ("permessage-deflate", nil),
        ] as [(String?, DeflateSettings?)] {
            let acceptance = try check(header, settings)
            #expect(acceptance.deflate == nil)
            #expect(acceptance.responseHeaders.isEmpty)
        }
        #expect(throws: OpeningRequest.Refusal.self) { try check("permessage-deflate;") }
        #expect(throws: OpeningRequest.Refusal.self) { try check("a b", nil) }
    }
}

@Suite struct `A client that offers permessage-deflate` {
    private func agreement(
        _ header: String, _ change: (inout DeflateSettings) -> Void = { _ in }
    ) throws -> DeflateAgreement? {
        var settings = DeflateSettings()
        change(&settings)
        return try settings.agreement(on: WebSocketExtension.list(of: [header]))
    }

    @Test func `offers what it is set to`() {
        var settings = DeflateSettings()
        #expect(
            settings.offer.headerValue
                == "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                + "client_max_window_bits")
        settings.keepsContext = true
        settings.peerWindowBits = 12
        #expect(
            settings.offer.headerValue
                == "permessage-deflate; server_max_window_bits=12; client_max_window_bits")
    }

    @Test func `goes without when the server doesn't answer it`() throws {
        #expect(try DeflateSettings().agreement(on: []) == nil)
    }

    @Test func `sends as it is told and as it is set, whichever asks for less`() throws {
        let none = "permessage-deflate; server_no_context_takeover"
        let first = try #require(try agreement(none))
        #expect(first.sending(as: .client) == .init(keepsContext: false, windowBits: 15))
        #expect(first.receiving(as: .client) == .init(keepsContext: false, windowBits: 15))
        let told = try #require(
            try agreement("permessage-deflate; client_max_window_bits=10") {
                $0.keepsContext = true
            })
        #expect(told.sending(as: .client) == .init(keepsContext: true, windowBits: 10))
        #expect(told.receiving(as: .client) == .init(keepsContext: true, windowBits: 15))
        let set = try #require(
            try agreement(
                "permessage-deflate; client_no_context_takeover; server_max_window_bits=9"
            ) {
                $0.keepsContext = true
                $0.windowBits = 11
            })
        #expect(set.sending(as: .client) == .init(keepsContext: false, windowBits: 11))
        #expect(set.receiving(as: .client) == .init(keepsContext: true, windowBits: 9))
    }

    @Test(arguments: [
        "other", "permessage-deflate; server_no_context_takeover, other",
        "permessage-deflate; server_no_context_takeover, permessage-deflate",
        // Asked for and not given, section 7.1.1.1.
        "permessage-deflate", "permessage-deflate; client_no_context_takeover",
        // Without a value only an offer may have it, section 7.1.2.2.
        "permessage-deflate; server_no_context_takeover; client_max_window_bits",
    ])
    func `refuses an answer that its offer doesn't allow, section 7.1`(header: String) {
        #expect(throws: DeflateSettings.Refusal.self) { try agreement(header) }
    }

    @Test(arguments: `A server that is offered permessage-deflate`.declined)
    func `refuses an answer that no offer allows`(parameters: String) {
        #expect(throws: DeflateSettings.Refusal.self) {
            try agreement("permessage-deflate; " + parameters) { $0.keepsContext = true }
        }
    }

    @Test func `refuses a larger window than it asked for, or none named, section 7.1.2.1`() throws
    {
        let small: (inout DeflateSettings) -> Void = { $0.peerWindowBits = 10 }
        let plain = "permessage-deflate; server_no_context_takeover"
        for (rest, isTaken) in [
            ("", false), ("; server_max_window_bits=11", false),
            ("; server_max_window_bits=10", true), ("; server_max_window_bits=8", true),
        ] {
            let agreement = try? agreement(plain + rest, small)
            #expect((agreement != nil) == isTaken)
        }
    }

    @Test func `fails the opening handshake for such an answer`() throws {
        func check(_ extensions: String) throws -> OpeningResponse.Acceptance {
            let head = HTTPResponseHead(
                version: .http1_1, status: .switchingProtocols,
                headers: [
                    "Upgrade": "websocket", "Connection": "upgrade",
                    "Sec-WebSocket-Extensions": extensions,
                ])
            return try OpeningResponse(head: head).check(offered: [], deflate: DeflateSettings())
        }
        let fine = "permessage-deflate; server_no_context_takeover"
        #expect(try check(fine).deflate?.answer.headerValue == fine)
        for bad in ["permessage-deflate", "other", "permessage-deflate;", ""] {
            #expect(throws: OpeningResponse.Refusal.self) { try check(bad) }
        }
    }

    @Test func `agrees with every server of ours, for all settings of both`() throws {
        for index in 0..<256 {
            var client = DeflateSettings()
            client.keepsContext = index & 1 != 0
            client.windowBits = [9, 15][index >> 1 & 1]
            client.peerWindowBits = [9, 15][index >> 2 & 1]
            var server = DeflateSettings()
            server.keepsContext = index >> 3 & 1 != 0
            server.windowBits = [9, 12, 14, 15][index >> 4 & 3]
            server.peerWindowBits = [9, 10, 13, 15][index >> 6 & 3]
            let offers = try WebSocketExtension.list(of: [client.offer.headerValue])
            let atServer = try #require(server.answer(to: offers))
            let answer = try WebSocketExtension.list(of: [atServer.answer.headerValue])
            let atClient = try #require(try client.agreement(on: answer))
            let keepsContext = client.keepsContext && server.keepsContext
            for (sender, receiver, role) in [
                (atClient, atServer, WebSocketMachine.Role.client), (atServer, atClient, .server),
            ] {
                let peer: WebSocketMachine.Role = role == .client ? .server : .client
                #expect(sender.sending(as: role).keepsContext == keepsContext)
                #expect(
                    sender.sending(as: role).windowBits <= receiver.receiving(as: peer).windowBits)
            }
        }
    }
}
