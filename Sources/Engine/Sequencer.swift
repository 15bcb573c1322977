import Domain
import Logging
import Wire

/// The one loop that owns one stream: it takes what waits, decides, stores, and only then tells.
///
/// A value held by its loop alone. It waits for the journal in the middle of a turn, and takes
/// nothing else meanwhile: that is what makes deciding and applying one step.
struct Sequencer<Stream: Aggregate>: Sendable {
    let ports: SequencerPorts<Stream>
    let mailbox: Mailbox<Stream>
    /// Every durable record that was told, and nothing else.
    var fold: Fold<Stream>
    var known = KnownKeys()
    var audience: Audience<Stream>
    /// Whether `fold` is known to be all that the journal holds; if not, it is read again first.
    var isCurrent = false
    /// Whether an append may be stored that `fold` doesn't know of, so that all is read again.
    var isInDoubt = false
    var contention = Contention()
    private var attendance: Attendance<Stream.Viewer>
    private var attendees = Attendees<Stream>()
    private var countedSubscribers = 0
    private var lastUsed: Instant

    init(ports: SequencerPorts<Stream>, mailbox: Mailbox<Stream>) {
        self.ports = ports
        self.mailbox = mailbox
        fold = Fold(ports.stream)
        audience = Audience(
            stream: ports.stream, epoch: ports.journal.epoch, settings: ports.settings)
        attendance = Attendance(graceSeconds: ports.settings.attendanceGraceSeconds)
        lastUsed = ports.time.now
    }

    /// Begins with a fold of everything that the journal held a moment ago, instead of reading it.
    mutating func begin(with loaded: Loaded<Stream>) {
        (fold, known) = (loaded.fold, loaded.known)
        isCurrent = true
    }

    /// Serves the mailbox until it is closed and empty, or until nobody needs this stream.
    mutating func run() async {
        if !isCurrent { await refresh() }
        while let batch = await mailbox.take(most: ports.settings.batchItemsMost) {
            if !batch.items.isEmpty { lastUsed = ports.time.now }
            await serve(batch.items, batch.signals)
            endTurn(workWaits: mailbox.hasItems)
            if mayClose(batch.signals, at: ports.time.now), mailbox.closeIfEmpty() { break }
        }
        endTurn(workWaits: false)
        ports.meter.changeSubscribers(by: -countedSubscribers)
        attendees.say([], of: ports.stream, to: ports.peers)
    }

    private mutating func serve(_ items: [MailboxItem<Stream>], _ signals: Signals) async {
        if !isCurrent {
            await refresh()
        } else if signals.contains(.notice), mailbox.noticed > fold.position {
            await catchUp()
        }
        if signals.contains(.recheck), isCurrent {
            audience.recheck(state: fold.state, directory: ports.directory(fold.state))
        }
        var orders: [Order<Stream.Command>] = []
        var others: [MailboxItem<Stream>] = []
        // What came before the first order is served before it, unless time itself comes first.
        let leading = items.prefix { if case .order = $0 { false } else { !isDue(signals) } }
        for item in items.dropFirst(leading.count) {
            if case .order(let order) = item { orders.append(order) } else { others.append(item) }
        }
        await serve(Array(leading))
        if isDue(signals) {
            orders.append(serverOrder(Stream.passTime))
        }
        await settle(orders)
        await serve(others)
        await settle(attendanceOrders())
        ports.meter.changeSubscribers(by: audience.subscriberCount - countedSubscribers)
        countedSubscribers = audience.subscriberCount
    }

    private func isDue(_ signals: Signals) -> Bool {
        guard signals.contains(.tick), let deadline = fold.state.deadline else { return false }
        return deadline <= ports.time.now
    }

    private mutating func serve(_ items: [MailboxItem<Stream>]) async {
        if isCurrent, ports.journal.isShared {
            let refuses = items.contains(where: isRefused)
            if refuses { await ports.renewDirectory() }
            if refuses || items.contains(where: \.wantsNewest) { await catchUp() }
        }
        await follow(viewersToFollow(items))
        if items.contains(where: isAhead) { await catchUp() }
        for item in items {
            switch item {
            case .order: preconditionFailure("orders are settled before")
            case .unsubscribe(let viewer, let subscriber):
                audience.unsubscribe(subscriber, as: viewer)
            case .read, .subscribe:
                if !isCurrent {
                    item.fail(.unavailable)
                } else if fold.position == 0 {
                    item.fail(.refused(fold.stream.refusalWhenEmpty))
                } else if case .subscribe(let wish) = item {
                    wish.reply(answer(wish))
                } else if case .read(_, let answer) = item {
                    answer(.success(Committed(state: fold.state, head: fold.head)))
                }
            }
        }
        audience.evict()
    }

