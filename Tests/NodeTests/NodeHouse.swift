import Domain
import Foundation
import PostgresJournal
import Support
import Wire

/// Servers on one database of their own, with lines in between that a test can get in the way of.
struct NodeHouse: Sendable {
    let nodes: [Node]
    let cluster: PostgresCluster
    /// Past every line: what the database holds.
    let journal: PostgresJournal
    let certificate: String

    /// Fills a database, starts the nodes on it, and ends everything when the body is done.
    static func open(
        nodes count: Int = 3, filling fill: (PostgresJournal) async throws -> Void,
        _ body: (NodeHouse) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "kansendossier-nodes-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await makeCertificate(in: folder)
        let cluster = try await PostgresCluster()
        try await cluster.withDatabase { database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            try await fill(journal)
            let socket = Line.Target.socket("\(cluster.folder)/.s.PGSQL.5432")
            try await withLines(count, to: socket) { stores in
                try await withLines(count, to: nil) { lines in
                    let nodes = try (0..<count).map { number in
                        try Node(
                            number, line: lines[number], store: stores[number], in: folder,
                            settings: settings(folder, database, stores[number]))
                    }
                    try await running(
                        NodeHouse(
                            nodes: nodes, cluster: cluster, journal: journal,
                            certificate: "\(folder)/certificate.pem"), body)
                }
            }
            await journal.close()
        }
    }

    private static func running(
        _ house: NodeHouse, _ body: (NodeHouse) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in house.nodes { group.addTask { try await node.run() } }
            for node in house.nodes { await node.start() }
            defer { group.cancelAll() }
            try await body(house)
        }
    }

    private static func withLines(
        _ count: Int, to target: Line.Target?, _ lines: [Line] = [],
        _ body: ([Line]) async throws -> Void
    ) async throws {
        guard lines.count < count else { return try await body(lines) }
        try await Line.open(to: target) { line in
            try await withLines(count, to: target, lines + [line], body)
        }
    }

    private static func settings(
        _ folder: String, _ database: String, _ store: Line
    ) -> [String: String] {
        [
            "KANSENDOSSIER_JOURNAL":
                "postgres://owner@127.0.0.1:\(store.port)/\(database)?sslmode=disable",
            "KANSENDOSSIER_TLS_CERTIFICATE_FILE": "\(folder)/certificate.pem",
            "KANSENDOSSIER_TLS_KEY_FILE": "\(folder)/key.pem",
            "KANSENDOSSIER_TICK_MILLISECONDS": "100",
            "KANSENDOSSIER_CONNECTIONS_PER_PERSON_MOST": "1000",
            "KANSENDOSSIER_CONNECTIONS_PER_ADDRESS_MOST": "1000",
            "KANSENDOSSIER_COMMANDS_PER_SECOND_MOST": "10000",
            "KANSENDOSSIER_COMMANDS_BURST_MOST": "10000",
            "KANSENDOSSIER_DRAIN_SECONDS": "0", "KANSENDOSSIER_LOG_LEVEL": "warning",
        ]
    }

    private static func makeCertificate(in folder: String) async throws {
        let made = try await Child.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "7", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem",
            ], in: folder)
        guard made.exit == 0 else { throw Child.Missing(what: "a certificate: \(made.errors)") }
    }
}
