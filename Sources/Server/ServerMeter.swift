import Metrics
import Wire

/// Counts for operators; every metric of this room is named here or in `ConnectionRegister`.
///
/// | label | kind | dimensions | unit |
/// |---|---|---|---|
/// | `kansendossier_connections` | gauge | | open sockets |
/// | `kansendossier_requests_total` | counter | | calls carried out |
/// | `kansendossier_closes_total` | counter | `code` | sockets closed by the server |
struct ServerMeter: Sendable {
    private let requests = Counter(label: "kansendossier_requests_total")
    private let closes: [CloseCode: Counter]

    init() {
        closes = Dictionary(
            uniqueKeysWithValues: CloseCode.allCases.map {
                let dimensions = [("code", "\($0.rawValue)")]
                return ($0, Counter(label: "kansendossier_closes_total", dimensions: dimensions))
            })
    }

    func countRequest() { requests.increment() }
    func countClose(_ code: CloseCode) { closes[code]?.increment() }
}
