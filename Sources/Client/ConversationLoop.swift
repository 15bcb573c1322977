import Logging
import NIOCore
import WebSocket
import Wire

/// Owns one client's conversation on one event loop: performs its actions, and tells it of
/// messages, breaks and the time.
final class ConversationLoop: WebSocketDelegate {
    let loop: any EventLoop
    let logger: Logger
    var conversation: Conversation
    private var generator: any RandomNumberGenerator & Sendable
    private var socket: WebSocketHandler?
    private var channel: (any Channel)?
    private var distrust: String?
    private var timer: (moment: Duration, scheduled: Scheduled<Void>)?

    private var callers = Callers<JSONValue>()
    private var greeters = Callers<HelloResult>()
    private var comers: [ViewName: Callers<ViewFollower>] = [:]
    private var followers: [ViewName: ViewFollower] = [:]

    private var next: Conversation.Next?
    private var nextWaiter: CheckedContinuation<Conversation.Next, Never>?
    private var pause: (scheduled: Scheduled<Void>, CheckedContinuation<Void, Never>)?

    init(
        loop: any EventLoop, conversation: Conversation,
        generator: any RandomNumberGenerator & Sendable, logger: Logger
    ) {
        self.loop = loop
        self.conversation = conversation
        self.generator = generator
        self.logger = logger
    }

    private var now: Duration { .nanoseconds(Int64(loop.now.uptimeNanoseconds)) }

    // MARK: Requests

    func ask(_ number: Int, method: String, params: JSONValue, _ caller: Caller<JSONValue>) {
        guard callers.add(caller, number) else { return }
        perform(conversation.ask(number, method: method, params: params, at: now))
    }

    func abandonCall(_ number: Int) {
        guard callers.resume(number, with: .failure(.cancelled)) else { return }
        perform(conversation.abandon(number, at: now))
    }

    func greet(_ number: Int, _ caller: Caller<HelloResult>) {
        guard greeters.add(caller, number) else { return }
        if case .ended(let failure) = conversation.phase {
            greeters.resumeAll(with: .failure(failure))
        } else if conversation.phase == .live, let greeting = conversation.greeting {
            greeters.resumeAll(with: .success(greeting))
        }
    }

    func abandonGreeting(_ number: Int) {
        greeters.resume(number, with: .failure(.cancelled))
    }

    func follow(_ name: ViewName, _ number: Int, _ caller: Caller<ViewFollower>) {
        guard comers[name, default: Callers()].add(caller, number) else { return }
        perform(conversation.follow(name, at: now))
    }

    func abandonFollowing(_ name: ViewName, _ number: Int) {
        guard comers[name]?.resume(number, with: .failure(.cancelled)) == true else { return }
        guard comers[name]?.isEmpty == true else { return }
        comers[name] = nil
        if followers[name] == nil { perform(conversation.leave(name, at: now)) }
    }

    func leave(_ name: ViewName) {
        guard let follower = followers.removeValue(forKey: name) else { return }
        follower.finish(.left)
        perform(conversation.leave(name, at: now))
    }

    // MARK: Performing

    private func perform(_ actions: [Conversation.Action]) {
        var hasSent = false
        for action in actions {
            switch action {
            case .send(let bytes):
                hasSent = true
                // Requests are short, and hold tokens and votes beside other people's words.
                socket?.send(text: ByteBuffer(bytes: bytes), mayDeflate: false, flush: false)
            case .answer(let number, let answer): callers.resume(number, with: answer)
            case .greeted(let greeting):
                logger.debug("connected", metadata: ["connection": "\(greeting.connection)"])
                greeters.resumeAll(with: .success(greeting))
            case .show(let name, let state, let statistics): show(name, state, statistics)
            case .endView(let name, let failure):
                followers.removeValue(forKey: name)?.finish(.failed(failure))
                endWaiting(for: name, with: .failure(failure))
            case .close(let code):
                socket?.close(WebSocketCloseCode(rawValue: code.rawValue))
            }
        }
        if hasSent { socket?.flush() }
        setTimer()
    }

    private func show(_ name: ViewName, _ state: ViewState, _ statistics: ViewStatistics) {
        let follower = followers[name] ?? makeFollower(of: name, state)
        followers[name] = follower
        follower.show(state, statistics)
        endWaiting(for: name, with: .success(follower))
    }

    private func endWaiting(for name: ViewName, with result: Result<ViewFollower, CallFailure>) {
        var waiting = comers.removeValue(forKey: name)
        waiting?.resumeAll(with: result)
    }

