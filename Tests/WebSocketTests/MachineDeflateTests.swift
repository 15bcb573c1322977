import NIOCore
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Deflated messages in the machine` {
    private func machine(_ change: (inout WebSocketLimits) -> Void = { _ in }) -> WebSocketMachine {
        var limits = WebSocketLimits()
        change(&limits)
        return WebSocketMachine(role: .server, limits: limits, mayInflate: true)
    }

    private func deflated(_ frame: WebSocketFrame) -> WebSocketFrame {
        var frame = frame
        frame.rsv1 = true
        return frame
    }

    /// What the action wants inflated.
    private func wish(_ action: WebSocketMachine.Action) -> WebSocketMachine.DeflatedMessage? {
        guard case .inflate(let message) = action else { return nil }
        return message
    }

    @Test func `go to be inflated when the first reserved bit is set, RFC 7692 section 6`() throws {
        var machine = machine()
        let hello = try #require(wish(machine.receive(deflated(frame(.text, bytes(7))))))
        #expect(hello.isText)
        #expect(hello.bytes == bytes(7))
        #expect(
            machine.inflated(hello, to: .success(ByteBuffer(string: "Hello"))).deliveredText
                == "Hello")
        let binary = try #require(wish(machine.receive(deflated(frame(.binary, bytes(7))))))
        #expect(!binary.isText)
        #expect(
            machine.inflated(binary, to: .success(bytes(3))) == .deliver(.binary(bytes(3))))
    }

    @Test func `may stand beside plain ones, section 6`() {
        var machine = machine()
        #expect(machine.receive(text("plain")).deliveredText == "plain")
        #expect(wish(machine.receive(deflated(frame(.text)))) != nil)
        #expect(machine.receive(text("plain")).deliveredText == "plain")
    }

    @Test func `are marked on their first frame alone, section 6`() {
        for isDeflated in [true, false] {
            var machine = machine()
            let first = frame(.text, bytes(1), fin: false)
            #expect(machine.receive(isDeflated ? deflated(first) : first) == .nothing)
            let next = deflated(frame(.continuation, bytes(1)))
            #expect(machine.receive(next).closeCode == 1002)
        }
    }

    @Test func `a control frame is never deflated, section 6`() {
        for opcode in [WebSocketOpcode.ping, .pong, .connectionClose] {
            var machine = machine()
            #expect(machine.receive(deflated(frame(opcode))).closeCode == 1002)
        }
    }

    @Test func `the other reserved bits stay reserved, RFC 6455 section 5.2`() {
        for bits in [WebSocketFrame.ReservedBits.rsv2, .rsv3, .all] {
            var machine = machine()
            var reserved = frame(.text)
            reserved.reservedBits = bits
            #expect(machine.receive(reserved).closeCode == 1002)
        }
    }

    @Test func `control frames may come between the fragments of a deflated message`() throws {
        var machine = machine()
        #expect(machine.receive(deflated(frame(.text, bytes(2), fin: false))) == .nothing)
        #expect(machine.receive(frame(.ping, bytes(3))) == .sendPong(bytes(3)))
        #expect(machine.receive(frame(.continuation, fin: false)) == .nothing)
        #expect(machine.receive(frame(.pong)) == .nothing)
        let whole = try #require(wish(machine.receive(frame(.continuation, bytes(4)))))
        #expect(whole.bytes == bytes(6))
        #expect(machine.receive(frame(.continuation)).closeCode == 1002)
    }

    @Test func `are not held against UTF-8 before they are inflated`() {
        var machine = machine()
        let part = ByteBuffer(bytes: [0xFF])
        let first = deflated(frame(.text, part, fin: false))
        #expect(machine.receiveBeginning(of: first) == .nothing)
        #expect(machine.receive(first) == .nothing)
        #expect(machine.receiveBeginning(of: frame(.continuation, part)) == .nothing)
        #expect(wish(machine.receive(frame(.continuation, part))) != nil)
    }

    @Test func `are counted as they come, at the most bytes and at one more`() {
        for count in [10, 11] {
            var machine = machine {
                $0.messageBytesMax = 10
                $0.frameBytesMax = 8
            }
            let first = deflated(frame(.binary, bytes(5), fin: false))
            #expect(machine.receive(first) == .nothing)
            let action = machine.receive(frame(.continuation, bytes(count - 5)))
            #expect(action.closeCode == (count == 10 ? nil : 1009))
        }
    }

    @Test(
        arguments: [
            (.tooLong, 1009), (.malformed, 1007), (.truncated, 1007), (.notAccepted, 1007),
        ] as [(Inflater.Failure, UInt16)])
    func `that can't be inflated close with the code that fits`(
        failure: Inflater.Failure, code: UInt16
    ) throws {
        var machine = machine()
        let message = try #require(wish(machine.receive(deflated(frame(.text, bytes(1))))))
        #expect(machine.inflated(message, to: .failure(failure)).closeCode == code)
        #expect(!machine.isOpen)
        #expect(machine.inflated(message, to: .success(bytes(1))) == .nothing)
    }
}

