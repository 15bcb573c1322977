import Domain
import Engine
import NIOCore
import WebSocket
import Wire

/// One socket: performs what its state decides, on its event loop.
final class Session: WebSocketDelegate {
    private let desk: Desk
    private let hub: LoopHub
    private let inbox: Inbox
    private let admission: AddressLimit.Admission
    private var state: SessionState
    private var socket: WebSocketHandler?
    private var holder: Actor.Identity?
    private var queueBytes: Int
    /// Whole frames that go out as one write at the end of this turn.
    private var outgoing = ByteBuffer()
    private var isSubscribing = false
    private var isPaused = false
    private var isLeaving = false

    /// A session for a socket of this event loop, which must be the current one.
    init(desk: Desk, eventLoop: any EventLoop, admission: AddressLimit.Admission) {
        let settings = desk.settings
        let limits = settings.session
        self.desk = desk
        self.admission = admission
        hub = desk.register.hub(of: eventLoop)
        inbox = Inbox(eventLoop: eventLoop, bytesMost: limits.queueBytesParticipant)
        state = SessionState(
            name: settings.connectionNames(), limits: limits,
            uptimeMilliseconds: Self.uptimeMilliseconds)
        queueBytes = limits.queueBytesWatcher
    }

    func opened(_ socket: WebSocketHandler) {
        self.socket = socket
        inbox.connect(to: self)
        hub.add(self)
        desk.register.opened()
        if hub.isDraining { leave() }
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        switch message {
        case .binary: act(state.close(.unsupportedData))
        case .text(let text):
            act(
                state.receive(
                    Array(text.readableBytesView), at: moment, directory: desk.engine.directory))
        }
        finishTurn()
    }

    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) { updateReading() }

    /// Nothing yet: the hub lets it go in its turn.
    func serverStops(_ socket: WebSocketHandler) {}

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        self.socket = nil
        _ = state.close(.done)
        inbox.connect(to: nil)
        hub.remove(self)
        for name in state.followings.names { desk.unsubscribe(inbox, from: name) }
        if let holder { desk.register.leave(holder) }
        admission.release()
        desk.register.closed()
    }

    /// Takes everything that the engine had to say in one turn of the loop.
    func take(_ entries: [Inbox.Entry]) {
        for entry in entries {
            switch entry {
            case .answer(let answer): answer(self)
            case .delivery(.update(let update)): send(update)
            case .delivery(.ended(let stream, let view, let refusal)):
                end(.init(stream: stream, view: view), refusal)
            }
        }
        finishTurn()
    }

    func tick() {
        act(state.tick(at: moment, directory: desk.engine.directory))
        finishTurn()
    }

    func announceDraining(reconnectAfterMilliseconds: Int) {
        guard state.credential != nil else { return }
        send(ServerDraining(reconnectAfterMilliseconds: reconnectAfterMilliseconds).bytes)
        finishTurn()
    }

    /// Its turn to go has come: takes no more requests, and ends once each has its answer.
    func leave() {
        isLeaving = true
        finishTurn()
    }

    /// Ends it whatever is under way.
    func cut() { socket?.quiesce() }

    /// Ends a connection that got behind; no event is left out of one that stays.
    func closeSlow() {
        outgoing = ByteBuffer()
        act(state.close(.slow))
    }

    private var moment: SessionState.Moment {
        .init(wall: desk.time.now, uptimeMilliseconds: Self.uptimeMilliseconds)
    }

    private static var uptimeMilliseconds: Int {
        Int(NIODeadline.now().uptimeNanoseconds / 1_000_000)
    }
}

// MARK: - Acting

extension Session {
    private func act(_ actions: [SessionState.Action]) {
        for action in actions {
            switch action {
            case .send(let bytes): send(bytes)
            case .close(let code):
                write()
                desk.meter.countClose(code)
                socket?.close(WebSocketCloseCode(rawValue: code.rawValue), reason: "\(code)")
            case .signIn(let id, let credential): signIn(id, credential)
            case .perform(let id, let call, let credential): perform(call, id, credential)
            }
        }
    }

