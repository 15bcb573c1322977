import Domain
import Engine
import Intake

/// What became of an import, for a person and as JSON.
struct ImportReport: Encodable, Sendable {
    let trace: String
    let isDryRun: Bool
    var documents = 0
    var accepted = 0
    var duplicates = 0
    var refused = 0
    /// Clients known under the former key who are now known under the new one too.
    var joined = 0
    var clients = 0
    var periods = 0
    /// Of the clients whom this import touched: notices that aren't used, by rule.
    var exceptions: [Ground] = []
    /// Documents that were refused whole; the first `refusalsMost` of them.
    var refusals: [Refusal] = []
    /// Files that couldn't be read at all, or not to their end.
    var failures: [Failure] = []

    /// The most refusals that are told one by one; all are counted, and all are in the store.
    static let refusalsMost = 1_000

    struct Ground: Encodable, Sendable, Equatable {
        let rule: String
        let returnCode: String?
        let count: Int
    }

    struct Refusal: Encodable, Sendable, Equatable {
        let source: String
        let rule: String
        let returnCode: String?
        let line: Int?
        /// Of a table.
        var column: String?
        let reason: String
    }

    struct Failure: Encodable, Sendable, Equatable {
        let source: String
        let reason: String
    }

    mutating func add(_ refused: RefusedDocument, from source: String) {
        guard refusals.count < Self.refusalsMost else { return }
        refusals.append(
            Refusal(
                source: source, rule: refused.rule.rawValue,
                returnCode: refused.rule.returnCode?.description, line: refused.line,
                reason: refused.reason))
    }

    mutating func add(_ fault: TableFault, from source: String) {
        guard refusals.count < Self.refusalsMost else { return }
        refusals.append(
            Refusal(
                source: source, rule: MessageRule.unreadable.rawValue, returnCode: nil,
                line: fault.line, column: fault.column, reason: fault.reason))
    }

    mutating func add(_ receipt: CareReceipt) {
        accepted += receipt.accepted
        duplicates += receipt.duplicates
        refused += receipt.refused
        joined += receipt.joined
    }

    mutating func add(_ settlement: CareSettlement) {
        clients += settlement.clients
        periods += settlement.periods
        exceptions = settlement.exceptions.map { ground, count in
            Ground(
                rule: ground.rule.rawValue, returnCode: ground.returnCode?.description,
                count: count)
        }.sorted { ($0.rule, $0.returnCode ?? "") < ($1.rule, $1.returnCode ?? "") }
    }

    /// For the terminal; the last line begins with `intake:`.
    var lines: [String] {
        var lines = failures.map { "failed   \($0.source): \($0.reason)" }
        lines += refusals.map { refusal in
            let place = refusal.line.map { ":\($0)" } ?? ""
            return "refused  \(refusal.source)\(place): \(refusal.rule)"
                + "\(refusal.returnCode.map { " (\($0))" } ?? ""): "
                + (refusal.column.map { "\($0) " } ?? "") + refusal.reason
        }
        lines += exceptions.map { ground in
            "not used \(ground.count) with \(ground.rule)"
                + "\(ground.returnCode.map { " (\($0))" } ?? "")"
        }
        if joined > 0 { lines.append("joined   \(joined) clients to their former mark") }
        lines.append("periods  \(periods) of \(clients) clients computed again")
        let quarantined = exceptions.reduce(0) { $0 + $1.count }
        return lines + [
            "intake: \(accepted) accepted, \(duplicates) duplicate, \(refused) refused, "
                + "\(quarantined) quarantined\(isDryRun ? "; nothing was stored" : "")"
        ]
    }
}
