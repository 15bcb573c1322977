import Domain
import Engine
import Foundation
import PostgresJournal
import Support
import Testing
import Wire

/// What stands in the database, who may touch it, and what is refused.
struct PostgresSchemaTests {
    @Test func `many that open an empty database at once make one schema and one history`()
        async throws
    {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            let epochs = try await withThrowingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        let journal = try await PostgresJournal(at: address)
                        await journal.close()
                        return journal.epoch
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(epochs.count == 1)
            let console = try PostgresConsole(cluster, database: database)
            #expect(try console.rows("SELECT version FROM kansendossier.meta") == [["1"]])
        }
    }

    @Test func `a newer schema is served as long as it says that it may be`() async throws {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            let before = try await PostgresJournal(at: address)
            var writer = Writer(.directory)
            try await before.append(writer.append())
            let console = try PostgresConsole(cluster, database: database)
            try console.rows(
                """
                BEGIN;
                ALTER TABLE kansendossier.stream ADD COLUMN later text;
                UPDATE kansendossier.meta SET version = version + 1;
                COMMIT
                """)
            let after = try await PostgresJournal(at: address)
            try await before.append(writer.append())
            try await after.append(writer.append())
            #expect(try await before.head(of: .directory).position == 3)
            await before.close()
            await after.close()
        }
    }

    @Test func `a database that a newer release wrote is refused and stays as it is`() async throws
    {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            await (try PostgresJournal(at: address)).close()
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("UPDATE kansendossier.meta SET version = 2, compatible_from = 2")
            let failure = await refusal(address)
            #expect(failure?.isDamaged == true)
            #expect("\(failure as Any)".contains("newer release"))
            #expect(try console.rows("SELECT version FROM kansendossier.meta") == [["2"]])
        }
    }

    @Test(arguments: [
        "CREATE TABLE kansendossier.cars (number int)",
        "CREATE TABLE kansendossier.meta (version int)",
        "CREATE TABLE kansendossier.meta (mark text, version int, epoch text)",
        """
        CREATE TABLE kansendossier.meta AS SELECT 'cars' AS mark, 1 AS version, 'e' AS epoch
        """,
    ])
    func `a schema of somebody else is refused and stays as it is`(table: String) async throws {
        try await withDatabase { cluster, database in
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("CREATE SCHEMA kansendossier; " + table)
            let failure = await refusal(try cluster.address(database))
            #expect(failure?.isDamaged == true)
            #expect("\(failure as Any)".contains("of this program; choose another database"))
            let count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'kansendossier'"
            #expect(try console.rows(count) == [["1"]])
        }
    }

    @Test func `a history that was copied with its database has another epoch`() async throws {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            var writer = Writer(.directory)
            try await journal.append(writer.append())
            await journal.close()
            let console = try PostgresConsole(cluster, database: "postgres")
            let copy = "copy_of_\(database)"
            try console.rows("CREATE DATABASE \(copy) TEMPLATE \(database)")
            let copied = try await PostgresJournal(at: cluster.address(copy))
            #expect(try await copied.head(of: .directory).position == 1)
            #expect(copied.epoch != journal.epoch)
            await copied.close()
            try console.rows("DROP DATABASE \(copy) WITH (FORCE)")
            let again = try await PostgresJournal(at: cluster.address(database))
            #expect(again.epoch == journal.epoch)
            await again.close()
        }
    }

    @Test func `an empty schema that somebody made ready is taken`() async throws {
        try await withDatabase { cluster, database in
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("CREATE SCHEMA kansendossier")
            #expect(await refusal(try cluster.address(database)) == nil)
        }
    }

    @Test(arguments: [
        "UPDATE record SET bytes = ''", "DELETE FROM record", "TRUNCATE record",
        "UPDATE receipt SET position = 2", "DELETE FROM receipt", "TRUNCATE receipt",
        "DELETE FROM stream", "TRUNCATE stream", "UPDATE stream SET position = position - 1",
        "UPDATE stream SET name = 'round/other'",
        "INSERT INTO record SELECT stream, position + 2, bytes, hash FROM record",
        "INSERT INTO stream (name, position, hash) SELECT name, 0, hash FROM stream",
        "INSERT INTO receipt SELECT * FROM receipt",
    ])
    func `not even the owner changes, deletes or skips what was stored`(sql: String) async throws {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            var writer = Writer(.directory)
            let append = writer.append()
            try await journal.append(append)
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("SET search_path = kansendossier")
            #expect(throws: PostgresConsole.Complaint.self) { try console.rows(sql) }
            let records = try await journal.records(of: .directory, after: 0, limit: 9)
            #expect(records == append.records)
            #expect(try await journal.head(of: .directory).position == 1)
            await journal.close()
        }
    }

    @Test func `the role of a server appends and reads, and may do nothing else`() async throws {
        try await withDatabase { cluster, database in
            await (try PostgresJournal(at: cluster.address(database))).close()
            let owner = try PostgresConsole(cluster, database: database)
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../config/postgres-role.sql")
            try owner.rows(try String(contentsOf: file, encoding: .utf8))
            let journal = try await PostgresJournal(
                at: cluster.address(database, user: "kansendossier_server"))
            var writer = Writer(.directory)
            try await journal.append(writer.append(2))
            #expect(try await journal.head(of: .directory).position == 2)
            await journal.close()
            let role = try PostgresConsole(
                cluster, database: database, user: "kansendossier_server")
            let columns = [
                "meta": "version", "stream": "position", "record": "position",
                "receipt": "position", "saying": "generation", "tally": "value",
            ]
            for (table, column) in columns {
                for sql in [
                    "UPDATE \(table) SET \(column) = 9", "DELETE FROM \(table)",
                    "TRUNCATE \(table)", "INSERT INTO \(table) (\(column)) VALUES (9)",
                    "DROP TABLE \(table)", "ALTER TABLE \(table) DISABLE TRIGGER ALL",
                ] {
                    let complaint = #expect(throws: PostgresConsole.Complaint.self) {
                        try role.rows("SET search_path = kansendossier; " + sql)
                    }
                    #expect(complaint?.state == "42501", "\(sql)")
                }
            }
            try await cluster.withDatabase { empty in
                let failure = await refusal(
                    try cluster.address(empty, user: "kansendossier_server"))
                #expect(failure?.isUnavailable == true)
                #expect("\(failure as Any)".contains("let its owner start the program once"))
            }
        }
    }

    @Test func `a wrong password is refused without being told`() async throws {
        try await withDatabase { cluster, database in
            let owner = try PostgresConsole(cluster, database: database)
            try owner.rows("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'juist'")
            let folder = try TemporaryFolder()
            defer { withExtendedLifetime(folder) {} }
            let passfile = folder.path + "/pgpass"
            for (password, isRight) in [("geheim", false), ("juist", true)] {
                try "*:*:*:guarded:\(password)\n".write(
                    toFile: passfile, atomically: true, encoding: .utf8)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: passfile)
                let address = try cluster.address(database, user: "guarded", passfile: passfile)
                let failure = await refusal(address)
                #expect((failure == nil) == isRight)
                #expect(failure?.isUnavailable != false)
                #expect(!"\(failure as Any) \(address)".contains(password))
            }
        }
    }

    @Test func `a head that isn't its stream's last record is refused`() async throws {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            var writer = Writer(.directory)
            try await journal.append(writer.append(2))
            await journal.close()
            let owner = try PostgresConsole(cluster, database: database)
            try owner.rows(
                """
                SET session_replication_role = replica;
                DELETE FROM kansendossier.record WHERE position = 2
                """)
            let failure = await refusal(try cluster.address(database))
            #expect(failure?.isDamaged == true)
            #expect("\(failure as Any)".contains("the head of directory"))
        }
    }

    private func refusal(_ address: PostgresAddress) async -> JournalFailure? {
        do {
            await (try PostgresJournal(at: address)).close()
            return nil
        } catch {
            return error
        }
    }
}
