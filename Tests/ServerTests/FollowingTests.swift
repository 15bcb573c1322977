import Domain
import Engine
import Server
import Support
import Testing
import WebSocket
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Following a view over the socket` {
    private static let editor = DemoCast.editor(of: DemoCast.mental)
    private static let view = RoundViewer.applicant(DemoCast.mental)

    @Test func `brings it whole, then what changes, and after a break what was missed`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: Self.editor)
            let snapshot = await peer.subscribe(Self.view)
            #expect(snapshot["result"]?["mode"] == "snapshot")
            guard case .integer(let offset)? = snapshot["result"]?["offset"],
                let epoch = snapshot["result"]?["epoch"]?.text
            else {
                Issue.record("no offset")
                return
            }
            for number in 1...3 {
                #expect(await peer.give(.startDossier(title: "\(number)"), key: number).isAccepted)
            }
            var offsets: [JSONValue?] = []
            for notice in peer.notices { offsets.append(notice["params"]?["offset"]) }
            while offsets.count < 3 { offsets.append(await peer.next()?["params"]?["offset"]) }
            #expect(offsets == [offset + 1, offset + 2, offset + 3].map { .integer($0) })

            let back = try await server.connect(as: Self.editor)
            let missed = await back.subscribe(Self.view, since: (epoch, offset + 1))
            #expect(missed["result"]?["mode"] == "resumed")
            #expect(missed["result"]?["events"]?.elements?.count == 2)
            let nothing = await back.subscribe(Self.view, since: (epoch, offset + 3))
            #expect(nothing["result"]?["mode"] == "resumed")
            #expect(nothing["result"]?["events"] == [])
            let other = await back.subscribe(Self.view, since: ("other", offset + 3))
            #expect(other["result"]?["mode"] == "snapshot")
        }
    }

    @Test func `ends when asked, and nothing comes any more`() async throws {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: Self.editor)
            _ = await peer.subscribe(Self.view)
            let params: [String: JSONValue] = [
                "round": .string(DemoCast.round.rawValue), "view": .string(Self.view.description),
            ]
            #expect(await peer.ask("round.unsubscribe", params)["result"] == ["ended": true])
            #expect(await peer.ask("round.unsubscribe", params)["result"] == ["ended": false])
            #expect(await peer.give(.startDossier(title: "Stil"), key: 1).isAccepted)
            #expect(await peer.ask("round.list")["result"] != nil)
            #expect(peer.notices.isEmpty)
        }
    }

    @Test func `is refused for a view that isn't one's own, and for one that doesn't exist`()
        async throws
    {
        try await ServerHarness(.ballotOpen).run { server in
            for (holder, own) in [
                (.person(DemoCast.chair), .member(DemoCast.chair)),
                (.person(Self.editor), Self.view), (.projector(DemoCast.round), .projector),
            ] as [(Actor.Identity, RoundViewer)] {
                let peer = try await server.connect(as: holder)
                let others =
                    RoundViewer.plain + [
                        .member(DemoCast.chair), .member(DemoCast.deputy), Self.view,
                        .applicant(DemoCast.home),
                    ]
                for viewer in others {
                    let answer = await peer.subscribe(viewer)
                    #expect((answer["result"] != nil) == (viewer == own), "\(holder) \(viewer)")
                    #expect(viewer == own || answer.errorClass == -32003)
                }
                let unknown = await peer.ask(
                    "round.subscribe",
                    ["round": .string(DemoCast.round.rawValue), "view": "everything"])
                #expect(unknown.errorClass == -32602)
                let elsewhere = await peer.ask(
                    "round.subscribe", ["round": "elsewhere", "view": "council"])
                #expect(elsewhere.errorClass == -32004)
            }
            let projector = try await server.connect(as: .projector(DemoCast.round))
            let refused = await projector.give(.revealBallot(ballot: "1-1"), key: 1)
            #expect(refused.errorClass == -32003)
            let directory = await projector.ask("directory.subscribe", ["view": "participant"])
            #expect(directory.errorClass == -32003)
        }
    }

    @Test func `ends at once with the right to it, and with the token`() async throws {
        try await ServerHarness(.open).run { server in
            let administrator = try await server.connect(as: DemoCast.administrator)
            let member = try await server.connect(as: Self.editor)
            let screen = try await server.connect(as: .projector(DemoCast.round))
            _ = await member.subscribe(Self.view)
            _ = await screen.subscribe(.projector)
            let end = DirectoryCommand.endMembership(
                person: Self.editor, organisation: DemoCast.mental)
            #expect(await administrator.give(end, key: 1).isAccepted)
            let notice = await member.notice("subscription.ended")
            #expect(notice?["params"]?["view"] == .string(Self.view.description))
            #expect(notice?["params"]?["code"] == "notAllowed")
            #expect(await member.give(.startDossier(title: "Weg"), key: 1).errorClass == -32003)

            for (peer, holder) in [
                (screen, Actor.Identity.projector(DemoCast.round)), (member, .person(Self.editor)),
            ] {
                let withdraw = DirectoryCommand.withdrawToken(
                    token: ServerHarness.token(of: holder))
                #expect(
                    await administrator.give(withdraw, key: 2 + "\(holder)".count).isAccepted)
                #expect(await peer.end() == 4401)
            }
            // Nobody is delivered to any more; the time limit bounds the waiting.
            while server.engine.statistics.subscribers > 0 { await Task.yield() }
        }
    }

    @Test func `too slowly is closed with 4290, and the others miss nothing`() async throws {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.session.queueBytesWatcher = 16_384
                $0.session.commandsPerSecond = 10_000
                $0.session.commandsBurst = 10_000
                $0.listener.unsentBytesMax = 4096
                // The reader hears why once it reads again, however long the writing takes.
                $0.listener.webSocket.slowCutSeconds = 600
                $0.listener.webSocket.closeTimeoutSeconds = 600
                $0.listener.webSocket.silenceSeconds = 600
            })
        try await harness.run { server in
            let slow = try await server.connect(as: DemoCast.reader(of: DemoCast.disability))
            let quick = try await server.connect(as: DemoCast.reader(of: DemoCast.mental))
            _ = await slow.subscribe(.applicant(DemoCast.disability))
            let snapshot = await quick.subscribe(Self.view)
            guard case .integer(let offset)? = snapshot["result"]?["offset"] else {
                Issue.record("no offset")
                return
            }
            slow.connection.withHandler { $0.pauseReading() }
            let editor = try await server.connect(as: Self.editor)
            let text = String(repeating: "Een lange tekst. ", count: 500)
            let body = snapshot["result"]?["parts"]?["dossier/1"]?["body"]
            guard case .integer(var version)? = body?["version"] else {
                Issue.record("no version")
                return
            }
            let count = 100
            for number in 1...count {
                let write = RoundCommand.writeSection(
                    dossier: 1, version: version, section: .reason, text: "\(number) \(text)")
                let answer = await editor.give(write, key: number)
                try #require(answer.isAccepted, "\(answer)")
                version += 1
            }
            slow.connection.withHandler { $0.resumeReading() }
            let code = await slow.end()
            #expect(code == 4290)
            var seen: [Int] = []
            while seen.count < count, let message = await quick.next() {
                if case .integer(let offset)? = message["params"]?["offset"] { seen.append(offset) }
            }
            #expect(seen == Array(offset + 1...offset + count))
        }
    }
}
