import Domain
import Foundation
import Testing
import Wire

/// Figures from instruments, surveys and files, from tables that were taken in at the terminal.
struct InstrumentFigureTests {
    private let town: TakenInTown
    private var program: Program { town.program }

    init() async throws { town = try await TakenInTown() }

    private func takeInInstruments() async throws {
        let number = town.clients[0].number
        try await town.takeIn(
            "Bsn;Meetdatum;Moment;Versie;Financien;Huisvesting\n"
                + "\(number);2026-01-10;T0;2017;2;4\n\(number);2026-03-30;T1;2017;3;4\n",
            kind: "zrm")
        try await town.takeIn(
            "Bsn;Meetdatum;Moment;Trede\n\(number);2026-01-10;T0;6\n\(number);2026-03-30;T1;5\n",
            kind: "participatieladder")
        try await town.takeIn(
            "Bsn;Doel;Meetdatum;Schaal;Beginniveau;Score;Weging\n"
                + "\(number);1;2026-03-30;vijfpunts;-1;1;\n\(number);2;2026-03-30;vijfpunts;-1;1;\n"
                + "\(number);3;2026-03-30;vijfpunts;-1;0;\n",
            kind: "gas")
        try await town.takeIn(
            "DatumAfname;Initiatief;Informant;Rapportcijfer;ZonderHulpVerder\n"
                + "2026-04-01;samen;client;8;04\n2026-04-01;samen;client;6;02\n"
                + "2026-04-01;anders;ouder;9;\n2026-04-01;samen;client;;\n",
            kind: "tevredenheid-client")
        try await town.takeIn(
            "DatumAfname;Initiatief;SoortOrganisatie;Rapportcijfer\n2026-04-01;samen;buurtteam;7\n",
            kind: "tevredenheid-betrokkenen")
        try await town.takeIn(
            "Bsn;Begindatum;Einddatum;HeropendOp\n\(number);2025-01-01;2025-06-01;2026-01-05\n"
                + "\(town.clients[1].number);2025-01-01;;\n",
            kind: "heropend")
        try await town.takeIn(
            "Bsn;Initiatief;Versie;Vanaf\n\(number);samen;1;2026-01-01\n", kind: "cohort")
    }

