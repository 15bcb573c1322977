package import NIOCore

/// Finds the frames of a server in the bytes of a connection, and copies none of them.
///
/// It knows no more of RFC 6455 than a load generator meets: unmasked frames that stand whole in
/// the buffer. The program's own reader checks every rule, and so costs more than what is measured.
package enum FrameScanner {
    /// The longest payload that is waited for, in bytes.
    package static let payloadBytesMost = 1 << 24

    /// Bytes that can't be a frame of a server.
    package struct Malformed: Error {}

    /// What a frame is, as far as it matters here.
    package enum Kind: Sendable, Equatable {
        case message
        case close
        case ping
        /// Nothing that is acted on.
        case other
    }

    /// Gives every whole frame at the front of the buffer to the body, and leaves a begun one.
    package static func scan(
        _ buffer: inout ByteBuffer, _ body: (Kind, UnsafeRawBufferPointer) -> Void
    ) throws(Malformed) {
        let consumed: Int? = buffer.withUnsafeReadableBytes { bytes in
            var start = 0
            while let frame = frame(at: start, in: bytes) {
                guard frame.payload.count <= payloadBytesMost, !frame.isMasked else { return nil }
                guard frame.payload.upperBound <= bytes.count else { break }
                body(frame.kind, UnsafeRawBufferPointer(rebasing: bytes[frame.payload]))
                start = frame.payload.upperBound
            }
            return start
        }
        guard let consumed else { throw Malformed() }
        buffer.moveReaderIndex(forwardBy: consumed)
    }

    private struct Frame {
        let kind: Kind
        let isMasked: Bool
        let payload: Range<Int>
    }

    /// The frame whose header stands whole at this place, or nil.
    private static func frame(at start: Int, in bytes: UnsafeRawBufferPointer) -> Frame? {
        let left = bytes.count - start
        guard left >= 2 else { return nil }
        var header = 2
        var length = Int(bytes[start + 1] & 0x7F)
        switch length {
        case 126:
            header = 4
            guard left >= header else { return nil }
            length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
        case 127:
            header = 10
            guard left >= header else { return nil }
            // A length above 2^56 is far above the most that is waited for.
            length = (3..<header).reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
            if bytes[start + 2] != 0 { length = payloadBytesMost + 1 }
        default: break
        }
        let begin = start + header
        return Frame(
            kind: kind(of: bytes[start] & 0x0F), isMasked: bytes[start + 1] & 0x80 != 0,
            payload: begin..<begin + length)
    }

    private static func kind(of opcode: UInt8) -> Kind {
        switch opcode {
        case 0x1, 0x2: .message
        case 0x8: .close
        case 0x9: .ping
        default: .other
        }
    }
}
