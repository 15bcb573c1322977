import Domain
import Support
import Testing

/// Figures by neighbourhood, from a list that was taken in at the terminal.
struct NeighbourhoodFigureTests {
    private let town: TakenInTown

    init() async throws { town = try await TakenInTown() }

    @Test func `a client counts where a list says, and without one among the unknown`() async throws
    {
        defer { town.program.remove() }
        let number = town.clients[0].number
        try await town.takeIn(
            "Bsn;Vanaf;Wijk\n\(number);2020-01-01;WK098301\n\(number);2026-02-01;Noord\n",
            kind: "wijken")
        let report = try await town.report("--by", "neighbourhood")
        #expect(report.groups.map(\.label) == ["wijk Noord", "wijk WK098301", "wijk onbekend"])
        #expect(report.groups.map(\.inflow.persons) == [0, 1, 1])
        #expect(report.groups.map(\.outflow.persons) == [1, 0, 1])
        #expect(report.groups.map(\.sustainedOutflow.total) == [1, 0, 1])
        let published = try await town.report("--by", "neighbourhood", "--for-publication")
        #expect(published.groups.map(\.sustainedOutflow.hidden) == [true, false, true])
        #expect(published.groups.map(\.outflow.hidden) == [true, false, true])
        #expect(try await town.text("--by", "neighbourhood", "--csv").contains("wijk WK098301,"))
    }

    @Test func `without a list it says how to give one, and what its columns are`() async throws {
        defer { town.program.remove() }
        let outcome = try await town.program.run(
            "indicators", "--data", "data", "--by", "neighbourhood")
        #expect(outcome.exit == 64 && outcome.errors.contains("--kind wijken"))
        let columns = try await town.program.run("intake", "--columns", "wijken")
        #expect(columns.exit == 0 && columns.output.contains("WK098301"))
    }
}
