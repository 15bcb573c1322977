import Domain
import Engine
import Server
import Support
import Synchronization
import Testing
import WebSocket
import Wire

/// What must hold for people whose connections and requests are spread over two nodes.
@Suite(.timeLimit(.minutes(15))) struct `Two nodes` {
    private static let editor = DemoCast.editor(of: DemoCast.mental)
    private static let partner = DemoCast.editor(of: DemoCast.disability)

    /// Two nodes over one journal; `prepare` comes before the second one reads it, and the second
    /// one hears nothing of what the first stores after that.
    private static func run(
        _ harness: ServerHarness,
        prepare: @escaping @Sendable (RunningServer) async throws -> Void = { _ in },
        _ body: @escaping @Sendable (RunningServer, RunningServer) async throws -> Void
    ) async throws {
        let place = MemoryPeers.Place()
        try await harness.run(beside: MemoryPeers(at: place, time: harness.clock)) { here in
            try await prepare(here)
            try await harness.run(
                beside: MemoryPeers(at: place, time: harness.clock),
                over: DeafJournal(harness.journal)
            ) { there in
                try await body(here, there)
            }
        }
    }

    private static func harness(
        _ stage: RoundStage = .open, change: (inout ServerSettings) -> Void = { _ in }
    ) async throws -> ServerHarness {
        try await ServerHarness(
            stage, journal: MemoryJournal(epoch: "test", isShared: true), change: change)
    }

    private static func follow(
        _ server: RunningServer, _ person: PersonID, _ organisation: OrganisationID
    ) async throws -> Peer {
        let peer = try await server.connect(as: person)
        let answer = await peer.subscribe(.applicant(organisation))
        try #require(answer["result"] != nil)
        return peer
    }

    @Test func `partners at two nodes see each other, and the same one was first`() async throws {
        let harness = try await Self.harness(change: { $0.hints.intervalMilliseconds = 1 })
        try await Self.run(harness) { here, there in
            let one = try await Self.follow(here, Self.editor, DemoCast.mental)
            let two = try await Self.follow(there, Self.partner, DemoCast.disability)
            _ = await one.hint(DemoCast.mental, place: "section/risks")
            let seen = await two.list { $0.count == 1 }
            #expect(seen.first?["person"] == .string(Self.editor.rawValue))
            #expect(seen.first?["place"] == "section/risks")
            harness.clock.advance(seconds: 1)
            _ = await two.hint(DemoCast.disability, place: "section/risks")
            let order = [Self.editor, Self.partner].map { JSONValue.string($0.rawValue) }
            #expect(await one.list { $0.count == 2 }.compactMap { $0["person"] } == order)
            #expect(await two.list { $0.count == 2 }.compactMap { $0["person"] } == order)
            // Who comes later is told, too.
            let late = try await Self.follow(
                there, DemoCast.reader(of: DemoCast.disability), DemoCast.disability)
            #expect(await late.list { $0.count == 2 }.compactMap { $0["person"] } == order)
            one.connection.close()
            #expect(await two.list { $0.count == 1 }.first?["person"] == order[1])
        }
    }

    @Test func `hints from another node come to no one outside the coalition`() async throws {
        let harness = try await Self.harness(change: { $0.hints.intervalMilliseconds = 1 })
        try await Self.run(harness) { here, there in
            let one = try await Self.follow(here, Self.editor, DemoCast.mental)
            let partner = try await Self.follow(there, Self.partner, DemoCast.disability)
            let other = try await Self.follow(
                there, DemoCast.editor(of: DemoCast.home), DemoCast.home)
            let member = try await there.connect(as: DemoCast.chair)
            #expect(await member.subscribe(.member(DemoCast.chair))["result"] != nil)
            _ = await one.hint(DemoCast.mental, place: "section/costs")
            _ = await partner.list { $0.count == 1 }
            for peer in [other, member] {
                _ = await peer.ask("round.list")
                #expect(peer.notices.allSatisfy { $0["method"] != "hints" })
            }
        }
    }

    @Test func `hints of a node that stops are gone`() async throws {
        let harness = try await Self.harness(change: { $0.hints.intervalMilliseconds = 1 })
        let place = MemoryPeers.Place()
        try await harness.run(beside: MemoryPeers(at: place, time: harness.clock)) { here in
            let peer = try await Self.follow(here, Self.partner, DemoCast.disability)
            try await harness.run(beside: MemoryPeers(at: place, time: harness.clock)) { there in
                let one = try await Self.follow(there, Self.editor, DemoCast.mental)
                _ = await one.hint(DemoCast.mental)
            }
            #expect(await peer.list { $0.isEmpty } == [])
        }
    }

    @Test func `as many hints are on a part as may, wherever they were given`() async throws {
        let harness = try await Self.harness(change: {
            $0.hints.intervalMilliseconds = 1
            $0.hints.perPartMost = 2
        })
        try await Self.run(harness) { here, there in
            let one = try await Self.follow(here, Self.editor, DemoCast.mental)
            let two = try await Self.follow(there, Self.partner, DemoCast.disability)
            let three = try await Self.follow(
                there, DemoCast.reader(of: DemoCast.disability), DemoCast.disability)
            #expect(await one.hint(DemoCast.mental)["result"]?["shown"] == true)
            _ = await two.list { $0.count == 1 }
            #expect(await two.hint(DemoCast.disability)["result"]?["shown"] == true)
            #expect(await three.hint(DemoCast.disability)["result"]?["shown"] == false)
        }
    }

    @Test func `what was made at one node a moment ago holds at one that heard nothing of it`()
        async throws
    {
        try await Self.run(try await Self.harness()) { here, there in
            var one = PageVisitor(server: here)
            for link in ["kd_one", "kd_two"] { try await one.makeLink(link, for: Self.editor) }
            var two = PageVisitor(server: there)
            #expect(try await two.get("/sign-in/kd_two").status == 200)
            #expect(try await two.post("/sign-in/kd_two", [:]).status == 303)
            #expect(try await one.post("/sign-in/kd_one", [:]).status == 303)
            let path = "/rounds/\(DemoCast.round)"
            let elsewhere = PageVisitor(server: there, cookie: one.cookie)
            #expect(try await elsewhere.get(path).status == 200)
            let administrator = try await here.connect(as: DemoCast.administrator)
            for token in ["socket", "post"] {
                let issued = await administrator.ask(
                    "directory.issueToken",
                    [
                        "key": .string("\(ServerHarness.key(token.utf8.count))"),
                        "token": .string(token), "scope": "full", "label": "new",
                        "holder": .string("person/\(Self.editor)"),
                        "expiresAt": .string("\(here.harness.clock.now.advanced(bySeconds: 60))"),
                    ])
                let secret = try #require(issued["result"]?["secret"]?.text)
                if token == "socket" {
                    let peer = try await there.connect()
                    let hello = await peer.ask("hello", ["token": .string(secret)])
                    #expect(hello["result"]?["user"] == .string(Self.editor.rawValue))
                } else {
                    let answer = try await there.exchange(
                        "POST", "/rpc", bearer: secret,
                        headers: ["Content-Type": "application/json"], body: "{}")
                    #expect(answer.status == 200)
                }
            }
            let stranger = try await there.connect()
            let refused = await stranger.ask("hello", ["token": "kd_guessed"])
            #expect(refused.errorCode == "notSignedIn")
            #expect(await stranger.end() == 4401)
        }
    }

    @Test func `who sent a form to one node sees what came of it at one that heard nothing`()
        async throws
    {
        try await Self.run(try await Self.harness(.closed)) { here, there in
            var visitor = try await PageVisitor.signedIn(DemoCast.coordinator, at: here)
            let other = PageVisitor(server: there, cookie: visitor.cookie)
            let organisations = "/organisations"
            #expect(try await !other.get(organisations).body.contains("Zorg Om De Hoek"))
            let empty = PageVisitor.hidden(of: "register", in: try await visitor.get(organisations))
            let filled = [
                "name": "Zorg Om De Hoek", "kvk": "87654321", "agb:optional": "",
                "concern:optional": "", "sectors:lines": "GGZ", "segments:lines": "Wmo begeleiding",
            ]
            let added = try await visitor.post(
                organisations, empty.merging(filled) { _, filled in filled })
            #expect(added.status == 303)
            #expect(try await other.get(organisations).body.contains("Zorg Om De Hoek"))

            let screening = "/rounds/\(DemoCast.round)/screening"
            #expect(try await other.get(screening).body.contains("round.startScreening"))
            let asked = PageVisitor.hidden(of: "start", in: try await visitor.get(screening))
            let look = try await visitor.post(screening, asked)
            let done = try await visitor.post(
                screening, PageVisitor.hidden(to: screening, in: look))
            #expect(done.status == 303)
            #expect(try await !other.get(screening).body.contains("round.startScreening"))
        }
    }

    @Test func `a code is good once, at whichever node`() async throws {
        let harness = try await Self.harness(change: `A second factor`.offer)
        let device = Mutex<OneTimeCode?>(nil)
        try await Self.run(harness) { here in
            let code = try await Self.factor(at: here)
            device.withLock { $0 = code }
        } _: { here, there in
            let code = try #require(device.withLock { $0 })
            let now = harness.clock.now
            let right = code.code(at: OneTimeCode.step(at: now))
            var (one, two) = (PageVisitor(server: here), PageVisitor(server: there))
            #expect(try await one.post("/sign-in/kd_one", ["code": right]).status == 303)
            #expect(try await two.post("/sign-in/kd_two", ["code": right]).status == 422)
            harness.clock.advance(seconds: OneTimeCode.stepSeconds)
            let next = code.code(at: OneTimeCode.step(at: harness.clock.now))
            #expect(try await two.post("/sign-in/kd_two", ["code": next]).status == 303)
        }
    }

    @Test func `a link ends with its fifth wrong code, wherever they were tried`() async throws {
        let harness = try await Self.harness(change: `A second factor`.offer)
        try await Self.run(harness) { here in
            _ = try await Self.factor(at: here)
        } _: { here, there in
            var (one, two) = (PageVisitor(server: here), PageVisitor(server: there))
            for attempt in 1...4 {
                let answer =
                    attempt % 2 == 0
                    ? try await one.post("/sign-in/kd_one", ["code": "00000\(attempt)"])
                    : try await two.post("/sign-in/kd_one", ["code": "00000\(attempt)"])
                #expect(answer.status == 422)
            }
            #expect(try await two.post("/sign-in/kd_one", ["code": "000005"]).status == 410)
            #expect(try await one.post("/sign-in/kd_one", ["code": "000006"]).status == 410)
        }
    }

    /// Sets up a factor of the editor, and makes two links.
    private static func factor(at server: RunningServer) async throws -> OneTimeCode {
        var visitor = try await PageVisitor.signedIn(editor, at: server)
        let code = try await visitor.setSecondFactor()
        server.harness.clock.advance(seconds: OneTimeCode.stepSeconds)
        for link in ["kd_one", "kd_two"] { try await visitor.makeLink(link, for: editor) }
        return code
    }

    @Test func `no code is taken while the others can't be asked, and the person is told so`()
        async throws
    {
        let harness = try await Self.harness(change: `A second factor`.offer)
        let peers = DeafPeers(time: harness.clock)
        try await harness.run(beside: peers) { server in
            let code = try await Self.factor(at: server)
            peers.isDeaf = true
            var visitor = PageVisitor(server: server)
            let right = code.code(at: OneTimeCode.step(at: harness.clock.now))
            for _ in 1...6 {
                let answer = try await visitor.post("/sign-in/kd_one", ["code": right])
                #expect(answer.status == 503)
                #expect(answer.body.contains("Dat ligt niet aan u"))
            }
            peers.isDeaf = false
            #expect(try await visitor.post("/sign-in/kd_one", ["code": right]).status == 303)
        }
    }

    @Test func `a session that is used at one node doesn't end at the other`() async throws {
        let harness = try await Self.harness()
        let cookie = Mutex<String?>(nil)
        try await Self.run(harness) { here in
            let visitor = try await PageVisitor.signedIn(Self.editor, at: here)
            #expect(try await visitor.get("/rounds/\(DemoCast.round)").status == 200)
            cookie.withLock { $0 = visitor.cookie }
        } _: { here, there in
            let secret = cookie.withLock { $0 }
            func look(at server: RunningServer) async throws -> Int {
                let visitor = PageVisitor(server: server, cookie: secret)
                return try await visitor.get("/rounds/\(DemoCast.round)").status
            }
            var answers: [Int] = []
            for (seconds, server) in [
                (3_599, there), (3_599, there), (3_599, there), (100, here),
                // Of a use elsewhere the last minute isn't known.
                (3_659, there), (3_660, here),
            ] {
                harness.clock.advance(seconds: seconds)
                answers.append(try await look(at: server))
            }
            #expect(answers == [200, 200, 200, 200, 200, 401])
        }
    }

    @Test func `of a limit per person each node gives its part`() async throws {
        let harness = try await Self.harness(change: {
            $0.connectionsPerPersonMost = 4
            $0.session.commandsPerSecond = 1
            $0.session.commandsBurst = 60
        })
        try await Self.run(harness) { here, there in
            for server in [here, there] {
                for _ in 1...2 { _ = try await server.connect(as: DemoCast.chair) }
                let third = try await server.connect()
                third.request(
                    "hello", ["token": .string(ServerHarness.secret(of: .person(DemoCast.chair)))])
                #expect(await third.end() == 4292)
                // As many more as may come while these are answered are let through.
                let start = ContinuousClock.now
                var taken = 0
                while try await server.call("round.list", [:], as: .person(DemoCast.coordinator))
                    .status == 200
                { taken += 1 }
                let more = Int((ContinuousClock.now - start) / .seconds(1)) + 1
                #expect((30...30 + more).contains(taken))
            }
        }
    }
}

