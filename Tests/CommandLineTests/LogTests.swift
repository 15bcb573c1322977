import Domain
import Engine
import Foundation
import SQLiteJournal
import Support
import Testing
import Wire

struct LogTests {
    @Test func `a token is printed once and only its hash is kept`() async throws {
        let program = try Program()
        defer { program.remove() }
        let token = try await program.found()
        #expect(token.count == 46)
        #expect(token.hasPrefix("kd_"))
        // A backup holds everything in one file; the journal's newest pages may stand beside it.
        let copied = try await program.run("backup", "--data", "data", "copy.sqlite")
        #expect(copied.exit == 0, "\(copied.errors)")
        let kept = try Data(contentsOf: URL(filePath: program.path("copy.sqlite")))
        let hash = SHA256Hashing().digest(of: Array(token.utf8)).hexadecimal
        #expect(kept.range(of: Data(token.utf8)) == nil)
        #expect(kept.range(of: Data(hash.utf8)) != nil)
        let second = try await program.run(
            "token", "--data", "data", "--person", "jansen", "--scope", "read", "--days", "7")
        #expect(second.exit == 0)
        #expect(second.output != token + "\n")
    }

    @Test func `a directory is begun once, and nobody unknown gets a token`() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        let again = try await program.run(
            "token", "--data", "data", "--person", "piet", "--found-municipality", "0983", "Venlo")
        #expect(again.exit == 1)
        #expect(again.errors.contains("refused: alreadyExists"))
        #expect(again.errors.contains("Dit bestaat al"))
        let unknown = try await program.run("token", "--data", "data", "--person", "piet")
        #expect(unknown.exit == 1)
        #expect(unknown.errors.contains("unknownPerson"))
        #expect(unknown.output.isEmpty)
    }

    @Test(arguments: [
        ["token", "--person", "Jan Jansen"], ["token"], ["token", "--person", "a", "--days", "0"],
        ["token", "--person", "a", "--scope", "all"], ["frobnicate"], ["verify", "--quick"],
        ["export", "round", "--person", "a", "--format", "xml"],
        ["export", "round", "--person", "a", "--table", "votes"], ["export", "round"],
        ["export", "round", "--person", "a", "--connect", "wss://localhost/ws"],
        ["token", "--person", "a", "--found-municipality", "0983"],
    ])
    func `a command that isn't understood ends with 64`(arguments: [String]) async throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.run(arguments)
        #expect(outcome.exit == 64, "\(outcome)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `without a log there is nothing to verify, copy or export`() async throws {
        let program = try Program()
        defer { program.remove() }
        for command in [
            ["verify", "--data", "none"], ["backup", "copy", "--data", "none"],
            ["token", "--person", "a", "--data", "none"],
            ["export", "round", "--person", "a", "--data", "none"],
        ] {
            let outcome = try await program.run(command)
            #expect(outcome.exit == 69, "\(command): \(outcome)")
        }
        #expect(!FileManager.default.fileExists(atPath: program.path("none")))
    }

    @Test func `verify ends with the number of records and a hash of all heads`() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.exit == 0, "\(verified)")
        let journal = try SQLiteJournal(readingFile: program.path("data/kansendossier.sqlite"))
        let head = try await journal.head(of: .directory)
        let hash = SHA256Hashing().digest(of: Array("directory \(head.hash)\n".utf8))
        #expect(
            verified.output == """
                directory: 4 records, \(head.hash)
                verify: ok (4 records, \(hash))

                """)
    }

    @Test func `verify names the record in which a byte was changed`() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        let copied = try await program.run("backup", "--data", "data", "copy.sqlite")
        #expect(copied.exit == 0, "\(copied.errors)")
        let file = URL(filePath: program.path("copy.sqlite"))
        var bytes = try Data(contentsOf: file)
        let place = try #require(bytes.range(of: Data("\"Venlo\"".utf8)))
        bytes[place.lowerBound + 1] = UInt8(ascii: "W")
        try bytes.write(to: file)
        let verified = try await program.run("verify", "--file", "copy.sqlite")
        #expect(verified.exit == 1)
        #expect(
            verified.errors == """
                kansendossier: verify: deviation in directory, record 1: its bytes don't give the \
                hash that stands with it

                """)
        #expect(!verified.output.contains("ok"))
    }

    @Test func `a backup restored in a new folder verifies to the same hash, in a new epoch`()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        let copied = try await program.run("backup", "copy.sqlite", "--data", "data")
        #expect(copied.exit == 0, "\(copied)")
        #expect(copied.output == "backup: 4 records of 1 streams in copy.sqlite\n")
        let restored = try await program.run("restore", "copy.sqlite", "--data", "new")
        #expect(restored.exit == 0, "\(restored)")
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.lines.last == restored.lines.last)
        let old = try SQLiteJournal(readingFile: program.path("data/kansendossier.sqlite"))
        let new = try SQLiteJournal(readingFile: program.path("new/kansendossier.sqlite"))
        #expect(old.epoch != new.epoch)
    }

    @Test func `nothing is overwritten by a backup or a restore`() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        try program.write("precious", to: "copy.sqlite")
        #expect(try await program.run("backup", "copy.sqlite", "--data", "data").exit == 69)
        #expect(try program.read("copy.sqlite") == "precious")
        #expect(try await program.run("backup", "good.sqlite", "--data", "data").exit == 0)
        let restored = try await program.run("restore", "good.sqlite", "--data", "data")
        #expect(restored.exit == 69)
        #expect(try await program.run("verify", "--data", "data").exit == 0)
    }

    @Test func `a file that is no backup isn't restored`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(String(repeating: "not a database ", count: 100), to: "junk")
        let restored = try await program.run("restore", "junk", "--data", "new")
        #expect(restored.exit == 65, "\(restored)")
    }

    @Test func `help shows commands, examples and exit codes`() async throws {
        let program = try Program()
        defer { program.remove() }
        let help = try await program.run("--help")
        #expect(help.exit == 0)
        for word in ["serve", "check", "verify", "restore", "tail", "call", "EXIT CODES:", "78"] {
            #expect(help.output.contains(word))
        }
        let serve = try await program.run("serve", "--help")
        #expect(serve.output.contains("port: 8443"))
        #expect(serve.output.contains("KANSENDOSSIER_ATTENDANCE_GRACE_SECONDS"))
    }
}
