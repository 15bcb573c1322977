import Domain
import Intake
import Pages
import SQLiteJournal

/// What the care chain's messages say about the initiatives: takes in two years of fictional ones
/// beside the log, lists whose they are, and shows the outcomes of each initiative next to the rest.
struct DemoAftercare {
    /// The demo's data folder, and the keys that stand beside it, never in it.
    let folder: String
    let keys: KeyRing
    let stage: DemoStage

    /// What was taken in, and the results of each initiative over the two years.
    struct Outcomes {
        let care: StoredCare
        let note: ImportNote
        let question: OutcomeQuestion
        let results: [(DossierNumber, [RecordedResult])]
    }

    /// Imports what was written up to that day and computes the outcomes up to the end of a period;
    /// throws when anything isn't taken in.
    func takeIn(upTo day: CivilDate, about lastDay: CivilDate) async throws -> Outcomes {
        let messages = DemoCare(upTo: day)
        let store = try SQLiteCareStore(file: SQLiteCareStore.file(in: folder))
        var run = ImportRun(into: store, keys: keys, actor: "demo", receivedOn: day)
        for message in messages.messages {
            try await run.takeAny(SecretBytes(copying: message), from: "demo", as: nil)
        }
        for (list, kind) in [
            (messages.cohortList, "cohort"), (messages.residenceList, "wijken"),
        ] {
            try await run.takeAny(
                SecretBytes(copying: list.utf8), from: "demo", as: TableSchema.named(kind))
        }
        try await run.finish()
        guard run.report.refusals.isEmpty, run.report.failures.isEmpty else {
            throw DemoFailure("the demo's messages aren't taken in: \(run.report.lines)")
        }
        stage.says(
            "berichten",
            "\(messages.messages.count) verzonnen start- en stopberichten ingelezen; "
                + "geen bsn bewaard")
        let report = run.report
        stage.says(
            "intake",
            "\(report.accepted) verwerkt, \(report.duplicates) dubbel, \(report.refused) afgekeurd; "
                + "periodes van \(report.clients) cliënten berekend")
        let care = try await StoredCare(in: store, domain: nil)
        let note = try await ImportNote(of: store)
        try store.close()
        let first = CivilDate(dayNumber: day.dayNumber - DemoCare.days)
        let question = OutcomeQuestion(
            from: first, to: lastDay, referenceDate: day, knownOn: note.knownOn)
        var results: [(DossierNumber, [RecordedResult])] = []
        for dossier in messages.clients.keys.sorted() {
            let found = await care.results(
                of: DemoCare.initiative(of: dossier), asked: question, from: first, note)
            results.append((dossier, found))
        }
        return Outcomes(care: care, note: note, question: question, results: results)
    }

    /// Draws the outcomes of each initiative beside those of the others in the municipality.
    func tell(_ outcomes: Outcomes) async {
        let care = outcomes.care
        let cut = care.byInitiative(rest: "rest van de gemeente, zelfde categorieën")
        let report = OutcomeReport(
            of: await care.tallies(outcomes.question, cut: cut, processors: 2), labels: cut.labels,
            question: outcomes.question, forPublication: false)
        stage.act("Uitkomsten")
        for line in DutchOutcomes().text(of: report).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            stage.write("   \(line)")
        }
        stage.says("meer", "kansendossier indicators --help, met --data \(folder)")
    }
}