    private func makeFollower(of name: ViewName, _ state: ViewState) -> ViewFollower {
        let here = NIOLoopBound(self, eventLoop: loop)
        return ViewFollower(state, loop: loop) { [loop] in
            loop.execute { here.value.leave(name) }
        }
    }

    /// A timer that rings too early only asks again, so it is moved forward alone.
    private func setTimer() {
        guard let moment = conversation.nextMoment(at: now) else { return }
        if let timer, timer.moment <= moment { return }
        timer?.scheduled.cancel()
        let deadline = NIODeadline.uptimeNanoseconds(
            UInt64(max(0, moment / .nanoseconds(1)).rounded(.up)))
        let scheduled = loop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            self.perform(self.conversation.passTime(at: self.now))
        }
        timer = (moment, scheduled)
    }
}

// MARK: - The connection

extension ConversationLoop {
    func opened(_ socket: WebSocketHandler) {
        self.socket = socket
        perform(conversation.connected(at: now))
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        // Binary messages aren't in the protocol; a later server may have a use for them.
        guard case .text(let buffer) = message else { return }
        perform(conversation.received(Array(buffer.readableBytesView), at: now))
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        disconnected(code: closure.code.rawValue, reason: closure.reason)
    }

    /// The channel is gone; says so when nobody else did.
    func channelEnded() {
        guard next == nil else { return }
        disconnected(code: CloseCode.brokenOff.rawValue, reason: "")
    }

    private func disconnected(code: UInt16, reason: String) {
        socket = nil
        channel = nil
        let (next, actions) = conversation.disconnected(
            code: code, reason: reason, at: now, using: &generator)
        logger.debug("disconnected", metadata: ["code": "\(code)", "next": "\(next)"])
        arrive(at: next, actions)
    }

    /// An attempt begins on this channel.
    func begin(on channel: any Channel) {
        self.channel = channel
        next = nil
        distrust = nil
        // Closed in the meantime: the attempt should not be waited for.
        if case .ended = conversation.phase { channel.close(promise: nil) }
    }

    func noteDistrust(_ reason: String) { distrust = distrust ?? reason }

    func couldNotConnect(_ failure: WebSocketClient.Failure) {
        channel = nil
        logger.debug("could not connect", metadata: ["failure": "\(failure)"])
        var (next, actions): (Conversation.Next, [Conversation.Action])
        switch failure {
        case _ where distrust != nil:
            (next, actions) = conversation.stop(.untrusted(distrust ?? ""))
        case .refused(let status) where status != 429 && status < 500:
            (next, actions) = conversation.stop(.rejected(status: status))
        case .invalidResponse(let reason):
            (next, actions) = conversation.stop(.invalidAnswer(reason))
        case .refused, .timedOut, .unreachable:
            (next, actions) = conversation.couldNotConnect("\(failure)", using: &generator)
        }
        if case .ended(.closed) = conversation.phase { next = .stop(.closed) }
        arrive(at: next, actions)
    }

    private func arrive(at next: Conversation.Next, _ actions: [Conversation.Action]) {
        self.next = next
        perform(actions)
        if case .stop(let failure) = next { greeters.resumeAll(with: .failure(failure)) }
        nextWaiter?.resume(returning: next)
        nextWaiter = nil
    }

    func whenDisconnected(_ waiter: CheckedContinuation<Conversation.Next, Never>) {
        if let next {
            waiter.resume(returning: next)
        } else {
            nextWaiter = waiter
        }
    }

    func pause(_ delay: Duration, _ waiter: CheckedContinuation<Void, Never>) {
        if case .ended = conversation.phase {
            waiter.resume()
            return
        }
        let scheduled = loop.assumeIsolated().scheduleTask(
            in: .nanoseconds(Int64((delay / .nanoseconds(1)).rounded(.up)))
        ) { self.endPause() }
        pause = (scheduled, waiter)
    }

    private func endPause() {
        let (pause, _) = (self.pause, self.pause = nil)
        pause?.scheduled.cancel()
        pause?.1.resume()
    }

    /// Ends everything; an open connection is closed with 1000.
    func close() {
        perform(conversation.end(.closed))
        greeters.resumeAll(with: .failure(.closed))
        if let socket {
            socket.close(.normal)
        } else {
            channel?.close(promise: nil)
        }
        endPause()
    }

    /// Ends the connection as a network would, without a farewell.
    func breakOff() {
        socket?.channel?.close(promise: nil)
    }
}
