import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `The handler` {
    @Test func `opens once, delivers messages in order, and tells the end once`() throws {
        let connection = try EmbeddedConnection()
        try connection.receive(
            wire(0x81, Array("one".utf8)), wire(0x01, Array("tw".utf8)),
            wire(0x80, Array("o".utf8)), wire(0x88, [0x03, 0xE8]))
        #expect(connection.recorder.openings == 1)
        #expect(connection.recorder.texts == ["one", "two"])
        #expect(try connection.sentCloseCode() == 1000)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.closures.map(\.code) == [.normal])
        #expect(connection.recorder.closures.map(\.origin) == [.peer])
        try connection.end()
        #expect(connection.recorder.closures.count == 1)
    }

    @Test func `a message comes whole however its bytes are cut`() throws {
        let bytes = Array("split €".utf8)
        var whole = wire(0x01, Array(bytes[..<8]))
        var rest = wire(0x80, Array(bytes[8...]))
        whole.writeBuffer(&rest)
        for cut in 0...whole.readableBytes {
            let connection = try EmbeddedConnection()
            var tail = whole
            guard let head = tail.readSlice(length: cut) else { continue }
            try connection.receive(head, tail)
            #expect(connection.recorder.texts == ["split €"])
            try connection.end()
        }
    }

    @Test func `a length must stand in the fewest bytes possible, RFC 6455 section 5.2`() throws {
        for (length, isMinimal) in [
            ([126, 0, 125] as [UInt8], false), ([126, 0, 126], true),
            ([127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], false), ([127, 0, 0, 0, 0, 0, 1, 0, 0], true),
            ([127, 0x80, 0, 0, 0, 0, 0, 0, 0], false),
        ] {
            let connection = try EmbeddedConnection()
            try? connection.receive(wire(0x82, [], length: length))
            #expect(try connection.sentCloseCode() == (isMinimal ? nil : 1002))
            try connection.end()
        }
    }

    @Test func `a frame over the limit closes with 1009 before its payload came`() throws {
        var limits = WebSocketLimits()
        limits.frameBytesMax = 200
        for (count, code) in [(200, nil), (201, 1009)] as [(UInt8, UInt16?)] {
            let connection = try EmbeddedConnection(limits: limits)
            try? connection.receive(wire(0x82, [], length: [126, 0, count]))
            #expect(try connection.sentCloseCode() == code)
            try connection.end()
        }
    }

    @Test func `a peer that broke a rule is left a moment to read why and is then cut`() throws {
        let connection = try EmbeddedConnection()
        try connection.receive(wire(0x81, Array("no".utf8), mask: false))
        #expect(try connection.sentCloseCode() == 1002)
        // More of the same makes no difference.
        try connection.receive(wire(0x83), wire(0x81, [0xFF]))
        connection.advance(milliseconds: 249)
        #expect(connection.channel.isActive)
        #expect(try connection.sent().isEmpty)
        connection.advance(milliseconds: 1)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.messages.isEmpty)
        #expect(connection.recorder.closures.map(\.code) == [.protocolError])
    }

    @Test func `our close ends with the peer's answer`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.close(.goingAway, reason: "bye")
        #expect(try connection.sentCloseCode() == 1001)
        #expect(connection.channel.isActive)
        try connection.receive(wire(0x81, Array("late".utf8)), wire(0x88, [0x03, 0xE9]))
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.messages.isEmpty)
        #expect(connection.recorder.closures.map(\.reason) == ["bye"])
    }

    @Test func `a peer that doesn't answer our close is cut after the time-out`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.close()
        connection.advance(milliseconds: 4_999)
        #expect(connection.channel.isActive)
        connection.advance(milliseconds: 1)
        #expect(!connection.channel.isActive)
    }

    @Test func `a client leaves the end to its server, in a bounded time, section 7.1.1`() throws {
        let connection = try EmbeddedConnection(role: .client)
        try connection.receive(wire(0x88, [0x03, 0xE8], mask: false))
        #expect(try connection.sentCloseCode() == 1000)
        #expect(connection.channel.isActive)
        connection.advance(seconds: 5)
        #expect(!connection.channel.isActive)
    }

    @Test func `a stopping server says 1001 and is gone within a quarter of a second`() throws {
        let connection = try EmbeddedConnection()
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try connection.sentCloseCode() == 1001)
        connection.advance(milliseconds: 249)
        #expect(connection.channel.isActive)
        connection.advance(milliseconds: 1)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.closures.map(\.origin) == [.here])
    }

    @Test func `a connection that breaks is told as 1006`() throws {
        let connection = try EmbeddedConnection()
        try connection.end()
        #expect(connection.recorder.closures.map(\.code) == [.abnormal])
    }

    @Test func `a half-closed connection ends`() throws {
        let connection = try EmbeddedConnection()
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.closures.map(\.code) == [.abnormal])
    }
}

@Suite struct `The heartbeat` {
    @Test func `a ping goes out every 25 seconds, whatever else comes`() throws {
        let connection = try EmbeddedConnection()
        connection.advance(seconds: 24)
        try connection.receive(wire(0x81, Array("busy".utf8)))
        #expect(try connection.sent().isEmpty)
        connection.advance(seconds: 1)
        #expect(try connection.sent().map(\.opcode) == [.ping])
        try connection.receive(wire(0x8A))
        connection.advance(seconds: 25)
        #expect(try connection.sent().map(\.opcode) == [.ping])
        try connection.end()
    }

    @Test func `a peer that is silent for 35 seconds is cut`() throws {
        let connection = try EmbeddedConnection()
        connection.advance(milliseconds: 34_999)
        #expect(connection.channel.isActive)
        connection.advance(milliseconds: 1)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.closures.map(\.origin) == [.network])
    }

    @Test func `any byte is a sign of life, also one that completes no frame`() throws {
        let connection = try EmbeddedConnection()
        for _ in 1...10 {
            connection.advance(seconds: 34)
            #expect(connection.channel.isActive)
            try connection.receive(ByteBuffer(bytes: [0x82]))
            if !connection.channel.isActive { break }
            try connection.receive(ByteBuffer(bytes: [0x80]))
            try connection.receive(ByteBuffer(bytes: Array(sampleMask)))
        }
        #expect(connection.recorder.messages.count == 10)
        try connection.end()
    }

    @Test func `silence means nothing while reading is paused`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.pauseReading()
        connection.channel.read()
        connection.advance(seconds: 120)
        #expect(connection.channel.isActive)
        try connection.handler.resumeReading()
        connection.advance(seconds: 34)
        #expect(connection.channel.isActive)
        connection.advance(seconds: 1)
        #expect(!connection.channel.isActive)
    }
}
