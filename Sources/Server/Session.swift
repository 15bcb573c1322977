import Domain
import Engine
import NIOCore
import WebSocket
import Wire

/// One socket: performs what its state decides, on its event loop.
final class Session: WebSocketDelegate {
    let desk: Desk
    let hub: LoopHub
    let follower: Follower
    private let admission: AddressLimit.Admission
    private(set) var state: SessionState
    private(set) var socket: WebSocketHandler?
    private var holder: Actor.Identity?
    /// Whole frames that go out as one write at the end of this turn.
    private var outgoing = ByteBuffer()
    /// Those who follow the same views, and how many bytes of theirs this one has taken in which turn.
    private var crowd: Crowd?
    private var taken = (turn: 0, bytes: 0)
    /// The lists of hints that were left out, because the socket was busy.
    var missedHints: [Followings.Name: Set<HintBoard.Part>] = [:]
    private var isSubscribing = false
    private var hasRenewed = false
    private var isRenewing = false
    private var isPaused = false
    private var isLeaving = false

    /// A session for a socket of this event loop, which must be the current one.
    ///
    /// `cookie` is the session of a browser that comes from an allowed origin.
    init(
        desk: Desk, eventLoop: any EventLoop, admission: AddressLimit.Admission,
        cookie: String? = nil
    ) {
        let settings = desk.settings
        let limits = settings.session
        self.desk = desk
        self.admission = admission
        hub = desk.register.hub(of: eventLoop)
        follower = Follower(eventLoop: eventLoop, inbox: hub.inbox)
        state = SessionState(
            name: settings.connectionNames(), limits: limits,
            uptimeMilliseconds: Self.uptimeMilliseconds, cookie: cookie)
    }

    func opened(_ socket: WebSocketHandler) {
        self.socket = socket
        follower.session = self
        hub.add(self)
        desk.register.opened()
        if hub.isDraining { leave() }
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        switch message {
        case .binary: act(state.close(.unsupportedData))
        case .text(let text):
            let bytes = Array(text.readableBytesView)
            if !hasRenewed,
                state.isUnknown(bytes, at: moment, directory: desk.engine.directory)
            {
                renew(for: bytes)
            } else {
                act(state.receive(bytes, at: moment, directory: desk.engine.directory))
            }
        }
        finishTurn()
    }

    /// Takes a message, and nothing else, once the directory is as new as any node's: its secret
    /// may have been made at another one a moment ago.
    private func renew(for bytes: [UInt8]) {
        (hasRenewed, isRenewing) = (true, true)
        let (desk, follower) = (desk, follower)
        desk.later {
            _ = await desk.engine.renewDirectory()
            follower.tell { session in
                session.isRenewing = false
                session.act(
                    session.state.receive(
                        bytes, at: session.moment, directory: desk.engine.directory))
                session.finishTurn()
            }
        }
    }

    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) { updateReading() }

    /// Nothing yet: the hub lets it go in its turn.
    func serverStops(_ socket: WebSocketHandler) {}

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        self.socket = nil
        _ = state.close(.done)
        follower.session = nil
        crowd = hub.move(self, from: crowd, to: nil)
        hub.remove(self)
        for name in state.followings.names { stop(name) }
        if let holder { desk.register.leave(holder) }
        admission.release()
        desk.register.closed()
    }

    func tick() {
        act(
            state.tick(
                at: moment, directory: desk.engine.directory, offset: { hub.head(of: $0) }))
        finishTurn()
        catchUpHints()
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
        drop()
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
        let most = desk.share(of: desk.settings.connectionsPerPersonMost)
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
            if ended { stop(name) }
            joinCrowd()
            answer(id, .success(CanonicalJSON.bytes(of: UnsubscribeResult(ended: ended))))
        case .hint(let wish): hint(wish, id, credential)
        default:
            let follower = follower
            desk.perform(call, for: credential) { answer in
                follower.tell { $0.answer(id, answer) }
            }
        }
    }

    /// Follows a view no longer.
    private func stop(_ name: Followings.Name) {
        desk.unsubscribe(follower, from: name)
        endHints(in: name)
    }

    func answer(_ id: RequestID, _ answer: Desk.Answer) {
        state.answered()
        switch answer {
        case .success(let result): send(Response.bytes(id: id, resultBytes: result))
        case .failure(let error): send(Response.bytes(id: id, error: error))
        }
    }

    private func subscribe(
        _ name: Followings.Name, since: ViewPosition?, _ id: RequestID, _ credential: Credential
    ) {
        // Of a view that is asked for again nothing may come before the answer.
        joinCrowd()
        let follower = follower
        desk.subscribe(follower, to: name, since: since, for: credential) { reply in
            follower.tell { $0.subscribed(to: name, id, reply) }
        }
    }

    private func subscribed(
        to name: Followings.Name, _ id: RequestID, _ reply: Desk.SubscriptionReply
    ) {
        isSubscribing = false
        switch reply {
        case .success(let beginning):
            if state.followings.begin(name) {
                if desk.isParticipant(name) { state.followsAsParticipant() }
                joinCrowd(beginning: (name, beginning.offset))
            } else {
                desk.unsubscribe(follower, from: name)
            }
            state.answered()
            send(
                Response.bytes(id: id, resultBytes: beginning.bytes),
                deflate: deflate(for: name))
            beginHints(in: name)
        case .failure(let error):
            if state.followings.end(name) {
                stop(name)
                send(SubscriptionEnded(restartOf: name.stream, view: name.view).bytes)
            }
            answer(id, .failure(error))
        }
    }

    func end(_ name: Followings.Name, _ refusal: Refusal) {
        guard state.followings.end(name) else { return }
        endHints(in: name)
        joinCrowd()
        send(SubscriptionEnded(stream: name.stream, view: name.view, refusal: refusal).bytes)
    }
}

