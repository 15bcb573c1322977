import Foundation
import Support
import Testing

/// That nothing about care gets lost or goes wrong without a word.
struct CareEvidenceTests {
    private let program: Program
    private let messages = CareMessages()

    init() throws { program = try Program() }

    private func intake(_ arguments: String...) async throws -> Program.Outcome {
        try await program.run(
            ["intake", "--data", "data", "--received-on", "2026-05-01"] + arguments)
    }

    private func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: program.path(name))
    }

    @Test func `the first intake makes keys for the municipality that the messages name`()
        async throws
    {
        defer { program.remove() }
        try program.write("no message", to: "a.xml")
        let nobody = try await intake("a.xml")
        #expect(nobody.exit == 64)
        #expect(nobody.errors.contains("give --municipality with your code"))
        try program.write(messages.start(), to: "b.xml")
        let made = try await intake("a.xml", "b.xml")
        #expect(made.exit == 65)
        #expect(made.errors.contains("made the key file data.keys for municipality 0983"))
        #expect(made.output.contains("intake: 1 accepted, 0 duplicate, 1 refused"))
        let other = try await intake("--municipality", "0363", "b.xml")
        #expect(other.exit == 64)
        #expect(other.errors.contains("is of municipality 0983, not of 0363"))
        // Records that are there were made with other keys, which aren't to be replaced.
        try remove("data.keys")
        #expect(try await intake("b.xml").exit == 64)
        let inside = try await intake("--key-file", "data/k", "--municipality", "0983", "b.xml")
        #expect(inside.exit == 64)
        #expect(inside.errors.contains("lies in the data folder"))
    }

    @Test func `what can't be read in a folder is told, and the rest is taken in`() async throws {
        defer { program.remove() }
        try FileManager.default.createDirectory(
            atPath: program.path("in"), withIntermediateDirectories: true)
        try program.write(messages.start(), to: "in/a.xml")
        try FileManager.default.createSymbolicLink(
            atPath: program.path("in/b.xml"), withDestinationPath: "a.xml")
        let outcome = try await intake("in")
        #expect(outcome.exit == 65)
        #expect(outcome.output.contains("in/b.xml"))
        #expect(outcome.output.contains("a link or a pipe within a folder"))
        #expect(outcome.output.contains("intake: 1 accepted"))
        try FileManager.default.createDirectory(
            atPath: program.path("closed"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o000])
        // Whoever is root reads it all the same, and finds nothing.
        let closed = try await intake("closed")
        #expect(closed.exit == (getuid() == 0 ? 0 : 65))
    }

    @Test func `nothing is received on a day that is still to come`() async throws {
        defer { program.remove() }
        try program.write(messages.start(), to: "a.xml")
        let outcome = try await program.run(
            "intake", "--data", "data", "--received-on", "2999-01-01", "a.xml")
        #expect(outcome.exit == 64)
        #expect(outcome.errors.contains("--received-on is still to come"))
    }

    @Test func `the imports that results rest on are there, or verify and results say so`()
        async throws
    {
        defer { program.remove() }
        let script =
            URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path() + "config/demo.json"
        let played = try await program.run(
            "demo", "--exit", "--round", script, "--data", "data")
        #expect(played.exit == 0, "\(played.errors)")
        let whole = try await program.run("verify", "--data", "data")
        #expect(whole.output.contains("care: the 1 imports that rounds rest on are in the"))
        #expect(try await program.run("backup", "--data", "data", "copy").exit == 0)
        for name in ["copy", "copy.care"] {
            let about = try FileManager.default.attributesOfItem(atPath: program.path(name))
            #expect(about[.posixPermissions] as? Int == 0o600)
        }
        // What was removed after its term leaves the log, which is what verify looks at.
        let removed = try await program.run(
            "retention", "--data", "data", "--months", "12", "--day", "2028-12-01", "--perform")
        #expect(removed.exit == 0)
        #expect(try await program.run("verify", "--data", "data").exit == 0)
        let results = try await program.run(
            "results", "kansen-2019", "--data", "data", "--dossier", "1", "--initiative",
            "dossier 1", "--from", "2000-01-01", "--to", "2026-11-01", "--dry-run")
        #expect(results.exit == 64)
        #expect(results.errors.contains("--from can't be earlier"))
        let figures = try await program.run("indicators", "--data", "data")
        #expect(figures.exit == 0)
        #expect(figures.errors.contains("leave out whoever stayed away"))
        for name in ["care.sqlite", "care.sqlite-wal", "care.sqlite-shm"] {
            try? remove("data/\(name)")
        }
        let lost = try await program.run("verify", "--data", "data")
        #expect(lost.exit == 1)
        #expect(lost.errors.contains("the log has no care records beside"))
        let left = try await program.run("verify", "--data", "data", "--without-care")
        #expect(left.exit == 0)
        // Another municipality's records are no proof either.
        try program.write(messages.start(), to: "a.xml")
        #expect(try await intake("a.xml").exit == 0)
        #expect(try await program.run("verify", "--data", "data").exit == 1)
    }
}
