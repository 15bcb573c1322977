import Foundation
import Support
import Testing

/// Care records in backups, and their removal after the term, as an operator does it.
struct CareCopyTests {
    private let program: Program
    private let messages = CareMessages()

    init() async throws {
        program = try Program()
        _ = try await program.found()
        #expect(
            try await program.run("keys", "make", "--municipality", "0983", "k.keys").exit == 0)
        try program.write(messages.start(), to: "a.xml")
        try program.write(messages.stop(), to: "b.xml")
        let taken = try await program.run(
            "intake", "--data", "data", "--key-file", "k.keys", "--received-on", "2026-05-01",
            "a.xml", "b.xml")
        #expect(taken.exit == 0)
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: program.path(name))
    }

    /// The line of `verify` about care.
    private func care(_ arguments: String...) async throws -> Substring? {
        let outcome = try await program.run(["verify"] + arguments)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        return outcome.lines.first { $0.hasPrefix("care: ok") }
    }

    @Test func `a backup has the care records beside the log and no key, and comes back whole`()
        async throws
    {
        defer { program.remove() }
        let backup = try await program.run("backup", "--data", "data", "copy.sqlite")
        #expect(backup.exit == 0, "\(backup.errors)")
        #expect(backup.lines.last == "backup: care records in copy.sqlite.care")
        let keys = try program.read("k.keys").split { !$0.isHexDigit }.filter { $0.count >= 32 }
        #expect(!keys.isEmpty)
        for name in ["copy.sqlite", "copy.sqlite.care"] {
            let bytes = try Data(contentsOf: URL(filePath: program.path(name)))
            for key in keys { #expect(bytes.range(of: Data(String(key).utf8)) == nil) }
        }
        let again = try await program.run("backup", "--data", "data", "other.sqlite")
        #expect(again.exit == 0)
        try FileManager.default.removeItem(atPath: program.path("copy.sqlite"))
        let over = try await program.run("backup", "--data", "data", "copy.sqlite")
        #expect(over.exit == 69)
        #expect(over.errors.contains("copy.sqlite.care is there already"))
        #expect(!exists("copy.sqlite"))
        let restored = try await program.run("restore", "other.sqlite", "--data", "restored")
        #expect(restored.exit == 0, "\(restored.errors)")
        let original = try await care("--data", "data")
        #expect(original != nil)
        #expect(try await care("--data", "restored") == original)
        #expect(try await care("--file", "other.sqlite") == original)
    }

    @Test func `without care there is none in it, and a changed copy is put back nowhere`()
        async throws
    {
        defer { program.remove() }
        let bare = try await program.run("backup", "--data", "data", "--without-care", "a.sqlite")
        #expect(bare.exit == 0)
        #expect(!exists("a.sqlite.care"))
        #expect(try await program.run("backup", "--data", "data", "b.sqlite").exit == 0)
        let change = """
            import sqlite3
            c=sqlite3.connect('b.sqlite.care')
            c.execute('DROP TRIGGER document_unchanged')
            c.execute("UPDATE document SET name='x'")
            c.commit()
            """
        #expect(try await program.tool("python3", "-c", change).exit == 0)
        let refused = try await program.run("restore", "b.sqlite", "--data", "r")
        #expect(refused.exit == 1)
        #expect(refused.errors.contains("line 1 of the import log"))
        #expect(!exists("r/kansendossier.sqlite") && !exists("r/care.sqlite"))
        let without = try await program.run(
            "restore", "b.sqlite", "--data", "r", "--without-care")
        #expect(without.exit == 0, "\(without.errors)")
        #expect(!exists("r/care.sqlite"))
    }

    @Test func `retention tells what would go, removes it when told to, and verify says so`()
        async throws
    {
        defer { program.remove() }
        func retention(_ arguments: String...) async throws -> Program.Outcome {
            try await program.run(["retention", "--data", "data", "--months", "1"] + arguments)
        }
        let tried = try await retention("--day", "2026-05-04")
        let counts = "2 documents and 0 rows of 1 clients, 0 refusals; nothing was removed"
        #expect(tried.lines.last == "retention: before 2026-04-04: \(counts)")
        let original = try await care("--data", "data")
        #expect(original?.contains("2 documents of 1 clients in 2 imports") == true)
        let early = try await retention("--day", "2026-05-03", "--perform")
        #expect(early.output.contains("0 documents and 0 rows of 0 clients"))
        #expect(try await care("--data", "data") == original)
        let done = try await retention("--day", "2026-05-04", "--perform", "--json")
        #expect(done.exit == 0)
        #expect(
            done.output.contains("\"documents\":2") && done.output.contains("\"isPerformed\":true"))
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.exit == 0, "\(verified.errors)")
        #expect(verified.output.contains("care: ok (0 documents of 0 clients in 3 imports, "))
        #expect(
            verified.output.contains(
                "import log line 3 removed 2 documents and 0 rows of 1 clients and 0 refusals"))
        for months in ["0", "1201", "x"] {
            #expect(
                try await program.run("retention", "--data", "data", "--months", months).exit == 64)
        }
        #expect(try await program.run("retention", "--data", "none", "--months", "9").exit == 69)
    }
}
