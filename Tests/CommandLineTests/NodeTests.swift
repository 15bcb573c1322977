import Foundation
import Support
import Testing

/// Nodes on one database, and everything that an operator does beside them.
struct NodeTests {
    @Test func `commands work on a database beside the nodes that serve it`() async throws {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            let place = cluster.place(database)
            let none = try await program.run("verify", "--journal", place.text)
            #expect(none.exit == 69)
            #expect(none.errors.contains("there is no log in the database yet"))
            try await program.begin(place)
            try await program.withNode("one", on: place) { url, _ in
                try await program.withNode("two", on: place) { other, _ in
                    for (node, url) in [("one", url), ("two", other)] {
                        let called = try await program.ask(url, node: node, "round.list")
                        #expect(called.exit == 0, "\(called)")
                    }
                    let link = try await program.run(
                        "link", "--person", "jansen", "--journal", place.text)
                    #expect(link.exit == 0, "\(link)")
                    let verified = try await program.run("verify", "--journal", place.text)
                    #expect(verified.lines.last?.hasPrefix("verify: ok (5 records") == true)
                    let checked = try await program.run(
                        "check", environment: ["KANSENDOSSIER_JOURNAL": place.text])
                    #expect(checked.exit == 0, "\(checked)")
                    #expect(checked.output.contains("ok     \(place.name): PostgreSQL "))
                    #expect(checked.output.contains("ok     schema: version "))
                    #expect(checked.output.contains("ok     log: 5 records of 1 streams"))
                    for command in [["backup", "copy"], ["restore", "copy"]] {
                        let refused = try await program.run(command + ["--journal", place.text])
                        #expect(refused.exit == 69)
                        #expect(refused.errors.contains("the log is in \(place.name)"))
                    }
                    let demo = try await program.run(
                        "demo", "--exit", "--round", Program.demoRound, "--journal", place.text)
                    #expect(demo.exit == 69)
                    #expect(demo.errors.contains("holds a log already"))
                }
            }
        }
    }

    @Test func `two nodes never share a data folder`() async throws {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            let place = cluster.place(database)
            try await program.begin(place)
            try await program.withNode("one", on: place) { _, _ in
                let second = try await program.run(
                    "serve", "--data", "one", "--journal", place.text)
                #expect(second.exit == 69)
                #expect(second.errors.contains("is in use by process"))
            }
        }
    }

    @Test func `a node says that it isn't ready while its database is away, and why`() async throws
    {
        // A server of its own, since it is stopped; its first database goes with it.
        let cluster = try await PostgresCluster()
        let program = try Program()
        defer { program.remove() }
        let place = cluster.place("postgres")
        try await program.begin(place)
        try await program.withNode("one", on: place) { url, node in
            try await program.untilReady(url, "200 ready\n")
            try await cluster.stop()
            try await program.untilReady(url, "503 not ready: the journal can't be used\n")
            let checked = try await program.run(
                "check", environment: ["KANSENDOSSIER_JOURNAL": place.text])
            #expect(checked.exit == 1)
            #expect(checked.output.contains("wrong  the database can't be reached"))
            try await cluster.start()
            try await program.untilReady(url, "200 ready\n")
            try await node.says("the journal can be used again")
            let metrics = try await program.get(url, "/metrics")
            for line in [
                "kansendossier_node_info{node=\"one\"} 1", "kansendossier_ready 1",
                "kansendossier_database_connections{use=\"writer\"} 1",
                "kansendossier_database_connections{use=\"listener\"} ",
                "kansendossier_database_notices_total ",
                "kansendossier_database_connects_total{use=\"reader\"} ",
                "kansendossier_database_losses_total{use=\"reader\"} ",
                "kansendossier_conflicts_total ",
                "kansendossier_append_duration_seconds_count ",
            ] { #expect(metrics.contains(line), "\(line) in \(metrics)") }
        }
    }

    @Test func `a node whose database holds another history ends, and begins anew with that one`()
        async throws
    {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            let place = cluster.place(database)
            try await program.begin(place)
            let served = try await program.run(
                ["serve", "--data", "one", "--journal", place.text],
                environment: ["KANSENDOSSIER_PORT": "0"]
            ) { node in
                _ = try await node.line(beginning: "serving on https://")
                let console = try PostgresConsole(cluster, database: database)
                // Stored before anybody is cut off, and so before anybody is back.
                try console.rows("UPDATE kansendossier.meta SET epoch = 'restored'")
                try console.rows(
                    """
                    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name LIKE 'kansendossier %'
                    """)
            }
            #expect(served.exit == 69, "\(served)")
            #expect(served.errors.contains("holds another history now, after a failover"))
            try await program.withNode("one", on: place) { url, _ in
                try await program.untilReady(url, "200 ready\n")
            }
        }
    }

    @Test func `a role that may not append is told apart before a node starts`() async throws {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            try await program.begin(cluster.place(database))
            let console = try PostgresConsole(cluster, database: database)
            let role = "reader_\(database.suffix(8))"
            try console.rows(
                """
                CREATE ROLE \(role) LOGIN;
                GRANT USAGE ON SCHEMA kansendossier TO \(role);
                GRANT SELECT ON ALL TABLES IN SCHEMA kansendossier TO \(role)
                """)
            let checked = try await program.run(
                "check",
                environment: ["KANSENDOSSIER_JOURNAL": cluster.place(database, user: role).text])
            #expect(checked.exit == 1)
            #expect(checked.output.contains("let its owner run config/postgres-role.sql"))
            try console.rows("DROP OWNED BY \(role); DROP ROLE \(role)")
        }
    }
}

