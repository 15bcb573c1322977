import NIOCore

extension LoopHub {
    /// Tells every client that the server stops, and lets them go; once.
    func drain(_ drain: Drain) {
        guard !isDraining else { return }
        isDraining = true
        let lasting = drain.lastingMilliseconds(of: sessions.count)
        for session in sessions.values {
            session.announceDraining(
                reconnectAfterMilliseconds: lasting
                    + .random(in: 0...drain.reconnectAfterMillisecondsMost))
        }
        // The order of a dictionary differs from run to run: nobody is always the last.
        letGo(Array(sessions.values)[...], drain, batch: drain.batch(of: sessions.count))
        after(milliseconds: lasting + drain.finishMilliseconds) {
            for session in self.sessions.values { session.cut() }
        }
    }

    private func letGo(_ staying: ArraySlice<Session>, _ drain: Drain, batch: Int) {
        for session in staying.prefix(batch) { session.leave() }
        let rest = staying.dropFirst(batch)
        guard !rest.isEmpty else { return }
        let pause = drain.pauseMillisecondsMost
        after(milliseconds: .random(in: pause / 2...pause)) {
            self.letGo(rest, drain, batch: batch)
        }
    }

    private func after(milliseconds: Int, _ body: @escaping () -> Void) {
        _ = eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds)), body)
    }
}
