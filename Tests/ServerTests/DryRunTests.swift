import Domain
import Engine
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A dry run` {
    private let builder = RoundStage.screening.builder()

    private func admission(_ intent: Intent, key: Int) -> Call<RoundCommand> {
        .round(
            DemoCast.round,
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            Envelope(key: ServerHarness.key(key)), intent)
    }

    private func ask(_ peer: Peer, _ intent: Intent, key: Int) async -> JSONValue {
        let call = admission(intent, key: key)
        return await peer.ask(call.method, call.params)
    }

    @Test func `tells the consequence, writes nothing, and its confirmation is demanded`()
        async throws
    {
        let harness = try await ServerHarness(builder)
        try await harness.run { server in
            let coordinator = try await server.connect(as: DemoCast.coordinator)
            let before = try await harness.journal.head(of: .round(DemoCast.round)).position
            let bare = await ask(coordinator, .perform, key: 1)
            #expect(bare.errorCode == "confirmationMissing")
            let seen = await ask(coordinator, .rehearse, key: 2)["result"]
            let moves: JSONValue = [["dossier": 1, "from": "submitted", "to": "admissible"]]
            #expect(seen?["consequence"]?["dossiers"] == moves)
            #expect(try await harness.journal.head(of: .round(DemoCast.round)).position == before)
            let wrong = await ask(coordinator, .confirm(.zero), key: 3)
            #expect(wrong.errorCode == "staleVersion")
            let confirmation = try #require(
                seen?["confirmation"]?.text.flatMap(Digest.init(hexadecimal:)))
            #expect(await ask(coordinator, .confirm(confirmation), key: 4).isAccepted)
        }
    }

    @Test func `is refused to whoever may not give the command`() async throws {
        try await ServerHarness(builder).run { server in
            for person in [DemoCast.chair, DemoCast.signatory(of: DemoCast.mental)] {
                let peer = try await server.connect(as: person)
                #expect(await ask(peer, .rehearse, key: 1).errorCode == "notAllowed")
            }
            let answer = try await server.call(
                "round.admitDossier", admission(.rehearse, key: 1).params,
                as: .projector(DemoCast.round))
            #expect(answer.json.errorCode == "readOnlyToken")
        }
    }
}

@Suite(.timeLimit(.minutes(15))) struct `An explanation` {
    private func status(
        _ server: RunningServer, _ person: PersonID?, dossier: String = "1"
    ) async throws -> (Int, String) {
        let answer = try await server.exchange(
            "GET", "/rounds/\(DemoCast.round)/dossiers/\(dossier)/explanation.txt",
            bearer: person.map { ServerHarness.secret(of: .person($0)) })
        return (answer.status, answer.body)
    }

    @Test func `is for whoever sees the released decision, the council apart`() async throws {
        let applicant = DemoCast.editor(of: DemoCast.mental)
        try await ServerHarness(.decided).run { server in
            for person in [DemoCast.coordinator, DemoCast.auditor, applicant, DemoCast.chair] {
                let (status, text) = try await status(server, person)
                #expect(status == 200 && text.contains("Stap 2: de scores"), "\(person)")
            }
            for person in [
                DemoCast.councilMember, DemoCast.conflicted, DemoCast.nobody,
                DemoCast.signatory(of: DemoCast.outsider),
            ] {
                let (status, _) = try await status(server, person)
                #expect(status == 404, "\(person)")
            }
            let (unknown, _) = try await status(server, nil)
            #expect(unknown == 401)
            for number in ["3", "99", "x"] {
                let (status, _) = try await status(server, DemoCast.auditor, dossier: number)
                #expect(status == 404, "\(number)")
            }
        }
        try await ServerHarness(.intended).run { server in
            for person in [DemoCast.coordinator, applicant] {
                let (status, _) = try await status(server, person)
                #expect(status == 404, "\(person)")
            }
        }
    }
}
