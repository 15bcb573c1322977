import Support
import Testing

/// Care records in a database, through the program.
struct CareDatabaseTests {
    /// A town whose messages are in a data folder, and the same messages in a database.
    private func withTown(
        _ body: (TakenInTown, DatabasePlace) async throws -> Void
    ) async throws {
        try await withDatabase { cluster, database in
            let town = try await TakenInTown()
            defer { town.program.remove() }
            try await body(town, cluster.place(database))
        }
    }

    @Test func `commands say the same of care records in a database as of those in a folder`()
        async throws
    {
        try await withTown { town, place in
            let program = town.program
            let there = ["--data", "node", "--journal", place.text]
            #expect(try await program.run(["indicators"] + there).exit == 69)
            let taking = ["--key-file", "k.keys", "--received-on", "2026-04-10", "in"]
            let tried = try await program.run(["intake", "--dry-run"] + there + taking)
            let before = try await program.run(["indicators"] + there)
            #expect(before.exit == 69)
            #expect(before.errors.contains("nothing was taken in yet"))
            let taken = try await program.run(["intake"] + there + taking)
            #expect(tried.lines.last == taken.lines.last.map { $0 + "; nothing was stored" })
            #expect(
                taken.lines.last == "intake: 4 accepted, 0 duplicate, 0 refused, 0 quarantined")
            for command in [
                ["exceptions", "--json", "--reference-date", "2027-01-01"],
                ["exceptions", "--csv", "--reference-date", "2027-01-01"],
                ["indicators", "--json", "--reference-date", "2026-12-01"],
                ["indicators", "--reference-date", "2026-12-01", "--by", "quarter"],
                ["retention", "--months", "1", "--day", "2026-06-01", "--json"],
            ] {
                let folder = try await program.run(
                    command + ["--data", "data", "--journal", "sqlite"])
                let database = try await program.run(command + there)
                #expect(folder.exit == 0, "\(folder)")
                #expect(database.exit == 0, "\(database)")
                #expect(database.output == folder.output)
            }
            let verified = try await program.run(["verify"] + there)
            #expect(
                verified.output.hasPrefix("care: ok (4 documents of 2 clients in 1 imports, "),
                "\(verified)")
            let told = try await program.run(
                ["processings", "--activity", "urn:venlo:follow-up"] + there)
            #expect(told.lines.count == 2)
            for client in town.clients {
                for secret in client.secrets {
                    #expect(!(taken.output + told.output + verified.output).contains(secret))
                }
            }
        }
    }

    @Test func `care records move to a database and back with the log, to the same hash`()
        async throws
    {
        try await withTown { town, place in
            let program = town.program
            _ = try await program.found()
            let there = try await program.run(
                "migrate-store", "--from", "data", "--to", place.text)
            #expect(there.exit == 0, "\(there)")
            #expect(
                there.output.contains("migrate-store: care records (4 documents in 1 imports, "))
            let back = try await program.run(
                "migrate-store", "--from", place.text, "--to", "back")
            #expect(back.exit == 0, "\(back)")
            let verified = [
                try await program.run("verify", "--data", "data", "--journal", "sqlite"),
                try await program.run("verify", "--data", "node", "--journal", place.text),
                try await program.run("verify", "--data", "back", "--journal", "sqlite"),
            ]
            #expect(verified.allSatisfy { $0.exit == 0 }, "\(verified)")
            #expect(Set(verified.map { $0.lines.first }).count == 1)
            #expect(Set(verified.map { $0.lines.last }).count == 1)
        }
    }
}
