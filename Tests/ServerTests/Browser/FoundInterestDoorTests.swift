import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `An interest that a member didn’t declare` {
    private let seats = "/rounds/\(DemoCast.round)/seats"
    private let typed = [
        "person:choice": DemoCast.memberTwo.rawValue, "interest.dossier:integer": "1",
        "interest.kind:choice": "financial", "interest.text:optional": "",
    ]

    @Test func `is recorded by the coordinator, who sees first what falls by it`() async throws {
        try await ServerHarness(.ranked).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let look = try await coordinator.send("interest", at: seats, typed)
            #expect(look.status == 200 && look.body.contains("Een belang vastleggen"))
            #expect(look.body.contains("Controleer en bevestig"))
            let member = "De heer of mevrouw \(DemoCast.memberTwo)"
            for told in [member, "Dossier 1 “", "Financieel"] {
                #expect(look.body.contains(told), "\(told)")
            }
            try await coordinator.carryOut("interest", at: seats, typed)
            let again = try await coordinator.send("interest", at: seats, typed)
            #expect(again.status == 422)
            #expect(again.body.contains("Bij dit dossier is al een belang van dit lid bekend."))
            #expect(again.body.contains("id=\"interest-2-error\""))
        }
    }

    @Test func `is refused at the field that is wrong`() async throws {
        try await ServerHarness(.sitting).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            for (name, value, field) in [
                ("person:choice", "", "interest-1"), ("interest.kind:choice", "", "interest-3"),
                ("interest.kind:choice", "other", "interest-4"),
                (
                    "interest.text:optional",
                    String(repeating: "a", count: Limits.reasonCharactersMost + 1), "interest-4"
                ),
            ] {
                let refused = try await coordinator.send(
                    "interest", at: seats, typed.merging([name: value]) { $1 })
                #expect(refused.status == 422, "\(name) \(value)")
                #expect(refused.body.contains("id=\"\(field)-error\""), "\(name) \(value)")
            }
        }
    }

    @Test func `isn’t recorded of who has declared nothing yet`() async throws {
        try await ServerHarness(.closed).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let silent = typed.merging(["person:choice": DemoCast.undeclared.rawValue]) { $1 }
            let refused = try await coordinator.send("interest", at: seats, silent)
            #expect(refused.status == 422 && refused.body.contains("id=\"interest-1-error\""))
            #expect(refused.body.contains("Dit lid heeft nog geen belangen opgegeven"))
        }
    }

    @Test func `can’t be recorded before the dossiers are closed`() async throws {
        try await ServerHarness(.open).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            #expect(try await !coordinator.look(seats).contains("id=\"interest\""))
        }
    }
}
