package import Domain
import Synchronization

extension Engine {
    /// Takes a command to the directory; its answer comes through the order.
    package func submit(_ order: Order<Directory.Command>) {
        guard admit(order) else { return }
        enter(.order(order))
    }

    /// Takes a command to a round; its answer comes through the order.
    ///
    /// A round without records is opened only by a command that founds one; any other is refused
    /// as `unknownRound`.
    package func submit(_ order: Order<RoundStream.Command>, to round: RoundID) {
        guard admit(order) else { return }
        enter(.order(order), to: round, founding: RoundStream.founds(order.command))
    }

    /// Lets somebody watch the directory.
    package func subscribe(_ subscription: Subscription<Directory.Viewer>) {
        enter(.subscribe(subscription))
    }

    /// Lets somebody watch a round.
    package func subscribe(_ subscription: Subscription<RoundStream.Viewer>, to round: RoundID) {
        enter(.subscribe(subscription), to: round)
    }

    /// Ends a subscription to the directory; nothing happens when there is none. Deliveries that
    /// were under way may still arrive.
    package func unsubscribe(_ subscriber: any Subscriber, as viewer: Directory.Viewer) {
        enter(.unsubscribe(viewer, subscriber))
    }

    /// Ends a subscription to a round; nothing happens when there is none. Deliveries that were
    /// under way may still arrive.
    package func unsubscribe(
        _ subscriber: any Subscriber, as viewer: RoundStream.Viewer, from round: RoundID
    ) {
        let mailbox = rooms.withLock { $0.open[round] }
        _ = mailbox?.offer(.unsubscribe(viewer, subscriber))
    }

    /// The names of all rounds, in order.
    package func rounds() -> [RoundID] { rooms.withLock { $0.known.sorted() } }

    /// Reads a round as of its last durable record, whichever node stored it, between two turns of
    /// its loop.
    ///
    /// The body runs in that loop, so it must be short; it may return the state itself, which is a
    /// value. Throws `EngineFailure`, or what the body throws.
    package func withRound<Value: Sendable>(
        _ round: RoundID, _ body: @escaping @Sendable (RoundStream, StreamHead) throws -> Value
    ) async throws -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            enter(.read(isNewest: true, reading(body, continuation)), to: round)
        }
        return try result.get()
    }

    /// Looks at a round that is in memory as of the last record that was told, between two turns of
    /// its loop, and in order with the subscriptions that were asked for before.
    ///
    /// The body runs in that loop, so it must be short; what it gives to outlets comes after the
    /// updates that made that state, and before the next ones. It is called exactly once, with
    /// `unavailable` when nobody uses the round.
    package func peek(
        at round: RoundID, _ body: @escaping @Sendable (Result<RoundStream, EngineFailure>) -> Void
    ) {
        let item = MailboxItem<RoundStream>.read(isNewest: false) { body($0.map(\.state)) }
        switch rooms.withLock({ $0.open[round] })?.offer(item) {
        case .taken: break
        case .full: item.fail(busy)
        case .closed, nil: item.fail(.unavailable)
        }
    }

    /// Reads the directory with its head; as `withRound`.
    package func withDirectory<Value: Sendable>(
        _ body: @escaping @Sendable (Directory, StreamHead) throws -> Value
    ) async throws -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            enter(.read(isNewest: true, reading(body, continuation)))
        }
        return try result.get()
    }

    /// The mailbox of a round, opening it when that is called for; or why not.
    func door(
        to round: RoundID, founding: Bool
    ) -> Result<Mailbox<RoundStream>, EngineFailure> {
        typealias Door = Result<Mailbox<RoundStream>, EngineFailure>
        let (door, isNew) = rooms.withLock { rooms -> (Door, Bool) in
            if rooms.isStopped { return (.failure(.unavailable), false) }
            if let mailbox = rooms.open[round] { return (.success(mailbox), false) }
            // Another node may have founded it a moment ago; its loop ends at once if nobody did.
            guard founding || journal.isShared || rooms.known.contains(round) else {
                return (.failure(.refused(StreamID.round(round).refusalWhenEmpty)), false)
            }
            guard rooms.open.count < settings.roundsOpenMost else {
                return (.failure(busy), false)
            }
            let mailbox = Mailbox<RoundStream>(itemsMost: settings.mailboxItemsMost)
            rooms.open[round] = mailbox
            return (.success(mailbox), true)
        }
        if isNew, case .success(let mailbox) = door { open(round, mailbox) }
        if case .failure(.busy) = door { signalRounds(.makeRoom) }
        return door
    }

    /// Reminds the loops of all open rounds.
    func signalRounds(_ signals: Signals) {
        let open = rooms.withLock { Array($0.open.values) }
        for mailbox in open { mailbox.signal(signals) }
    }

    private var busy: EngineFailure {
        .busy(retryAfterMilliseconds: settings.busyRetryAfterMilliseconds)
    }

    /// Refuses every command of a token that isn't good for all that its holder may do.
    private func admit<Command>(_ order: Order<Command>) -> Bool {
        guard !order.scope.isFull else { return true }
        let reply = Reply.refused(Refusal(.readOnlyToken))
        meter.count(reply)
        order.reply(reply)
        return false
    }

    func enter(_ item: MailboxItem<Directory>) {
        switch directoryMailbox.offer(item) {
        case .taken: break
        case .full: item.fail(busy)
        case .closed: item.fail(.unavailable)
        }
    }

    private func enter(
        _ item: MailboxItem<RoundStream>, to round: RoundID, founding: Bool = false
    ) {
        while true {
            switch door(to: round, founding: founding) {
            case .failure(let failure):
                item.fail(failure)
                return
            case .success(let mailbox):
                switch mailbox.offer(item) {
                case .taken: return
                case .full:
                    item.fail(busy)
                    return
                case .closed: rooms.withLock { $0.leave(round, mailbox) }
                }
            }
        }
    }

    private func reading<Stream: Aggregate, Value: Sendable>(
        _ body: @escaping @Sendable (Stream, StreamHead) throws -> Value,
        _ continuation: CheckedContinuation<Result<Value, any Error>, Never>
    ) -> @Sendable (Result<Committed<Stream>, EngineFailure>) -> Void {
        { answer in
            continuation.resume(
                returning: Result {
                    let committed = try answer.get()
                    return try body(committed.state, committed.head)
                })
        }
    }
}
