import Domain
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Planning and paper without scripts` {
    private let sitting = SittingPage.address(DemoCast.round)
    private let secretary = DemoCast.secretary

    @Test func `the secretary plans a sitting, which members find with its forms to print`()
        async throws
    {
        try await ServerHarness(.admitted).run { server in
            let agenda = AgendaPage.address(DemoCast.round)
            let room = VisitingRoom(at: server)
            let page = try await room.look(agenda, by: secretary)
            #expect(page.body.contains("Er is nog geen vergadering gepland."))
            var typed = [
                "agenda.0:integer": "2", "agenda.1:integer": "2", "plannedAt": "2026-04-10T13:00",
            ]
            let twice = try await room.send("plan", typed, by: secretary, to: agenda)
            #expect(twice.status == 422 && !twice.body.contains("id=\"plan-2-error\""))
            #expect(twice.body.contains("value=\"2026-04-10T13:00\""))
            #expect(twice.body.contains("id=\"plan-3-error\""))
            #expect(twice.body.contains("Agendapunt 2: dit staat al bij “Agendapunt 1”."))
            let none = try await room.send(
                "plan",
                [
                    "agenda.0:integer": "", "agenda.1:integer": "",
                    "plannedAt": "2026-04-10T13:00",
                ], by: secretary, to: agenda)
            #expect(none.status == 422 && none.body.contains("Kies minstens één dossier."))
            typed["agenda.1:integer"] = ""
            typed["plannedAt"] = "morgen"
            let unreadable = try await room.send("plan", typed, by: secretary, to: agenda)
            #expect(unreadable.status == 422 && unreadable.body.contains("id=\"plan-1-error\""))
            typed["agenda.1:integer"] = "1"
            typed["plannedAt"] = "2026-04-10T13:00"
            let planned = try await room.send("plan", typed, by: secretary, to: agenda)
            #expect(planned.status == 303, "\(planned.body)")
            let own = try await room.look(agenda, by: DemoCast.memberOne)
            #expect(own.body.contains("10 april 2026, 13.00 uur"))
            #expect(!own.body.contains("id=\"plan\""))
            let forms = try await room.look(
                ScoreFormPage.address(DemoCast.round), by: DemoCast.memberOne)
            #expect(forms.body.matches(of: #/page-sheet/#).count == 2)
        }
    }

    @Test func `a vote on paper is entered, countersigned or contested`() async throws {
        try await ServerHarness(.ballotOpen).run { server in
            let room = VisitingRoom(at: server)
            let typed = ["person": "\(DemoCast.deputy)"]
            let empty = try await room.send("paper-1-1", typed, by: secretary, to: sitting)
            #expect(empty.status == 422 && empty.body.contains("Maak hier een keuze."))
            let whole = typed.merging(["verdict": "meets"]) { own, _ in own }
            let entered = try await room.send("paper-1-1", whole, by: secretary, to: sitting)
            #expect(entered.status == 303, "\(entered.body)")
        }
        for (agrees, next) in [(true, "adoptBallot-1-1"), (false, "repeatBallot-1-1")] {
            var builder = RoundStage.paperEntered.builder()
            builder.reveal()
            try await ServerHarness(builder).run { server in
                let room = VisitingRoom(at: server)
                let page = try await room.look(sitting, by: DemoCast.deputy)
                #expect(page.body.contains("Controleer uw papieren stem"))
                let said = try await room.send(
                    "countersign-\(agrees)-1-1", by: DemoCast.deputy, to: sitting)
                #expect(said.status == 303, "\(said.body)")
                let chair = try await room.look(sitting, by: DemoCast.chair)
                #expect(chair.body.contains("id=\"\(next)\""))
            }
        }
    }

    @Test func `scores on paper are entered whole`() async throws {
        let builder = RoundStage.scoresOpen.builder()
        let codes = builder.round.rules.criteria.map(\.code)
        try await ServerHarness(builder).run { server in
            let room = VisitingRoom(at: server)
            let form = "paper-\(builder.latestBallot)"
            var typed = ["person": "\(DemoCast.memberTwo)"]
            for code in codes.dropLast() { typed["scores.\(code):integer"] = "4" }
            let short = try await room.send(form, typed, by: secretary, to: sitting)
            #expect(short.status == 422)
            #expect(short.body.contains("id=\"\(form)-\(codes.count + 1)-error\""))
            for code in codes { typed["scores.\(code):integer"] = "0" }
            let whole = try await room.send(form, typed, by: secretary, to: sitting)
            #expect(whole.status == 303, "\(whole.body)")
        }
    }

    @Test func `the coordinator calls a substitute, who then takes part`() async throws {
        try await ServerHarness(.tabled).run { server in
            let room = VisitingRoom(at: server)
            let called = try await room.send(
                "callSubstitute",
                ["substitute": "\(DemoCast.substitute)", "member": "\(DemoCast.conflicted)"],
                by: DemoCast.coordinator, to: sitting)
            #expect(called.status == 303, "\(called.body)")
            let page = try await room.look(sitting, by: secretary)
            #expect(page.body.contains("(vervangt De heer of mevrouw maud)"))
            let start = try await room.look("/", by: DemoCast.substitute)
            #expect(start.body.contains("Ga naar de vergadering"))
        }
    }
}
