import Domain
import Support
import Testing

/// Step-down by volume, from allocations that were taken in at the terminal.
struct VolumeFigureTests {
    private let town: TakenInTown

    init() async throws { town = try await TakenInTown() }

    @Test func `a fifth less a week is told beside the ladder, and who can't be compared`()
        async throws
    {
        defer { town.program.remove() }
        for (begin, end, minutes) in [
            ("2026-01-01", "2026-02-28", 300), ("2026-03-02", "2026-12-31", 240),
        ] {
            try await town.takeIn(
                message: town.clients[0].allocation(
                    minutes, from: begin, to: end, "T\(minutes)"))
        }
        let days = ["--from", "2026-02-01", "--to", "2026-03-15"]
        let group = try await town.report(["--volume"] + days).groups.first
        #expect(group?.volume?.stepDown.count == 1 && group?.volume?.stepDown.total == 1)
        #expect(group?.volume?.unjudged == 1)
        #expect(group?.stepDown.total == 0)
        #expect(try await town.report(days).groups.first?.volume == nil)
        let providers = try await town.report(["--volume", "--by", "provider"] + days)
        #expect(providers.notDivided == [.volume] && providers.groups.first?.volume == nil)
        let published = try await town.report(["--volume", "--for-publication"] + days).groups.first
        #expect(published?.volume?.stepDown.hidden == true && published?.volume?.unjudged == nil)
        let text = try await town.text(["--volume"] + days)
        #expect(text.contains("Afgeschaald naar omvang     100,0 %"))
        #expect(text.contains("  niet te vergelijken       1\n"))
    }

    @Test func `without two days or without an allocation it says what lacks`() async throws {
        defer { town.program.remove() }
        func errors(_ arguments: String...) async throws -> String {
            let outcome = try await town.program.run(
                ["indicators", "--data", "data", "--volume"] + arguments
            )
            #expect(outcome.exit == 64)
            return outcome.errors
        }
        #expect(try await errors().contains("--from"))
        #expect(try await errors("--by", "quarter").contains("301"))
    }
}
