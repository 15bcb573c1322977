import Domain
import Engine
import Foundation
import SQLiteJournal
import Support
import Testing
import Wire

/// Warm handovers of an initiative, from the log of its round beside the care records.
struct HandoverFigureTests {
    private let town: TakenInTown

    init() async throws {
        town = try await TakenInTown()
        try await town.takeIn(
            "Bsn;Initiatief;Versie;Vanaf\n\(town.clients[0].number);dossier 1;1;2026-01-01\n"
                + "\(town.clients[1].number);elders;1;2026-01-01\n",
            kind: "cohort")
    }

    /// A round with three handovers of dossier 1 after care that ended today: one that is warm, one that
    /// nobody confirmed, and one without consent.
    private static func played() -> RoundBuilder {
        var builder = RoundStage.agreed.builder()
        let editor = DemoCast.editor(of: DemoCast.mental)
        for (reference, consent) in [("OVD-18", true), ("OVD-19", false)] {
            builder.given(
                .registerHandover(
                    dossier: 1,
                    handover: InitiativeSample.handover(
                        reference, on: builder.today, consent: consent)), by: editor)
        }
        builder.given(
            .confirmHandover(
                dossier: 1, handover: 2, confirmedOn: builder.today, firstContactOn: builder.today),
            by: DemoCast.team)
        return builder
    }

    private func write(_ play: RoundBuilder, as rounds: RoundID...) async throws {
        let journal = try SQLiteJournal(owning: try DataFolder(owning: town.program.path("data")))
        let codec = RecordCodec<Round>()
        for round in rounds {
            var previous = Digest.zero
            var records: [StoredRecord] = []
            for (event, stamp) in play.log {
                let record = codec.record(
                    of: event,
                    header: RecordHeader(
                        stream: .round(round), position: stamp.position, at: stamp.at,
                        actor: stamp.by, actingFor: stamp.actingFor, key: nil, previous: previous))
                previous = record.hash
                records.append(record)
            }
            try await journal.append(
                Append(
                    stream: .round(round), expectedPosition: 0, records: records, receipts: [],
                    deadline: nil))
        }
        try journal.close()
    }

    @Test func `an initiative has the handovers of its dossier, and those of no other`()
        async throws
    {
        defer { town.program.remove() }
        let play = Self.played()
        try await write(play, as: DemoCast.round)
        let report = try await town.report("--initiative", "dossier 1")
        #expect(report.handoverRegister?.round == DemoCast.round.rawValue)
        #expect(report.handoverRegister?.dossier == 1)
        let handovers = try #require(report.groups.first?.handovers)
        #expect(handovers.warm.count == 1 && handovers.warm.total == 2)
        #expect(handovers.withoutConsent == 1)
        let before = try await town.report(
            "--initiative", "dossier 1", "--to", "\(play.today.advanced(byDays: -1))")
        #expect(before.groups.first?.handovers?.warm.total == 0)
        // Nobody is left out of the next list, so that it may be published.
        let rows = town.clients.map { "\($0.number);dossier 1;2;2026-01-01\n" }
        try await town.takeIn("Bsn;Initiatief;Versie;Vanaf\n" + rows.joined(), kind: "cohort")
        let published = try await town.report("--initiative", "dossier 1", "--for-publication")
        #expect(published.groups.first?.handovers?.warm.hidden == true)
        #expect(published.groups.first?.handovers?.withoutConsent == nil)
        let text = try await town.text("--initiative", "dossier 1", "--started", "2026-03-01")
        #expect(text.contains("die bij dossier 1 van ronde \(DemoCast.round) zijn geregistreerd"))
        // Only the initiative itself, not what it is compared with.
        #expect(text.split(separator: "\n").count { $0.contains("  Warme overdracht  ") } == 1)
        let other = try await town.report("--initiative", "elders")
        #expect(other.handoverRegister?.round == nil && other.groups.first?.handovers == nil)
        #expect(try await town.report().handoverRegister == nil)
        // A handover names no provider.
        let split = try await town.report("--initiative", "dossier 1", "--by", "provider")
        #expect(split.notDivided == [.handovers] && split.handoverRegister == nil)
    }

    @Test func `without a register it says so, and of two rounds it asks which`() async throws {
        defer { town.program.remove() }
        #expect(
            try await town.text("--initiative", "dossier 1").contains(
                "zijn geen overdrachten geregistreerd"))
        try await write(Self.played(), as: "first", "second")
        let two = try await town.program.run(
            "indicators", "--data", "data", "--initiative", "dossier 1")
        #expect(two.exit == 64)
        #expect(two.errors.contains("first, dossier 1; second, dossier 1"))
        let chosen = try await town.report("--initiative", "dossier 1", "--round", "second")
        #expect(chosen.handoverRegister?.round == "second")
        let wrong = try await town.program.run("indicators", "--data", "data", "--round", "second")
        #expect(wrong.exit == 64)
    }
}
