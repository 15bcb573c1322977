import Domain
import Engine
import Foundation
import Logging
import Metrics
import Pages
import Server
import ServiceLifecycle
import Wire

/// A server with everything that it needs, by the operator's settings.
struct Serving {
    private let server: Server
    private let log: OpenLog
    private let logger: Logger
    private let place: LogPlace
    private let threshold: LogThreshold
    private let intake: ServedIntake?
    private let care: (any CareStore)?

    /// Takes the data folder, opens the log and reads the certificate; nothing listens yet.
    ///
    /// `onRunning` is told the port once connections are accepted.
    init(
        _ settings: Settings, on place: LogPlace,
        now: @escaping @Sendable () -> Instant = { WallClock.now },
        onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let path = place.folder
        let threshold = LogThreshold(settings.logging.leastLevel)
        let logger = Self.logger(of: settings, threshold)
        let metrics = PrometheusMetrics()
        // Before anything can be measured.
        MetricsSystem.bootstrap(metrics)
        log = try await place.openForServing()
        if place.hasOtherLog {
            logger.warning(
                "the data folder holds a log too, which isn't served",
                metadata: ["folder": "\(path)"])
        }
        let time = SystemTime(wallClock: now)
        var engineSettings = settings.engine
        engineSettings.letters = DutchLetters()
        let engine = Engine<Round>(
            journal: log.journal, time: time, settings: engineSettings,
            peers: place.peers(of: log), logger: logger)
        var serverSettings = try settings.server(in: path, logger: logger)
        care = try await place.sharedCare()
        if !settings.careKeyFile.isEmpty {
            intake = try await ServedIntake(
                in: place, sharing: care, keyFile: settings.careKeyFile)
        } else {
            intake = nil
        }
        serverSettings.careIntake = intake
        serverSettings.careReading = ServedCare(in: place, sharing: care)
        server = try Server(
            engine: engine, journal: log.journal, time: time, settings: serverSettings,
            metrics: metrics,
            logger: logger
        ) { port in
            let name = settings.node.isEmpty ? "\(Self.machine):\(port)" : settings.node
            Meter(label: "kansendossier_node_info", dimensions: [("node", name)]).set(1)
            await onRunning(port)
        }
        self.logger = logger
        self.place = place
        self.threshold = threshold
    }

    /// Serves until something is yielded, and reads its settings again at each wish.
    func run(
        until stop: AsyncStream<Void>, _ settings: Settings, from source: SettingsSource,
        reloadingAt wishes: AsyncStream<Void>
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await run(until: stop) }
            tasks.addTask {
                var reload = SettingsReload(of: self, settings, from: source, logger: logger)
                await reload.run(at: wishes)
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    /// Goes by these settings, as far as they may change while it runs; throws what is wrong with
    /// the certificate, and changes nothing then.
    func reload(_ settings: Settings) throws {
        var serverSettings = try settings.server(in: place.folder, logger: logger)
        serverSettings.careIntake = intake
        serverSettings.careReading = ServedCare(in: place, sharing: care)
        try server.reload(serverSettings)
        threshold.change(to: settings.logging.leastLevel)
    }

    /// Serves until something is yielded, then stops gracefully.
    func run(until stop: AsyncStream<Void>) async throws {
        let group = ServiceGroup(
            services: [server], gracefulShutdownSignals: [], cancellationSignals: [],
            logger: logger.ofServices)
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                tasks.addTask {
                    for await _ in stop {
                        logger.info("stopping")
                        await group.triggerGracefulShutdown()
                    }
                }
                try await tasks.next()
                // Whichever ended first, the other has its reason to end.
                if !Task.isCancelled { try await tasks.next() }
                tasks.cancelAll()
            }
        } catch {
            throw Self.failure(error)
        }
        try await care?.close()
        try await log.close()
    }

    private static var machine: String { ProcessInfo.processInfo.hostName }

    private static func logger(of settings: Settings, _ threshold: LogThreshold) -> Logger {
        var logger = settings.logging.logger(threshold)
        if !settings.node.isEmpty { logger[metadataKey: "node"] = "\(settings.node)" }
        return logger
    }

    /// Where people go, such as `https://localhost:8443`.
    static func address(of settings: Settings, port: Int) -> String {
        let scheme = settings.transport == .plainText ? "http" : "https"
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        return "\(scheme)://\(host):\(port)"
    }

    /// A port that can't be had is the operator's to mend, not a fault of ours.
    private static func failure(_ error: any Error) -> any Error {
        let text = "\(error)"
        guard text.contains("bind") || text.contains("listen") else { return error }
        return CommandFailure(.unavailable, "can't listen: \(text)")
    }
}
