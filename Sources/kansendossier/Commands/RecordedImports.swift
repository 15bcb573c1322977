import Domain
import Engine
import SQLiteJournal
import Wire

/// The imports that results in rounds rest on, as the rounds' logs name them.
struct RecordedImports {
    private var notes: [(round: RoundID, note: ImportNote)] = []

    /// Reads all logs of rounds in a journal.
    init(in journalFile: String) async throws {
        let journal = try SQLiteJournal(readingFile: journalFile)
        for head in try await journal.heads() {
            guard case .round(let round) = head.stream else { continue }
            notes += try await Self.notes(in: round, upTo: head.position, from: journal)
                .map { (round, $0) }
        }
        try journal.close()
    }

    /// Throws unless each of them stands in the import log of that file, or there are none.
    func hold(against careFile: String?) async throws {
        guard !notes.isEmpty else { return }
        let hashes = try await Self.hashes(in: careFile)
        for (round, note) in notes where !hashes.contains(note.hash) {
            let place =
                careFile.map { "isn't in \($0)" }
                ?? "isn't there: the log has no care records beside"
            throw CommandFailure(
                .didNotHold,
                "verify: deviation in round/\(round): its results rest on an import known on "
                    + "\(note.knownOn) (\(note.hash)), which \(place)")
        }
        Console.say("care: the \(notes.count) imports that rounds rest on are in the import log")
    }

    private static func notes(
        in round: RoundID, upTo last: Int, from journal: SQLiteJournal
    ) async throws -> [ImportNote] {
        let codec = RecordCodec<Round>()
        var notes: [ImportNote] = []
        var position = 0
        while position < last {
            let page = try await journal.records(of: .round(round), after: position, limit: 1_000)
            guard let end = page.last?.position else { break }
            for record in page {
                // What can't be read is told by the verification of the log itself.
                if case .importRecorded(let note) = try? codec.event(of: record).0 {
                    notes.append(note)
                }
            }
            position = end
        }
        return notes
    }

    private static func hashes(in careFile: String?) async throws -> Set<Digest> {
        guard let careFile else { return [] }
        let store = try SQLiteCareStore(readingFile: careFile)
        var hashes: Set<Digest> = []
        var number = 0
        while let line = try await store.importLog(after: number, limit: 1).first {
            number = line.number
            hashes.insert(SHA256Hashing().digest(of: line.bytes))
        }
        return hashes
    }
}