    @Test func `tables that were taken in come back as figures, to the digit`() async throws {
        defer { program.remove() }
        try await takeInInstruments()
        let report = try await town.report()
        let instruments = try #require(report.groups.first?.instruments)
        let matrix = try #require(instruments.selfSufficiency)
        #expect(matrix.reading == "net" && matrix.improved == 1)
        #expect(matrix.notWorse.count == 1 && matrix.paired.total == 2)
        #expect(matrix.byDomain?["finance"]?.better == 1)
        let ladder = try #require(instruments.participation)
        #expect(ladder.change?.worse == 1 && ladder.atTop == 1 && ladder.notWorse.count == 0)
        let goals = try #require(instruments.goals)
        #expect(goals.reached.count == 3 && goals.clients.persons == 1)
        #expect(goals.meanScore == "59.1" && goals.byScale == ["fivePoint": 3])
        #expect(
            instruments.satisfaction?.map {
                "\($0.informant) \($0.mean ?? "") \($0.response.total ?? 0)"
            }
                == ["client 7.0 3", "parent 9.0 1", "stakeholder 7.0 1"])
        #expect(instruments.satisfaction?[0].withoutHelp?.count == 1)
        #expect(instruments.reopenedCases?.count == 1 && instruments.reopenedCases?.total == 2)
        #expect(report.notDivided == nil && report.measuredWithoutCare == 0)
    }

    @Test func `an initiative has its own surveys, and a provider has none and says so`()
        async throws
    {
        defer { program.remove() }
        try await takeInInstruments()
        let own = try await town.report("--initiative", "samen").groups.first?.instruments
        #expect(own?.satisfaction?.map(\.informant) == [.client, .stakeholder])
        #expect(own?.reopenedCases?.total == 1 && own?.selfSufficiency?.paired.total == 1)
        let split = try await town.report("--by", "initiative")
        #expect(split.groups.map(\.instruments?.satisfaction?.count) == [2, nil])
        #expect(split.groups.map(\.instruments?.goals?.clients.persons) == [1, 0])
        let providers = try await town.report("--by", "provider")
        #expect(
            providers.notDivided == [.clientSatisfaction, .reopenedCases, .stakeholderSatisfaction])
        #expect(providers.groups.first?.instruments?.selfSufficiency?.improved == 1)
        #expect(providers.groups.first?.instruments?.satisfaction == nil)
        let text = try await town.text("--by", "provider")
        #expect(text.contains("Niet in deze verdeling"))
        #expect(text.contains("Zelfredzaamheid (ZRM)       100,0 %"))
    }

    @Test
    func
        `a survey that is given again for its sender and period counts once, as it was given last`()
        async throws
    {
        defer { program.remove() }
        let header = "DatumAfname;Initiatief;Informant;Rapportcijfer;ZonderHulpVerder"
        func takeIn(_ marks: [Int], of sender: String) async throws {
            let rows = marks.map { "2026-04-0\($0);samen;client;\($0);;\(sender);2026-H1\n" }
            try await town.takeIn(
                header + ";Afzender;Periode\n" + rows.joined(), kind: "tevredenheid-client")
        }
        func shown() async throws -> [String] {
            try await town.report().groups.flatMap { $0.instruments?.satisfaction ?? [] }
                .filter { $0.informant == .client }
                .map { "\($0.mean ?? "") of \($0.response.total ?? 0)" }
        }
        // As releases before the columns took it in: nothing takes its place.
        try await town.takeIn(
            header + "\n2026-04-01;samen;client;1;\n", kind: "tevredenheid-client")
        try await takeIn([8, 9], of: "90000001")
        try await takeIn([5], of: "90000002")
        #expect(try await shown() == ["5.8 of 4"])
        try await takeIn([6], of: "90000001")
        #expect(try await shown() == ["4.0 of 3"])
    }

    @Test func `a row of CSV has a cell for every name, with instruments and without`() async throws
    {
        defer { program.remove() }
        for _ in 0..<2 {
            let lines = try await town.text("--csv").split(separator: "\r\n")
            let counts = lines.map {
                $0.split(separator: ",", omittingEmptySubsequences: false).count
            }
            #expect(counts.count == 2 && Set(counts).count == 1)
            #expect(lines[0].contains("goals_reached_percentage"))
            try await takeInInstruments()
        }
        #expect(try await town.text("--csv").contains("59.1"))
    }

    @Test func `what others computed stands apart, with its source, as it was given last`()
        async throws
    {
        defer { program.remove() }
        let header = "Reeks;Periode;Gebied;Waarde;Eenheid;Bron\n"
        try await town.takeIn(
            header + "monitor;2025;Venlo;12,5;%;GGD\nmonitor;2024;Venlo;11;%;GGD\n",
            kind: "context")
        try await town.takeIn(header + "monitor;2025;Venlo;12,7;%;GGD\n", kind: "context")
        let report = try await town.report("--for-publication")
        #expect(
            report.context?.map { "\($0.period) \($0.value) \($0.source)" } == [
                "2024 11 GGD", "2025 12.7 GGD",
            ])
        let text = try await town.text()
        #expect(
            text.hasSuffix(
                """
                Cijfers van anderen, om naast te leggen; wij hebben ze niet berekend
                  monitor, Venlo
                    2024      11 %              bron: GGD
                    2025      12,7 %            bron: GGD

                """))
    }

    @Test func `for publication nothing of so few is shown`() async throws {
        defer { program.remove() }
        try await takeInInstruments()
        let group = try #require(try await town.report("--for-publication").groups.first)
        let instruments = try #require(group.instruments)
        #expect(instruments.selfSufficiency?.notWorse.hidden == true)
        #expect(instruments.selfSufficiency?.improved == nil)
        #expect(instruments.goals?.meanScore == nil && instruments.goals?.clients.hidden == true)
        #expect(instruments.satisfaction?.allSatisfy { $0.mean == nil } == true)
    }

    @Test func `who was measured without known care is told and not counted`() async throws {
        defer { program.remove() }
        try await town.takeIn(
            "Bsn;Meetdatum;Moment;Trede\n\(CareMessages(700).number);2026-01-10;T0;3\n",
            kind: "participatieladder")
        let report = try await town.report()
        #expect(report.measuredWithoutCare == 1)
        #expect(report.groups.first?.instruments?.participation?.paired.count == 0)
        #expect(try await town.text().contains("Telt niet mee: 1 cliënt"))
    }
}
