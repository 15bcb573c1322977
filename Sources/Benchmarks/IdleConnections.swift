import Client
import Domain

/// The memory of a server with many people connected who do nothing.
struct IdleConnections: Sendable {
    let connections: Int
    /// Resident bytes of the whole server with nobody connected,
    let emptyBytes: Int
    /// with everybody signed in,
    let signedInBytes: Int
    /// and with everybody following one view.
    let followingBytes: Int

    var bytesEach: Int { (signedInBytes - emptyBytes) / connections }
    var bytesEachFollowing: Int { (followingBytes - emptyBytes) / connections }

    /// Measures a server to which nobody was connected before; as many connections as everybody
    /// together may have.
    static func measure(
        on server: ServerProcess, connectionsEach: Int = 10
    ) async throws -> IdleConnections {
        let emptyBytes = try server.residentBytes
        let people = (1...SampleTown.watchersMost).flatMap { number in
            Array(repeating: SampleTown.watcher(number), count: connectionsEach)
        }
        return try await Crowd.gather(people.map(server.configuration)) { clients in
            try await settle()
            let signedInBytes = try server.residentBytes
            for client in clients {
                _ = try await client.follow(.round(SampleRound.sitting), view: "observer")
            }
            try await settle()
            return IdleConnections(
                connections: clients.count, emptyBytes: emptyBytes, signedInBytes: signedInBytes,
                followingBytes: try server.residentBytes)
        }
    }

    /// Lets buffers of the opening handshakes go before anything is read.
    private static func settle() async throws { try await Task.sleep(for: .seconds(1)) }
}
