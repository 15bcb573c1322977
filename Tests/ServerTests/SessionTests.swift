import Domain
import NIOCore
import Server
import Support
import Testing
import WebSocket
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A session` {
    @Test func `begins with hello, which says who one is and what holds`() async throws {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect()
            let answer = await peer.ask(
                "hello",
                ["token": .string(ServerHarness.secret(of: .person(DemoCast.coordinator)))])
            let result = answer["result"]
            #expect(result?["user"] == "carla" && result?["actor"] == "person/carla")
            #expect(result?["roles"] == ["coordinator"])
            #expect(result?["connection"] == "connection-1")
            #expect(result?["protocol"] == "kansendossier.v1")
            #expect(result?["serverTime"] == .string("\(server.harness.clock.now)"))
            #expect(result?["limits"]?["subscriptions"] == 16)
        }
    }

    @Test func `is closed with 4401 when anything else comes first, or a token nobody has`()
        async throws
    {
        // On a busy machine the answer may take longer than the time to say hello.
        let harness = try await ServerHarness(.open, change: { $0.session.helloSeconds = 300 })
        try await harness.run { server in
            for first in [
                Request(id: .number(1), method: "round.list").bytes,
                Request(id: .number(1), method: "hello", params: ["token": "kd_unknown"]).bytes,
                Request(id: .number(1), method: "hello").bytes,
                Request(id: .number(1), method: "nonsense").bytes,
            ] {
                let peer = try await server.connect()
                peer.send(String(decoding: first, as: UTF8.self))
                #expect(await peer.next()?["error"] != nil)
                #expect(await peer.end() == 4401)
            }
        }
    }

    @Test
    func `is closed with 4400 when the first message isn't readable, with 1003 when it is binary`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect()
            peer.send("{\"jsonrpc\"")
            #expect(await peer.next()?.errorClass == -32700)
            #expect(await peer.end() == 4400)
            let binary = try await server.connect(as: DemoCast.chair)
            binary.connection.withHandler { $0.send(binary: ByteBuffer(string: "{}")) }
            #expect(await binary.end() == 1003)
        }
    }

    @Test func `is closed with 4408 when hello doesn't come in time`() async throws {
        let harness = try await ServerHarness(.open, change: { $0.session.helloSeconds = 0 })
        try await harness.run { server in
            let peer = try await server.connect()
            #expect(await peer.end() == 4408)
        }
    }

    @Test func `is closed with 4429 when hello comes twice`() async throws {
        try await ServerHarness(.open).run { server in
            let peer = try await server.connect(as: DemoCast.chair)
            peer.request("hello", ["token": "kd_other"])
            #expect(await peer.end() == 4429)
        }
    }

    @Test func `is closed with 4292 beyond so many of one person, also after one of them ended`()
        async throws
    {
        let harness = try await ServerHarness(.open, change: { $0.connectionsPerPersonMost = 2 })
        try await harness.run { server in
            let first = try await server.connect(as: DemoCast.chair)
            let second = try await server.connect(as: DemoCast.chair)
            let secret = JSONValue.string(
                ServerHarness.secret(of: .person(DemoCast.chair)))
            let third = try await server.connect()
            third.request("hello", ["token": secret])
            #expect(await third.end() == 4292)
            _ = try await server.connect(as: DemoCast.deputy)
            first.connection.close()
            _ = await first.end()
            #expect(await second.ask("round.list")["result"] != nil)
            var isAdmitted = false
            // The server may notice the end of the first a moment later.
            for _ in 1...6_000 where !isAdmitted {
                let again = try await server.connect()
                isAdmitted = await again.ask("hello", ["token": secret])["result"] != nil
            }
            #expect(isAdmitted)
        }
    }

    @Test
    func `is closed with 4291 after its refusals by rate, and with 4400 after unreadable ones`()
        async throws
    {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.session.commandsPerSecond = 1
                $0.session.commandsBurst = 2
                $0.session.rateRefusalsMost = 3
                $0.session.unreadableMessagesMost = 2
            })
        try await harness.run { server in
            let hasty = try await server.connect(as: DemoCast.chair)
            for _ in 1...6 { hasty.request("round.list") }
            var errors: [Int] = []
            while let message = await hasty.next() {
                if let error = message.errorClass { errors.append(error) }
            }
            #expect(errors == [-32008, -32008, -32008, -32008])
            #expect(await hasty.end() == 4291)
            let broken = try await server.connect(as: DemoCast.chair)
            for text in ["[]", "{}", "\"\""] { broken.send(text) }
            #expect(await broken.end() == 4400)
        }
    }

    @Test func `warns of its token's end, takes another one, and ends without`() async throws {
        try await ServerHarness(.open).run { server in
            let clock = server.harness.clock
            let start = clock.now
            let staying = try await server.connect(as: DemoCast.administrator)
            let leaving = try await server.connect(as: DemoCast.chair)
            let issued = await staying.ask(
                "directory.issueToken",
                [
                    "key": .string("\(ServerHarness.key(1))"), "token": "second",
                    "holder": "person/adam", "scope": "full", "label": "second",
                    "expiresAt": .string(
                        "\(start.advanced(bySeconds: 2 * StagedJournal.tokenSeconds))"),
                ])
            let secret = try #require(issued["result"]?["secret"])
            #expect(secret.text?.hasPrefix("kd_") == true && secret.text?.utf8.count == 46)
            clock.now = start.advanced(bySeconds: StagedJournal.tokenSeconds - 60)
            #expect(await leaving.notice("auth.expiring") != nil)
            #expect(await staying.notice("auth.expiring") != nil)
            #expect(await staying.ask("auth.refresh", ["token": secret])["result"] != nil)
            clock.now = start.advanced(bySeconds: StagedJournal.tokenSeconds + 24)
            #expect(await leaving.ask("round.list").errorClass == -32001)
            clock.now = start.advanced(bySeconds: StagedJournal.tokenSeconds + 25)
            #expect(await leaving.end() == 4401)
            #expect(await staying.ask("round.list")["result"] != nil)
        }
    }

    @Test func `tells its client that the server stops, and is closed with 1012`() async throws {
        let harness = try await ServerHarness(.open)
        let (streams, stream) = AsyncStream.makeStream(of: AsyncStream<Inbox.Entry>.self)
        try await harness.run { server in
            let (entries, peer) = try await server.connectRaw(as: DemoCast.chair)
            stream.yield(entries)
            stream.finish()
            _ = peer
        }
        var seen: [String] = []
        var code: UInt16?
        for await entries in streams {
            for await entry in entries {
                switch entry {
                case .text(let text): seen.append(text)
                case .closed(let closure): code = closure.code.rawValue
                }
            }
        }
        #expect(seen.last?.contains("\"method\":\"server.draining\"") == true)
        #expect(code == 1012)
    }
}

extension RunningServer {
    /// A signed-in socket whose entries nobody has read yet.
    func connectRaw(
        as person: PersonID
    ) async throws -> (AsyncStream<Inbox.Entry>, WebSocketConnection) {
        let (connection, entries) = try await open()
        let hello = Request(
            id: .number(1), method: "hello",
            params: ["token": .string(ServerHarness.secret(of: .person(person)))])
        connection.send(text: String(decoding: hello.bytes, as: UTF8.self))
        // The answer to a second socket's hello says that the first one's was dealt with or soon is.
        _ = try await connect(as: DemoCast.nobody)
        return (entries, connection)
    }
}
