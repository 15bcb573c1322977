import Domain
import NIOCore
import NIOWebSocket
import Server
import Support
import Testing
import WebSocket
import Wire

/// A client of the socket that keeps to no rule, beside one that does.
@Suite(.timeLimit(.minutes(15))) struct `A hostile client` {
    /// What is sent right after the opening handshake, and the code that it must be closed with.
    struct Attack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: UInt16
        let bytes: ByteBuffer

        init(_ name: String, _ code: UInt16, _ bytes: ByteBuffer) {
            (testDescription, self.code, self.bytes) = (name, code, bytes)
        }
    }

    private static func frame(
        _ first: UInt8, _ payload: [UInt8] = [], isMasked: Bool = true
    ) -> ByteBuffer {
        var bytes = ByteBuffer(bytes: [first])
        let mask: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ...125: bytes.writeInteger(mask | UInt8(payload.count))
        case ...65_535:
            bytes.writeInteger(mask | 126)
            bytes.writeInteger(UInt16(payload.count))
        default:
            bytes.writeInteger(mask | 127)
            bytes.writeInteger(UInt64(payload.count))
        }
        // A mask of zeros changes nothing.
        if isMasked { bytes.writeBytes([0, 0, 0, 0]) }
        bytes.writeBytes(payload)
        return bytes
    }

    private static func fragments(_ count: Int) -> ByteBuffer {
        var bytes = frame(0x01)
        for number in 2...count { bytes.writeImmutableBuffer(frame(number == count ? 0x80 : 0)) }
        return bytes
    }

    /// A text of spaces as a deflated message.
    private static func bomb(of count: Int) -> ByteBuffer {
        let text = ByteBuffer(repeating: UInt8(ascii: " "), count: count)
        var shared =
            WebSocketFrameBytes.deflatedText(text, settings: DeflateSettings())
            ?? ByteBuffer()
        let found = try? FrameParser(payloadBytesMax: 1 << 20).next(in: &shared)
        guard case .frame(let deflated)? = found else { return ByteBuffer() }
        return frame(0xC1, Array(deflated.data.readableBytesView))
    }

    private static let attacks: [Attack] = [
        Attack("a frame without mask", 1002, frame(0x81, [65], isMasked: false)),
        Attack("a reserved bit", 1002, frame(0xA1, [65])),
        Attack("a deflated ping", 1002, frame(0xC9)),
        Attack("a reserved opcode", 1002, frame(0x83)),
        Attack("a ping of 126 bytes", 1002, frame(0x89, Array(repeating: 0, count: 126))),
        Attack("half a ping", 1002, frame(0x09)),
        Attack("nothing to continue", 1002, frame(0x80)),
        Attack(
            "a length in two bytes too many", 1002,
            ByteBuffer(bytes: [0x81, 0xFE, 0x00, 0x01, 0, 0, 0, 0, 65])),
        Attack("text that isn't UTF-8", 1007, frame(0x81, [0xFF])),
        Attack("a binary message", 1003, frame(0x82, [0])),
        Attack("65,536 bytes", 4400, frame(0x81, Array(repeating: 0x20, count: 65_536))),
        Attack("65,537 bytes", 1009, frame(0x81, Array(repeating: 0x20, count: 65_537))),
        Attack("1,024 fragments of nothing", 4400, fragments(1_024)),
        Attack("1,025 fragments of nothing", 1009, fragments(1_025)),
        Attack("65,536 bytes once inflated", 4400, bomb(of: 65_536)),
        Attack("65,537 bytes once inflated", 1009, bomb(of: 65_537)),
        Attack("64 MiB once inflated", 1009, bomb(of: 1 << 26)),
        Attack("what isn't DEFLATE", 1007, frame(0xC1, [0x07, 0xFF])),
        Attack("what isn't JSON", 4400, frame(0x81, Array("hello".utf8))),
        Attack(
            "a command before hello", 4401,
            frame(0x81, Array(#"{"id":1,"jsonrpc":"2.0","method":"round.list"}"#.utf8))),
    ]

    @Test func `is told why by the code that it is closed with, and others are served`()
        async throws
    {
        let harness = try await ServerHarness(.open)
        try await harness.run { server in
            let honest = try await server.connect(as: DemoCast.coordinator)
            for attack in Self.attacks {
                let code = try await ending(after: attack.bytes, on: server)
                #expect(code == attack.code, "\(attack.testDescription)")
                let answer = await honest.ask("round.list")
                #expect(answer["result"] != nil, "after \(attack.testDescription)")
            }
        }
    }

    /// The code of the close frame that ends a socket on which these bytes and a farewell are sent.
    private func ending(after attack: ByteBuffer, on server: RunningServer) async throws -> UInt16?
    {
        var bytes = ByteBuffer(
            string: """
                GET /ws HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: \(WireProtocol.subprotocol)\r
                Sec-WebSocket-Extensions: permessage-deflate\r
                \r

                """)
        bytes.writeImmutableBuffer(attack)
        bytes.writeImmutableBuffer(Self.frame(0x88, [0x03, 0xE8]))
        var answer = try await server.exchange(raw: bytes)
        guard let head = answer.readableBytesView.firstRange(of: Array("\r\n\r\n".utf8)) else {
            return nil
        }
        answer.moveReaderIndex(to: head.upperBound)
        let parser = FrameParser(payloadBytesMax: 1 << 20)
        while case .frame(let frame) = try parser.next(in: &answer) {
            if frame.opcode == .connectionClose {
                return frame.data.getInteger(at: frame.data.readerIndex)
            }
        }
        return nil
    }
}
