import Domain
import NIOCore
import NIOWebSocket
import Server
import Support
import Synchronization
import Testing
import WebSocket
import Wire

/// Where people are in a dossier, as those of its coalition are told it.
///
/// Dossier 1 is of `mental` and `disability`, dossier 2 of `home` and `disability`.
@Suite(.timeLimit(.minutes(15))) struct `Hints in a dossier` {
    private static let editor = DemoCast.editor(of: DemoCast.mental)
    private static let partner = DemoCast.editor(of: DemoCast.disability)
    private static let reader = DemoCast.reader(of: DemoCast.disability)

    private func follow(
        _ server: RunningServer, _ person: PersonID, _ organisation: OrganisationID
    ) async throws -> Peer {
        let peer = try await server.connect(as: person)
        let answer = await peer.subscribe(.applicant(organisation))
        try #require(answer["result"] != nil)
        return peer
    }

    private static func quick(_ settings: inout ServerSettings) {
        settings.hints.intervalMilliseconds = 1
        settings.session.commandsPerSecond = 10_000
        settings.session.commandsBurst = 10_000
    }

    @Test func `partners see who is there and where, since when, and it takes no offset`()
        async throws
    {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.reader, DemoCast.disability)
            let answer = await one.hint(DemoCast.mental, place: "section/risks")
            #expect(answer["result"] == ["shown": true, "lapsesAfterMs": 30_000])
            let since = JSONValue.string("\(server.harness.clock.now)")
            #expect(
                await two.list { $0.count == 1 } == [
                    [
                        "person": .string(Self.editor.rawValue), "place": "section/risks",
                        "organisation": .string(DemoCast.mental.rawValue), "since": since,
                    ]
                ])
            _ = await two.hint(DemoCast.disability, place: nil)
            for peer in [one, two] {
                let list = await peer.list { $0.count == 2 }
                #expect(list.last?["person"] == .string(Self.reader.rawValue))
                #expect(list.last?["place"] == nil)
            }
            let write = RoundCommand.writeSection(
                dossier: 1, version: RoundStage.open.builder().version(1), section: .risks,
                text: "Klein.")
            #expect(await one.give(write, key: 1).isAccepted)
            let snapshot = await two.subscribe(.applicant(DemoCast.disability))
            let event = await two.notice("event")
            #expect(event?["params"]?["offset"] == snapshot["result"]?["offset"])
        }
    }

    @Test func `are refused without following, in another view or part, and over POST`()
        async throws
    {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let peer = try await server.connect(as: Self.editor)
            let early = await peer.hint(DemoCast.mental)
            #expect(early.errorCode == "viewNotFollowed" && early.errorClass == -32002)
            _ = await peer.subscribe(.applicant(DemoCast.mental))
            #expect(await peer.hint(DemoCast.mental)["result"]?["shown"] == true)
            #expect(await peer.hint(DemoCast.disability).errorCode == "viewNotFollowed")
            for view in ["coordinator", "member/\(DemoCast.chair)", "everything"] {
                let refused = await peer.ask("round.hint", Peer.hint(view, "dossier/1"))
                #expect(refused["error"]?["data"]?["path"] == "view", "\(view)")
            }
            let view = "applicant/\(DemoCast.mental)"
            for part in [
                "round", "dossier/", "dossier/01", "dossier/+1", "ballot/1-1", "dossier/x",
            ] {
                let refused = await peer.ask("round.hint", Peer.hint(view, part))
                #expect(refused["error"]?["data"]?["path"] == "part", "\(part)")
            }
            let posted = try await server.call(
                "round.hint", Peer.hint(view, "dossier/1"), as: .person(Self.editor))
            #expect(posted.json.errorCode == "viewNotFollowed")
        }
    }

    @Test func `of others' dossiers are refused as of one that doesn't exist, and never come`()
        async throws
    {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.partner, DemoCast.disability)
            let other = try await follow(server, DemoCast.editor(of: DemoCast.home), DemoCast.home)
            let hidden = await other.hint(DemoCast.home, part: "dossier/1")
            let absent = await other.hint(DemoCast.home, part: "dossier/99")
            for answer in [hidden, absent] {
                #expect(answer.errorClass == -32004 && answer.errorCode == "unknownDossier")
            }
            _ = await one.hint(DemoCast.mental, place: "section/costs")
            _ = await two.list { $0.count == 1 }
            // Of the other dossier both are partners.
            _ = await two.hint(DemoCast.disability, part: "dossier/2", place: "section/roles")
            let list = await other.list(of: "dossier/2") { !$0.isEmpty }
            #expect(list.map { $0["person"] } == [.string(Self.partner.rawValue)])
            #expect(other.notices.map { $0["params"]?["part"] } == ["dossier/2"])
            _ = await one.ask("round.list")
            #expect(one.notices.allSatisfy { $0["params"]?["part"] == "dossier/1" })
        }
    }

    @Test func `a reader is there without a place, and a token that only reads leaves nothing`()
        async throws
    {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let reader = try await follow(server, Self.reader, DemoCast.disability)
            #expect(await reader.hint(DemoCast.disability, place: "a").errorClass == -32003)
            #expect(await reader.hint(DemoCast.disability)["result"]?["shown"] == true)
            let administrator = try await server.connect(as: DemoCast.administrator)
            let issued = await administrator.ask(
                "directory.issueToken",
                [
                    "key": .string("\(ServerHarness.key(1))"), "token": "looking",
                    "holder": .string("person/\(Self.editor)"), "scope": "read",
                    "label": "looking",
                    "expiresAt": .string("\(server.harness.clock.now.advanced(bySeconds: 600))"),
                ])
            let secret = try #require(issued["result"]?["secret"])
            let looking = try await server.connect()
            _ = await looking.ask("hello", ["token": secret])
            _ = await looking.subscribe(.applicant(DemoCast.mental))
            let refused = await looking.hint(DemoCast.mental)
            #expect(refused.errorCode == "readOnlyToken")
        }
    }

    @Test func `that aren't given again are gone by themselves`() async throws {
        try await ServerHarness(
            .open,
            change: {
                Self.quick(&$0)
                // Long enough to be seen on a busy machine.
                $0.hints.lapseSeconds = 5
            }
        ).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.partner, DemoCast.disability)
            let answer = await one.hint(DemoCast.mental, place: "a")
            #expect(answer["result"]?["lapsesAfterMs"] == 5000)
            #expect(await two.list { !$0.isEmpty }.count == 1)
            #expect(await two.list { $0.isEmpty } == [])
        }
    }

    /// How somebody stops being there.
    enum Leaving: CaseIterable { case takenBack, unsubscribed, closed, rightEnded }

    @Test(arguments: Leaving.allCases)
    func `are gone when they are taken back, and with the following, connection or right`(
        leaving: Leaving
    ) async throws {
        try await ServerHarness(
            .open,
            change: {
                Self.quick(&$0)
                // Longer than this test may take: nothing lapses meanwhile.
                $0.hints.lapseSeconds = 600
            }
        ).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.partner, DemoCast.disability)
            _ = await one.hint(DemoCast.mental, place: "a")
            _ = await two.list { !$0.isEmpty }
            switch leaving {
            case .takenBack:
                let answer = await one.hint(DemoCast.mental, isGone: true)
                #expect(answer["result"]?["shown"] == false)
            case .unsubscribed:
                _ = await one.ask(
                    "round.unsubscribe",
                    [
                        "round": .string(DemoCast.round.rawValue),
                        "view": .string("applicant/\(DemoCast.mental)"),
                    ])
            case .closed: one.connection.close()
            case .rightEnded:
                let administrator = try await server.connect(as: DemoCast.administrator)
                let end = DirectoryCommand.endMembership(
                    person: Self.editor, organisation: DemoCast.mental)
                #expect(await administrator.give(end, key: 1).isAccepted)
                #expect(await one.notice("subscription.ended") != nil)
            }
            #expect(await two.list { $0.isEmpty } == [])
        }
    }

    @Test func `a partner that leaves the coalition gets nothing more and is there no more`()
        async throws
    {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let leaver = DemoCast.signatory(of: DemoCast.disability)
            let two = try await follow(server, leaver, DemoCast.disability)
            _ = await two.hint(DemoCast.disability, place: "a")
            _ = await one.list { $0.count == 1 }
            let leave = RoundCommand.leaveCoalition(
                dossier: 1, version: RoundStage.open.builder().version(1),
                reasons: "Ons team is opgeheven.")
            #expect(await two.confirm(leave, key: 1).isAccepted)
            #expect(await two.hint(DemoCast.disability, place: "a").errorCode == "unknownDossier")
            _ = await one.hint(DemoCast.mental, place: "b")
            let list = await one.list { $0.last?["place"] == "b" }
            #expect(list.map { $0["person"] } == [.string(Self.editor.rawValue)])
            _ = await two.ask("round.list")
            let parts = two.notices.map { $0["params"]?["parts"]?["dossier/1"] }
            let gone = try #require(parts.firstIndex(of: .null))
            #expect(two.notices[gone...].allSatisfy { $0["method"] != "hints" })
        }
    }

    @Test func `come once in their time however often somebody moves, and to who comes the newest`()
        async throws
    {
        try await ServerHarness(
            .open,
            change: {
                Self.quick(&$0)
                $0.hints.intervalMilliseconds = 600_000
            }
        ).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.partner, DemoCast.disability)
            for number in 1...50 {
                let answer = await one.hint(DemoCast.mental, place: "section/\(number)")
                #expect(answer["result"]?["shown"] == true)
            }
            let late = try await follow(server, Self.partner, DemoCast.disability)
            #expect(await late.list { !$0.isEmpty }.first?["place"] == "section/50")
            _ = await two.ask("round.list")
            #expect(
                two.notices.map { $0["params"]?["people"]?.elements?.first?["place"] }
                    == ["section/1"])
        }
    }

    @Test func `a reader that hangs gets the newest once it reads again, and is never closed`()
        async throws
    {
        try await ServerHarness(
            .open,
            change: {
                Self.quick(&$0)
                $0.session.queueBytesWatcher = 100_000_000
                $0.listener.unsentBytesMax = 4096
                $0.listener.webSocket.outboundBytesMax = 100_000_000
                $0.session.queueBytesParticipant = 100_000_000
                $0.listener.webSocket.stallTimeoutSeconds = 600
                $0.listener.webSocket.silenceSeconds = 600
            }
        ).run { server in
            let slow = try await follow(server, Self.reader, DemoCast.disability)
            let quick = try await follow(server, Self.partner, DemoCast.disability)
            let editor = try await follow(server, Self.editor, DemoCast.mental)
            slow.connection.withHandler { $0.pauseReading() }
            let version = RoundStage.open.builder().version(1)
            let text = String(repeating: "Een lange tekst. ", count: 500)
            for number in 0..<200 {
                let write = RoundCommand.writeSection(
                    dossier: 1, version: version + number, section: .reason,
                    text: "\(number) \(text)")
                try #require(await editor.give(write, key: number + 1).isAccepted)
            }
            for number in 1...20 {
                _ = await editor.hint(DemoCast.mental, place: "section/\(number)")
                let place = JSONValue.string("section/\(number)")
                _ = await quick.list { $0.first?["place"] == place }
            }
            slow.connection.withHandler { $0.resumeReading() }
            _ = await slow.list { $0.first?["place"] == "section/20" }
            let methods = slow.notices.map { $0["method"]?.text }
            #expect(methods.count { $0 == "hints" } == 1)
            #expect(methods.count { $0 == "event" } == 200)
            #expect(await slow.ask("round.list")["result"] != nil)
        }
    }

    @Test func `as many as a part may have are shown, and one more isn't`() async throws {
        try await ServerHarness(
            .open,
            change: {
                Self.quick(&$0)
                $0.hints.perPartMost = 2
            }
        ).run { server in
            let one = try await follow(server, Self.editor, DemoCast.mental)
            let two = try await follow(server, Self.partner, DemoCast.disability)
            let three = try await follow(server, Self.reader, DemoCast.disability)
            #expect(await one.hint(DemoCast.mental)["result"]?["shown"] == true)
            #expect(await two.hint(DemoCast.disability)["result"]?["shown"] == true)
            #expect(await three.hint(DemoCast.disability)["result"]?["shown"] == false)
            #expect(await three.list { $0.count == 2 }.count == 2)
            _ = await one.hint(DemoCast.mental, isGone: true)
            #expect(await three.hint(DemoCast.disability)["result"]?["shown"] == true)
        }
    }

    @Test func `are never compressed`() async throws {
        try await ServerHarness(.open, change: Self.quick).run { server in
            let notes = WireNotes()
            let peer = try await server.connect(
                as: .person(Self.editor), deflate: DeflateSettings(), wire: notes)
            let view = RoundViewer.applicant(DemoCast.mental)
            _ = await peer.subscribe(view)
            for number in 1...4 {
                let more = try await follow(server, Self.editor, DemoCast.mental)
                let place = "\(number)" + String(repeating: "a", count: 63)
                _ = await more.hint(DemoCast.mental, place: place)
            }
            _ = await peer.list { $0.count == 4 }
            let plain = notes.frames.filter { !$0.rsv1 }
                .map { String(buffer: $0.unmaskedData) }.filter { $0.contains(#""hints""#) }
            #expect(notes.frames.contains { $0.rsv1 })
            #expect(plain.contains { $0.utf8.count > 600 })
            #expect(plain.count == peer.notices.count)
        }
    }
}

/// Two runs that differ in one hint alone, as everybody outside the coalition sees them.
@Suite(.timeLimit(.minutes(15))) struct `Two worlds with another hint` {
    private static let watchers: [(holder: Actor.Identity, viewer: RoundViewer)] =
        [
            (.person(DemoCast.secretary), .secretary),
            (.person(DemoCast.coordinator), .coordinator), (.person(DemoCast.auditor), .auditor),
            (.person(DemoCast.decisionMaker), .decisionMaker),
            (.person(DemoCast.chair), .member(DemoCast.chair)),
            (.person(DemoCast.councilMember), .council), (.projector(DemoCast.round), .projector),
        ]
        + [DemoCast.home, DemoCast.digital, DemoCast.outsider].map { organisation in
            (.person(DemoCast.editor(of: organisation)), .applicant(organisation))
        }

    private func world(hints: Bool) async throws -> [[String]] {
        let transcripts = Mutex<[[String]]>([])
        let harness = try await ServerHarness(
            .submitted, change: { $0.hints.intervalMilliseconds = 1 })
        try await harness.run { server in
            var peers: [Peer] = []
            for (holder, viewer) in Self.watchers {
                let peer = try await server.connect(as: holder)
                _ = await peer.subscribe(viewer)
                peers.append(peer)
            }
            let hinter = try await server.connect(as: DemoCast.editor(of: DemoCast.mental))
            let partner = try await server.connect(as: DemoCast.editor(of: DemoCast.disability))
            _ = await hinter.subscribe(.applicant(DemoCast.mental))
            _ = await partner.subscribe(.applicant(DemoCast.disability))
            if hints {
                for place in ["section/risks", "section/costs"] {
                    _ = await hinter.hint(DemoCast.mental, place: place)
                    _ = await partner.list { $0.first?["place"] == .string(place) }
                }
            }
            var all: [[String]] = []
            for (peer, (holder, viewer)) in zip(peers, Self.watchers) {
                _ = await peer.subscribe(viewer)
                _ = await peer.ask("round.list")
                _ = await peer.ask("round.hint", Peer.hint(viewer.description, "dossier/1"))
                let view: [String: JSONValue] = [
                    "round": .string(DemoCast.round.rawValue),
                    "view": .string(viewer.description),
                ]
                let posted = try await server.call("round.subscribe", view, as: holder)
                all.append(peer.transcript + [posted.body])
            }
            _ = await partner.ask("round.list")
            all.append(partner.transcript)
            transcripts.withLock { $0 = all }
        }
        return transcripts.withLock { $0 }
    }

    @Test func `look the same to everybody outside the coalition`() async throws {
        let (one, other) = (try await world(hints: true), try await world(hints: false))
        #expect(one.count == Self.watchers.count + 1)
        // The partner sees the difference, so there is one to see.
        #expect(one.last != other.last)
        for (index, (holder, _)) in Self.watchers.enumerated() {
            #expect(one[index] == other[index], "\(holder)")
        }
    }
}

extension Peer {
    /// The parameters of a hint in the round of the cast.
    static func hint(_ view: String, _ part: String) -> [String: JSONValue] {
        [
            "round": .string(DemoCast.round.rawValue), "view": .string(view),
            "part": .string(part),
        ]
    }

    func hint(
        _ organisation: OrganisationID, part: String = "dossier/1", place: String? = nil,
        isGone: Bool = false
    ) async -> JSONValue {
        var params = Self.hint("applicant/\(organisation)", part)
        if let place { params["place"] = .string(place) }
        if isGone { params["gone"] = true }
        return await ask("round.hint", params)
    }

    /// Gives a command after having seen what it brings about.
    func confirm(_ command: RoundCommand, key: Int) async -> JSONValue {
        let envelope = Envelope(key: ServerHarness.key(key))
        func call(_ intent: Intent) -> Call<RoundCommand> {
            .round(DemoCast.round, command, envelope, intent)
        }
        let seen = await ask(call(.rehearse).method, call(.rehearse).params)
        guard
            let digest = seen["result"]?["confirmation"]?.text.flatMap(Digest.init(hexadecimal:))
        else { return seen }
        return await ask(call(.confirm(digest)).method, call(.confirm(digest)).params)
    }

    /// The newest list of that part that fits, among those that came or that comes.
    func list(
        of part: String = "dossier/1", where fits: ([JSONValue]) -> Bool
    ) async -> [JSONValue] {
        func people(_ message: JSONValue) -> [JSONValue]? {
            guard message["method"] == "hints", message["params"]?["part"] == .string(part) else {
                return nil
            }
            return message["params"]?["people"]?.elements
        }
        if let last = notices.compactMap(people).last, fits(last) { return last }
        while let message = await next() {
            if let list = people(message), fits(list) { return list }
        }
        return ["ended"]
    }
}
