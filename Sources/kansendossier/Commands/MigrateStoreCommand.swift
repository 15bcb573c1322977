import ArgumentParser
import Domain
import Engine
import PostgresJournal

/// Moves the log from a data folder to a database, or back.
struct MigrateStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate-store",
        abstract: "Copy the log from a data folder into PostgreSQL, or back, and verify the copy.",
        discussion: """
            Stop every server first. One of the two is a data folder, the other a database by the \
            address of its schema's owner. The target is empty, or what an earlier run that was \
            cut off left there: then it goes on. Nothing serves a copy that isn't finished, and the \
            source stays as it was.

            Every record, receipt and head is read again on both sides and compared, and the copy \
            is verified. It begins an epoch of its own: clients that come back read their views \
            anew, and a command that is sent again with its key still has one effect. Keep the \
            source as a backup and start no server on it: that would be a second history.

            EXAMPLES:
              kansendossier migrate-store --from /var/lib/kansendossier \
            --to postgres://kansendossier_owner@127.0.0.1/kansendossier
              kansendossier migrate-store --to kansendossier-data \
            --from postgres://kansendossier_owner@127.0.0.1/kansendossier
            """)

    @Option(
        help: ArgumentHelp("Where the log is: a data folder or postgres://….", valueName: "place"))
    var from: String

    @Option(help: ArgumentHelp("Where it goes: the other kind of place.", valueName: "place"))
    var to: String

    func run() async throws {
        let (source, target) = (try LogPlace(named: from), try LogPlace(named: to))
        guard (source.database == nil) != (target.database == nil) else {
            throw ValidationError("one of --from and --to is a data folder, the other a database")
        }
        let log = try await source.open(begins: false)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await copy(log.journal, from: source, to: target))
        } catch {
            outcome = .failure(error)
        }
        try await log.close()
        try outcome.get()
    }

    private func copy(
        _ journal: any Journal, from source: LogPlace, to target: LogPlace
    ) async throws {
        try await journal.requireAlone()
        let unfinished = try await UnfinishedLog(in: target)
        let outcome: Result<[StreamHead], any Error>
        do {
            let heads = try await HistoryCopy<Round>(from: journal, to: unfinished.journal)
                .run { Console.tell($0.line) }
            try await VerifyCommand.verify(unfinished.journal, called: target.description)
            try await copyCare(from: source, to: target)
            try await unfinished.finish()
            outcome = .success(heads)
        } catch let failure as CopyFailure {
            outcome = .failure(CommandFailure(failure, from: source, to: target))
        } catch {
            outcome = .failure(error)
        }
        try await unfinished.close()
        let heads = try outcome.get()
        Console.say(
            "migrate-store: ok (\(heads.map(\.position).reduce(0, +)) records of \(heads.count) "
                + "streams, in \(target))")
    }
}

extension MigrateStoreCommand {
    /// Copies what was taken in, and verifies both sides; nothing is said when nothing ever was.
    private func copyCare(from source: LogPlace, to target: LogPlace) async throws {
        guard try await source.hasCare() else { return }
        let (original, copied) = (
            try await source.openCare(), try await target.openCare(purpose: .filling)
        )
        let outcome: Result<CareVerification, CareFailure>
        do throws(CareFailure) {
            outcome = .success(try await Self.copied(from: original, to: copied))
        } catch {
            outcome = .failure(error)
        }
        try await original.close()
        try await copied.close()
        switch outcome {
        case .success(.ok(let lines, let documents, _, let hash)):
            Console.say(
                "migrate-store: care records (\(documents) documents in \(lines) imports, \(hash))")
        case .success(.deviation(let deviation)):
            throw CommandFailure(.didNotHold, "migrate-store: \(deviation)")
        case .failure(let failure): throw CommandFailure(failure)
        }
    }

    private static func copied(
        from source: some CareRowStore, to target: some CareRowStore
    ) async throws(CareFailure) -> CareVerification {
        try await CareCopy(from: source, to: target).run { line in
            if line.isMultiple(of: 100) { Console.tell("import log: \(line) lines copied") }
        }
    }
}

extension LogPlace {
    /// A data folder, or a database when the name begins as an address of one.
    init(named name: String) throws {
        let isAddress = name.contains("://")
        self.init(
            folder: isAddress ? "" : name, database: isAddress ? try PostgresAddress(name) : nil)
    }
}

extension CopyProgress {
    fileprivate var line: String {
        "\(head.stream): \(position) of \(head.position) \(step == .copied ? "copied" : "compared")"
    }
}

extension CommandFailure {
    fileprivate init(_ failure: CopyFailure, from source: LogPlace, to target: LogPlace) {
        switch failure {
        case .journal(let failure): self.init(failure)
        case .otherHistory(let stream, let position):
            self.init(
                .didNotHold,
                "\(target) holds another history: record \(position) of \(stream) isn't that of "
                    + "\(source); choose an empty place")
        case .sourceWentOn(let stream):
            self.init(
                .unavailable,
                "\(stream) went on in \(source) while it was copied: stop every server and run this "
                    + "again")
        }
    }
}
