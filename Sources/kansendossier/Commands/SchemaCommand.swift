import ArgumentParser
import Wire

/// Says what an export holds, so that somebody else's program can read one.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print what an export holds: the JSON Schema of a line, or a table's columns.",
        discussion: """
            The schema (JSON Schema, draft 2020-12) describes one line of `export --format jsonl`: \
            its envelope, and the payload of every type of event with a sentence that says what it \
            means. With --table: every column of that CSV table with its meaning, one a line, \
            between them a tab.

            EXAMPLES:
              kansendossier schema > export.schema.json
              kansendossier schema --table allocation
            """)

    @Option(help: "The CSV table to describe.")
    var table: ExportForm.Table?

    func run() throws {
        guard let table else {
            Console.put(String(decoding: try ExportSchema.text(), as: UTF8.self))
            return
        }
        for column in table.meanings { Console.say("\(column.name)\t\(column.meaning)") }
    }
}

extension ExportForm.Table: ExpressibleByArgument {}
