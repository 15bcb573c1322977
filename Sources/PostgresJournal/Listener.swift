internal import Dispatch
internal import Engine
internal import Glibc

/// A connection that hears what others notify; it notices when it is lost, and finds its server
/// again by itself.
///
/// A loss shows at once when the server hangs up. When it only falls silent, it shows after two
/// knocks that weren't answered.
actor Listener {
    /// What is heard, in order.
    enum Heard: Sendable {
        /// From here on everything is heard; before it nothing was.
        case beginning
        case notification(Notification)
    }

    private nonisolated let queue = SessionQueue(name: "kansendossier listener")
    private let address: PostgresAddress
    private let settings: PostgresSettings
    private let epoch: String
    private let channels: [String]
    private let hear: @Sendable (Heard) -> Void
    private let meter = ConnectionMeter(use: "listener")
    private var connection: Connection? {
        didSet { meter.note(connection != nil, after: oldValue != nil) }
    }
    private var source: (any DispatchSourceRead)?
    private var reconnection = Reconnection()
    private var hasBegun = false
    private var isClosed = false

    /// `hear` is called on the connection's own thread, so it must not wait.
    init(
        _ address: PostgresAddress, settings: PostgresSettings, epoch: String,
        channels: [String], hear: @escaping @Sendable (Heard) -> Void
    ) {
        self.address = address
        self.settings = settings
        self.epoch = epoch
        self.channels = channels
        self.hear = hear
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Begins to listen, unless it has begun already.
    nonisolated func begin() {
        later { listener in
            guard !listener.hasBegun else { return }
            listener.hasBegun = true
            listener.connect()
            listener.keepKnocking()
        }
    }

    /// Ends the connection for good.
    func close() {
        isClosed = true
        lose()
    }

    private nonisolated func later(
        milliseconds: Int = 0, _ body: @escaping @Sendable (isolated Listener) -> Void
    ) {
        queue.later(milliseconds: milliseconds) { [weak self] in self?.assumeIsolated(body) }
    }

    private func connect() {
        guard !isClosed else { return }
        do {
            let made = try Connection(
                address, settings: settings, name: "kansendossier listener")
            try Schema.check(epoch, on: made)
            for channel in channels { try made.execute("LISTEN \(channel)") }
            reconnection.succeed()
            connection = made
            watch(made)
            hear(.beginning)
            listen()
        } catch {
            reconnection.fail(at: .now)
            later(milliseconds: reconnection.pauseMilliseconds) { $0.connect() }
        }
    }

    /// A copy of the descriptor is what is watched: the system may let go of it when it likes,
    /// whatever becomes of the connection.
    private func watch(_ connection: Connection) {
        let descriptor = dup(connection.socket)
        let source = queue.source(reading: descriptor)
        source.setEventHandler { [weak self] in self?.assumeIsolated { $0.listen() } }
        source.setCancelHandler { _ = Glibc.close(descriptor) }
        source.activate()
        self.source = source
    }

    private func listen() {
        guard let connection else { return }
        do throws(ServerFailure) {
            for notification in try connection.notifications() {
                meter.hear()
                hear(.notification(notification))
            }
            _ = connection.isAnswered()
        } catch {
            lose()
            connect()
        }
    }

    private func keepKnocking() {
        later(milliseconds: settings.knockMilliseconds) { listener in
            guard !listener.isClosed else { return }
            listener.knock()
            listener.keepKnocking()
        }
    }

    /// The last knock must have been answered by now.
    private func knock() {
        guard let connection else { return }
        do throws(ServerFailure) {
            guard connection.isAnswered() else {
                throw ServerFailure(state: nil, message: "the server fell silent")
            }
            try connection.knock()
        } catch {
            lose()
            connect()
        }
    }

    private func lose() {
        source?.cancel()
        source = nil
        connection = nil
    }
}
