import ArgumentParser
import Client
import Domain
import Engine
import SQLiteJournal
import Wire

/// Gives a round away: its log as it stands, or a table of it.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export a round: its records as JSON Lines, or a table as CSV.",
        discussion: """
            An export is an event of the round, so it is recorded first, in the name of somebody \
            who may: a coordinator, an auditor or an administrator. Refused (hiddenMaterial) \
            while the log holds what nobody may see yet: drafts before the closing, votes before \
            their reveal, decisions before their release.

            While a server holds the data folder, the export is recorded through it (--connect), \
            in the name of the token's holder, and the folder is read beside it.

            JSON Lines are the records as they stand, each hashed by the next: \
            `jq -cSj . | sha256sum` of a line gives its hash. Amounts are in cents. What stands in \
            a line or a column is told by `kansendossier schema`.

            EXAMPLES:
              kansendossier export venlo-2019 --person jansen --format jsonl > venlo.jsonl
              kansendossier export venlo-2019 --person jansen --format csv --table ranking \
            --separator ";" --output ranking.csv
              kansendossier export venlo-2019 --connect wss://localhost:8443/ws --token-file t.txt
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "The round's id.")
    var round: String

    @Option(help: "In whose name, while no server runs: a person's id in the directory.")
    var person: String?

    @Option(
        help: ArgumentHelp(
            "The server that holds the data folder, such as wss://localhost:8443/ws.",
            valueName: "address"))
    var connect: String?

    @Option(help: ArgumentHelp("With --connect: certificates in PEM to trust.", valueName: "file"))
    var trust: String?

    @OptionGroup var credential: TokenSource

    @Option(help: "jsonl or csv.")
    var format: String = "jsonl"

    @Option(help: "The table of csv.")
    var table: ExportForm.Table = .dossiers

    @Option(help: "Between two values of csv: a comma or a semicolon.")
    var separator: String = ","

    @Option(
        help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"))
    var output: String?

    func validate() throws {
        let isPerson = person.map { PersonID(rawValue: $0) != nil } ?? true
        guard RoundID(rawValue: round) != nil, isPerson else {
            throw ValidationError("an id has 1 to 64 characters out of a-z, 0-9 and -")
        }
        guard (person == nil) != (connect == nil) else {
            throw ValidationError("either --person or --connect says in whose name")
        }
        guard format == "jsonl" || format == "csv" else {
            throw ValidationError("--format is jsonl or csv")
        }
        guard separator == "," || separator == ";" else {
            throw ValidationError("--separator is , or ;")
        }
    }

    func run() async throws {
        let path = try await folder.path()
        guard OfflineEngine.hasJournal(path) else {
            throw CommandFailure(.unavailable, "there is no log in \(path)")
        }
        guard let round = RoundID(rawValue: round) else {
            preconditionFailure("arguments were validated")
        }
        let recorded = try await record(round, in: path)
        let journal = try SQLiteJournal(readingFile: DataFolder.journalFile(in: path))
        let head = try await journal.head(of: .round(round))
        let position = recorded ?? head.position
        let export = try await RoundExport(of: round, upTo: position, from: journal)
        let form = form
        if let output {
            try WholeFile.write(export.text(form), to: output, mode: 0o600)
            Console.tell("export: round \(round) up to record \(position) in \(output)")
        } else {
            Console.put(export.text(form))
        }
    }

    /// Puts the export in the log, and gives its position where that is known.
    private func record(_ round: RoundID, in path: String) async throws -> Int? {
        let form = form
        if let connect {
            let place = ServerPlace(url: connect, trust: trust, timeoutSeconds: 30)
            _ = try await place.withClient(token: credential.token(), attemptsMost: 1) { client in
                try await client.send(RoundCommand.recordExport(form: form.name), to: round)
            }
            return nil
        }
        guard let person = person.flatMap({ PersonID(rawValue: $0) }) else {
            preconditionFailure("arguments were validated")
        }
        let receipt = try await OfflineEngine.run(in: path) { engine in
            try await engine.give(.recordExport(form: form.name), to: round, by: person)
        }
        return receipt.position
    }

    private var form: ExportForm {
        guard format == "csv" else { return .records }
        return .table(table, separator: separator == ";" ? ";" : ",")
    }
}
