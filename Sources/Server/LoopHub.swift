import Engine
import NIOCore
import WebSocket

/// The sessions of one event loop, used on that loop alone.
///
/// Fan-out goes through here: an update comes once, becomes a frame once, and is put once into the
/// buffer of each crowd that follows its view; at the end of the turn every session writes its
/// crowd's buffer as it is, and flushes once.
final class LoopHub {
    /// Where those on other threads leave what is for this loop.
    let inbox: Inbox

    let eventLoop: any EventLoop
    private let tickMilliseconds: Int
    private(set) var sessions: [ObjectIdentifier: Session] = [:]
    private var crowds: [Crowd.Tie: Crowd] = [:]
    private var views: [Followings.Name: View] = [:]
    /// Whether the server stops, so that whoever still comes leaves at once.
    var isDraining = false
    private var nextTick: Scheduled<Void>?

    /// A view that somebody here follows.
    private struct View {
        /// The offset that all who follow it have been brought to.
        var head: Int
        var crowds: [ObjectIdentifier: Crowd] = [:]
    }

    init(eventLoop: any EventLoop, settings: ServerSettings) {
        self.eventLoop = eventLoop
        tickMilliseconds = settings.tickMilliseconds
        inbox = Inbox(
            eventLoop: eventLoop, bytesMost: settings.inboxBytesMost,
            pace: FanOutPace(restMillisecondsMost: settings.fanOutRestMillisecondsMost))
        inbox.connect(to: self)
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
    }

    /// Lets every session look at the time and at its rights.
    func tick() {
        for session in sessions.values { session.tick() }
    }

    /// Closes every session: this loop was too slow for the updates that wait for it.
    func closeSlow() {
        for session in sessions.values { session.closeSlow() }
    }

    private func scheduleTick() {
        nextTick = eventLoop.assumeIsolated().scheduleTask(
            in: .milliseconds(Int64(tickMilliseconds))
        ) {
            self.scheduleTick()
            self.tick()
        }
    }
}

// MARK: - Fan-out

extension LoopHub {
    /// Takes everything that is due in one turn of the loop, in order.
    func take(_ entries: [Inbox.Entry]) {
        var listening: [ObjectIdentifier: Crowd] = [:]
        var spokenTo: [ObjectIdentifier: Session] = [:]
        for entry in entries {
            switch entry {
            case .update(let update):
                let name = Followings.Name(stream: update.stream, view: update.view)
                guard let following = advance(name, to: update.offset) else { continue }
                var frames = SharedFrames(update, mayDeflate: Desk.mayDeflate(name))
                for crowd in following { crowd.append(frames.frame(crowd.tie.deflate)) }
                listening.merge(following.lazy.map { (ObjectIdentifier($0), $0) }) { $1 }
            case .hints(let hints): take(hints)
            case .words(let follower, let words):
                guard let session = follower.session else { continue }
                words(session)
                spokenTo[ObjectIdentifier(session)] = session
            }
        }
        for crowd in listening.values {
            for session in crowd.members.values { session.write() }
            crowd.endTurn()
        }
        for session in spokenTo.values { session.finishTurn() }
    }

    private func take(_ hints: SharedHints) {
        for crowd in views[hints.name]?.crowds.values ?? [:].values {
            for session in crowd.members.values { session.take(hints) }
        }
    }

    /// Notes the newest offset of a view, and gives the crowds that follow it.
    private func advance(_ name: Followings.Name, to offset: Int) -> [Crowd]? {
        guard var view = views[name], offset > view.head else { return nil }
        view.head = offset
        views[name] = view
        return Array(view.crowds.values)
    }

    /// The offset to which those who follow this view have been brought; nil when nobody does.
    func head(of name: Followings.Name) -> Int? { views[name]?.head }

    /// Puts a session that has taken all that was due to it among those with this tie; with none, or
    /// without views, it follows nothing any more.
    ///
    /// `beginning` is a view that it hasn't followed until now, with the offset of its answer: the
    /// one that all others here have been brought to as well, since answers and updates come in
    /// order.
    func move(
        _ session: Session, from crowd: Crowd?, to tie: Crowd.Tie?,
        beginning: (name: Followings.Name, offset: Int)? = nil
    ) -> Crowd? {
        if let beginning, views[beginning.name] == nil {
            views[beginning.name] = View(head: beginning.offset)
        }
        let next = tie.flatMap { $0.views.isEmpty ? nil : self.crowd($0) }
        next?.add(session)
        crowd?.remove(session)
        if let crowd, crowd.members.isEmpty { dissolve(crowd) }
        return next
    }

    private func crowd(_ tie: Crowd.Tie) -> Crowd {
        if let crowd = crowds[tie] { return crowd }
        let crowd = Crowd(tie)
        crowds[tie] = crowd
        for name in tie.views { views[name]?.crowds[ObjectIdentifier(crowd)] = crowd }
        return crowd
    }

    private func dissolve(_ crowd: Crowd) {
        crowds[crowd.tie] = nil
        for name in crowd.tie.views {
            views[name]?.crowds[ObjectIdentifier(crowd)] = nil
            if views[name]?.crowds.isEmpty == true { views[name] = nil }
        }
    }
}
