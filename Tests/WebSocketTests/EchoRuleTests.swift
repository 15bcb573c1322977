import NIOCore
import NIOWebSocket
import Testing
import WebSocket

/// A connection whose user sends everything back, as conformance suites want it.
struct EchoConnection {
    let connection: EmbeddedConnection

    init(limits: WebSocketLimits = WebSocketLimits()) throws {
        connection = try EmbeddedConnection(limits: limits)
        connection.recorder.onMessage = { [unowned recorder = connection.recorder] socket in
            switch recorder.messages.last {
            case .text(let text): socket.send(text: text)
            case .binary(let bytes): socket.send(binary: bytes)
            case nil: break
            }
        }
    }

    /// Takes bytes in pieces of so many; what comes after a failure is as if never sent.
    func receive(_ buffers: [ByteBuffer], piece: Int = .max) throws {
        var all = ByteBuffer()
        for buffer in buffers { all.writeImmutableBuffer(buffer) }
        while let next = all.readSlice(length: min(piece, all.readableBytes)),
            next.readableBytes > 0
        {
            try? connection.receive(next)
        }
    }

    /// What went out since the last call: the opcode and the bytes of each frame, of a close frame
    /// its code.
    func answers() throws -> [Answer] {
        try connection.sent().map { frame in
            let data = frame.unmaskedData
            guard frame.opcode == .connectionClose else {
                return Answer(opcode: frame.opcode, payload: data)
            }
            let code = data.getInteger(at: data.readerIndex, as: UInt16.self)
            return Answer(opcode: .connectionClose, code: code)
        }
    }

    func end() throws { try connection.end() }

    struct Answer: Equatable {
        var opcode: WebSocketOpcode
        var payload = ByteBuffer()
        var code: UInt16?

        static func text(_ string: String) -> Answer {
            Answer(opcode: .text, payload: ByteBuffer(string: string))
        }
        static func pong(_ string: String) -> Answer {
            Answer(opcode: .pong, payload: ByteBuffer(string: string))
        }
        static func close(_ code: UInt16?) -> Answer {
            Answer(opcode: .connectionClose, code: code)
        }
    }
}

private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

private typealias Answer = EchoConnection.Answer

