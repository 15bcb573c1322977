import NIOCore
import WebSocket

/// Sends every message back as it came, and doesn't read on while its peer doesn't.
final class Echo: WebSocketDelegate {
    /// What both modes of this program take, far more than a server should.
    static let limits = {
        var limits = WebSocketLimits()
        limits.messageBytesMax = 16 << 20
        limits.frameBytesMax = 16 << 20
        // One more than 4 MiB in pieces of 64 bytes, for the empty one that may end them.
        limits.fragmentsMax = 65_537
        limits.heldFramesMax = 65_536
        limits.outboundBytesMax = 64 << 20
        limits.stallTimeoutSeconds = 60
        limits.pingSeconds = 60
        limits.silenceSeconds = 120
        return limits
    }()

    /// Everything is deflated, also what isn't worth it, and windows are kept when asked for.
    static let deflate = {
        var settings = DeflateSettings()
        settings.level = 1
        settings.memoryLevel = 8
        settings.bytesMin = 0
        settings.keepsContext = true
        return settings
    }()

    func opened(_ socket: WebSocketHandler) {}

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        switch message {
        case .text(let text): socket.send(text: text)
        case .binary(let bytes): socket.send(binary: bytes)
        }
    }

    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) {
        if isWritable { socket.resumeReading() } else { socket.pauseReading() }
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {}
}
