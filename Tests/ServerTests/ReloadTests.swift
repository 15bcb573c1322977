import Domain
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Other settings for a running server` {
    @Test func `hold for connections that come after them, and places at once`() async throws {
        try await ServerHarness(.ballotOpen).run { server in
            let before = try await server.connect(as: DemoCast.coordinator)
            var settings = server.harness.settings
            settings.session.subscriptionsMost = 1
            settings.connectionsPerPersonMost = 2
            try server.server.reload(settings)
            let after = try await server.connect(as: DemoCast.coordinator)
            for (peer, isRefused) in [(before, false), (after, true)] {
                #expect(await peer.subscribe(.coordinator)["result"] != nil)
                let second = await peer.ask("directory.subscribe", ["view": "participant"])
                #expect((second["result"] == nil) == isRefused, "\(second)")
            }
            let third = try await server.connect()
            third.request(
                "hello",
                ["token": .string(ServerHarness.secret(of: .person(DemoCast.coordinator)))])
            #expect(await third.end() == 4292)
        }
    }

    @Test func `whose certificate is wrong change nothing`() async throws {
        try await ServerHarness(.open).run { server in
            var settings = server.harness.settings
            settings.connectionsPerPersonMost = 1
            settings.listener.tls = Listener.TLS(
                certificateChain: server.harness.certificate.chain,
                privateKey: try TestCertificate().key)
            #expect(throws: (any Error).self) { try server.server.reload(settings) }
            _ = try await server.connect(as: DemoCast.coordinator)
            _ = try await server.connect(as: DemoCast.coordinator)
        }
    }
}