    private func signIn(_ id: RequestID, _ credential: Credential) {
        let most = desk.settings.connectionsPerPersonMost
        guard desk.register.admit(credential.holder, most: most) else {
            act(state.close(.tooManyConnections))
            return
        }
        holder = credential.holder
        admission.release()
        act(
            state.welcome(id, credential, at: moment, directory: desk.engine.directory))
    }

    private func perform(_ call: Call<RoundCommand>, _ id: RequestID, _ credential: Credential) {
        switch call {
        case .subscribe(let stream, let view, let since):
            isSubscribing = true
            subscribe(.init(stream: stream, view: view), since: since, id, credential)
        case .unsubscribe(let stream, let view):
            let name = Followings.Name(stream: stream, view: view)
            let ended = state.followings.end(name)
            if ended { desk.unsubscribe(inbox, from: name) }
            answer(id, .success(CanonicalJSON.bytes(of: UnsubscribeResult(ended: ended))))
        default:
            let inbox = inbox
            desk.perform(call, for: credential) { answer in
                inbox.put(.answer { $0.answer(id, answer) })
            }
        }
    }

    private func answer(_ id: RequestID, _ answer: Desk.Answer) {
        state.answered()
        switch answer {
        case .success(let result): send(Response.bytes(id: id, resultBytes: result))
        case .failure(let error): send(Response.bytes(id: id, error: error))
        }
    }

    private func subscribe(
        _ name: Followings.Name, since: ViewPosition?, _ id: RequestID, _ credential: Credential
    ) {
        let inbox = inbox
        desk.subscribe(inbox, to: name, since: since, for: credential) { reply in
            inbox.put(.answer { $0.subscribed(to: name, id, reply) })
        }
    }

    private func subscribed(
        to name: Followings.Name, _ id: RequestID, _ reply: Desk.SubscriptionReply
    ) {
        isSubscribing = false
        switch reply {
        case .success(let beginning):
            if state.followings.begin(name, at: beginning.offset) {
                if desk.isParticipant(name) { queueBytes = state.limits.queueBytesParticipant }
            } else {
                desk.unsubscribe(inbox, from: name)
            }
            answer(id, .success(beginning.bytes))
        case .failure(let error):
            if state.followings.end(name) {
                desk.unsubscribe(inbox, from: name)
                send(SubscriptionEnded(restartOf: name.stream, view: name.view).bytes)
            }
            answer(id, .failure(error))
        }
    }

    private func end(_ name: Followings.Name, _ refusal: Refusal) {
        guard state.followings.end(name) else { return }
        send(SubscriptionEnded(stream: name.stream, view: name.view, refusal: refusal).bytes)
    }
}

// MARK: - Writing and reading

extension Session {
    private func send(_ update: EncodedUpdate) {
        let name = Followings.Name(stream: update.stream, view: update.view)
        guard state.followings.advance(name, to: update.offset) else { return }
        let frame = hub.frame(of: update)
        if outgoing.readableBytes == 0 {
            outgoing = frame
        } else {
            outgoing.writeImmutableBuffer(frame)
        }
    }

    private func send(_ bytes: [UInt8]) {
        WebSocketFrameBytes.append(text: ByteBuffer(bytes: bytes), to: &outgoing)
    }

    private func finishTurn() {
        write()
        if isLeaving, state.inFlight == 0 { act(state.close(.restart)) }
        updateReading()
    }

    private func write() {
        guard outgoing.readableBytes > 0, let socket else { return }
        let frames = outgoing
        outgoing = ByteBuffer()
        if socket.waitingBytes > 0, socket.waitingBytes + frames.readableBytes > queueBytes {
            closeSlow()
        } else {
            socket.send(frames: frames)
        }
    }

    /// A client whose answers don't fit through yet isn't asked for more; snapshots go one by one,
    /// for several at once would fill the queue of a client that did nothing wrong.
    private func updateReading() {
        guard let socket, socket.isOpen else { return }
        let mayRead = state.takesMore && !isSubscribing && !isLeaving && socket.isWritable
        guard mayRead == isPaused else { return }
        isPaused = !mayRead
        if mayRead { socket.resumeReading() } else { socket.pauseReading() }
    }
}
