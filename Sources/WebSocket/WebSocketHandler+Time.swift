import NIOCore

/// When to ping and when to give a peer up, as a decision without a clock.
struct Heartbeat: Sendable, Equatable {
    enum Verdict: Sendable, Equatable {
        case cut
        case ping
        case wait(until: NIODeadline)
    }

    let ping: TimeAmount
    let silence: TimeAmount

    func verdict(heardAt: NIODeadline, pingedAt: NIODeadline, now: NIODeadline) -> Verdict {
        if now >= heardAt + silence { return .cut }
        if now >= pingedAt + ping { return .ping }
        return .wait(until: min(heardAt + silence, pingedAt + ping))
    }
}

extension WebSocketHandler {
    func startHeartbeat(_ context: ChannelHandlerContext) {
        heardAt = context.eventLoop.now
        pingedAt = heardAt
        beat()
    }

    private func beat() {
        guard let context, machine.isOpen else { return }
        let heart = Heartbeat(
            ping: .seconds(Int64(limits.pingSeconds)),
            silence: .seconds(Int64(limits.silenceSeconds)))
        let now = context.eventLoop.now
        // While reading is paused nothing can be heard.
        if isReadHeldBack { heardAt = now }
        switch heart.verdict(heardAt: heardAt, pingedAt: pingedAt, now: now) {
        case .cut: cutNow()
        case .ping:
            pingedAt = now
            sendPing()
            beat()
        case .wait(let until):
            heartbeat = context.eventLoop.assumeIsolated().scheduleTask(deadline: until) {
                self.beat()
            }
        }
    }

    /// The end at last, whatever the peer does; the later of two calls counts.
    func cut(after time: TimeAmount) {
        guard let context else { return }
        ending?.cancel()
        ending = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.cutNow() }
    }

    /// A server ends the connection at once; a client leaves that to its server, in a bounded
    /// time (RFC 6455 section 7.1.1).
    func closeChannel() {
        switch machine.role {
        case .server: context?.close(promise: nil)
        case .client: cut(after: .seconds(Int64(limits.closeTimeoutSeconds)))
        }
    }

    private func cutNow() {
        guard let context else { return }
        ConnectionCutter.cut(context.channel)
    }
}
