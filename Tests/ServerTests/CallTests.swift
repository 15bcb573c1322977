import Domain
import Engine
import Foundation
import SQLiteJournal
import Server
import Support
import Testing
import WebSocket
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A call over the socket` {
    @Test
    func `that isn't a request, or none that is known, says what is wrong and changes nothing`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: DemoCast.coordinator)
            let before = try await server.harness.journal.heads()
            for (text, error) in [
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\"", -32700), ("[]", -32600),
                ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"round.list\"}", -32600),
                ("{\"jsonrpc\":\"2.0\",\"method\":\"round.list\"}", -32600),
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"round.nonsense\"}", -32601),
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"round.passTime\"}", -32601),
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"directory.foundDirectory\"}", -32601),
                (
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"round.list\",\"params\":{\"x\":1}}",
                    -32602
                ),
            ] {
                peer.send(text)
                let answer = await peer.next()
                #expect(answer?.errorClass == error, "\(text)")
                #expect(answer?["error"]?["data"]?["nl"]?.text?.isEmpty == false)
                #expect(answer?["error"]?["data"]?["en"]?.text?.isEmpty == false)
            }
            #expect(try await server.harness.journal.heads() == before)
        }
    }

    @Test func `with a wrong type, an unknown field or a day that doesn't exist names the place`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: DemoCast.coordinator)
            let key = JSONValue.string("\(ServerHarness.key(1))")
            let round = JSONValue.string(DemoCast.round.rawValue)
            for (method, params, path) in [
                ("round.moveClosing", ["key": key, "round": round], "closesAt"),
                (
                    "round.moveClosing",
                    ["key": key, "round": round, "closesAt": "2026-02-30T12:00:00"], "closesAt"
                ),
                (
                    "round.writeSection",
                    [
                        "key": key, "round": round, "dossier": "1", "version": 1,
                        "section": "reason", "text": "",
                    ], "dossier"
                ),
                ("round.publishRound", ["key": key, "round": round, "extra": 1], "extra"),
                ("round.publishRound", ["key": key, "round": "Geen Naam"], "round"),
                ("round.publishRound", ["key": "1", "round": round], "key"),
                ("round.publishRound", ["round": round], "key"),
            ] as [(String, [String: JSONValue], String)] {
                let answer = await peer.ask(method, params)
                #expect(answer.errorClass == -32602)
                #expect(answer["error"]?["data"]?["path"] == .string(path))
            }
        }
    }

    @Test func `is refused for a stale version, another round, a used key and too late`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let editor = try await server.connect(as: DemoCast.editor(of: DemoCast.mental))
            let title = RoundCommand.changeTitle(dossier: 1, version: 1, title: "Oud")
            let stale = await editor.give(title, key: 1)
            #expect(stale.errorClass == -32009 && stale.errorCode == "staleVersion")

            let elsewhere = await editor.ask(
                "round.startDossier",
                [
                    "key": .string("\(ServerHarness.key(2))"), "round": "elsewhere",
                    "title": "Nieuw",
                ])
            #expect(elsewhere.errorClass == -32004 && elsewhere.errorCode == "unknownRound")

            #expect(await editor.give(.startDossier(title: "Een"), key: 3).isAccepted)
            let again = await editor.give(.startDossier(title: "Een"), key: 3)
            #expect(again["result"]?["already"] == true)
            let reused = await editor.give(.startDossier(title: "Twee"), key: 3)
            #expect(reused.errorClass == -32009 && reused.errorCode == "keyReused")

            server.harness.clock.now = amsterdam("2026-03-27T12:00:00").instant
            let late = await editor.give(.startDossier(title: "Laat"), key: 4)
            #expect(late.errorClass == -32010 && late.errorCode == "roundClosed")
        }
    }

    /// Edge case 13 of product.md.
    @Test func `after closing is refused also when the clock jumps back: position decides`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let clock = server.harness.clock
            let open = clock.now
            clock.now = amsterdam("2026-03-27T12:00:00").instant
            var phase = Phase.open
            while phase != .closed {
                phase = try await server.engine.withRound(DemoCast.round) { round, _ in round.phase
                }
            }
            clock.now = open
            let editor = try await server.connect(as: DemoCast.editor(of: DemoCast.mental))
            let late = await editor.give(.startDossier(title: "Laat"), key: 1)
            #expect(late.errorCode == "roundClosed")
        }
    }

    /// Edge case 14 of product.md, on one node.
    @Test(arguments: [false, true])
    func `that is repeated after a lost answer or a restart has one effect and its first answer`(
        inFile: Bool
    ) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let reopening: (@Sendable () throws -> SQLiteJournal)? =
            inFile ? { @Sendable in try SQLiteJournal(owning: DataFolder(owning: path)) } : nil
        let harness = try await ServerHarness(.open, reopening: reopening)
        let command = RoundCommand.startDossier(title: "Eenmaal")
        let editor = DemoCast.editor(of: DemoCast.mental)
        try await harness.run { server in
            let lost = try await server.connect(as: editor)
            let call = Call<RoundCommand>.round(
                DemoCast.round, command, Envelope(key: ServerHarness.key(1)))
            lost.request(call.method, call.params)
            lost.connection.close()
            let back = try await server.connect(as: editor)
            #expect(await back.give(command, key: 1).isAccepted)
            let count = try await harness.journal.head(of: .round(DemoCast.round)).position
            #expect(await back.give(command, key: 1)["result"]?["already"] == true)
            #expect(try await harness.journal.head(of: .round(DemoCast.round)).position == count)
        }
        let count = try await harness.journal.head(of: .round(DemoCast.round)).position
        try await harness.run { server in
            let back = try await server.connect(as: editor)
            let answer = await back.give(command, key: 1)
            #expect(answer.isAccepted && answer["result"]?["already"] == true)
            #expect(await back.give(.startDossier(title: "X"), key: 1).errorCode == "keyReused")
        }
        #expect(try await harness.journal.head(of: .round(DemoCast.round)).position == count)
    }

    @Test func `for a token shows its secret once, and says so to whoever asks again`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: DemoCast.administrator)
            let expiry = server.harness.clock.now.advanced(bySeconds: 1000)
            let params: [String: JSONValue] = [
                "key": .string("\(ServerHarness.key(1))"), "token": "fresh",
                "holder": "person/charlotte", "scope": "read", "label": "laptop",
                "expiresAt": .string("\(expiry)"),
            ]
            let secret = try #require(
                await peer.ask("directory.issueToken", params)["result"]?["secret"]?.text)
            #expect(await peer.ask("directory.issueToken", params).errorCode == "secretShownOnce")
            var other = params
            other["label"] = "phone"
            #expect(await peer.ask("directory.issueToken", other).errorCode == "keyReused")
            let records = try await server.harness.journal.records(
                of: .directory, after: 0, limit: 10_000)
            #expect(
                !records.contains { String(decoding: $0.bytes, as: UTF8.self).contains(secret) })

            let holder = try await server.connect()
            let hello = await holder.ask("hello", ["token": .string(secret)])
            #expect(hello["result"]?["user"] == "charlotte")
            let refused = await holder.give(.declareInterests(interests: []), key: 2)
            #expect(refused.errorCode == "readOnlyToken")
        }
    }

    @Test func `for the rounds lists those of which one may watch something`() async throws {
        let views: [(Actor.Identity, [RoundViewer])] = [
            (.person(DemoCast.coordinator), [.coordinator, .observer, .projector, .council]),
            (.person(DemoCast.auditor), [.auditor]),
            (.person(DemoCast.secretary), [.secretary, .projector]),
            (.person(DemoCast.chair), [.member(DemoCast.chair)]),
            (.person(DemoCast.editor(of: DemoCast.home)), [.applicant(DemoCast.home)]),
            (.projector(DemoCast.round), [.projector]), (.person(DemoCast.nobody), []),
        ]
        for stage in [RoundStage.open, .draft] {
            try await ServerHarness(stage).run { server in
                for (holder, all) in views {
                    let peer = try await server.connect(as: holder)
                    let expected = all.filter {
                        stage != .draft || [.coordinator, .auditor, .secretary].contains($0)
                    }
                    let names = expected.map { JSONValue.string($0.description) }
                    let rounds: JSONValue =
                        names.isEmpty
                        ? []
                        : [["round": .string(DemoCast.round.rawValue), "views": .array(names)]]
                    #expect(await peer.ask("round.list")["result"] == ["rounds": rounds])
                }
            }
        }
    }
}
