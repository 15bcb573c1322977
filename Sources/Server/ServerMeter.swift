import Metrics
import Wire

/// Counts for operators; every metric of this room is named here or in `ConnectionRegister`.
///
/// | label | kind | dimensions | unit |
/// |---|---|---|---|
/// | `kansendossier_connections` | gauge | | open sockets |
/// | `kansendossier_requests_total` | counter | | calls carried out |
/// | `kansendossier_hint_lists_total` | counter | `outcome` | lists of hints, `sent` or `skipped` |
/// | `kansendossier_closes_total` | counter | `code` | sockets closed by the server |
struct ServerMeter: Sendable {
    private let requests = Counter(label: "kansendossier_requests_total")
    private let hintsSent = Self.hintLists("sent")
    private let hintsSkipped = Self.hintLists("skipped")
    private let closes: [CloseCode: Counter]

    init() {
        closes = Dictionary(
            uniqueKeysWithValues: CloseCode.allCases.map {
                let dimensions = [("code", "\($0.rawValue)")]
                return ($0, Counter(label: "kansendossier_closes_total", dimensions: dimensions))
            })
    }

    func countRequest() { requests.increment() }
    func countHints(areSent: Bool) { (areSent ? hintsSent : hintsSkipped).increment() }

    private static func hintLists(_ outcome: String) -> Counter {
        Counter(label: "kansendossier_hint_lists_total", dimensions: [("outcome", outcome)])
    }

    func countClose(_ code: CloseCode) { closes[code]?.increment() }
}
