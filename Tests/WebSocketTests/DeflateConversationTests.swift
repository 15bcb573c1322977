import NIOCore
import NIOWebSocket
import Testing
import WebSocket

/// What a client and a server with these settings agree on, each at its end.
func agreements(
    client: DeflateSettings, server: DeflateSettings
) throws -> (client: DeflateAgreement, server: DeflateAgreement) {
    let offers = try WebSocketExtension.list(of: [client.offer.headerValue])
    let atServer = try #require(server.answer(to: offers))
    let answer = try WebSocketExtension.list(of: [atServer.answer.headerValue])
    return (try #require(try client.agreement(on: answer)), atServer)
}

/// Settings that deflate everything.
func deflateAll(
    keepsContext: Bool = false, windowBits: Int = 15, peerWindowBits: Int = 15
) -> DeflateSettings {
    var settings = DeflateSettings()
    settings.bytesMin = 0
    settings.keepsContext = keepsContext
    settings.windowBits = windowBits
    settings.peerWindowBits = peerWindowBits
    return settings
}

@Suite struct `Both ends that deflate` {
    /// The ways to offer it that conformance suites go through: windows kept or not, and limited
    /// or not.
    static let offers = [
        deflateAll(), deflateAll(keepsContext: true), deflateAll(peerWindowBits: 9),
        deflateAll(peerWindowBits: 14), deflateAll(keepsContext: true, peerWindowBits: 9),
        deflateAll(keepsContext: true, windowBits: 9), deflateAll(windowBits: 12),
    ]

    @Test(arguments: offers, [false, true])
    func `hear each other's messages whole, of any length`(
        client settings: DeflateSettings, serverKeepsContext: Bool
    ) throws {
        let agreed = try agreements(
            client: settings, server: deflateAll(keepsContext: serverKeepsContext))
        var limits = WebSocketLimits()
        limits.messageBytesMax = 131_072
        limits.frameBytesMax = 131_072
        limits.outboundBytesMax = 1 << 24
        let server = try EmbeddedConnection(limits: limits, deflate: agreed.server)
        let client = try EmbeddedConnection(role: .client, limits: limits, deflate: agreed.client)
        var sent: [WebSocketMessage] = []
        for (index, count) in [
            0, 1, 16, 64, 256, 1_024, 4_096, 8_192, 16_384, 32_768, 65_536,
            131_072, 0, 300, 131_072,
        ]
        .enumerated() {
            let payload = compressible(count, seed: UInt64(index % 7))
            sent.append(index % 2 == 0 ? .text(payload) : .binary(payload))
            for (from, to) in [(server, client), (client, server)] {
                if index % 2 == 0 {
                    try from.handler.send(text: payload)
                } else {
                    try from.handler.send(binary: payload)
                }
                let bytes = try from.sentBytes()
                if count > 64 { #expect(bytes.readableBytes < count * 3 / 4) }
                try to.receive(bytes)
            }
        }
        #expect(server.recorder.messages == sent)
        #expect(client.recorder.messages == sent)
        try server.end()
        try client.end()
    }

    @Test func `take many connections on one loop, their fragments mixed`() throws {
        let agreed = try agreements(client: deflateAll(), server: deflateAll())
        let connections = try (0..<10).map { _ in try EmbeddedConnection(deflate: agreed.server) }
        let payloads = (0..<10).map { compressible(3_000, seed: UInt64($0)) }
        let deflater = Deflater(level: 3, windowBits: 15, memoryLevel: 5)
        let deflated = payloads.map { Array(deflater.message($0).readableBytesView) }
        for (connection, bytes) in zip(connections, deflated) {
            try connection.receive(wire(0x42, Array(bytes[..<500])))
        }
        for (connection, bytes) in zip(connections, deflated).reversed() {
            try connection.receive(wire(0x00), wire(0x80, Array(bytes[500...])))
        }
        #expect(connections.map(\.recorder.messages) == payloads.map { [.binary($0)] })
        for connection in connections { try connection.end() }
    }

    @Test func `keep a window only where that was agreed`() throws {
        for keepsContext in [false, true] {
            let settings = deflateAll(keepsContext: keepsContext)
            let agreed = try agreements(client: settings, server: settings)
            let server = try EmbeddedConnection(deflate: agreed.server)
            let payload = noise(2_000)
            try server.handler.send(binary: payload)
            let first = try server.sentBytes().readableBytes
            try server.handler.send(binary: payload)
            let second = try server.sentBytes().readableBytes
            #expect(first > 1_900)
            #expect((second < 200) == keepsContext)
            try server.end()
        }
    }

    @Test func `send as it is what is short, what gets no shorter, and what holds a secret`() throws
    {
        var settings = DeflateSettings()
        settings.bytesMin = 512
        let agreed = try agreements(client: settings, server: settings)
        for role in [WebSocketMachine.Role.server, .client] {
            let connection = try EmbeddedConnection(
                role: role, deflate: role == .server ? agreed.server : agreed.client)
            let handler = try connection.handler
            for (payload, mayDeflate, isDeflated) in [
                (bytes(511), true, false), (bytes(512), true, true), (noise(1_000), true, false),
                (bytes(512), false, false),
            ] {
                handler.send(text: payload, mayDeflate: mayDeflate)
                handler.send(binary: payload, mayDeflate: mayDeflate)
                #expect(try connection.sent().map(\.rsv1) == [isDeflated, isDeflated])
            }
            try connection.end()
        }
    }

    @Test func `deflate no control frame`() throws {
        let agreed = try agreements(client: deflateAll(), server: deflateAll())
        let connection = try EmbeddedConnection(deflate: agreed.server)
        try connection.receive(wire(0x89, [UInt8](repeating: 0x61, count: 100)))
        connection.advance(seconds: 25)
        try connection.handler.close(.normal, reason: String(repeating: "a", count: 100))
        let sent = try connection.sent()
        #expect(sent.map(\.opcode) == [.pong, .ping, .connectionClose])
        #expect(sent.allSatisfy { $0.reservedBits.isEmpty })
        try connection.end()
    }

    @Test func `that agreed on a window of 8 bits take it, and send everything as it is`() throws {
        let client = try #require(
            try deflateAll(keepsContext: true).agreement(
                on: WebSocketExtension.list(
                    of: ["permessage-deflate; client_max_window_bits=8; server_max_window_bits=8"]))
        )
        let connection = try EmbeddedConnection(role: .client, deflate: client)
        try connection.handler.send(text: bytes(2_000))
        #expect(try connection.sent().map(\.rsv1) == [false])
        try connection.receive(
            wire(0xC1, [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], mask: false))
        #expect(connection.recorder.texts == ["Hello"])
        try connection.end()
    }
}

@Suite struct `A deflated message to the handler` {
    private func connection(
        keepsContext: Bool = false, _ change: (inout WebSocketLimits) -> Void = { _ in }
    ) throws -> EmbeddedConnection {
        var limits = WebSocketLimits()
        change(&limits)
        let settings = deflateAll(keepsContext: keepsContext)
        let agreed = try agreements(client: settings, server: settings)
        return try EmbeddedConnection(limits: limits, deflate: agreed.server)
    }

    private func deflated(_ payload: ByteBuffer) -> [UInt8] {
        let deflater = Deflater(level: 3, windowBits: 15, memoryLevel: 5)
        return Array(deflater.message(payload).readableBytesView)
    }

    @Test func `of the most bytes once inflated is taken, and one more closes with 1009`() throws {
        for count in [1_000, 1_001] {
            let connection = try connection { $0.messageBytesMax = 1_000 }
            try connection.receive(wire(0xC1, deflated(bytes(count))))
            #expect(try connection.sentCloseCode() == (count == 1_000 ? nil : 1009))
            #expect(connection.recorder.messages.count == (count == 1_000 ? 1 : 0))
            try connection.end()
        }
    }

    @Test func `that is a bomb closes with 1009 and holds up nobody`() throws {
        let connection = try connection()
        let bomb = Deflater(level: 9, windowBits: 15, memoryLevel: 9).message(bytes(32 << 20))
        try connection.receive(wire(0xC2, Array(bomb.readableBytesView)))
        #expect(try connection.sentCloseCode() == 1009)
        try connection.end()
    }

    @Test(arguments: [[0x07], [0xF2], [], [0xF2, 0x00, 0x11, 0x00, 0x00]] as [[UInt8]])
    func `that can't be inflated closes with 1007`(payload: [UInt8]) throws {
        let connection = try connection()
        try connection.receive(wire(0xC1, payload))
        #expect(try connection.sentCloseCode() == 1007)
        #expect(connection.recorder.messages.isEmpty)
        try connection.end()
    }

    @Test func `that is text and no UTF-8 once inflated closes with 1007`() throws {
        let wrong = ByteBuffer(bytes: [0x61, 0xED, 0xA0, 0x80])
        let unfinished = ByteBuffer(bytes: [0x61, 0xE2, 0x82])
        var late = bytes(40_000)
        late.writeInteger(UInt8(0xFF))
        for payload in [wrong, unfinished, late] {
            for (first, code) in [(0xC1, 1007), (0xC2, nil)] as [(UInt8, UInt16?)] {
                let connection = try connection()
                try connection.receive(wire(first, deflated(payload)))
                #expect(try connection.sentCloseCode() == code)
                try connection.end()
            }
        }
        // A character may be cut between the chunks that are inflated at once.
        for shift in 0...4 {
            let connection = try connection()
            let text = String(repeating: "a", count: shift) + String(repeating: "€", count: 12_000)
            try connection.receive(wire(0xC1, deflated(ByteBuffer(string: text))))
            #expect(connection.recorder.texts == [text])
            try connection.end()
        }
    }

    @Test func `may refer to messages before it where windows are kept, also empty ones`() throws {
        let connection = try connection(keepsContext: true)
        let hello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
        try connection.receive(
            wire(0xC1, hello), wire(0xC1, [0x00]), wire(0x81, Array("plain".utf8)),
            wire(0x41, [0xF2]), wire(0x89), wire(0x00), wire(0x80, [0x00, 0x11, 0x00, 0x00]))
        #expect(connection.recorder.texts == ["Hello", "", "plain", "Hello"])
        #expect(try connection.sent().map(\.opcode) == [.pong])
        try connection.end()
    }

    @Test func `waits its turn while its user has paused`() throws {
        let connection = try connection()
        try connection.handler.pauseReading()
        try connection.receive(wire(0xC1, deflated(ByteBuffer(string: "one"))))
        #expect(connection.recorder.messages.isEmpty)
        try connection.handler.resumeReading()
        #expect(connection.recorder.texts == ["one"])
        try connection.end()
    }

    @Test func `is against the rules where it was not agreed upon`() throws {
        let connection = try EmbeddedConnection()
        try connection.receive(wire(0xC1, deflated(bytes(10))))
        #expect(try connection.sentCloseCode() == 1002)
        try connection.end()
    }
}

@Suite struct `A frame that is deflated once for all` {
    @Test func `is the same for every connection, and each reads it`() throws {
        let server = DeflateSettings()
        let text = String(repeating: "the same for all, ", count: 60)
        let payload = ByteBuffer(string: text)
        let frame = try #require(WebSocketFrameBytes.deflatedText(payload, settings: server))
        #expect(frame.readableBytes < 200)
        for client in [deflateAll(), deflateAll(keepsContext: true)] {
            let agreed = try agreements(client: client, server: server)
            let sender = try EmbeddedConnection(deflate: agreed.server)
            let receiver = try EmbeddedConnection(role: .client, deflate: agreed.client)
            #expect(try sender.handler.takesSharedDeflated)
            for _ in 1...2 {
                // Between them one of its own.
                try sender.handler.send(frames: frame)
                try sender.handler.send(text: payload)
                try receiver.receive(try sender.sentBytes())
            }
            #expect(receiver.recorder.texts == [text, text, text, text])
            try sender.end()
            try receiver.end()
        }
    }

    @Test func `is not for who agreed on nothing, on a smaller window, or on a kept one`() throws {
        let plain = try EmbeddedConnection()
        #expect(try !plain.handler.takesSharedDeflated)
        try plain.end()
        for (client, server, takes) in [
            (deflateAll(peerWindowBits: 14), deflateAll(), false),
            (deflateAll(peerWindowBits: 14), deflateAll(windowBits: 14), true),
            (deflateAll(keepsContext: true), deflateAll(keepsContext: true), false),
            (deflateAll(), deflateAll(keepsContext: true), true),
        ] {
            let agreed = try agreements(client: client, server: server)
            let connection = try EmbeddedConnection(deflate: agreed.server)
            #expect(try connection.handler.takesSharedDeflated == takes)
            try connection.end()
        }
    }

    @Test func `is not made of what is short or gets no shorter`() {
        let settings = DeflateSettings()
        #expect(WebSocketFrameBytes.deflatedText(bytes(511), settings: settings) == nil)
        #expect(WebSocketFrameBytes.deflatedText(bytes(512), settings: settings) != nil)
        #expect(WebSocketFrameBytes.deflatedText(noise(2_000), settings: settings) == nil)
    }
}
