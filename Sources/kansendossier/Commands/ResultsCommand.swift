import ArgumentParser
import Client
import Domain
import Engine
import Foundation
import Wire

/// Puts what the messages say about an initiative into its round's log.
struct ResultsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "Compute an initiative's outcomes and record them in its round.",
        discussion: """
            Records that the messages were read in (the hash and counts of the import log) and a \
            result for each indicator that follows from them: its value with the numbers that it \
            comes from, or why there is none yet. Small numbers are left out before anything is \
            sent. What is recorded already is left as it is; after a correction in the messages \
            the next result stands beside the former one, and snapshots that were taken stay.

            The reference date is no later than the last receipt: what happened since isn't known.

            EXAMPLES:
              kansendossier results venlo-2019 --dossier 1 --initiative SamenDoen \
            --from 2025-01-01 --to 2025-12-31 --person jansen
              kansendossier results venlo-2019 --dossier 1 --initiative SamenDoen \
            --from 2025-01-01 --to 2025-12-31 --connect wss://localhost:8443/ws --token-file t.txt
              kansendossier results venlo-2019 --dossier 1 --initiative SamenDoen \
            --from 2025-01-01 --to 2025-12-31 --dry-run --json
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "The round's id.")
    var round: RoundID

    @Option(help: "The number of the initiative's dossier in the round.")
    var dossier: Int

    @Option(help: "Whose clients: the initiative as its list names it (intake --kind cohort).")
    var initiative: String

    @Option(help: "The first day of the period.")
    var from: CivilDate

    @Option(help: "The last day of the period.")
    var to: CivilDate

    @Option(help: "The day as of which the world is described; without it, the last receipt.")
    var referenceDate: CivilDate?

    @Option(help: "How long a client is watched for a return: P6M, P183D and the like.")
    var horizon: Horizon = .halfYear

    @OptionGroup var recorder: RecorderOption

    @Flag(help: "Tell what would be recorded, and record nothing.")
    var dryRun = false

    @Flag(help: "Print the results as one JSON object.")
    var json = false

    func validate() throws {
        if from > to { throw ValidationError("--from is after --to") }
        if let referenceDate, to > referenceDate {
            throw ValidationError("--to is after --reference-date")
        }
        if dossier < 1 { throw ValidationError("--dossier is a number from 1") }
        if !dryRun { try recorder.requireOne() }
    }

    func run() async throws {
        let (note, results) = try await computed(from: try await folder.log())
        var report = ResultsReport(round: round, dossier: dossier, note: note, results: results)
        if !dryRun {
            let (round, dossier) = (round, dossier)
            report.outcomes = try await recorder.record(
                [.recordImport(note: note)]
                    + results.map { .recordResult(dossier: dossier, result: $0) },
                in: round, of: try await folder.log())
        }
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: report), as: UTF8.self))
        } else {
            for line in report.lines { Console.say(line) }
        }
    }

    private func computed(from place: LogPlace) async throws -> (ImportNote, [RecordedResult]) {
        let store = try await place.writableCare()
        let care: StoredCare
        let note: ImportNote
        do {
            _ = try await store.settle()
            care = try await StoredCare(in: store, domain: nil)
            note = try await ImportNote(of: store)
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
        try await store.close()
        try care.requireList(of: initiative)
        let reference = referenceDate ?? note.knownOn
        guard reference <= note.knownOn else {
            throw CommandFailure(
                .usage,
                "the last messages came in on \(note.knownOn): --reference-date can't be later")
        }
        guard to <= reference else {
            throw CommandFailure(
                .usage, "the last messages came in on \(note.knownOn): --to can't be later")
        }
        if let removed = care.removedBefore, from < removed {
            throw CommandFailure(
                .usage,
                "records of who had left care before \(removed) were removed, so that what is left "
                    + "of before doesn't tell how many stayed away: --from can't be earlier")
        }
        var definition = OutcomeDefinition()
        definition.horizon = horizon
        let question = OutcomeQuestion(
            from: from, to: to, referenceDate: reference, knownOn: note.knownOn,
            definition: definition)
        return (note, await care.results(of: initiative, asked: question, from: from, note))
    }
}

extension ImportNote {
    /// Everything that was read into the store so far: the hash of the log's last line, which holds
    /// those before it, and the sums over all lines.
    init(of store: any CareStore) async throws(CareFailure) {
        var (number, accepted, doubled, refused) = (0, 0, 0, 0)
        var knownOn: CivilDate?
        var hash = Digest.zero
        while let line = try await store.importLog(after: number, limit: 1).first {
            number = line.number
            accepted += line.accepted
            doubled += line.duplicates
            refused += line.refused
            knownOn = max(knownOn ?? line.receivedOn, line.receivedOn)
            hash = SHA256Hashing().digest(of: line.bytes)
        }
        guard let knownOn else { throw .store(.unavailable("nothing was taken in yet")) }
        self.init(
            hash: hash, knownOn: knownOn, read: accepted + doubled + refused, accepted: accepted,
            doubled: doubled, refused: refused)
    }
}
