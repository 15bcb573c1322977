import Foundation
import Support
import Testing

/// The whole program, played as strangers and accidents play it.
@Suite(.serialized, .timeLimit(.minutes(15))) struct `A whole round` {
    /// Where this file and the scripts stand.
    private static let here = URL(filePath: #filePath).deletingLastPathComponent().path()
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path()

    @Test func `is played by the demo, which ends with a verified log`() async throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.run(
            "demo", "--exit", "--round", Self.root + "config/demo.json", "--data",
            program.path("data"))
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let last = try #require(outcome.lines.last)
        #expect(last.wholeMatch(of: /verify: ok \(\d+ records, [0-9a-f]{64}\)/) != nil)
        let words = [
            "mag Buurtcoach alleen niet indienen", "mag Zuid werkt samen niet indienen",
            "2 handtekeningen vervallen", "gelijk, dus opnieuw", "laat na het gesprek opnieuw",
            "Twee jaar later", "legt 7 uitkomsten vast van Logeren dichtbij",
            "geeft een belang op bij dossier 6", "(gedeeltelijk) € 23.000", "(onder de drempel)",
            "voldoet niet aan de harde eisen", "in één handeling bekend",
            "leidt dit dossier, want de voorzitter heeft een belang", "ontdekt een belang bij",
            "zonder dit lid opnieuw vast: totaal 74,75", "laat beslissen tussen gelijke dossiers",
            "bevestigt een grensgeval: Logeren dichtbij", "mag die niet zelf goedkeuren",
            "op de reservelijst", "nemen het deel aan", "verleend € 100.000",
            "doet een tegenvoorstel", "stelt rapportage 3 vast", "betaalt € 20.000",
            "2 signalen op de agenda", "die was warm", "met leerpunten voor iedereen",
        ]
        for word in words { #expect(outcome.output.contains(word), "\(word)") }
        #expect(
            outcome.output.contains(
                /\| SamenDoen: duurzame uitstroom \d+(,\d+)?% \(n = [1-9]\d\)/))
        let export = try await program.run(
            "export", "kansen-2019", "--data", program.path("data"), "--person", "coordinator",
            "--format", "jsonl", "--output", program.path("export.jsonl"))
        #expect(export.exit == 0, "\(export.errors)")
        let again = try await program.tool(
            "/usr/bin/python3", Self.root + "config/recompute.py", program.path("export.jsonl"))
        #expect(again.exit == 0, "\(again.output)")
        let explained = try await program.run("explain", "5", "--data", program.path("data"))
        #expect(explained.output.contains("Dit dossier is dus een grensgeval"))
    }

    @Test func `is played to a decision by a client that only knows the description`() async throws
    {
        let program = try Program()
        defer { program.remove() }
        let token = try await program.run(
            "token", "--data", program.path("data"), "--person", "beheerder",
            "--found-municipality", "9999", "Gemeente Voorbeeldstad")
        #expect(token.exit == 0, "\(token.errors)")
        let served = try await program.run(
            ["serve", "--data", program.path("data")],
            environment: [
                "KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_TICK_MILLISECONDS": "100",
                "KANSENDOSSIER_LOG_LEVEL": "error",
            ]
        ) { server in
            let address = try await server.line(beginning: "serving on ").trimmingCharacters(
                in: .whitespacesAndNewlines)
            let played = try await program.tool(
                "/usr/bin/python3", Self.here + "stranger.py",
                address.replacing("127.0.0.1", with: "localhost"),
                program.path("data/development-certificate.pem"), String(token.lines.last ?? ""))
            #expect(played.output.contains("stranger: ok, granted 3200000 cents, total 72"))
            #expect(played.exit == 0, "\(played.errors)")
            server.terminate()
        }
        #expect(served.exit == 0)
        let verified = try await program.run("verify", "--data", program.path("data"))
        #expect(verified.exit == 0, "\(verified.output) \(verified.errors)")
    }

    @Test func `goes on after a restart in the middle of a sitting, and ends as always`()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        let token = try await program.run(
            "token", "--data", "data", "--person", "beheerder", "--found-municipality", "9999",
            "Gemeente Voorbeeldstad")
        try program.write(try #require(token.lines.last) + "\n", to: "token.txt")
        // Below those of outgoing connections, one of which could connect to itself meanwhile.
        let port = String(Int.random(in: 20_000..<30_000))
        let environment = [
            "KANSENDOSSIER_PORT": port, "KANSENDOSSIER_TICK_MILLISECONDS": "100",
            "KANSENDOSSIER_LOG_LEVEL": "notice",
            "KANSENDOSSIER_RECONNECT_AFTER_MILLISECONDS": "500",
        ]
        func serve(until moment: () async throws -> Void) async throws {
            let stopped = try await program.run(
                ["serve", "--data", "data"], environment: environment
            ) { server in
                _ = try await server.line(beginning: "serving on https://127.0.0.1:")
                try await moment()
                server.terminate()
            }
            #expect(stopped.exit == 0, "\(stopped)")
            #expect(!stopped.errors.contains(" error "), "\(stopped.errors)")
        }
        // It has made the certificate that the demo trusts.
        try await serve {}
        let played = try await program.run([
            "demo", "--round", Self.root + "config/demo.json", "--connect",
            "wss://localhost:\(port)/ws", "--trust", "data/development-certificate.pem",
            "--token-file", "token.txt",
        ]) { demo in
            // The first votes of a ballot have been given, and its reveal is still to come.
            for moment in ["gelijk, dus opnieuw", "legt op tafel: dossier 8"] {
                try await serve { try await demo.says(moment) }
            }
            try await serve { try await demo.ends() }
        }
        #expect(played.exit == 0, "\(played.errors)")
        #expect(played.lines.last == "demo: ok")
        for words in ["totaal 74,75", "in één handeling bekend", "verleend € 100.000"] {
            #expect(played.output.contains(words), "\(words)")
        }
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.exit == 0, "\(verified)")
    }

    @Test func `says where to run it when there is no round to play`() async throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.run("demo", "--exit")
        #expect(outcome.exit != 0 && !outcome.errors.contains("NSError"))
        #expect(outcome.errors.contains("there is no file config/demo.json to be read here"))
        #expect(outcome.errors.contains("--round <file>"))
    }

    @Test func `is followed without gap or double over breaks and kills`() async throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.tool(
            "/usr/bin/python3", Self.here + "breaks.py", Program.executable, "--breaks", "60",
            "--kills", "2", "--followers", "8", "--writers", "2")
        #expect(outcome.exit == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains(", 2 kills, "))
        #expect(outcome.output.contains("0 gaps, 0 doubles"))
    }

    @Test func `loses and doubles nothing when the server is killed again and again`() async throws
    {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.tool(
            "env", "DEMO_ROUND=" + Self.root + "config/demo.json", "/usr/bin/python3",
            Self.here + "kill.py", Program.executable, "4")
        #expect(outcome.exit == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("kill: ok, 4 kills in 1 rounds"))
    }
}
