import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A link to sign in with` {
    @Test func `is made for somebody in the directory while no server runs`() async throws {
        let program = try Program()
        defer { program.remove() }
        let founded = try await program.run(
            "token", "--data", "data", "--person", "beheerder", "--found-municipality", "9999",
            "Demostad")
        #expect(founded.exit == 0)
        let made = try await program.run("link", "--data", "data", "--person", "beheerder")
        #expect(made.exit == 0)
        #expect(made.output.wholeMatch(of: #/https://\S+/sign-in/kd_[\w-]{43}\n/#) != nil)
        let unknown = try await program.run("link", "--data", "data", "--person", "niemand")
        #expect(unknown.exit != 0 && unknown.output.isEmpty)
        for (hours, exit) in [("72", 0), ("73", 64)] as [(String, Int32)] {
            let outcome = try await program.run(
                "link", "--data", "data", "--person", "beheerder", "--hours", hours)
            #expect(outcome.exit == exit)
        }
    }
}
