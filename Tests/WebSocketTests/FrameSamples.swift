import NIOCore
import NIOWebSocket
import WebSocket

/// A fixed mask, so that frames of clients are the same in every run.
let sampleMask: WebSocketMaskingKey = [0x37, 0xFA, 0x21, 0x3D]

/// A frame as the decoder gives it, masked when it comes from a client.
func frame(
    _ opcode: WebSocketOpcode, _ payload: ByteBuffer = ByteBuffer(), fin: Bool = true,
    from role: WebSocketMachine.Role = .client
) -> WebSocketFrame {
    var data = payload
    guard role == .client else { return WebSocketFrame(fin: fin, opcode: opcode, data: data) }
    data.webSocketMask(sampleMask)
    return WebSocketFrame(fin: fin, opcode: opcode, maskKey: sampleMask, data: data)
}

func text(_ string: String, fin: Bool = true) -> WebSocketFrame {
    frame(.text, ByteBuffer(string: string), fin: fin)
}

func continuation(_ string: String, fin: Bool) -> WebSocketFrame {
    frame(.continuation, ByteBuffer(string: string), fin: fin)
}

/// A close frame of a client with a code and a reason.
func closeFrame(_ code: UInt16, reason: String = "") -> WebSocketFrame {
    frame(.connectionClose, closeBody(code, reason: reason))
}

func closeBody(_ code: UInt16, reason: String = "") -> ByteBuffer {
    var body = ByteBuffer(integer: code)
    body.writeString(reason)
    return body
}

func bytes(_ count: Int) -> ByteBuffer {
    ByteBuffer(repeating: UInt8(ascii: "a"), count: count)
}

/// The bytes of a frame, made by hand, also of frames that nobody may send.
func wire(
    _ first: UInt8, _ payload: [UInt8] = [], mask: Bool = true, length: [UInt8]? = nil
) -> ByteBuffer {
    var buffer = ByteBuffer(bytes: [first])
    let maskBit: UInt8 = mask ? 0x80 : 0
    if let length {
        buffer.writeInteger(maskBit | length[0])
        buffer.writeBytes(length.dropFirst())
    } else if payload.count < 126 {
        buffer.writeInteger(maskBit | UInt8(payload.count))
    } else if payload.count < 65_536 {
        buffer.writeInteger(maskBit | 126)
        buffer.writeInteger(UInt16(payload.count))
    } else {
        buffer.writeInteger(maskBit | 127)
        buffer.writeInteger(UInt64(payload.count))
    }
    guard mask else {
        buffer.writeBytes(payload)
        return buffer
    }
    buffer.writeBytes(sampleMask)
    for (index, byte) in payload.enumerated() { buffer.writeInteger(byte ^ sampleMask[index % 4]) }
    return buffer
}

/// A generator that is the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension WebSocketMachine.Action {
    /// The code of the close frame that this action sends, 0 for one without.
    var closeCode: UInt16? {
        guard case .sendClose(let payload, _) = self else { return nil }
        return payload.getInteger(at: payload.readerIndex, as: UInt16.self) ?? 0
    }

    /// The text that this action delivers.
    var deliveredText: String? {
        guard case .deliver(.text(let buffer)) = self else { return nil }
        return String(buffer: buffer)
    }
}
