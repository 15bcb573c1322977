import ArgumentParser
import Domain
import Foundation

/// Measures all indicators over many delivery periods.
struct IndicatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: "Compute all indicators over made-up delivery periods, ten million by default.",
        discussion: """
            Prints one line of JSON: the seconds of each run, the most memory the process had, and \
            counts that another program can compute from the file of --export.
            """)

    @Option(help: "How many delivery periods, 1 to 100,000,000.")
    var periods = 10_000_000

    @Option(help: "On how many threads, 1 to 64.")
    var threads = 2

    @Option(help: "How many times, 1 to 100.")
    var runs = 5

    @Option(help: "Split by nothing (whole), category or provider.")
    var cut = Cut.whole

    @Option(help: "Write the periods to this file, as CSV.")
    var export: String?

    enum Cut: String, ExpressibleByArgument, CaseIterable { case whole, category, provider }

    func validate() throws {
        guard (1...100_000_000).contains(periods), (1...64).contains(threads),
            (1...100).contains(runs)
        else { throw ValidationError("--periods, --threads or --runs is out of range") }
    }

    func run() async throws {
        var sample = SampleDeliveries()
        let table = sample.table(periods: periods)
        let outcomeCut: OutcomeCut =
            switch cut {
            case .whole: .whole
            case .category: .byCategory(table)
            case .provider: .byProvider(table)
            }
        let indicators = IndicatorRun(
            table: table, cut: outcomeCut,
            question: OutcomeQuestion(
                referenceDate: CivilDate(dayNumber: Int(SampleDeliveries.referenceDay))),
            threads: threads)
        var seconds: [Double] = []
        var tally = OutcomeTally()
        for _ in 0..<runs {
            let run = await indicators.count()
            seconds.append(run.seconds)
            tally = run.tally
        }
        let memory = ProcessMeter.ownPeakMebibytes
        if let export { try indicators.write(to: export) }
        Benchmarks.say(
            """
            {"periods": \(periods), "persons": \(table.personCount), \
            "threads": \(threads), "seconds": \(seconds), "peak_mebibytes": \(memory), \
            "counts": \(tally.comparable)}
            """)
    }
}