@Suite struct `What an echo answers` {
    @Test(arguments: [0, 1, 125, 126, 127, 128, 65_535, 65_536])
    func `messages of every length come back, however the network cuts them`(count: Int) throws {
        for first in [UInt8(0x81), 0x82] {
            for piece in [Int.max, 997, 1] where piece > 1 || count < 200 {
                let echo = try EchoConnection()
                let payload = [UInt8](repeating: 0x2A, count: count)
                try echo.receive([wire(first, payload)], piece: piece)
                let opcode: WebSocketOpcode = first == 0x81 ? .text : .binary
                #expect(
                    try echo.answers()
                        == [Answer(opcode: opcode, payload: ByteBuffer(bytes: payload))])
                try echo.end()
            }
        }
    }

    @Test func `pings of any payload up to 125 bytes are answered, byte by byte too`() throws {
        for payload in [
            [], utf8("Hello"), [0x00, 0xFF, 0xFE], [UInt8](repeating: 0xFE, count: 125),
        ] {
            for piece in [Int.max, 1] {
                let echo = try EchoConnection()
                try echo.receive([wire(0x8A, payload), wire(0x89, payload)], piece: piece)
                #expect(
                    try echo.answers()
                        == [Answer(opcode: .pong, payload: ByteBuffer(bytes: payload))])
                try echo.end()
            }
        }
    }

    @Test func `a ping of 126 bytes fails, whatever came before it`() throws {
        let echo = try EchoConnection()
        try echo.receive([wire(0x81, utf8("a")), wire(0x89, [UInt8](repeating: 1, count: 126))])
        #expect(try echo.answers() == [.text("a"), .close(1002)])
        try echo.end()
    }

    @Test(arguments: 1...7 as ClosedRange<UInt8>)
    func `a reserved bit fails after what came before it was answered`(bits: UInt8) throws {
        for opcode in [UInt8(0x81), 0x82, 0x88, 0x89, 0x8A] {
            for piece in [Int.max, 1] {
                let echo = try EchoConnection()
                try echo.receive(
                    [
                        wire(0x81, utf8("a")), wire(opcode | bits << 4, utf8("b")),
                        wire(0x89, utf8("c")),
                    ], piece: piece)
                #expect(try echo.answers() == [.text("a"), .close(1002)])
                try echo.end()
            }
        }
    }

    @Test(arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    func `an unknown opcode fails after what came before it was answered`(opcode: UInt8) throws {
        for payload in [[], utf8("payload")] {
            let echo = try EchoConnection()
            try echo.receive([
                wire(0x81, utf8("a")), wire(0x80 | opcode, payload), wire(0x89, utf8("c")),
            ])
            #expect(try echo.answers() == [.text("a"), .close(1002)])
            try echo.end()
        }
    }

    @Test func `a ping within a message is answered before the message`() throws {
        for piece in [Int.max, 1] {
            let echo = try EchoConnection()
            try echo.receive(
                [
                    wire(0x01, utf8("fragment1")), wire(0x89, utf8("ping 1")),
                    wire(0x00, utf8("fragment2")), wire(0x89, utf8("ping 2")), wire(0x00),
                    wire(0x80, utf8("fragment3")),
                ], piece: piece)
            #expect(
                try echo.answers()
                    == [.pong("ping 1"), .pong("ping 2"), .text("fragment1fragment2fragment3")])
            try echo.end()
        }
    }

    @Test func `a continuation of nothing fails, after a whole message as well as at first`() throws
    {
        for (before, answered) in [
            ([], []), ([wire(0x81, utf8("a"))], [.text("a")]),
            ([wire(0x01, utf8("a")), wire(0x80, utf8("b"))], [.text("ab")]),
        ] as [([ByteBuffer], [Answer])] {
            for first in [UInt8(0x00), 0x80] {
                let echo = try EchoConnection()
                try echo.receive(before + [wire(first, utf8("x")), wire(0x81, utf8("late"))])
                #expect(try echo.answers() == answered + [.close(1002)])
                try echo.end()
            }
        }
    }

    @Test func `a second message within a message fails, and so does a fragmented ping`() throws {
        for frame in [
            wire(0x81, utf8("b")), wire(0x01, utf8("b")), wire(0x82), wire(0x09), wire(0x0A),
            wire(0x08),
        ] {
            let echo = try EchoConnection()
            try echo.receive([wire(0x01, utf8("a")), frame, wire(0x80, utf8("c"))])
            #expect(try echo.answers() == [.close(1002)])
            try echo.end()
        }
    }

    @Test func `a long message in fragments of 1,300 bytes comes back whole`() throws {
        let payload = [UInt8](repeating: 0x62, count: 65_536)
        let starts = Array(stride(from: 0, to: payload.count, by: 1_300))
        let frames = starts.map { start in
            let end = min(start + 1_300, payload.count)
            return wire(
                (start == 0 ? 0x01 : 0x00) | (end == payload.count ? 0x80 : 0x00),
                Array(payload[start..<end]))
        }
        let echo = try EchoConnection()
        try echo.receive(frames)
        #expect(
            try echo.answers() == [Answer(opcode: .text, payload: ByteBuffer(bytes: payload))])
        try echo.end()
    }

    @Test func `a message of very many fragments comes back whole`() throws {
        var limits = WebSocketLimits()
        limits.fragmentsMax = 4_097
        let pieces = (0..<4_096).map { wire($0 == 0 ? 0x02 : 0x00, [7, 8, 9]) }
        let echo = try EchoConnection(limits: limits)
        try echo.receive(pieces + [wire(0x80)])
        #expect(try echo.answers().map(\.payload.readableBytes) == [3 * 4_096])
        try echo.end()
    }
}