    private mutating func answer(_ wish: Subscription<Stream.Viewer>) -> SubscribeReply {
        if let refusal = refusal(of: wish) { return .refused(refusal) }
        if audience.isFull {
            let limit = ports.settings.subscribersPerStreamMost
            return .refused(Refusal(.tooMany, subject: "subscriptions", limit: limit))
        }
        guard audience.follows(wish.viewer) else { return .unavailable }
        return .subscribed(audience.subscribe(wish))
    }

    private func viewersToFollow(_ items: [MailboxItem<Stream>]) -> Set<Stream.Viewer> {
        var viewers: Set<Stream.Viewer> = []
        for case .subscribe(let wish) in items where !audience.follows(wish.viewer) {
            if refusal(of: wish) == nil { viewers.insert(wish.viewer) }
        }
        return viewers
    }

    /// Whether somebody may not watch as far as is known here: the right may have been given at
    /// another node a moment ago.
    private func isRefused(_ item: MailboxItem<Stream>) -> Bool {
        if case .subscribe(let wish) = item { refusal(of: wish) != nil } else { false }
    }

    /// Whether somebody comes who saw more of a view at another node than is known here.
    private func isAhead(_ item: MailboxItem<Stream>) -> Bool {
        guard case .subscribe(let wish) = item, let resume = wish.resume, isCurrent,
            ports.journal.isShared, resume.epoch == ports.journal.epoch,
            let offset = audience.offset(of: wish.viewer)
        else { return false }
        return offset < resume.offset
    }

    private func refusal(of wish: Subscription<Stream.Viewer>) -> Refusal? {
        Audience<Stream>.refusal(
            of: wish.identity, actingFor: wish.actingFor, as: wish.viewer, state: fold.state,
            directory: ports.directory(fold.state))
    }

    private mutating func attendanceOrders() -> [Order<Stream.Command>] {
        guard isCurrent, fold.position > 0 else { return [] }
        let state = fold.state
        let here = audience.watched.filter {
            state.attendanceCommand(for: $0, connected: true) != nil
        }
        attendees.say(here, of: fold.stream, to: ports.peers)
        let (came, went) = attendance.changes(
            here: here, elsewhere: attendees.elsewhere(of: fold.stream, from: ports.peers),
            attending: state.attending, at: ports.time.now)
        return came.union(went).sorted { $0.description < $1.description }
            .compactMap { state.attendanceCommand(for: $0, connected: came.contains($0)) }
            .map(serverOrder)
    }

    private func serverOrder(_ command: Stream.Command) -> Order<Stream.Command> {
        let (logger, stream) = (ports.logger, fold.stream)
        return Order(command, by: .server, key: ports.settings.keys()) { reply in
            if case .accepted = reply { return }
            logger.debug("the server's own command on \(stream) had no effect: \(reply)")
        }
    }

    /// Whether this loop may end: nobody watches or is expected back, and it is idle, empty or
    /// asked to make room.
    private func mayClose(_ signals: Signals, at now: Instant) -> Bool {
        guard fold.stream != .directory, audience.subscriberCount == 0,
            !attendance.expectsAnybody
        else { return false }
        let idleSince = lastUsed.advanced(bySeconds: ports.settings.roundIdleSeconds)
        return fold.position == 0 || signals.contains(.makeRoom) || idleSince <= now
    }
}

/// What a sequencer needs from around it.
struct SequencerPorts<Stream: Aggregate>: Sendable {
    let stream: StreamID
    let journal: any Journal
    let time: any TimeSource
    let settings: EngineSettings
    let codec: RecordCodec<Stream>
    let logger: Logger
    let meter: EngineMeter
    let peers: any Peers
    /// The directory that rights are read from, given this stream's state.
    let directory: @Sendable (Stream) -> Directory
    /// Makes sure that the directory is as new as the journal's; nothing for the directory itself.
    let renewDirectory: @Sendable () async -> Void
    /// Told of each new durable state before anybody else is.
    let committed: @Sendable (Committed<Stream>, _ accessChanged: Bool) -> Void
}
