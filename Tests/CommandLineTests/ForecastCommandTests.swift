import Domain
import Foundation
import Support
import Testing
import Wire

/// The forecast at the terminal.
struct ForecastCommandTests {
    private let town: TakenInTown

    init() async throws { town = try await TakenInTown() }

    private func run(_ list: String, _ arguments: String...) async throws -> Program.Outcome {
        try town.program.write(list, to: "prices.csv")
        return try await town.program.run(
            [
                "forecast", "--data", "data", "--price-list", "prices.csv", "--reference-date",
                "2026-02-28", "--seen-months", "2",
            ] + arguments
        )
    }

    private static let list = "Categorie;PrijsPerMaand\n02;1250,50\n"

    @Test func `clients times price, with who comes and goes, stand against the budget`()
        async throws
    {
        defer { town.program.remove() }
        let outcome = try await run(Self.list, "--budget", "30000", "--spent", "5000", "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let report = try CanonicalJSON.value(ForecastReport.self, from: outcome.output.utf8)
        #expect(report.months == 10 && report.lines.map(\.stock) == [2])
        // Two came in two months and none left: 2 x 10, and a newcomer a month: 1/2 + ... + 19/2.
        #expect(report.expected == Cents(500_000 + 70 * 125_050) && report.isAboveBudget)
        let text = try await run(Self.list, "--budget", "92535", "--spent", "5000").output
        #expect(text.contains("De verwachting is gelijk aan de begroting."))
        #expect(text.contains("Bartholomew en A. Forbes"))
        let other = try await run(
            "Categorie;PrijsPerMaand\r\n07;10\r\n", "--budget", "1", "--spent", "0")
        #expect(other.output.contains("Zonder prijs, dus in geen bedrag: categorie 02 (2)."))
    }

    @Test func `an initiative has its own clients`() async throws {
        defer { town.program.remove() }
        try await town.takeIn(
            "Bsn;Initiatief;Versie;Vanaf\n\(town.clients[0].number);samen;1;2026-01-01\n",
            kind: "cohort")
        let own = try await run(
            Self.list, "--initiative", "samen", "--budget", "30000", "--spent", "0", "--json")
        #expect(own.exit == 0, "\(own.errors)")
        let report = try CanonicalJSON.value(ForecastReport.self, from: own.output.utf8)
        #expect(report.lines.map(\.stock) == [1])
        let unknown = try await run(
            Self.list, "--initiative", "elders", "--budget", "1", "--spent", "0")
        #expect(unknown.exit == 64 && unknown.errors.contains("samen"))
    }

    @Test(arguments: [
        "Categorie,PrijsPerMaand\n02,10\n", "Categorie;PrijsPerMaand\n",
        "Categorie;PrijsPerMaand\n2;10\n", "Categorie;PrijsPerMaand\n02;10,505\n",
        "Categorie;PrijsPerMaand\n02;-1\n", "Categorie;PrijsPerMaand\n02;1\n02;2\n",
        "Categorie;PrijsPerMaand\n02;1000000,01\n",
    ])
    func `a price list that isn't one is refused, with its rows`(list: String) async throws {
        defer { town.program.remove() }
        let outcome = try await run(list, "--budget", "1", "--spent", "0")
        #expect(outcome.exit == 65)
        #expect(outcome.errors.contains("price list"))
    }

    @Test
    func `nothing is forecast from a day of which no messages came in, and half months are told`()
        async throws
    {
        defer { town.program.remove() }
        try town.program.write(Self.list, to: "prices.csv")
        func on(_ day: String?) async throws -> Program.Outcome {
            try await town.program.run(
                [
                    "forecast", "--data", "data", "--price-list", "prices.csv", "--budget", "1",
                    "--spent", "0",
                ] + (day.map { ["--reference-date", $0] } ?? []))
        }
        let late = try await on("2026-04-11")
        #expect(late.exit == 64 && late.errors.contains("last messages came in on 2026-04-10"))
        let last = try await on("2026-04-10")
        #expect(last.exit == 0 && last.output.contains("De laatste 21 dagen tellen niet mee"))
        #expect(try await on(nil).output == last.output)
        #expect(try await on("2026-03-31").output.contains("tellen niet mee") == false)
    }

    @Test func `a price is at most a million, and what can't be asked is refused`() async throws {
        defer { town.program.remove() }
        let most = "Categorie;PrijsPerMaand\n02;1000000\n"
        #expect(try await run(most, "--budget", "10000000000", "--spent", "0").exit == 0)
        for wrong in [
            ["--budget", "1"], ["--budget", "x", "--spent", "0"],
            ["--budget", "10000000000,01", "--spent", "0"],
            ["--budget", "1", "--spent", "0", "--until", "2026-02-27"],
            ["--budget", "1", "--spent", "0", "--seen-months", "61"],
        ] {
            let outcome = try await town.program.run(
                [
                    "forecast", "--data", "data", "--price-list", "prices.csv", "--reference-date",
                    "2026-02-28",
                ] + wrong
            )
            #expect(outcome.exit == 64, "\(wrong) \(outcome.errors)")
        }
    }
}