/// A node that at times can't ask the others.
private final class DeafPeers: Peers {
    private let inner: MemoryPeers
    private let deaf = Mutex(false)

    init(time: any TimeSource) { inner = MemoryPeers(time: time) }

    var isDeaf: Bool {
        get { deaf.withLock { $0 } }
        set { deaf.withLock { $0 = newValue } }
    }

    var liveNodes: Int { inner.liveNodes }
    func say(_ words: [UInt8], about topic: PeerTopic) { inner.say(words, about: topic) }
    func others(about topic: PeerTopic) -> [[UInt8]]? {
        isDeaf ? nil : inner.others(about: topic)
    }
    func onChange(_ tell: @escaping @Sendable (PeerTopic) -> Void) { inner.onChange(tell) }
    func run() async { await inner.run() }

    func count(_ name: String, keptSeconds: Int) async throws(PeersFailure) -> Int {
        try hear()
        return try await inner.count(name, keptSeconds: keptSeconds)
    }
    func raise(
        _ name: String, to value: Int, keptSeconds: Int
    ) async throws(PeersFailure) -> Int? {
        try hear()
        return try await inner.raise(name, to: value, keptSeconds: keptSeconds)
    }
    func forget(_ name: String) async throws(PeersFailure) {
        try hear()
        try await inner.forget(name)
    }

    private func hear() throws(PeersFailure) {
        if isDeaf { throw PeersFailure("deaf") }
    }
}

/// Another way to the same records, by which nobody is told of what is stored.
private final class DeafJournal: Journal {
    private let inner: any Journal

    init(_ inner: any Journal) { self.inner = inner }

    var epoch: String { inner.epoch }
    var isShared: Bool { true }

    func heads() async throws(JournalFailure) -> [StreamHead] { try await inner.heads() }
    func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        try await inner.head(of: stream)
    }
    func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try await inner.records(of: stream, after: position, limit: limit)
    }
    func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try await inner.receipt(of: stream, actor: actor, key: key)
    }
    func append(_ append: Append) async throws(JournalFailure) { try await inner.append(append) }
}
