import Domain
import Support
import Testing

/// How much is kept of one initiative, met at n and at n + 1.
struct InitiativeLimitTests {
    private let manager = DemoCast.relationshipManager

    private func expectFull(
        _ count: Int, _ command: RoundCommand, limit: Int? = nil, by person: PersonID? = nil,
        _ event: (Int) -> RoundEvent
    ) {
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        builder.record((1..<count).map(event))
        expectAccepted(command, by: person ?? manager, in: builder)
        builder.record([event(count)])
        #expect(
            builder.refusal(of: command, by: person ?? manager)
                == Refusal(.tooMany, limit: limit ?? count))
    }

    @Test func `of forecasts there are at most so many`() {
        func forecast(_ year: Int) -> Forecast {
            Forecast(
                year: year, expected: .zero, budget: .zero,
                knownOn: InitiativeSample.day("2026-10-14"))
        }
        expectFull(
            Limits.forecasts, .recordForecast(dossier: 1, forecast: forecast(2026))
        ) { .forecastRecorded(dossier: 1, forecast: forecast(3000 + $0)) }
    }

    @Test func `of results there are at most so many`() {
        expectFull(Limits.results, .recordResult(dossier: 1, result: InitiativeSample.result())) {
            _ in
            .resultRecorded(dossier: 1, result: InitiativeSample.result(), fingerprint: .zero)
        }
    }

    @Test func `of handovers there are at most so many`() {
        let day = InitiativeSample.day("2026-10-05")
        // The stage has one already.
        expectFull(
            Limits.handovers - 1,
            .registerHandover(dossier: 1, handover: InitiativeSample.handover("nieuw", on: day)),
            limit: Limits.handovers, by: DemoCast.editor(of: DemoCast.mental)
        ) {
            .handoverRegistered(dossier: 1, handover: InitiativeSample.handover("N\($0)", on: day))
        }
    }

    @Test func `of imports there are at most so many`() {
        expectFull(Limits.imports, .recordImport(note: InitiativeSample.note)) { read in
            .importRecorded(
                note: ImportNote(
                    hash: .zero, knownOn: InitiativeSample.day("2026-10-14"), read: read,
                    accepted: read, doubled: 0, refused: 0))
        }
    }
}
