import Client

/// Many clients at once, each with a connection of its own.
enum Crowd {
    /// How many open at the same time: fewer than an address may have unknown connections.
    private static let openingMost = 16

    /// Connects a client for each configuration, waits until all are greeted, and closes them when
    /// the body is done.
    static func gather<Value>(
        _ configurations: [Client.Configuration], _ body: ([Client]) async throws -> Value
    ) async throws -> Value {
        let clients = try configurations.map { try Client($0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { for client in clients { client.close() } }
            var rest = clients[...]
            while !rest.isEmpty {
                let some = rest.prefix(openingMost)
                rest = rest.dropFirst(openingMost)
                for client in some { group.addTask { try await client.run() } }
                for client in some { _ = try await client.greeting() }
            }
            return try await body(clients)
        }
    }
}
