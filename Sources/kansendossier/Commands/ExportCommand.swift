import ArgumentParser
import Client
import Domain
import Engine
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
            in the name of the token's holder, and the folder is read beside it. With a log in \
            PostgreSQL either goes, also while its nodes run.

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
    var round: RoundID

    @OptionGroup var recorder: RecorderOption

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
        try recorder.requireOne()
        guard format == "jsonl" || format == "csv" else {
            throw ValidationError("--format is jsonl or csv")
        }
        guard separator == "," || separator == ";" else {
            throw ValidationError("--separator is , or ;")
        }
    }

    func run() async throws {
        let place = try await folder.log()
        try place.requireLog()
        // That it was made is in the log before anything leaves it.
        _ = try await recorder.record(
            [.recordExport(form: form.name)], in: round, of: place)
        let (position, export) = try await place.read { journal in
            let position = try await journal.head(of: .round(round)).position
            return (position, try await RoundExport(of: round, upTo: position, from: journal))
        }
        let form = form
        if let output {
            try WholeFile.write(export.text(form), to: output, mode: 0o600)
            Console.tell("export: round \(round) up to record \(position) in \(output)")
        } else {
            Console.put(export.text(form))
        }
    }

    private var form: ExportForm {
        guard format == "csv" else { return .records }
        return .table(table, separator: separator == ";" ? ";" : ",")
    }
}
