import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Both ends` {
    /// Carries bytes between two connections, in random pieces, until both are silent.
    private func carry(
        _ server: EmbeddedConnection, _ client: EmbeddedConnection,
        _ generator: inout SeededGenerator
    ) throws {
        var isQuiet = false
        while !isQuiet {
            isQuiet = true
            for (from, to) in [(server, client), (client, server)] {
                var bytes = try from.sentBytes()
                while bytes.readableBytes > 0 {
                    isQuiet = false
                    let count = Int.random(in: 1...bytes.readableBytes, using: &generator)
                    guard let piece = bytes.readSlice(length: count) else { break }
                    try to.receive(piece)
                }
            }
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func `hear each other's messages in order, whole, until one closes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let server = try EmbeddedConnection(role: .server)
        let client = try EmbeddedConnection(role: .client)
        var said: [[String]] = [[], []]
        for turn in 1...40 {
            let speaker = Int.random(in: 0...1, using: &generator)
            let length = [0, 1, 125, 126, 3_000, 65_536].randomElement(using: &generator) ?? 0
            let text = String(
                String(repeating: "\(turn)é", count: length / 2 + 1).prefix(length / 2))
            try [server, client][speaker].handler.send(text: ByteBuffer(string: text))
            said[speaker].append(text)
            if Bool.random(using: &generator) { try carry(server, client, &generator) }
        }
        try carry(server, client, &generator)
        #expect(client.recorder.texts == said[0])
        #expect(server.recorder.texts == said[1])

        let closesFirst = Bool.random(using: &generator) ? server : client
        try closesFirst.handler.close(WebSocketCloseCode(rawValue: 4001), reason: "klaar")
        try carry(server, client, &generator)
        #expect(!server.channel.isActive)
        try client.end()
        for end in [server, client] {
            #expect(end.recorder.closures.map(\.code.rawValue) == [4001])
            #expect(end.recorder.closures.map(\.reason) == ["klaar"])
        }
    }

    @Test func `that close at the same moment both end`() throws {
        var generator = SeededGenerator(seed: 1)
        let server = try EmbeddedConnection(role: .server)
        let client = try EmbeddedConnection(role: .client)
        try server.handler.close(.goingAway)
        try client.handler.close(.normal)
        try carry(server, client, &generator)
        #expect(!server.channel.isActive)
        try client.end()
        #expect(server.recorder.closures.map(\.code) == [.goingAway])
        #expect(client.recorder.closures.map(\.code) == [.normal])
    }
}

@Suite struct `Hostile bytes` {
    /// After anything at all: one closure, at most one close frame, and nothing after it.
    private func judge(_ connection: EmbeddedConnection, seed: UInt64) throws {
        let sent = try connection.sent()
        let closes = sent.filter { $0.opcode == .connectionClose }
        #expect(closes.count <= 1, "seed \(seed)")
        #expect(closes.isEmpty || sent.last?.opcode == .connectionClose, "seed \(seed)")
        connection.advance(seconds: 40)
        #expect(!connection.channel.isActive, "seed \(seed)")
        #expect(connection.recorder.closures.count == 1, "seed \(seed)")
        try connection.end()
    }

    @Test(arguments: [WebSocketMachine.Role.server, .client])
    func `random bytes never trap and always end in a close`(role: WebSocketMachine.Role) throws {
        for seed: UInt64 in 1...2_000 {
            var generator = SeededGenerator(seed: seed)
            let connection = try EmbeddedConnection(role: role)
            for _ in 1...Int.random(in: 1...20, using: &generator) {
                let piece = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                try? connection.receive(ByteBuffer(bytes: piece))
            }
            try judge(connection, seed: seed)
        }
    }

    @Test func `nearly right frames never trap and always end in a close`() throws {
        for seed: UInt64 in 1...2_000 {
            var generator = SeededGenerator(seed: seed)
            let connection = try EmbeddedConnection()
            for _ in 1...Int.random(in: 1...30, using: &generator) {
                let first: UInt8 =
                    [0x81, 0x01, 0x00, 0x80, 0x82, 0x02, 0x89, 0x8A, 0x88, 0x83, 0xC1]
                    .randomElement(using: &generator) ?? 0
                let payload = (0..<Int.random(in: 0...130, using: &generator)).map { _ in
                    UInt8.random(in: 0x20...0x82, using: &generator)
                }
                let isMasked = UInt8.random(in: 0...20, using: &generator) > 0
                try? connection.receive(wire(first, payload, mask: isMasked))
            }
            try judge(connection, seed: seed)
        }
    }

    @Test func `a message cut anywhere by the network is told as 1006`() throws {
        let whole = wire(0x81, Array("never delivered".utf8))
        for count in 0..<whole.readableBytes {
            let connection = try EmbeddedConnection()
            try connection.receive(ByteBuffer(bytes: whole.readableBytesView.prefix(count)))
            try connection.end()
            #expect(connection.recorder.messages.isEmpty)
            #expect(connection.recorder.closures.map(\.code) == [.abnormal])
        }
    }
}
