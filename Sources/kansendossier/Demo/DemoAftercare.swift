import Domain
import Intake
import Pages
import SQLiteJournal

/// What becomes of the initiatives: takes in two years of fictional messages beside the log, lists
/// whose they are, and shows the outcomes of each initiative next to the rest.
struct DemoAftercare {
    /// The demo's data folder, and the keys that stand beside it, never in it.
    let folder: String
    let keys: KeyRing
    let stage: DemoStage

    /// Imports, computes and tells; throws when anything isn't taken in.
    func play(upTo day: CivilDate) async throws {
        stage.act("Twee jaar verder in het klein: wat leveren de drie initiatieven op?")
        let care = DemoCare(upTo: day)
        let store = try SQLiteCareStore(file: SQLiteCareStore.file(in: folder))
        var run = ImportRun(into: store, keys: keys, actor: "demo", receivedOn: day)
        for message in care.messages {
            try await run.takeAny(SecretBytes(copying: message), from: "demo", as: nil)
        }
        try await run.takeAny(
            SecretBytes(copying: care.cohortList.utf8), from: "demo",
            as: TableSchema.named("cohort"))
        try await run.finish()
        guard run.report.refusals.isEmpty, run.report.failures.isEmpty else {
            throw DemoFailure("the demo's messages aren't taken in: \(run.report.lines)")
        }
        stage.says(
            "berichten",
            "\(care.messages.count) verzonnen start- en stopberichten ingelezen; geen bsn bewaard")
        for line in run.report.lines { stage.says("intake", line) }
        let stored = try await StoredCare(in: store, domain: nil)
        try store.close()
        await tell(stored, upTo: day)
    }

    private func tell(_ care: StoredCare, upTo day: CivilDate) async {
        let question = OutcomeQuestion(referenceDate: day, knownOn: care.knownOn)
        let cut = care.byInitiative(rest: "rest van de gemeente, zelfde categorieën")
        let report = OutcomeReport(
            of: await care.tallies(question, cut: cut, processors: 2), labels: cut.labels,
            question: question, forPublication: false)
        stage.act("Uitkomsten")
        for line in DutchOutcomes().text(of: report).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            stage.write("   \(line)")
        }
        stage.says("meer", "kansendossier indicators --help, met --data \(folder)")
    }
}
