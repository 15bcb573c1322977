import Domain
import Engine
import Foundation
import Glibc
import Logging
import SQLiteJournal
import Support
import Testing
import Wire

/// A log that moves from a data folder to a database and back.
struct MigrateStoreTests {
    @Test func `a log moves to a database and back, whole, with its receipts`() async throws {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            try await program.fill("data", persons: 1_200)
            let place = cluster.place(database)
            let there = try await program.migrate("data", place)
            #expect(there.exit == 0, "\(there)")
            #expect(
                there.lines.last
                    == "migrate-store: ok (1204 records of 1 streams, in \(place.name))")
            let back = try await program.migrate(place.text, "back")
            #expect(back.exit == 0, "\(back)")
            let hashes = [
                try await program.run("verify", "--data", "data", "--journal", "sqlite"),
                try await program.run("verify", "--journal", place.text),
                try await program.run("verify", "--data", "back", "--journal", "sqlite"),
            ].map { $0.lines.last }
            #expect(Set(hashes).count == 1 && hashes[0]?.hasPrefix("verify: ok (1204") == true)
            let (first, last) = (try program.journal("data"), try program.journal("back"))
            for number in [1, 700, 1_200] {
                let key = Program.key(number)
                let receipt = try await first.receipt(of: .directory, actor: .server, key: key)
                #expect(receipt != nil)
                let moved = try await last.receipt(of: .directory, actor: .server, key: key)
                #expect(moved == receipt)
            }
            #expect(first.epoch != last.epoch)
            try first.close()
            try last.close()
        }
    }

    @Test func `a copy that was killed is served by nobody, and goes on where it was`() async throws
    {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            try await program.fill("data", persons: 6_000)
            let place = cluster.place(database)
            let killed = try await program.run([
                "migrate-store", "--from", "data", "--to", place.text,
            ]) { child in
                try await child.says("of 6004 copied")
                child.signal(SIGKILL)
            }
            #expect(killed.exit == SIGKILL)
            let console = try PostgresConsole(cluster, database: database)
            let count = "SELECT count(*) FROM kansendossier.record"
            let copied = try #require(try console.rows(count).first?.first.flatMap { Int($0) })
            #expect((500..<6_004).contains(copied))
            for command in [["verify"], ["serve"], ["token", "--person", "jansen"]] {
                let refused = try await program.run(command + ["--journal", place.text])
                #expect(refused.exit == 69)
                #expect(refused.errors.contains("run migrate-store to its end"))
            }
            let resumed = try await program.migrate("data", place)
            #expect(resumed.exit == 0, "\(resumed)")
            #expect(!resumed.errors.contains("directory: 500 of 6004 copied"))
            #expect(resumed.lines.last?.hasPrefix("migrate-store: ok (6004 records") == true)
            #expect(try await program.run("verify", "--journal", place.text).exit == 0)
        }
    }

    @Test func `a place that holds something else, or that somebody has, is refused`() async throws
    {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            try await program.fill("data", persons: 3)
            try await program.fill("other", persons: 4)
            let place = cluster.place(database)
            #expect(try await program.migrate("data", place).exit == 0)
            let again = try await program.migrate("data", place)
            #expect(again.exit == 69)
            #expect(again.errors.contains("holds a log already"))
            let full = try await program.migrate(place.text, "other")
            #expect(full.exit == 69)
            #expect(full.errors.contains("holds a log already"))
            // A copy of another history that was cut off.
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("UPDATE kansendossier.meta SET is_filling = true")
            let other = try await program.migrate("other", place)
            #expect(other.exit == 1)
            #expect(other.errors.contains("holds another history"))
            try console.rows("UPDATE kansendossier.meta SET is_filling = false")
            for pair in [("data", "new"), (place.text, place.text)] {
                #expect(try await program.migrate(pair.0, pair.1).exit == 64)
            }
            let served = try await program.run(
                ["serve", "--data", "data"], environment: ["KANSENDOSSIER_PORT": "0"]
            ) { server in
                _ = try await server.line(beginning: "serving on ")
                let held = try await program.migrate("data", place)
                #expect(held.exit == 69)
                #expect(held.errors.contains("is in use by process"))
                server.terminate()
            }
            #expect(served.exit == 0)
            let node = try await program.run(
                ["serve", "--data", "data", "--journal", place.text],
                environment: ["KANSENDOSSIER_PORT": "0"]
            ) { server in
                try await server.says("the data folder holds a log too, which isn't served")
                _ = try await server.line(beginning: "serving on ")
                let held = try await program.migrate(place.text, "new")
                #expect(held.exit == 69)
                #expect(held.errors.contains("stop its nodes first"))
                server.terminate()
            }
            #expect(node.exit == 0)
        }
    }
}

extension Program {
    /// Begins a log in a folder of this program's, in which so many persons were registered.
    fileprivate func fill(_ folder: String, persons: Int) async throws {
        let founded = try await run(
            "token", "--data", folder, "--person", "jansen", "--found-municipality", "0983",
            "Venlo")
        try #require(founded.exit == 0, "\(founded)")
        let journal = try journal(folder)
        let engine = Engine<Round>(
            journal: journal,
            time: SystemTime { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) },
            logger: Logger(label: "fill"))
        try await engine.start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await engine.run() }
            await withTaskGroup(of: Bool.self) { writers in
                for number in 1...persons {
                    if number > 500 { #expect(await writers.next() == true) }
                    writers.addTask { await engine.register(number) }
                }
                #expect(await writers.allSatisfy { $0 })
            }
            engine.stop()
            try await group.waitForAll()
        }
        try journal.close()
    }

    fileprivate static func key(_ number: Int) -> CommandKey {
        CommandKey(
            "00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - "\(number)".count))\(number)"
        )!
    }

    fileprivate func journal(_ folder: String) throws -> SQLiteJournal {
        try SQLiteJournal(owning: DataFolder(owning: path(folder)))
    }

    fileprivate func migrate(_ from: String, _ place: DatabasePlace) async throws -> Outcome {
        try await migrate(from, place.text)
    }

    fileprivate func migrate(_ from: String, _ to: String) async throws -> Outcome {
        try await run("migrate-store", "--from", from, "--to", to)
    }
}

extension Engine<Round> {
    fileprivate func register(_ number: Int) async -> Bool {
        guard let person = PersonID(rawValue: "p\(number)") else { return false }
        let command = DirectoryCommand.registerPerson(
            person: person, name: "Persoon \(number)", emails: ["p\(number)@example.nl"])
        let reply = await withCheckedContinuation { continuation in
            submit(
                Order(command, by: .server, key: Program.key(number)) {
                    continuation.resume(returning: $0)
                })
        }
        if case .accepted = reply { return true }
        return false
    }
}
