import Domain
import Engine
import Wire

/// The imports that results in rounds rest on, as the rounds' logs name them.
struct RecordedImports {
    private var notes: [(round: RoundID, note: ImportNote)] = []

    /// Reads all logs of rounds in a journal.
    init(in journal: any Journal) async throws {
        for head in try await journal.heads() {
            guard case .round(let round) = head.stream else { continue }
            notes += try await Self.notes(in: round, upTo: head.position, from: journal)
                .map { (round, $0) }
        }
    }

    /// Throws unless each of them stands in the import log there, or there are none.
    func hold(against care: (any CareStore)?, called name: String) async throws {
        guard !notes.isEmpty else { return }
        let hashes = try await Self.hashes(in: care)
        for (round, note) in notes where !hashes.contains(note.hash) {
            let place =
                care.map { _ in "isn't in \(name)" }
                ?? "isn't there: the log has no care records beside"
            throw CommandFailure(
                .didNotHold,
                "verify: deviation in round/\(round): its results rest on an import known on "
                    + "\(note.knownOn) (\(note.hash)), which \(place)")
        }
        Console.say("care: the \(notes.count) imports that rounds rest on are in the import log")
    }

    private static func notes(
        in round: RoundID, upTo last: Int, from journal: any Journal
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

    private static func hashes(in store: (any CareStore)?) async throws -> Set<Digest> {
        guard let store else { return [] }
        var hashes: Set<Digest> = []
        var number = 0
        while let line = try await store.importLog(after: number, limit: 1).first {
            number = line.number
            hashes.insert(SHA256Hashing().digest(of: line.bytes))
        }
        return hashes
    }
}
