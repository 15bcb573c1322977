import NIOCore
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Frames in the machine` {
    @Test func `a masked text frame is delivered unmasked, RFC 6455 section 5.7`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(text("Hello")) == .deliver(.text(ByteBuffer(string: "Hello"))))
    }

    @Test func `a binary frame is delivered as it is`() {
        var machine = WebSocketMachine(role: .server)
        let payload = ByteBuffer(bytes: [0xFF, 0x00, 0xC0])
        #expect(machine.receive(frame(.binary, payload)) == .deliver(.binary(payload)))
    }

    @Test func `a server closes upon a frame that is not masked, RFC 6455 section 5.1`() {
        for opcode in [WebSocketOpcode.text, .binary, .ping, .pong, .connectionClose] {
            var machine = WebSocketMachine(role: .server)
            let action = machine.receive(frame(opcode, from: .server))
            #expect(action.closeCode == 1002)
            #expect(!machine.isOpen)
        }
    }

    @Test func `a client closes upon a frame that is masked, RFC 6455 section 5.1`() {
        for opcode in [WebSocketOpcode.text, .binary, .ping, .pong, .connectionClose] {
            var machine = WebSocketMachine(role: .client)
            #expect(machine.receive(frame(opcode)).closeCode == 1002)
        }
        var machine = WebSocketMachine(role: .client)
        let plain = frame(.text, ByteBuffer(string: "ok"), from: .server)
        #expect(machine.receive(plain).deliveredText == "ok")
    }

    @Test(arguments: [
        WebSocketFrame.ReservedBits.rsv1, .rsv2, .rsv3, .all,
    ])
    func `a reserved bit fails the connection unless an extension defines it, section 5.2`(
        bits: WebSocketFrame.ReservedBits
    ) {
        for opcode in [WebSocketOpcode.text, .ping, .connectionClose] {
            var machine = WebSocketMachine(role: .server)
            var reserved = frame(opcode)
            reserved.reservedBits = bits
            #expect(machine.receive(reserved).closeCode == 1002)
        }
    }

    @Test func `an unknown opcode fails the connection, RFC 6455 section 5.2`() throws {
        for number: UInt8 in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
            let opcode = try #require(WebSocketOpcode(encodedWebSocketOpcode: number))
            var machine = WebSocketMachine(role: .server)
            #expect(machine.receive(frame(opcode)).closeCode == 1002)
            // Also in the middle of a message.
            machine = WebSocketMachine(role: .server)
            _ = machine.receive(text("a", fin: false))
            #expect(machine.receive(frame(opcode)).closeCode == 1002)
        }
    }

    @Test func `a continuation frame with nothing to continue fails, section 5.4`() {
        for fin in [true, false] {
            var machine = WebSocketMachine(role: .server)
            #expect(machine.receive(continuation("a", fin: fin)).closeCode == 1002)
        }
        var machine = WebSocketMachine(role: .server)
        _ = machine.receive(text("whole"))
        #expect(machine.receive(continuation("a", fin: true)).closeCode == 1002)
    }

    @Test func `the fragments of one message must not be interleaved with another, section 5.4`() {
        for fin in [true, false] {
            var machine = WebSocketMachine(role: .server)
            _ = machine.receive(text("a", fin: false))
            #expect(machine.receive(text("b", fin: fin)).closeCode == 1002)
        }
    }

    @Test func `control frames may be injected in a fragmented message, section 5.4`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(text("a", fin: false)) == .nothing)
        let ping = machine.receive(frame(.ping, ByteBuffer(string: "p")))
        #expect(ping == .sendPong(ByteBuffer(string: "p")))
        #expect(machine.receive(frame(.pong)) == .nothing)
        #expect(machine.receive(continuation("b", fin: false)) == .nothing)
        #expect(machine.receive(continuation("", fin: true)).deliveredText == "ab")
        #expect(machine.receive(text("next")).deliveredText == "next")
    }

    @Test func `a message may consist of empty fragments`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(text("", fin: false)) == .nothing)
        #expect(machine.receive(continuation("", fin: false)) == .nothing)
        #expect(machine.receive(continuation("", fin: true)).deliveredText == "")
    }

    @Test func `a control frame is at most 125 bytes, RFC 6455 section 5.5`() {
        for opcode in [WebSocketOpcode.ping, .pong] {
            var machine = WebSocketMachine(role: .server)
            #expect(machine.receive(frame(opcode, bytes(125))).closeCode == nil)
            #expect(machine.receive(frame(opcode, bytes(126))).closeCode == 1002)
        }
        var machine = WebSocketMachine(role: .server)
        let fits = closeBody(1000, reason: String(repeating: "a", count: 123))
        #expect(machine.receive(frame(.connectionClose, fits)).closeCode == 1000)
        machine = WebSocketMachine(role: .server)
        let over = closeBody(1000, reason: String(repeating: "a", count: 124))
        #expect(machine.receive(frame(.connectionClose, over)).closeCode == 1002)
    }

    @Test func `a control frame must not be fragmented, RFC 6455 section 5.5`() {
        for opcode in [WebSocketOpcode.ping, .pong, .connectionClose] {
            var machine = WebSocketMachine(role: .server)
            #expect(machine.receive(frame(opcode, fin: false)).closeCode == 1002)
        }
    }

    @Test func `a pong carries the application data of its ping, section 5.5.3`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(frame(.ping, bytes(125))) == .sendPong(bytes(125)))
        #expect(machine.receive(frame(.ping)) == .sendPong(ByteBuffer()))
    }

    @Test func `a pong that nobody asked for is no reason to answer, section 5.5.3`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(frame(.pong, bytes(3))) == .nothing)
        #expect(machine.isOpen)
    }
}

@Suite struct `Limits of the machine` {
    private var limits: WebSocketLimits {
        var limits = WebSocketLimits()
        limits.messageBytesMax = 10
        limits.frameBytesMax = 8
        limits.fragmentsMax = 4
        return limits
    }

    @Test func `a message of the most bytes is taken and one more closes with 1009`() {
        for count in [10, 11] {
            var machine = WebSocketMachine(role: .server, limits: limits)
            _ = machine.receive(frame(.text, bytes(5), fin: false))
            let action = machine.receive(frame(.continuation, bytes(count - 5)))
            #expect(action.closeCode == (count == 10 ? nil : 1009))
        }
    }

    @Test func `an unfinished message over the limit closes before its last fragment`() {
        var machine = WebSocketMachine(role: .server, limits: limits)
        #expect(machine.receive(frame(.text, bytes(8), fin: false)) == .nothing)
        let action = machine.receive(frame(.continuation, bytes(3), fin: false))
        #expect(action.closeCode == 1009)
    }

    @Test func `a frame of the most bytes is taken and one more closes with 1009`() {
        for count in [8, 9] {
            var machine = WebSocketMachine(role: .server, limits: limits)
            let action = machine.receive(frame(.binary, bytes(count)))
            #expect(action.closeCode == (count == 8 ? nil : 1009))
        }
    }

    @Test func `a message of the most fragments is taken and one more closes with 1009`() {
        for count in [4, 5] {
            var machine = WebSocketMachine(role: .server, limits: limits)
            var last = machine.receive(text("a", fin: false))
            for index in 2...count {
                last = machine.receive(continuation("a", fin: index == count))
            }
            #expect(last.closeCode == (count == 4 ? nil : 1009))
        }
    }

    @Test func `limits count per message and not per connection`() {
        var machine = WebSocketMachine(role: .server, limits: limits)
        for _ in 1...100 {
            #expect(machine.receive(text("12345678")).deliveredText == "12345678")
        }
    }
}