// MARK: - Writing and reading

extension Session {
    /// Goes to those who follow the same views as this one does now.
    private func joinCrowd(beginning: (name: Followings.Name, offset: Int)? = nil) {
        let tie = Crowd.Tie(views: state.followings.followed, deflate: sharedDeflate)
        guard crowd?.tie.views ?? [] != tie.views else { return }
        collect()
        crowd = hub.move(self, from: crowd, to: tie, beginning: beginning)
        // What is due to the others was there before this one came.
        markTaken()
    }

    /// Takes what is due to its crowd by now, so that what follows comes after it.
    private func collect() {
        guard let crowd else { return }
        let begin = taken.turn == crowd.turn ? taken.bytes : 0
        let count = crowd.due.readableBytes - begin
        guard count > 0 else { return }
        if outgoing.readableBytes == 0, begin == 0 {
            outgoing = crowd.due
        } else if let rest = crowd.due.getSlice(at: crowd.due.readerIndex + begin, length: count) {
            outgoing.writeImmutableBuffer(rest)
        }
        markTaken()
    }

    private func markTaken() {
        taken = crowd.map { ($0.turn, $0.due.readableBytes) } ?? (0, 0)
    }

    private func drop() {
        outgoing = ByteBuffer()
        markTaken()
    }

    /// What holds secrets, as answers to commands may, is sent without `deflate`.
    private func send(_ bytes: [UInt8], deflate: DeflateSettings? = nil) {
        collect()
        let payload = ByteBuffer(bytes: bytes)
        let deflated = deflate.flatMap { WebSocketFrameBytes.deflatedText(payload, settings: $0) }
        if let deflated {
            outgoing.writeImmutableBuffer(deflated)
        } else {
            WebSocketFrameBytes.append(text: payload, to: &outgoing)
        }
    }

    /// How this view is compressed on this connection; nil when it isn't.
    private func deflate(for name: Followings.Name) -> DeflateSettings? {
        Desk.mayDeflate(name) ? sharedDeflate : nil
    }

    private var sharedDeflate: DeflateSettings? {
        guard let socket, socket.takesSharedDeflated else { return nil }
        return socket.deflate?.settings
    }

    func finishTurn() {
        write()
        if isLeaving, state.inFlight == 0 { act(state.close(.restart)) }
        updateReading()
    }

    /// Hands everything that is due to the socket, as one write.
    func write() {
        collect()
        guard outgoing.readableBytes > 0, let socket else { return }
        let frames = outgoing
        outgoing = ByteBuffer()
        if state.mayWait(frames.readableBytes, behind: socket.waitingBytes) {
            socket.send(frames: frames)
        } else {
            closeSlow()
        }
    }

    /// A client whose answers don't fit through yet isn't asked for more; snapshots go one by one,
    /// for several at once would fill the queue of a client that did nothing wrong.
    private func updateReading() {
        guard let socket, socket.isOpen else { return }
        let isBusy = isSubscribing || isRenewing || isLeaving
        let mayRead = state.takesMore && !isBusy && socket.isWritable
        guard mayRead == isPaused else { return }
        isPaused = !mayRead
        if mayRead { socket.resumeReading() } else { socket.pauseReading() }
    }
}
