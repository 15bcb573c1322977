import NIOCore
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Finding frames in bytes` {
    private let parser = FrameParser(payloadBytesMax: 70_000)

    @Test func `takes a whole frame off and leaves the rest`() throws {
        for (payload, mask) in [(0, true), (5, false), (125, true), (126, true), (65_536, false)] {
            var buffer = wire(0xC2, [UInt8](repeating: 7, count: payload), mask: mask)
            buffer.writeString("next")
            guard case .frame(let frame) = try parser.next(in: &buffer) else {
                Issue.record("no frame of \(payload)")
                continue
            }
            #expect(frame.fin && frame.rsv1 && !frame.rsv2 && frame.opcode == .binary)
            #expect((frame.maskKey != nil) == mask)
            #expect(frame.unmaskedData == ByteBuffer(repeating: 7, count: payload))
            #expect(String(buffer: buffer) == "next")
        }
    }

    @Test func `leaves less than a frame as it is, and shows what has come of the payload`() throws
    {
        let whole = wire(0x01, Array("Hello".utf8))
        for count in 0..<whole.readableBytes {
            var buffer = whole.getSlice(at: 0, length: count) ?? whole
            let finding = try parser.next(in: &buffer)
            #expect(buffer.readableBytes == count)
            guard count >= 6 else {
                #expect(finding == .nothing)
                continue
            }
            guard case .part(let frame) = finding else {
                Issue.record("no part at \(count)")
                continue
            }
            #expect(String(buffer: frame.unmaskedData) == "Hello".prefix(count - 6))
        }
    }

    @Test func `the longest payload is taken, and one more byte refused at its header`() {
        for (length, isTaken) in [
            ([127, 0, 0, 0, 0, 0, 1, 0x11, 0x70], true),
            ([127, 0, 0, 0, 0, 0, 1, 0x11, 0x71], false),
            ([127, 0x7F, 255, 255, 255, 255, 255, 255, 255], false),
        ] as [([UInt8], Bool)] {
            var buffer = wire(0x82, [], length: length)
            if isTaken {
                #expect(throws: Never.self) { try parser.next(in: &buffer) }
            } else {
                #expect(throws: FrameParser.Violation.tooLong) { try parser.next(in: &buffer) }
            }
        }
    }

    @Test func `a length in more bytes than it needs is refused, RFC 6455 section 5.2`() {
        for length in [
            [126, 0, 0], [126, 0, 125], [127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
            [127, 0x80, 0, 0, 0, 0, 1, 0, 0],
        ] as [[UInt8]] {
            var buffer = wire(0x82, [], length: length)
            #expect(throws: FrameParser.Violation.lengthNotMinimal) {
                try parser.next(in: &buffer)
            }
        }
    }

    @Test func `a control frame is whole and at most 125 bytes, section 5.5`() {
        for (first, length, isFine) in [
            (0x89, [125], true), (0x89, [126, 0, 126], false), (0x09, [0], false),
            (0x08, [0], false), (0x0A, [0], false),
        ] as [(UInt8, [UInt8], Bool)] {
            var buffer = wire(first, [], length: length)
            if isFine {
                #expect(throws: Never.self) { try parser.next(in: &buffer) }
            } else {
                #expect(throws: FrameParser.Violation.controlFrame) {
                    try parser.next(in: &buffer)
                }
            }
        }
    }

    @Test func `every opcode and reserved bit is told as it stands`() throws {
        for first in UInt8(0x80)...0xFF {
            var buffer = wire(first)
            guard case .frame(let frame) = try parser.next(in: &buffer) else {
                Issue.record("no frame for \(first)")
                continue
            }
            #expect(UInt8(webSocketOpcode: frame.opcode) == first & 0x0F)
            #expect(frame.reservedBits.rawValue == first & 0x70)
        }
    }

    @Test func `random bytes never trap`() {
        for seed: UInt64 in 1...5_000 {
            var generator = SeededGenerator(seed: seed)
            var buffer = noise(Int.random(in: 0...30, using: &generator), seed: seed)
            let before = buffer.readableBytes
            guard let finding = try? parser.next(in: &buffer) else { continue }
            if case .frame(let frame) = finding {
                #expect(before - buffer.readableBytes >= frame.length + 2)
            } else {
                #expect(buffer.readableBytes == before)
            }
        }
    }
}
