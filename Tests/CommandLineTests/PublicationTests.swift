import Support
import Testing

/// What `indicators --for-publication` gives, and what it refuses.
struct PublicationTests {
    private let town: TakenInTown

    init() async throws { town = try await TakenInTown() }

    @Test func `of what leaves a few clients out nothing is published, and of everything it is`()
        async throws
    {
        defer { town.program.remove() }
        func list(_ name: String, _ clients: [CareMessages]) async throws {
            let rows = clients.map { "\($0.number);\(name);1;2026-01-01\n" }
            try await town.takeIn("Bsn;Initiatief;Versie;Vanaf\n" + rows.joined(), kind: "cohort")
        }
        try await list("een", [town.clients[0]])
        try await list("alle", town.clients)
        for (initiative, exit) in [("een", 64), ("alle", 0)] {
            let outcome = try await town.program.run(
                "indicators", "--data", "data", "--for-publication", "--initiative", initiative)
            #expect(outcome.exit == exit, "\(outcome.errors)")
            if exit != 0 { #expect(outcome.errors.contains("leave --initiative out")) }
        }
        #expect(try await town.text("--initiative", "een").contains("een"))
        for (domain, exit) in [("youth", 64), ("wmo", 0)] {
            let outcome = try await town.program.run(
                "indicators", "--data", "data", "--for-publication", "--domain", domain)
            #expect(outcome.exit == exit, "\(outcome.errors)")
        }
    }

    @Test func `days stand in CSV with one decimal, and days after the reference date are refused`()
        async throws
    {
        defer { town.program.remove() }
        #expect(try await town.text("--csv").contains(",2,86.0,86.0,86.0,86.0,"))
        for (day, exit) in [("2026-12-02", 64), ("2026-12-01", 0)] {
            let outcome = try await town.program.run(
                "indicators", "--data", "data", "--reference-date", "2026-12-01", "--from", day)
            #expect(outcome.exit == exit, "\(outcome.errors)")
        }
        let none = try await town.program.run(
            "indicators", "--data", "data", "--initiative", "samen")
        #expect(none.exit == 64 && none.errors.contains("see intake --kind cohort"))
    }

    @Test func `a published table says how it is rounded and what not to lay beside it`()
        async throws
    {
        defer { town.program.remove() }
        let text = try await town.text("--for-publication")
        #expect(text.contains("afgerond op vijftallen"))
        #expect(text.contains("Zet deze tabel niet naast een andere"))
        #expect(try await town.text().contains("vijftallen") == false)
    }
}