extension Program {
    static let demoRound = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../config/demo.json").path()

    /// Begins the log in a database, and keeps the first administrator's token in token.txt.
    func begin(_ place: DatabasePlace) async throws {
        let founded = try await run(
            "token", "--person", "jansen", "--found-municipality", "0983", "Venlo", "--journal",
            place.text)
        try #require(founded.exit == 0, "\(founded)")
        try write(founded.output, to: "token.txt")
    }

    /// Runs a node with a data folder of its name while the body uses it.
    func withNode(
        _ name: String, on place: DatabasePlace, environment: [String: String] = [:],
        _ body: (_ url: String, Child) async throws -> Void
    ) async throws {
        let own = ["KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_NODE": name]
        let served = try await run(
            ["serve", "--data", name, "--journal", place.text],
            environment: own.merging(environment) { _, new in new }
        ) { node in
            let address = try await node.line(beginning: "serving on https://")
            try await body("https://\(address)", node)
            node.terminate()
        }
        #expect(served.exit == 0, "\(served)")
    }

    func ask(_ url: String, node: String, _ method: String) async throws -> Outcome {
        try await run(
            "call", method, "--url", url.replacing("https://", with: "wss://") + "/ws",
            "--token-file", "token.txt", "--trust", "\(node)/development-certificate.pem")
    }

    /// What a page answers, its status before it.
    func get(_ url: String, _ path: String) async throws -> String {
        let script = """
            import ssl, sys, urllib.request, urllib.error
            context = ssl._create_unverified_context()
            try: answer = urllib.request.urlopen(sys.argv[1], context=context, timeout=5)
            except urllib.error.HTTPError as error: answer = error
            print(answer.status, answer.read().decode(), end="")
            """
        return try await tool("/usr/bin/python3", "-c", script, url + path).output
    }

    /// Waits until the node answers this about its readiness: for two minutes, since
    /// machines are busy.
    func untilReady(_ url: String, _ answer: String) async throws {
        var last = ""
        for _ in 0..<1200 {
            last = try await get(url, "/health/ready")
            if last == answer { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Child.Missing(what: "\(answer), not \(last)")
    }
}
