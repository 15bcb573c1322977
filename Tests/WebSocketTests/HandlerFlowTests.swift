import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Sending` {
    @Test func `a server's frames are unmasked and a client's masked, section 5.1`() throws {
        for role in [WebSocketMachine.Role.server, .client] {
            let connection = try EmbeddedConnection(role: role)
            for count in [0, 1, 125, 126, 65_535, 65_536] {
                try connection.handler.send(text: bytes(count))
                let frame = try #require(try connection.sent().first)
                #expect((frame.maskKey != nil) == (role == .client))
                #expect(frame.fin && frame.opcode == .text)
                #expect(frame.unmaskedData == bytes(count))
            }
            try connection.handler.send(binary: bytes(3))
            #expect(try connection.sent().map(\.opcode) == [.binary])
            try connection.end()
        }
    }

    @Test func `frames that were encoded before go out byte for byte as they are`() throws {
        var frames = WebSocketFrameBytes.text(ByteBuffer(string: "one"))
        WebSocketFrameBytes.append(text: ByteBuffer(string: "two"), to: &frames)
        let first = try EmbeddedConnection()
        let second = try EmbeddedConnection()
        for connection in [first, second] {
            #expect(try connection.handler.send(frames: frames))
            #expect(try connection.sentBytes() == frames)
            try connection.end()
        }
    }

    @Test func `nothing goes out before it is flushed`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.send(text: bytes(3), flush: false)
        #expect(try connection.sent().isEmpty)
        #expect(try connection.handler.waitingBytes == 5)
        try connection.handler.flush()
        #expect(try connection.sent().count == 1)
        #expect(try connection.handler.waitingBytes == 0)
        try connection.end()
    }

    @Test func `after a close nothing is sent and the sender is told so`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        handler.close()
        #expect(!handler.send(text: bytes(1)))
        #expect(!handler.send(frames: WebSocketFrameBytes.text(bytes(1))))
        #expect(try connection.sent().map(\.opcode) == [.connectionClose])
        try connection.end()
        #expect(!handler.send(text: bytes(1)))
        #expect(handler.connection == nil)
    }
}

@Suite struct `What may be left out` {
    private let hint = WebSocketFrameBytes.text(ByteBuffer(string: "hint"))

    @Test func `goes out at once when nothing is on its way, and counts as nothing`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        #expect(handler.sendIfIdle(frames: hint))
        #expect(try connection.sentBytes() == hint)
        connection.socket.isStuck = true
        #expect(handler.sendIfIdle(frames: hint))
        #expect(handler.waitingBytes == 0 && handler.isWritable)
        try connection.end()
    }

    @Test func `is left out while anything is on its way`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        handler.send(text: bytes(3), flush: false)
        #expect(!handler.sendIfIdle(frames: hint))
        handler.flush()
        #expect(try connection.sent().count == 1)
        connection.socket.isStuck = true
        handler.send(text: bytes(3))
        #expect(!handler.sendIfIdle(frames: hint))
        connection.socket.releaseAll()
        #expect(try connection.sent().count == 1)
        #expect(handler.sendIfIdle(frames: hint))
        handler.close()
        #expect(!handler.sendIfIdle(frames: hint))
        try connection.end()
    }

    @Test func `never makes a reader slow, and what waits behind it does`() throws {
        var limits = WebSocketLimits()
        limits.silenceSeconds = 600
        let connection = try EmbeddedConnection(limits: limits)
        let handler = try connection.handler
        connection.socket.isStuck = true
        #expect(handler.sendIfIdle(frames: hint))
        connection.advance(seconds: 60)
        #expect(handler.isOpen)
        handler.send(text: bytes(3))
        #expect(!handler.isWritable && connection.recorder.writability == [false])
        connection.advance(milliseconds: 9_999)
        #expect(handler.isOpen)
        connection.advance(milliseconds: 1)
        #expect(!handler.isOpen)
        connection.socket.releaseAll()
        #expect(try connection.sentCloseCode() == 4290)
        try connection.end()
    }

    @Test func `makes room for what waits behind it`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        connection.socket.isStuck = true
        #expect(handler.sendIfIdle(frames: hint))
        handler.send(text: bytes(3))
        #expect(handler.waitingBytes == 5)
        connection.socket.releaseAll()
        #expect(try connection.sent().count == 2)
        #expect(handler.waitingBytes == 0 && connection.recorder.writability == [false, true])
        connection.advance(seconds: 11)
        #expect(handler.isOpen)
        try connection.end()
    }
}

@Suite struct `A slow reader` {
    private var limits: WebSocketLimits {
        var limits = WebSocketLimits()
        limits.outboundBytesMax = 20
        return limits
    }

    @Test func `may let exactly the bound wait, and one byte more closes with 4290`() throws {
        for count in [8, 9] {
            let connection = try EmbeddedConnection(limits: limits)
            connection.socket.isStuck = true
            let handler = try connection.handler
            #expect(handler.send(text: bytes(8)))
            // Two bytes of header each.
            #expect(handler.send(text: bytes(count)) == (count == 8))
            #expect(handler.isOpen == (count == 8))
            connection.socket.releaseAll()
            #expect(try connection.sentCloseCode() == (count == 8 ? nil : 4290))
            try connection.end()
        }
    }

    @Test func `gets no event after a gap, reads why, and is cut after two seconds`() throws {
        let connection = try EmbeddedConnection(limits: limits)
        connection.socket.isStuck = true
        let handler = try connection.handler
        handler.send(text: ByteBuffer(string: "first"))
        #expect(!handler.send(text: bytes(30)))
        #expect(!handler.send(text: bytes(1)))
        connection.socket.releaseAll()
        #expect(try connection.sent().map(\.opcode) == [.text, .connectionClose])
        #expect(!handler.send(text: bytes(1)))
        connection.advance(milliseconds: 1_999)
        #expect(connection.channel.isActive)
        connection.advance(milliseconds: 1)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.closures.map(\.code.rawValue) == [4290])
    }

    @Test func `is not whoever gets one large message on an empty queue`() throws {
        let connection = try EmbeddedConnection(limits: limits)
        connection.socket.isStuck = true
        #expect(try connection.handler.send(text: bytes(1_000)))
        #expect(try !connection.handler.send(text: bytes(1)))
        try connection.end()
    }

    @Test func `that reads again may be sent to again`() throws {
        let connection = try EmbeddedConnection(limits: limits)
        connection.socket.isStuck = true
        let handler = try connection.handler
        #expect(handler.send(text: bytes(8)))
        #expect(handler.send(text: bytes(8)))
        connection.socket.release(1)
        #expect(handler.waitingBytes == 10)
        #expect(handler.send(text: bytes(8)))
        try connection.end()
    }

    @Test func `has one write with the socket, and gets what came meanwhile as one`() throws {
        let connection = try EmbeddedConnection()
        connection.socket.isStuck = true
        let handler = try connection.handler
        for _ in 1...100 { #expect(handler.send(text: bytes(8))) }
        #expect(connection.socket.keptCount == 1)
        #expect(handler.waitingBytes == 1_000)
        connection.socket.release(1)
        #expect(connection.socket.keptCount == 1)
        #expect(handler.waitingBytes == 990)
        connection.socket.releaseAll()
        #expect(try connection.sent().count == 100)
        #expect(handler.waitingBytes == 0)
        #expect(connection.recorder.writability == [false, true])
        try connection.end()
    }

    @Test func `gets what waits for it before the close`() throws {
        let connection = try EmbeddedConnection()
        connection.socket.isStuck = true
        let handler = try connection.handler
        for _ in 1...3 { #expect(handler.send(text: bytes(8))) }
        handler.close()
        connection.socket.releaseAll()
        #expect(
            try connection.sent().map(\.opcode) == [.text, .text, .text, .connectionClose])
        try connection.end()
    }

    @Test func `is also one whose socket takes nothing for ten seconds`() throws {
        let connection = try EmbeddedConnection()
        connection.socket.isStuck = true
        #expect(try connection.handler.send(text: bytes(1)))
        connection.advance(milliseconds: 9_999)
        connection.socket.releaseAll()
        connection.advance(milliseconds: 1)
        #expect(try connection.handler.isOpen)
        connection.socket.isStuck = true
        #expect(try connection.handler.send(text: bytes(1)))
        connection.advance(seconds: 10)
        connection.socket.releaseAll()
        #expect(try connection.sentCloseCode() == 4290)
        #expect(connection.recorder.writability == [false, true, false])
        try connection.end()
    }

    @Test func `still has its pings answered, with one pong waiting and the latest kept`() throws {
        let connection = try EmbeddedConnection(limits: limits)
        connection.socket.isStuck = true
        #expect(try connection.handler.send(text: bytes(18)))
        for number: UInt8 in 1...100 { try connection.receive(wire(0x89, [number])) }
        #expect(try connection.handler.isOpen)
        connection.socket.releaseAll()
        let pongs = try connection.sent().filter { $0.opcode == .pong }
        #expect(pongs.map(\.unmaskedData) == [ByteBuffer(bytes: [1]), ByteBuffer(bytes: [100])])
        try connection.end()
    }
}

@Suite struct `Pongs` {
    @Test func `every ping is answered in order while the socket takes them`() throws {
        let connection = try EmbeddedConnection()
        var burst = ByteBuffer()
        for number: UInt8 in 1...10 {
            var ping = wire(0x89, [number])
            burst.writeBuffer(&ping)
        }
        try connection.receive(burst)
        let pongs = try connection.sent().map(\.unmaskedData)
        #expect(pongs == (1...10).map { ByteBuffer(bytes: [UInt8($0)]) })
        try connection.end()
    }
}

@Suite struct `Pausing` {
    @Test func `a paused reader asks the socket for nothing until it is resumed`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        handler.pauseReading()
        let before = connection.socket.reads
        connection.channel.read()
        connection.channel.read()
        #expect(connection.socket.reads == before)
        handler.resumeReading()
        #expect(connection.socket.reads == before + 1)
        connection.channel.read()
        #expect(connection.socket.reads == before + 2)
        try connection.end()
    }

    @Test func `what was read already is kept and delivered in order, and pings answered`() throws {
        let connection = try EmbeddedConnection()
        connection.recorder.onMessage = { $0.pauseReading() }
        try connection.receive(
            wire(0x81, Array("1".utf8)), wire(0x01, Array("2".utf8)), wire(0x89, [7]),
            wire(0x80, Array("3".utf8)), wire(0x81, Array("4".utf8)), wire(0x88, [0x03, 0xE8]))
        #expect(connection.recorder.texts == ["1"])
        #expect(try connection.sent().map(\.opcode) == [.pong])
        try connection.handler.resumeReading()
        #expect(connection.recorder.texts == ["1", "23"])
        try connection.handler.resumeReading()
        #expect(connection.recorder.texts == ["1", "23", "4"])
        #expect(connection.channel.isActive)
        try connection.handler.resumeReading()
        #expect(connection.recorder.closures.map(\.code) == [.normal])
    }

    @Test func `a pause may end within the delivery that began it`() throws {
        let connection = try EmbeddedConnection()
        connection.recorder.onMessage = { socket in
            socket.pauseReading()
            socket.resumeReading()
        }
        for number in 1...5 { try connection.receive(wire(0x81, Array("\(number)".utf8))) }
        #expect(connection.recorder.texts == ["1", "2", "3", "4", "5"])
        try connection.end()
    }

    @Test func `the most frames are kept and one more closes with 1008`() throws {
        var limits = WebSocketLimits()
        limits.heldFramesMax = 3
        for count in [3, 4] {
            let connection = try EmbeddedConnection(limits: limits)
            try connection.handler.pauseReading()
            for _ in 1...count { try connection.receive(wire(0x81, [0x61])) }
            #expect(try connection.sentCloseCode() == (count == 3 ? nil : 1008))
            try connection.end()
        }
    }

    @Test func `our own close is answered by a close that was kept while paused`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.pauseReading()
        try connection.receive(wire(0x81, Array("one".utf8)), wire(0x88, [0x03, 0xE8]))
        try connection.handler.close(.policyViolation)
        #expect(try connection.sentCloseCode() == 1008)
        #expect(!connection.channel.isActive)
        #expect(connection.recorder.messages.isEmpty)
    }

    @Test func `our own close hears the answer also while paused`() throws {
        let connection = try EmbeddedConnection()
        let handler = try connection.handler
        handler.pauseReading()
        connection.channel.read()
        let before = connection.socket.reads
        handler.close()
        #expect(connection.socket.reads == before + 1)
        try connection.receive(wire(0x88, [0x03, 0xE8]))
        #expect(!connection.channel.isActive)
    }
}
