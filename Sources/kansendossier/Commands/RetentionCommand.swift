import ArgumentParser
import Domain
import Engine
import Foundation
import Wire

/// Removes care records whose term has passed.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Remove care records whose term (bewaartermijn) has passed.",
        discussion: """
            Tells what would go; --perform removes it. A client is past the term when no care goes \
            on and everything known of it lies further back: the last day of care, the date of \
            each message, the receipt of each row of a table. The municipality sets the term, in \
            months. Documents that were refused go by their day of receipt.

            The import log says what was removed and the hash of what is left, so that verify \
            holds; the lines themselves stay. Copies (backup) that were made before still hold \
            it. What was recorded in rounds stays: nobody is in it.

            EXAMPLES:
              kansendossier retention --months 180
              kansendossier retention --months 180 --perform
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "The term in months, counted from the last day that is known.")
    var months: Int

    @Option(help: "The day on which the term must have passed; without it, today in Amsterdam.")
    var day: CivilDate?

    @Flag(help: "Remove it.")
    var perform = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...CareTerm.monthsMost).contains(months) else {
            throw ValidationError("--months is a whole number from 1 to \(CareTerm.monthsMost)")
        }
    }

    func run() async throws {
        let store = try await folder.log().writableCare(rehearsing: !perform)
        let term = CareTerm(
            months: months, on: day ?? AmsterdamTime(WallClock.now).date,
            actor: "account/\(getuid())", at: WallClock.now, trace: ImportRun.newTrace())
        let removal: CareRemoval?
        do throws(CareFailure) {
            _ = try await store.settle()
            removal = try await store.remove(term)
        } catch {
            throw CommandFailure(error)
        }
        try await store.close()
        tell(RetentionReport(term, removal, isPerformed: perform))
    }

    private func tell(_ report: RetentionReport) {
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: report), as: UTF8.self))
        } else {
            Console.say(report.line)
        }
    }
}

/// What was removed, or would be.
struct RetentionReport: Encodable {
    let isPerformed: Bool
    let months: Int
    let cutoff: CivilDate
    let clients: Int
    let documents: Int
    let refusals: Int
    let rows: Int

    init(_ term: CareTerm, _ removal: CareRemoval?, isPerformed: Bool) {
        self.isPerformed = isPerformed
        months = term.months
        cutoff = term.cutoff
        clients = removal?.clients ?? 0
        documents = removal?.documents ?? 0
        refusals = removal?.refusals ?? 0
        rows = removal?.rows ?? 0
    }

    var line: String {
        "retention: before \(cutoff): \(documents) documents and \(rows) rows of \(clients) "
            + "clients, \(refusals) refusals" + (isPerformed ? " removed" : "; nothing was removed")
    }
}
