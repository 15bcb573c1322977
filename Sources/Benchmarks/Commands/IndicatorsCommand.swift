package import ArgumentParser
import Foundation

/// Measures all indicators over many delivery periods.
package struct IndicatorsCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: "Compute all indicators over made-up delivery periods, ten million by default.",
        discussion: """
            Prints one line of JSON: the seconds of each run, the most memory the process had, and \
            counts that another program can compute from the file of --export.
            """)

    package init() {}

    @Option(help: "How many delivery periods, 1 to 100,000,000.")
    var periods = 10_000_000

    @Option(help: "On how many threads, 1 to 64.")
    var threads = 2

    @Option(help: "How many times, 1 to 100.")
    var runs = 5

    @Option(help: "Split by nothing (whole), category or provider.")
    var cut = IndicatorRun.Cut.whole

    @Option(help: "Write the periods to this file, as CSV.")
    var export: String?

    /// Holds the numbers within their limits.
    package func validate() throws {
        guard (1...100_000_000).contains(periods), (1...64).contains(threads),
            (1...100).contains(runs)
        else { throw ValidationError("--periods, --threads or --runs is out of range") }
    }

    /// Measures and prints.
    package func run() async throws {
        let indicators = IndicatorRun(periods: periods, threads: threads, cut: cut)
        var seconds: [Double] = []
        var counts = ""
        for _ in 0..<runs {
            let run = await indicators.count()
            seconds.append(run.seconds)
            counts = run.counts
        }
        let memory = ProcessMeter.ownPeakMebibytes
        if let export { try indicators.write(to: export) }
        Benchmarks.say(
            """
            {"periods": \(periods), "persons": \(indicators.persons), \
            "threads": \(threads), "seconds": \(seconds), "peak_mebibytes": \(memory), \
            "counts": \(counts)}
            """)
    }
}

extension IndicatorRun.Cut: ExpressibleByArgument {}
