import Domain
import Metrics
import NIOCore
import Synchronization

/// Everybody who is connected: how many in all and of each holder, and where to reach them.
final class ConnectionRegister: Sendable {
    private struct State {
        var openCount = 0
        var countByHolder: [Actor.Identity: Int] = [:]
        var hubs: [ObjectIdentifier: NIOLoopBound<LoopHub>] = [:]
        var inboxes: [Inbox] = []
        var drain: Drain?
    }

    private let state = Mutex(State())
    private let settings: ServerSettings
    private let openGauge = Gauge(label: "kansendossier_connections")

    init(settings: ServerSettings) { self.settings = settings }

    /// The sockets that are open now, signed in or not.
    var openCount: Int { state.withLock { $0.openCount } }

    /// The hub of this event loop; called on it.
    func hub(of eventLoop: any EventLoop) -> LoopHub {
        eventLoop.preconditionInEventLoop()
        let name = ObjectIdentifier(eventLoop)
        if let hub = state.withLock({ $0.hubs[name] }) { return hub.value }
        let hub = LoopHub(eventLoop: eventLoop, settings: settings)
        let bound = NIOLoopBound(hub, eventLoop: eventLoop)
        let inbox = hub.inbox
        let drain = state.withLock { state in
            state.hubs[name] = bound
            state.inboxes.append(inbox)
            return state.drain
        }
        if let drain { hub.drain(drain) }
        return hub
    }

    /// The ways to all event loops that have connections.
    var inboxes: [Inbox] { state.withLock { $0.inboxes } }

    func opened() { change(by: 1) }
    func closed() { change(by: -1) }

    /// Gives this holder one more place; false when it has so many, or more, already.
    func admit(_ holder: Actor.Identity, most: Int) -> Bool {
        state.withLock { state in
            guard state.countByHolder[holder, default: 0] < most else { return false }
            state.countByHolder[holder, default: 0] += 1
            return true
        }
    }

    /// Takes back a place that was given.
    func leave(_ holder: Actor.Identity) {
        state.withLock { state in
            let left = state.countByHolder[holder, default: 0] - 1
            state.countByHolder[holder] = left > 0 ? left : nil
        }
    }

    /// Lets every connection look at its rights, at once.
    func recheck() {
        onEveryLoop { $0.tick() }
    }

    /// Tells every client that the server stops, and lets them go.
    func drain(_ drain: Drain) {
        state.withLock { $0.drain = drain }
        onEveryLoop { $0.drain(drain) }
    }

    private func onEveryLoop(_ body: @escaping @Sendable (LoopHub) -> Void) {
        for hub in state.withLock({ Array($0.hubs.values) }) {
            hub.eventLoop.execute { body(hub.value) }
        }
    }

    private func change(by difference: Int) {
        let count = state.withLock { state in
            state.openCount += difference
            return state.openCount
        }
        openGauge.record(count)
    }
}
