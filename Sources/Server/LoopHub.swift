import Engine
import NIOCore
import WebSocket

/// The sessions of one event loop, used on that loop alone.
///
/// Fan-out goes through here, so that an update becomes a frame once for all who get it.
final class LoopHub {
    private let eventLoop: any EventLoop
    private let tickMilliseconds: Int
    private var sessions: [ObjectIdentifier: Session] = [:]
    private var nextTick: Scheduled<Void>?
    /// The frames of the newest updates; each keeps its update, so that its identity stays its own.
    private var frames: [ObjectIdentifier: SharedFrames] = [:]
    private static let framesMost = 32

    init(eventLoop: any EventLoop, tickMilliseconds: Int) {
        self.eventLoop = eventLoop
        self.tickMilliseconds = tickMilliseconds
    }

    func add(_ session: Session) {
        sessions[ObjectIdentifier(session)] = session
        if nextTick == nil { scheduleTick() }
    }

    func remove(_ session: Session) {
        sessions[ObjectIdentifier(session)] = nil
        guard sessions.isEmpty else { return }
        nextTick?.cancel()
        nextTick = nil
        frames = [:]
    }

    /// Lets every session look at the time and at its rights.
    func tick() {
        frames = [:]
        for session in sessions.values { session.tick() }
    }

    /// Tells every client that the server stops.
    func announceDraining(reconnectAfterMillisecondsMost: Int) {
        for session in sessions.values {
            session.announceDraining(
                reconnectAfterMilliseconds: .random(in: 0...reconnectAfterMillisecondsMost))
        }
    }

    private func scheduleTick() {
        nextTick = eventLoop.assumeIsolated().scheduleTask(
            in: .milliseconds(Int64(tickMilliseconds))
        ) {
            self.scheduleTick()
            self.tick()
        }
    }

    /// The update as a frame, which may be shared by all connections of this loop; deflated when
    /// the connection takes that, with these settings, and it pays.
    func frame(of update: EncodedUpdate, deflate: DeflateSettings?) -> ByteBuffer {
        let name = ObjectIdentifier(update)
        if frames[name] == nil {
            if frames.count >= Self.framesMost { frames = [:] }
            frames[name] = SharedFrames(update)
        }
        guard let deflate else { return frames[name]?.plain ?? ByteBuffer() }
        return frames[name]?.deflated(deflate) ?? ByteBuffer()
    }
}

/// One update as the frames that all connections share: made once each, when first asked for.
private struct SharedFrames {
    private let update: EncodedUpdate
    let plain: ByteBuffer
    private var deflated: ByteBuffer?

    init(_ update: EncodedUpdate) {
        self.update = update
        plain = WebSocketFrameBytes.text(ByteBuffer(bytes: update.bytes))
    }

    /// The plain one when deflating it doesn't pay.
    mutating func deflated(_ settings: DeflateSettings) -> ByteBuffer {
        if let deflated { return deflated }
        let payload = ByteBuffer(bytes: update.bytes)
        let made = WebSocketFrameBytes.deflatedText(payload, settings: settings) ?? plain
        deflated = made
        return made
    }
}