@Suite struct `Text that is echoed` {
    @Test func `byte by byte is refused at the byte that spoils it`() throws {
        // The Greek word for world, and then a character beyond the last.
        let bytes = utf8("κόσμε") + [0xF4, 0x90, 0x80, 0x80] + utf8("edited")
        for isFragmented in [false, true] {
            let echo = try EchoConnection()
            var sent = ByteBuffer()
            if isFragmented {
                sent = wire(0x01)
                for byte in bytes { sent.writeImmutableBuffer(wire(0x00, [byte])) }
            } else {
                sent = wire(0x81, bytes)
            }
            var count = 0
            var answered: [Answer] = []
            while answered.isEmpty, let next = sent.readSlice(length: 1) {
                try echo.receive([next])
                count += 1
                answered = try echo.answers()
            }
            // It shows at the second byte of the character.
            let seen = utf8("κόσμε").count + 2
            #expect(count == (isFragmented ? 6 + 7 * seen : 6 + seen))
            #expect(answered == [.close(1007)])
            try echo.end()
        }
    }

    @Test func `comes back with every noncharacter and both ends of the code space`() throws {
        let numbers: [UInt32] = [
            0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFDD0, 0xFDEF, 0xFFFD, 0xFFFE, 0xFFFF,
            0x10000, 0x1FFFE, 0x1FFFF, 0x10FFFE, 0x10FFFF,
        ]
        let scalars = numbers.compactMap { Unicode.Scalar($0) }
        let text = String(String.UnicodeScalarView(scalars))
        #expect(scalars.count == numbers.count)
        for piece in [Int.max, 1] {
            let echo = try EchoConnection()
            try echo.receive([wire(0x81, utf8(text))], piece: piece)
            #expect(try echo.answers() == [.text(text)])
            try echo.end()
        }
    }

    @Test func `is not waited for when its beginning is wrong, nor is a wrong header`() throws {
        for (first, part, code) in [
            (0x81, [0xC0], 1007), (0x81, [0x61, 0xFF], 1007), (0xC1, [], 1002), (0x80, [], 1002),
            (0x83, [], 1002),
        ] as [(UInt8, [UInt8], UInt16)] {
            let echo = try EchoConnection()
            let whole = wire(first, part + [UInt8](repeating: 0x61, count: 50))
            try echo.receive([whole.getSlice(at: 0, length: 6 + part.count) ?? whole])
            #expect(try echo.answers() == [.close(code)])
            try echo.end()
        }
    }

    @Test func `of a paused user is looked at when its turn comes`() throws {
        let connection = try EmbeddedConnection()
        try connection.handler.pauseReading()
        let whole = wire(0x81, [0xFF, 0x61])
        try connection.receive(whole.getSlice(at: 0, length: 7) ?? whole)
        #expect(try connection.sent().isEmpty)
        try connection.receive(whole.getSlice(at: 7, length: 1) ?? whole)
        #expect(try connection.sent().isEmpty)
        try connection.handler.resumeReading()
        #expect(try connection.sentCloseCode() == 1007)
        try connection.end()
    }
}

@Suite struct `A close that an echo gets` {
    @Test func `is answered after the messages before it, and nothing after it is`() throws {
        for late in [wire(0x81, utf8("late")), wire(0x89, utf8("late")), wire(0x88, [0x03, 0xE8])] {
            let echo = try EchoConnection()
            try echo.receive([wire(0x81, utf8("a")), wire(0x88, [0x03, 0xE8]), late])
            #expect(try echo.answers() == [.text("a"), .close(1000)])
            try echo.end()
        }
    }

    @Test func `within a message ends it, and the message has no answer`() throws {
        let echo = try EchoConnection()
        try echo.receive([wire(0x01, utf8("a")), wire(0x88, [0x03, 0xE8]), wire(0x80, utf8("b"))])
        #expect(try echo.answers() == [.close(1000)])
        try echo.end()
    }

    @Test func `has no body, a code, or a code and up to 123 bytes of reason`() throws {
        let longest = [0x03, 0xE8] + [UInt8](repeating: 0x2A, count: 123)
        for (body, code) in [
            ([], nil), ([0x03], 1002), ([0x03, 0xE8], 1000), ([0x03, 0xE8] + utf8("Hello"), 1000),
            (longest, 1000), (longest + [0x2A], 1002),
            ([0x03, 0xE8, 0xF4, 0x90, 0x80, 0x80], 1007),
            ([0x03, 0xE8, 0xC3], 1007),
        ] as [([UInt8], UInt16?)] {
            let echo = try EchoConnection()
            try echo.receive([wire(0x88, body)])
            #expect(try echo.answers() == [.close(code)])
            try echo.end()
        }
    }
}
