import Logging

/// Reads settings and certificate again while the server runs, and changes all that may change or
/// nothing at all.
struct SettingsReload: Sendable {
    let source: SettingsSource
    let serving: Serving
    /// The settings that hold now.
    private var current: Settings
    private let logger: Logger

    init(of serving: Serving, _ current: Settings, from source: SettingsSource, logger: Logger) {
        self.serving = serving
        self.current = current
        self.source = source
        self.logger = logger
    }

    /// Reads again at each wish, until the task is cancelled.
    mutating func run(at wishes: AsyncStream<Void>) async {
        for await _ in wishes {
            do {
                try await reload()
            } catch {
                for line in CommandFailure(describing: error).lines {
                    logger.error("the settings stay as they were: \(line)")
                }
            }
        }
    }

    private mutating func reload() async throws {
        let wanted = try await source.settings()
        let changed = Setting.all.filter { wanted.texts[$0.key] != current.texts[$0.key] }
        let later = changed.filter { $0.change == .atRestart }
        let before = current.texts
        let pinned = later.map { ($0.environmentName, before[$0.key] ?? "") }
        let effective = try await source.settings(pinning: Dictionary(pinned) { first, _ in first })
        try serving.reload(effective)
        current = effective
        for setting in later {
            logger.warning(
                """
                \(setting.key) is \(wanted.texts[setting.key] ?? "") in the settings and stays \
                \(before[setting.key] ?? "") until a restart
                """)
        }
        let now = changed.filter { $0.change != .atRestart }.map(\.key)
        logger.notice(
            "read settings and certificate again",
            metadata: ["changed": "\(now.isEmpty ? "none" : now.joined(separator: ", "))"])
    }
}
