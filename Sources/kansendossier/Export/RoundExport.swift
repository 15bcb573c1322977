import Domain
import Engine
import Wire

/// One round as of one record: its log, and what that log comes to.
struct RoundExport {
    let records: [StoredRecord]
    let state: Round

    /// Reads a round up to a position and folds it; throws `badData` for a record that can't be
    /// read, and refuses (`hiddenMaterial`) while something in it is hidden.
    init(of round: RoundID, upTo position: Int, from journal: any Journal) async throws {
        (records, state) = try await Self.read(round, upTo: position, from: journal)
        guard !state.hasHiddenMaterial else { throw CommandFailure(Refusal(.hiddenMaterial)) }
    }

    /// A round's records and what they come to, hidden things included: for who shows none of those.
    static func read(
        _ round: RoundID, upTo position: Int, from journal: any Journal
    ) async throws -> (records: [StoredRecord], state: Round) {
        var records: [StoredRecord] = []
        var state = Round(stream: .round(round))
        let codec = RecordCodec<Round>()
        while records.count < position {
            let page = try await journal.records(
                of: .round(round), after: records.count, limit: min(1000, position - records.count))
            guard !page.isEmpty else {
                throw CommandFailure(.badData, "round \(round) ends before record \(position)")
            }
            for record in page {
                do {
                    let (event, header) = try codec.event(of: record)
                    state.apply(event, stamp: header.stamp)
                } catch {
                    throw CommandFailure(.badData, "round \(round), \(error)")
                }
            }
            records += page
        }
        return (records, state)
    }

    /// The records as they stand, one a line.
    var lines: String {
        records.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
    }
}

/// What an export holds.
enum ExportForm: Sendable, Equatable {
    case records
    case table(Table, separator: Character)

    /// The tables of a round.
    enum Table: String, Sendable, CaseIterable {
        case dossiers, ranking, allocation, ledger, grants
    }

    /// What the log says was exported.
    var name: String {
        switch self {
        case .records: "jsonl"
        case .table(let table, _): "csv \(table.rawValue)"
        }
    }
}
