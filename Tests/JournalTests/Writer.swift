import Domain
import Engine
import Foundation
import Glibc
import PostgresJournal
import SQLiteJournal
import Support
import Testing
import Wire

/// One stream's writer: makes appends that chain, as a sequencer would.
struct Writer: Sendable {
    let stream: StreamID
    var position = 0
    var previous = Digest.zero
    private let codec = RecordCodec<Directory>()

    init(_ stream: StreamID) { self.stream = stream }

    /// The next append, with `count` records and one receipt; the writer takes it as stored.
    mutating func append(
        _ count: Int = 1, key: CommandKey = .fresh(), actor: Actor.Identity = .person("anna"),
        deadline: Instant? = nil, characters: Int = 10
    ) -> Append {
        let before = position
        var records: [StoredRecord] = []
        for _ in 0..<count {
            position += 1
            let header = RecordHeader(
                stream: stream, position: position, at: Instant(milliseconds: position),
                actor: actor, actingFor: nil, key: key, previous: previous)
            let concern = String(repeating: "x", count: characters)
            let record = codec.record(
                of: .concernChanged(organisation: "zorg", concern: concern), header: header)
            records.append(record)
            previous = record.hash
        }
        let receipt = Receipt(
            actor: actor, key: key, command: SHA256Hashing().digest(of: Array(key.text.utf8)),
            position: position)
        return Append(
            stream: stream, expectedPosition: before, records: records, receipts: [receipt],
            deadline: deadline)
    }
}

/// Whether each record is what its bytes say and names the hash of the one before it.
func isChain(_ records: [StoredRecord]) throws -> Bool {
    var previous = Digest.zero
    for (index, record) in records.enumerated() {
        let header = try RecordCodec<Directory>().event(of: record).header
        guard record.hash == SHA256Hashing().digest(of: record.bytes), record.position == index + 1,
            header.position == record.position, header.previous == previous
        else { return false }
        previous = record.hash
    }
    return true
}

extension CommandKey {
    static func fresh() -> CommandKey { CommandKey(UUID().uuidString)! }
}

extension StreamID {
    static func round(number: Int) -> StreamID { StreamID("round/r\(number)")! }
}

/// A folder that is gone when nobody needs it any more.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var data: String { path + "/data" }
    var file: String { DataFolder.journalFile(in: data) }

    func journal(_ settings: JournalSettings = JournalSettings()) throws -> SQLiteJournal {
        try SQLiteJournal(owning: DataFolder(owning: data), settings: settings)
    }
}

/// A store that the conformance suite runs over.
enum Store: CaseIterable {
    case memory, sqlite, postgres

    /// The suite's body with an empty journal of this kind.
    func withJournal(_ body: (any Journal) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryJournal())
        case .sqlite:
            let folder = try TemporaryFolder()
            defer { withExtendedLifetime(folder) {} }
            let journal = try folder.journal()
            try await body(journal)
            try journal.close()
        case .postgres:
            try await withDatabase { cluster, database in
                let journal = try await PostgresJournal(at: cluster.address(database))
                try await body(journal)
                await journal.close()
            }
        }
    }
}

/// The failure that the body throws, if any.
func failure(
    _ body: () async throws(JournalFailure) -> Void
) async -> JournalFailure? {
    do {
        try await body()
        return nil
    } catch {
        return error
    }
}

extension Journal {
    /// Why this append isn't stored, or nil when it is.
    func failure(of append: Append) async -> JournalFailure? {
        do {
            try await self.append(append)
            return nil
        } catch {
            return error
        }
    }
}

extension JournalFailure {
    var isUnavailable: Bool { if case .unavailable = self { true } else { false } }
    var isDamaged: Bool { if case .damaged = self { true } else { false } }
}
