public import NIOCore
import NIOWebSocket

/// Whole frames as bytes, header and payload, so that one buffer can be written to many sockets.
///
/// A frame of a server is not masked and therefore the same for every connection.
public enum WebSocketFrameBytes {
    /// The bytes of a server's text frame; the payload must be UTF-8.
    public static func text(_ payload: ByteBuffer) -> ByteBuffer {
        var bytes = ByteBuffer()
        append(text: payload, to: &bytes)
        return bytes
    }

    /// Adds a server's text frame to others, so that all of one turn become one write.
    public static func append(text payload: ByteBuffer, to bytes: inout ByteBuffer) {
        append(.text, payload, mask: nil, to: &bytes)
    }

    /// The bytes of a server's text frame, deflated, for every connection that
    /// `takesSharedDeflated` with the same settings; nil when it is too short or gets no shorter.
    public static func deflatedText(
        _ payload: ByteBuffer, settings: DeflateSettings
    ) -> ByteBuffer? {
        guard payload.readableBytes >= settings.bytesMin,
            let deflated = LoopCompression.current.deflate(
                payload, settings: settings, windowBits: settings.windowBits)
        else { return nil }
        var bytes = ByteBuffer()
        append(.text, deflated, isDeflated: true, mask: nil, to: &bytes)
        return bytes
    }

    /// Writes one unfragmented frame (RFC 6455 section 5.2), with the bit of a deflated message
    /// (RFC 7692 section 6).
    static func append(
        _ opcode: WebSocketOpcode, _ payload: ByteBuffer, isDeflated: Bool = false,
        mask: WebSocketMaskingKey?, to bytes: inout ByteBuffer
    ) {
        let length = payload.readableBytes
        bytes.reserveCapacity(minimumWritableBytes: length + 14)
        bytes.writeInteger((isDeflated ? 0xC0 : 0x80) | UInt8(webSocketOpcode: opcode))
        let maskBit: UInt8 = mask == nil ? 0 : 0x80
        switch length {
        case ...125:
            bytes.writeInteger(maskBit | UInt8(length))
        case ...65_535:
            bytes.writeInteger(maskBit | 126)
            bytes.writeInteger(UInt16(length))
        default:
            bytes.writeInteger(maskBit | 127)
            bytes.writeInteger(UInt64(length))
        }
        guard let mask else {
            bytes.writeImmutableBuffer(payload)
            return
        }
        bytes.writeBytes(mask)
        var masked = payload
        masked.webSocketMask(mask)
        bytes.writeImmutableBuffer(masked)
    }
}