@Suite struct `The beginning of a frame` {
    @Test func `fails at the first byte that can't become UTF-8, before the rest has come`() {
        let whole = Array("ab€".utf8) + [0xED, 0xA0, 0x80] + Array("rest".utf8)
        var machine = WebSocketMachine(role: .server)
        for count in 0...whole.count {
            let part = frame(.text, ByteBuffer(bytes: whole[..<count]))
            // The surrogate shows at its second byte, the seventh in all.
            #expect(machine.receiveBeginning(of: part).closeCode == (count == 7 ? 1007 : nil))
            #expect(machine.isOpen == (count < 7))
        }
    }

    @Test func `goes on behind the fragments before it, also within a character`() {
        let euro = Array("€".utf8)
        for (next, isFine) in [(euro[1], true), (0x41, false)] {
            var machine = WebSocketMachine(role: .server)
            let first = frame(.text, ByteBuffer(bytes: [euro[0]]), fin: false)
            #expect(machine.receiveBeginning(of: first) == .nothing)
            #expect(machine.receive(first) == .nothing)
            let part = frame(.continuation, ByteBuffer(bytes: [next]), fin: true)
            #expect(machine.receiveBeginning(of: part).closeCode == (isFine ? nil : 1007))
        }
    }

    @Test func `says nothing of a text that is whole later, however it comes`() {
        let text = `Text in the machine`.everyLength
        let whole = Array(text.utf8)
        for step in 1...7 {
            var machine = WebSocketMachine(role: .server)
            for _ in 1...2 {
                for count in stride(from: 0, to: whole.count, by: step) {
                    let part = frame(.text, ByteBuffer(bytes: whole[..<count]))
                    #expect(machine.receiveBeginning(of: part) == .nothing)
                }
                let last = machine.receive(frame(.text, ByteBuffer(bytes: whole)))
                #expect(last.deliveredText == text)
            }
        }
    }

    @Test func `fails at once for a header that is against the rules`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receiveBeginning(of: frame(.continuation)).closeCode == 1002)
        machine = WebSocketMachine(role: .server)
        #expect(machine.receiveBeginning(of: frame(.text, from: .server)).closeCode == 1002)
        machine = WebSocketMachine(role: .server)
        var reserved = frame(.binary)
        reserved.rsv1 = true
        #expect(machine.receiveBeginning(of: reserved).closeCode == 1002)
        #expect(machine.receiveBeginning(of: frame(.text)) == .nothing)
    }

    @Test func `of anything but plain text is only looked at by its header`() {
        let part = ByteBuffer(bytes: [0xFF])
        for opcode in [WebSocketOpcode.binary, .ping, .connectionClose] {
            var machine = WebSocketMachine(role: .server)
            #expect(machine.receiveBeginning(of: frame(opcode, part)) == .nothing)
        }
        var machine = WebSocketMachine(role: .server)
        _ = machine.receive(frame(.binary, fin: false))
        #expect(machine.receiveBeginning(of: frame(.continuation, part)) == .nothing)
    }
}
