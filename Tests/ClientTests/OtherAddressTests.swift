import Client
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Wire

/// A client that knows several addresses of one service.
@Suite(.timeLimit(.minutes(15))) struct `Another address` {
    @Test func `takes over view and command when the first one is lost`() async throws {
        try await FakeServer.run { first in
            try await FakeServer.run { other in
                for server in [first, other] { server.publish(["count": 1]) }
                let configuration = first.configuration { $0.otherURLs = [other.url] }
                try await Client.withClient(configuration) { client in
                    let view = try await client.follow(
                        round: "venlo-2019", view: FakeServer.view)
                    #expect(first.state.withLock { $0.hellos } == 1)
                    first.state.withLock { $0.onCommand = { _ in .cutBefore } }
                    other.state.withLock { $0.effects = ["earlier"] }
                    _ = try await client.call(method: "round.publishRound")
                    _ = try await view.first { $0["count"] == 2 }
                    #expect(view.statistics.snapshots == 1)
                    #expect(view.statistics.resumes >= 1)
                }
                #expect(first.state.withLock { $0.keys } == other.state.withLock { $0.keys })
                #expect(first.state.withLock { $0.hellos } == 1)
                #expect(other.state.withLock { $0.hellos } == 1)
            }
        }
    }

    @Test func `is tried at once when the first one can't be reached, and the first one again`()
        async throws
    {
        let gone = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = gone.localAddress?.port ?? 0
        try await gone.close()
        try await FakeServer.run { server in
            var configuration = server.configuration {
                $0.url = "ws://127.0.0.1:\(port)/ws"
                $0.otherURLs = [server.url]
            }
            // The break, the one that is gone, and the one that answers.
            configuration.connectionAttemptsMost = 3
            try await Client.withClient(configuration) { client in
                for hellos in 1...3 {
                    _ = try await client.rounds()
                    try await server.until { $0.hellos == hellos }
                    server.close(1012)
                }
            }
        }
    }

    @Test func `widens the wait only once none of them would do`() throws {
        var talk = Talk {
            $0.addressesCount = 3
            $0.backoff = Backoff(least: .seconds(1), most: .seconds(64))
        }
        var waits: [Duration] = []
        for _ in 0..<9 {
            guard case .reconnect(let wait) = talk.disconnect(1006) else { return }
            waits.append(wait)
        }
        #expect(waits.prefix(3).allSatisfy { $0 <= .seconds(2) })
        #expect(waits[3...].prefix(3).allSatisfy { $0 <= .seconds(3) })
        #expect(waits[6...].contains { $0 > .seconds(3) })
    }

    @Test func `is gone to when a server stops, instead of waiting for its return`() throws {
        var talk = Talk { $0.addressesCount = 2 }
        try talk.connect()
        talk.receive(ServerDraining(reconnectAfterMilliseconds: 30_000).bytes)
        guard case .reconnect(let wait) = talk.disconnect(1012) else {
            Issue.record("it doesn't come back")
            return
        }
        #expect(wait <= .seconds(1))
    }

    @Test func `is held to the same rules as the first one`() {
        var configuration = Client.Configuration(
            url: "wss://kansendossier.example/ws", token: "secret")
        configuration.otherURLs = ["ws://kansendossier.example/ws"]
        let expected = Client.ConfigurationFailure.plainTextToAnotherHost("kansendossier.example")
        #expect(throws: expected) { try Client(configuration) }
        configuration.otherURLs = ["https://kansendossier.example/ws"]
        #expect(throws: Client.ConfigurationFailure.invalidURL("https://kansendossier.example/ws"))
        {
            try Client(configuration)
        }
    }
}

extension FakeServer {
    fileprivate var url: String { "ws://127.0.0.1:\(port)/ws" }
}
