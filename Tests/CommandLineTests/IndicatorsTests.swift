import Domain
import Foundation
import Support
import Testing
import Wire

/// Outcomes at the terminal, from messages that were taken in there.
struct IndicatorsTests {
    private let program: Program

    init() async throws {
        program = try Program()
        #expect(
            try await program.run("keys", "make", "--municipality", "0983", "k.keys").exit == 0)
    }

    private func takeIn(_ paths: String..., kind: String? = nil) async throws {
        let options = ["intake", "--data", "data", "--key-file", "k.keys"]
        let outcome = try await program.run(
            options + (kind.map { ["--kind", $0] } ?? []) + ["--received-on", "2026-04-10"] + paths
        )
        #expect(outcome.exit == 0, "\(outcome.lines)")
    }

    private func takeInSamples() async throws {
        let samples = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "IntakeTests/Samples").path()
        try await takeIn(samples)
    }

    private func report(_ arguments: String...) async throws -> OutcomeReport {
        let outcome = try await program.run(
            ["indicators", "--data", "data", "--json"] + arguments
        )
        #expect(outcome.exit == 0, "\(outcome.lines)")
        return try CanonicalJSON.value(OutcomeReport.self, from: outcome.output.utf8)
    }

    @Test func `the Wmo samples are one episode, too recent at first and sustained later`()
        async throws
    {
        defer { program.remove() }
        try await takeInSamples()
        let early = try #require(
            try await report("--domain", "wmo", "--reference-date", "2026-10-13").groups.first)
        #expect(early.sustainedOutflow.total == 0)
        #expect(early.detail?.immature == 1)
        #expect(early.firstMature?.description == "2026-10-14")
        let later = try await report("--domain", "wmo", "--reference-date", "2026-10-14")
        let group = try #require(later.groups.first)
        #expect(group.sustainedOutflow.count == 1)
        #expect(group.sustainedOutflow.total == 1)
        #expect(group.detail?.begins == 1)
        #expect(group.grossDays.median == Rational(86))
        #expect(later.knownOn.description == "2026-04-10")
        #expect(later.definition.horizon == "P6M")
    }

    @Test func `an initiative has the outcomes of those on its newest list`() async throws {
        defer { program.remove() }
        let (one, other) = (CareMessages(100), CareMessages(500))
        try FileManager.default.createDirectory(
            atPath: program.path("in"), withIntermediateDirectories: true)
        for (name, messages) in [("a", one), ("b", other)] {
            try program.write(messages.start("S\(name)"), to: "in/\(name)1.xml")
            try program.write(messages.stop("E\(name)"), to: "in/\(name)2.xml")
        }
        try await takeIn("in")
        for (version, number) in [(1, one.number), (2, other.number)] {
            try program.write(
                "Bsn;Initiatief;Versie;Vanaf\n\(number);SamenDoen;\(version);2026-01-01\n",
                to: "list\(version).csv")
        }
        try await takeIn("list2.csv", "list1.csv", kind: "cohort")
        let only = try await report("--initiative", "SamenDoen")
        #expect(only.groups.map(\.label) == ["SamenDoen"])
        #expect(only.groups.first?.detail?.clients == 1)
        let split = try await report("--by", "initiative")
        #expect(
            split.groups.map(\.label) == ["SamenDoen", "rest van de gemeente, zelfde categorieën"])
        #expect(split.groups.map(\.detail?.clients) == [1, 1])
        let beside = try await report("--initiative", "SamenDoen", "--started", "2026-04-01")
        #expect(
            beside.groups.map(\.label) == [
                "SamenDoen", "partners, het jaar ervoor",
                "rest van de gemeente, zelfde categorieën",
            ])
        // Both have the same provider, and ended in the year before.
        #expect(beside.groups.map(\.detail?.clients) == [1, 2, 1])
        let unknown = try await program.run(
            "indicators", "--data", "data", "--initiative", "Onbekend")
        #expect(unknown.exit == 64)
    }

    @Test
    func
        `an initiative's clients are split by provider, category and neighbourhood, and nobody else's`()
        async throws
    {
        let town = try await TakenInTown()
        defer {
            town.program.remove()
            program.remove()
        }
        let (own, other) = (town.clients[0].number, town.clients[1].number)
        try await town.takeIn(
            "Bsn;Initiatief;Versie;Vanaf\n\(own);samen;1;2026-01-01\n", kind: "cohort")
        try await town.takeIn(
            "Bsn;Vanaf;Wijk\n\(own);2020-01-01;Noord\n\(other);2020-01-01;Zuid\n", kind: "wijken")
        func clients(_ by: String, of initiative: String?) async throws -> [String] {
            try await town.report(["--by", by] + (initiative.map { ["--initiative", $0] } ?? []))
                .groups.map { "\($0.label) \($0.detail?.clients ?? 0)" }
        }
        #expect(try await clients("provider", of: nil) == ["90000001 2"])
        #expect(try await clients("provider", of: "samen") == ["90000001 1"])
        #expect(try await clients("category", of: "samen") == ["02 1"])
        #expect(try await clients("neighbourhood", of: nil) == ["wijk Noord 1", "wijk Zuid 1"])
        #expect(try await clients("neighbourhood", of: "samen") == ["wijk Noord 1"])
    }

    @Test func `so many initiatives stand beside each other, and not one more`() async throws {
        let town = try await TakenInTown()
        defer {
            town.program.remove()
            program.remove()
        }
        func list(_ numbers: ClosedRange<Int>) async throws {
            let rows = numbers.map { "\(town.clients[0].number);samen \($0);1;2026-01-01\n" }
            try await town.takeIn("Bsn;Initiatief;Versie;Vanaf\n" + rows.joined(), kind: "cohort")
        }
        try await list(1...1_000)
        #expect(try await town.report("--by", "initiative").groups.count == 2)
        try await list(1_001...1_001)
        let outcome = try await town.program.run(
            "indicators", "--data", "data", "--by", "initiative")
        #expect(outcome.exit == 64)
        #expect(outcome.errors.contains("more than 1000 initiatives"))
        #expect(try await town.report("--initiative", "samen 1001").groups.count == 1)
    }

    @Test func `times follow each other without gap, and clients stand in each they had care in`()
        async throws
    {
        defer { program.remove() }
        try await takeInSamples()
        let report = try await report(
            "--by", "quarter", "--reference-date", "2026-08-15", "--horizon", "P183D")
        #expect(report.groups.map(\.label) == ["2026-K1", "2026-K2"])
        #expect(report.groups.map(\.detail?.clients) == [2, 1])
        #expect(report.groups.map(\.detail?.stockAfter) == [1, 0])
        #expect(
            report.groups.map { "\($0.from.map { "\($0)" } ?? "") \($0.to)" } == [
                "2026-01-01 2026-03-31", "2026-04-01 2026-06-30",
            ])
        #expect(report.definition.horizon == "P183D")
    }

    @Test func `without a list of clients it says how to give one`() async throws {
        defer { program.remove() }
        try await takeInSamples()
        let outcome = try await program.run("indicators", "--data", "data", "--by", "initiative")
        #expect(outcome.exit == 64)
        #expect(outcome.errors.contains("--kind cohort"))
    }

    @Test func `before anything was taken in it says how to`() async throws {
        defer { program.remove() }
        let outcome = try await program.run("indicators", "--data", "data")
        #expect(outcome.exit == 69)
        #expect(outcome.errors.contains("kansendossier intake --help"))
    }

    @Test(arguments: [
        ["--horizon", "P0M"], ["--horizon", "half"], ["--lag-days", "367"], ["--json", "--csv"],
        ["--from", "2026-02-01", "--to", "2026-01-31"], ["--domain", "zvw"],
        ["--by", "initiative", "--initiative", "samen"],
    ])
    func `what can't be asked is refused before anything is read`(arguments: [String]) async throws
    {
        defer { program.remove() }
        #expect(try await program.run(["indicators"] + arguments).exit == 64)
    }
}
