import Foundation
import Support
import Testing

/// Results of imports in a round's log, put there as a relationship manager does.
@Suite(.timeLimit(.minutes(15))) struct ResultsTests {
    private static let round = "kansen-2019"
    private static let script =
        URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path() + "config/demo.json"
    private let program: Program

    init() throws { program = try Program() }

    private func results(_ arguments: String...) async throws -> Program.Outcome {
        try await program.run(
            [
                "results", Self.round, "--data", "data", "--dossier", "1", "--initiative", "Proef",
                "--from", "2025-01-01", "--to", "2026-04-30", "--reference-date", "2026-10-20",
            ] + arguments)
    }

    private func takeIn(_ paths: [String], kind: String? = nil) async throws {
        let outcome = try await program.run(
            ["intake", "--data", "data", "--received-on", "2026-10-20"]
                + (kind.map { ["--kind", $0] } ?? []) + paths)
        #expect(outcome.exit == 0, "\(outcome.lines)")
    }

    /// The results in the round's log, each as its line.
    private func recorded() async throws -> [String] {
        let export = try await program.run(
            "export", Self.round, "--data", "data", "--person", "coordinator")
        #expect(export.exit == 0, "\(export.errors)")
        return export.lines.filter { $0.contains("resultRecorded") }.map(String.init)
    }

    @Test func `a correction in the messages makes another result, and snapshots stay`()
        async throws
    {
        defer { program.remove() }
        let played = try await program.run(
            "demo", "--exit", "--round", Self.script, "--data", "data")
        #expect(played.exit == 0, "\(played.errors)")
        let clients = (0..<12).map { CareMessages(500 + 30 * $0) }
        for (index, client) in clients.enumerated() {
            try program.write(client.start("S\(index)"), to: "S\(index).xml")
            try program.write(client.stop("E\(index)"), to: "E\(index).xml")
        }
        try await takeIn(clients.indices.flatMap { ["S\($0).xml", "E\($0).xml"] })
        let rows = clients.map { "\($0.number);Proef;1;2026-01-01\n" }.joined()
        try program.write("Bsn;Initiatief;Versie;Vanaf\n\(rows)", to: "list.csv")
        try await takeIn(["list.csv"], kind: "cohort")
        let tried = try await results("--dry-run")
        #expect(tried.output.contains("sustainedOutflow 100,00 (12 of 12): computed"), "\(tried)")
        let before = try await recorded()
        let first = try await results("--person", "relatiemanager")
        #expect(first.exit == 0, "\(first.errors)")
        #expect(first.output.contains("sustainedOutflow 100,00 (12 of 12): recorded"))
        #expect(first.output.contains("stepDown about nobody: recorded"))
        #expect(first.lines.last == "results: 7 of 7 recorded in kansen-2019, dossier 1")
        let again = try await results("--person", "relatiemanager")
        #expect(again.lines.last == "results: 0 of 7 recorded in kansen-2019, dossier 1")
        let kept = try await recorded()
        #expect(kept.count == before.count + 7)

        try await whileServing { url in
            let quarter = try await program.snapshot(at: url)
            // Five of them came back, which is heard of only now.
            for index in 0..<5 {
                try program.write(
                    clients[index].start("R\(index)", dated: "2026-05-06", begin: "2026-05-04"),
                    to: "R\(index).xml")
            }
            try await takeIn((0..<5).map { "R\($0).xml" })
            let second = try await results(
                "--connect", url, "--token-file", "token.txt", "--trust",
                "data/development-certificate.pem")
            #expect(second.exit == 0, "\(second.errors)")
            #expect(second.output.contains("sustainedOutflow 58,33 (7 of 12): recorded"))
            #expect(try await program.snapshot(at: url) == quarter)
        }
        let now = try await recorded()
        #expect(Array(now.prefix(kept.count)) == kept)
        #expect(now.count > kept.count)
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.exit == 0, "\(verified.errors)")
        for client in clients {
            for secret in client.secrets { #expect(!now.joined().contains(secret)) }
        }
    }

    private func whileServing(_ body: (String) async throws -> Void) async throws {
        let token = try await program.run(
            "token", "--data", "data", "--person", "relatiemanager")
        #expect(token.exit == 0, "\(token.errors)")
        try program.write(String(token.lines.last ?? ""), to: "token.txt")
        let served = try await program.run(
            ["serve", "--data", "data"],
            environment: ["KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_LOG_LEVEL": "error"]
        ) { server in
            let address = try await server.line(beginning: "serving on https://")
            try await body("wss://\(address)/ws")
            server.terminate()
        }
        #expect(served.exit == 0)
    }

    @Test func `what can't be asked is refused, and nothing is recorded`() async throws {
        defer { program.remove() }
        let asked = ["results", "r", "--dossier", "1", "--initiative", "X", "--to", "2026-04-30"]
        for wrong in [
            ["--from", "2026-05-01", "--dry-run"], ["--from", "2026-01-01"],
            ["--from", "2026-01-01", "--person", "a", "--connect", "wss://localhost:1/ws"],
            ["--from", "2026-01-01", "--dry-run", "--reference-date", "2026-04-29"],
        ] {
            #expect(try await program.run(asked + wrong).exit == 64)
        }
        let nothing = try await results("--dry-run")
        #expect(nothing.exit == 69)
        let messages = CareMessages()
        try program.write(messages.start(), to: "a.xml")
        let taken = try await program.run(
            "intake", "--data", "data", "--municipality", "0983", "--received-on", "2026-05-01",
            "a.xml")
        #expect(taken.exit == 0)
        let unknown = try await results("--dry-run")
        #expect(unknown.exit == 64)
        #expect(unknown.errors.contains("no list of an initiative's clients was taken in"))
    }
}

extension Program {
    /// The demo's snapshot as the server shows it.
    fileprivate func snapshot(at url: String) async throws -> String {
        let view = try await run(
            "call", "round.subscribe",
            "{\"round\":\"kansen-2019\",\"view\":\"relationshipManager\"}", "--url", url,
            "--token-file", "token.txt", "--trust", "data/development-certificate.pem")
        #expect(view.exit == 0, "\(view.errors)")
        let text = view.output
        guard let start = text.range(of: "\"snapshot/1\":"),
            let end = text.range(of: "\"summary\"", range: start.upperBound..<text.endIndex)
        else { throw Child.Missing(what: "the snapshot in \(text)") }
        return String(text[start.lowerBound..<end.upperBound])
    }
}
