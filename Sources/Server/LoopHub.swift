import Engine
import NIOCore
import WebSocket

/// The sessions of one event loop, used on that loop alone.
///
/// Fan-out goes through here, so that an update becomes a frame once for all who get it.
final class LoopHub {
    let eventLoop: any EventLoop
    private let tickMilliseconds: Int
    private(set) var sessions: [ObjectIdentifier: Session] = [:]
    /// Whether the server stops, so that whoever still comes leaves at once.
    var isDraining = false
    private var nextTick: Scheduled<Void>?
    /// The frames of the newest updates; each keeps its update, so that its identity stays its own.
    private var frames: [ObjectIdentifier: (update: EncodedUpdate, frame: ByteBuffer)] = [:]
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

    private func scheduleTick() {
        nextTick = eventLoop.assumeIsolated().scheduleTask(
            in: .milliseconds(Int64(tickMilliseconds))
        ) {
            self.scheduleTick()
            self.tick()
        }
    }

    /// The update as a frame, which may be shared by all connections of this loop.
    func frame(of update: EncodedUpdate) -> ByteBuffer {
        if let made = frames[ObjectIdentifier(update)] { return made.frame }
        if frames.count >= Self.framesMost { frames = [:] }
        let frame = WebSocketFrameBytes.text(ByteBuffer(bytes: update.bytes))
        frames[ObjectIdentifier(update)] = (update, frame)
        return frame
    }
}
