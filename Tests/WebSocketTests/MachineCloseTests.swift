import NIOCore
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Closing the machine` {
    @Test func `a close frame is answered with its code, RFC 6455 section 5.5.1`() {
        var machine = WebSocketMachine(role: .server)
        let action = machine.receive(closeFrame(1000, reason: "done"))
        #expect(action == .sendClose(closeBody(1000), then: .closeChannel))
        let closure = machine.channelEnded()
        #expect(closure == WebSocketClosure(code: .normal, reason: "done", origin: .peer))
    }

    @Test func `a close frame without a code is answered without one and told as 1005`() {
        var machine = WebSocketMachine(role: .server)
        let action = machine.receive(frame(.connectionClose))
        #expect(action == .sendClose(ByteBuffer(), then: .closeChannel))
        #expect(machine.channelEnded().code == .noStatus)
    }

    @Test func `a close frame of one byte fails with 1002, RFC 6455 section 5.5.1`() {
        var machine = WebSocketMachine(role: .server)
        #expect(machine.receive(frame(.connectionClose, bytes(1))).closeCode == 1002)
    }

    @Test func `a close reason that is not UTF-8 fails with 1007`() {
        var machine = WebSocketMachine(role: .server)
        var body = closeBody(1000)
        body.writeBytes([0xC3])
        #expect(machine.receive(frame(.connectionClose, body)).closeCode == 1007)
    }

    @Test func `of all 65,536 codes only the assigned and the private ones are accepted`() {
        let accepted = (0...UInt16.max).filter { code in
            var machine = WebSocketMachine(role: .server)
            return machine.receive(closeFrame(code)).closeCode == code && code != 1002
        }
        let ranges: [ClosedRange<UInt16>] = [1000...1001, 1003...1003, 1007...1014, 3000...4999]
        #expect(accepted == ranges.flatMap { Array($0) })
    }

    @Test func `a code of a failure is told as ours and not as the peer's`() {
        var machine = WebSocketMachine(role: .server)
        _ = machine.receive(closeFrame(1006))
        let closure = machine.channelEnded()
        #expect(closure.code == .protocolError)
        #expect(closure.origin == .here)
    }

    @Test func `our close waits for the peer's and then ends the connection, section 7.1.2`() {
        for role in [WebSocketMachine.Role.server, .client] {
            var machine = WebSocketMachine(role: role)
            let action = machine.close(.goingAway, reason: "stop")
            #expect(action == .sendClose(closeBody(1001, reason: "stop"), then: .awaitPeer))
            #expect(!machine.isOpen)
            let peer: WebSocketMachine.Role = role == .server ? .client : .server
            #expect(machine.receive(frame(.connectionClose, from: peer)) == .closeChannel)
            let closure = machine.channelEnded()
            #expect(closure == WebSocketClosure(code: .goingAway, reason: "stop", origin: .here))
        }
    }

    @Test func `nothing but a close is heard after our close`() {
        var machine = WebSocketMachine(role: .server)
        _ = machine.close(.normal)
        #expect(machine.receive(text("late")) == .nothing)
        #expect(machine.receive(frame(.ping)) == .nothing)
        #expect(machine.receive(frame(.text, from: .server)) == .nothing)
        #expect(machine.receive(frame(.connectionClose)) == .closeChannel)
        #expect(machine.receive(frame(.connectionClose)) == .nothing)
    }

    @Test func `a second close of ours is nothing`() {
        var machine = WebSocketMachine(role: .server)
        _ = machine.close(.normal)
        #expect(machine.close(.goingAway) == .nothing)
        #expect(machine.fail(.protocolError, reason: "") == .nothing)
        #expect(machine.channelEnded().code == .normal)
    }

    @Test func `a close of ours after the peer's is nothing`() {
        var machine = WebSocketMachine(role: .server)
        _ = machine.receive(closeFrame(4000))
        #expect(machine.close(.normal) == .nothing)
        #expect(machine.channelEnded().code.rawValue == 4000)
    }

    @Test func `a connection that just breaks is told as 1006, RFC 6455 section 7.1.5`() {
        var machine = WebSocketMachine(role: .client)
        let closure = machine.channelEnded()
        #expect(closure == WebSocketClosure(code: .abnormal, reason: "", origin: .network))
        #expect(!machine.isOpen)
    }

    @Test func `a reason is cut to 123 bytes between characters, RFC 6455 section 5.5`() {
        for (reason, count) in [
            (String(repeating: "a", count: 123), 123), (String(repeating: "a", count: 124), 123),
            (String(repeating: "é", count: 62), 122), (String(repeating: "€", count: 41), 123),
        ] {
            var machine = WebSocketMachine(role: .server)
            guard case .sendClose(let payload, _) = machine.close(.normal, reason: reason) else {
                Issue.record("no close frame")
                return
            }
            #expect(payload.readableBytes == 2 + count)
            var client = WebSocketMachine(role: .client)
            let received = client.receive(frame(.connectionClose, payload, from: .server))
            #expect(received.closeCode == 1000)
        }
    }

    @Test func `after any failure no data frame is sent or delivered`() {
        var machine = WebSocketMachine(role: .server)
        _ = machine.receive(frame(.text, from: .server))
        #expect(!machine.isOpen)
        #expect(machine.receive(text("more")) == .nothing)
    }
}
