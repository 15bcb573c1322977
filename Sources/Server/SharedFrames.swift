import Engine
import NIOCore
import WebSocket

/// One update as the frames that connections share: each made once, when first asked for.
struct SharedFrames {
    private let payload: ByteBuffer
    private let mayDeflate: Bool
    private let plain: ByteBuffer
    private var deflated: [DeflateSettings: ByteBuffer] = [:]

    init(_ update: EncodedUpdate, mayDeflate: Bool) {
        payload = ByteBuffer(bytes: update.bytes)
        self.mayDeflate = mayDeflate
        plain = WebSocketFrameBytes.text(payload)
    }

    /// The frame for connections that share frames deflated with these settings, or none; the plain
    /// one where it may not be deflated, or where that doesn't pay.
    mutating func frame(_ settings: DeflateSettings?) -> ByteBuffer {
        guard mayDeflate, let settings else { return plain }
        if let made = deflated[settings] { return made }
        let frame = WebSocketFrameBytes.deflatedText(payload, settings: settings) ?? plain
        deflated[settings] = frame
        return frame
    }
}
