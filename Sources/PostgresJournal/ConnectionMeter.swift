internal import Metrics

/// Counts one connection for operators; every metric of this room is named here.
///
/// | label | kind | dimensions | unit |
/// |---|---|---|---|
/// | `kansendossier_database_connections` | gauge | `use` | connections that are open |
/// | `kansendossier_database_connects_total` | counter | `use` | connections that were made |
/// | `kansendossier_database_losses_total` | counter | `use` | connections that ended or were lost |
/// | `kansendossier_database_notices_total` | counter | | notices of what was stored and whose turn it is |
struct ConnectionMeter: Sendable {
    private let open: Meter
    private let connects: Counter
    private let losses: Counter
    private let notices = Counter(label: "kansendossier_database_notices_total")

    /// `use` is what the connection is for: writer, reader, listener, turns.
    init(use: String) {
        let dimensions = [("use", use)]
        open = Meter(label: "kansendossier_database_connections", dimensions: dimensions)
        connects = Counter(label: "kansendossier_database_connects_total", dimensions: dimensions)
        losses = Counter(label: "kansendossier_database_losses_total", dimensions: dimensions)
    }

    /// Notes whether there is a connection now, and whether there was one before.
    func note(_ isThere: Bool, after wasThere: Bool) {
        guard isThere != wasThere else { return }
        (isThere ? connects : losses).increment()
        isThere ? open.increment() : open.decrement()
    }

    /// Notes that something was heard.
    func hear() { notices.increment() }
}
