import Foundation
import Support
import Testing

/// The exception list at the terminal and over HTTP, from messages that were taken in there.
struct ExceptionsTests {
    private let program: Program
    private let messages = CareMessages()

    init() async throws {
        program = try Program()
        #expect(
            try await program.run("keys", "make", "--municipality", "0983", "k.keys").exit == 0)
        try program.write(messages.pause("KD1", dated: "2026-04-20"), to: "pause.xml")
        try program.write(messages.start("KD0", dated: "2026-01-13"), to: "start.xml")
        try program.write(messages.stop("KD2", begin: "2026-02-01"), to: "stop.xml")
        try program.write(messages.stop("KD3", ends: "</m:Oops>"), to: "broken.xml")
        let taken = try await program.run(
            "intake", "--data", "data", "--key-file", "k.keys", "--received-on", "2026-05-01",
            "pause.xml", "start.xml", "stop.xml", "broken.xml")
        #expect(taken.exit == 65)
    }

    private func list(_ arguments: String...) async throws -> Program.Outcome {
        try await program.run(["exceptions", "--data", "data"] + arguments)
    }

    @Test func `what isn't used is listed with rule, return code and message, and no client`()
        async throws
    {
        defer { program.remove() }
        let outcome = try await list("--reference-date", "2026-09-29")
        #expect(outcome.exit == 0)
        #expect(
            outcome.lines.last == "exceptions: 1 refused, 1 quarantined, 2 late, 0 paused",
            "\(outcome.output)")
        #expect(
            outcome.output.contains("quarantined  TR382       9069  307   90000001  2026-04-03"))
        #expect(outcome.output.contains("KD2, notice 1"))
        #expect(
            outcome.output.contains("late         OP271       -     305   90000001  2026-01-13"))
        #expect(outcome.output.contains("KD0, notice 1, due 2026-01-12"))
        #expect(
            outcome.output.contains("late         OP272       -     307   90000001  2026-04-20"))
        #expect(outcome.output.contains("refused      unreadable  0001"))
        #expect(outcome.output.contains("TR382: Bij deze stop hoort geen start."))
        #expect(outcome.output.contains("TR382: No start belongs to this stop."))
        for secret in messages.secrets { #expect(!outcome.output.contains(secret)) }
    }

    @Test func `a pause is asked about from half a year on, and not a day before`() async throws {
        defer { program.remove() }
        let before = try await list("--rule", "pause", "--reference-date", "2026-09-29")
        #expect(before.lines == ["exceptions: 0 refused, 0 quarantined, 0 late, 0 paused"])
        let after = try await list("--rule", "pause", "--reference-date", "2026-09-30", "--csv")
        #expect(after.output.split(whereSeparator: \.isNewline).count == 2)
        #expect(after.output.contains("paused,pause,,,90000001,"))
        #expect(after.output.contains(",02,2026-01-05,2026-03-31,"))
        // No message is dated so: what stands there is delivered since, and until when.
        let shown = try await list("--rule", "pause", "--reference-date", "2026-09-30")
        #expect(
            shown.output.contains(
                "paused       pause       -     -     90000001  -           "
                    + "begun 2026-01-05, category 02, paused after 2026-03-31"),
            "\(shown.output)")
    }

    @Test func `rule, sender and day of receipt narrow it, and what isn't one is refused`()
        async throws
    {
        defer { program.remove() }
        func rules(_ arguments: String...) async throws -> [String] {
            let outcome = try await program.run(
                ["exceptions", "--data", "data", "--json", "--reference-date", "2026-06-01"]
                    + arguments
            )
            let list = try #require(
                JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let entries = try #require(list["entries"] as? [[String: Any]])
            return entries.compactMap { $0["rule"] as? String }
        }
        #expect(try await rules().sorted() == ["OP271", "OP272", "TR382", "unreadable"])
        #expect(try await rules("--rule", "OP272") == ["OP272"])
        #expect(try await rules("--sender", "90000002") == [])
        #expect(try await rules("--since", "2026-05-01").count == 4)
        #expect(try await rules("--since", "2026-05-02") == [])
        for wrong in [
            ["--rule", "TR999"], ["--sender", "9"], ["--since", "x"], ["--csv", "--json"],
        ] {
            #expect(try await program.run(["exceptions"] + wrong).exit == 64)
        }
        #expect(try await program.run("exceptions", "--data", "none").exit == 69)
        #expect(try await program.run("verify", "--data", "data").exit == 0)
    }
}
