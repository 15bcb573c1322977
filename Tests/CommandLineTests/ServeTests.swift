import Domain
import Foundation
import Support
import Testing
import Wire

/// One server, from start to stop, with everything that an operator does beside it.
struct ServeTests {
    @Test func `a served folder can be verified, copied and checked, but not taken`() async throws {
        try await withServer { program, _, _ in
            let second = try await program.run("serve", "--data", "data")
            #expect(second.exit == 69)
            #expect(second.errors.contains("is in use by process"))
            let token = try await program.run("token", "--data", "data", "--person", "jansen")
            #expect(token.exit == 69)
            let verified = try await program.run("verify", "--data", "data")
            #expect(verified.exit == 0, "\(verified)")
            #expect(try await program.run("backup", "copy", "--data", "data").exit == 0)
            let checked = try await program.run("check", "--data", "data")
            #expect(checked.exit == 0, "\(checked)")
            #expect(checked.output.contains("in use by process"))
        }
    }

    @Test func `the development certificate's key can only be read by its owner`() async throws {
        try await withServer { program, _, _ in
            let attributes = try FileManager.default.attributesOfItem(
                atPath: program.path("data/development-key.pem"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let shown = try await program.tool(
                "openssl", "x509", "-in", "data/development-certificate.pem", "-noout", "-text",
                "-ext", "subjectAltName", "-checkend", "2400000")
            #expect(shown.output.contains("DNS:localhost"))
            #expect(shown.output.contains("IP Address:127.0.0.1"))
            #expect(shown.output.contains("Certificate will not expire"))
        }
    }

    @Test func `call prints a result, and a refusal in two languages with exit code 1`()
        async throws
    {
        try await withServer { program, url, _ in
            let list = try await program.call(url, "round.list")
            #expect(list.exit == 0, "\(list)")
            #expect(list.output.contains("\"rounds\":[]"))
            let refused = try await program.call(
                url, "directory.verifyOrganisation", "{\"organisation\":\"zorg\"}")
            #expect(refused.exit == 1)
            #expect(refused.errors.contains("refused: unknownOrganisation"))
            #expect(refused.errors.contains("Deze organisatie"))
            #expect(refused.errors.contains("organisation"))
            let unknown = try await program.call(url, "directory.frobnicate")
            #expect(unknown.exit == 1)
            for params in ["{", "[]", "{} {}"] {
                #expect(try await program.call(url, "round.list", params).exit == 64)
            }
        }
    }

    @Test func `a token that isn't one gives nothing and stands in no message`() async throws {
        try await withServer { program, url, server in
            let wrong = "kd_" + String(repeating: "A", count: 43)
            let refused = try await program.run(
                "call", "round.list", "--url", url, "--trust", "data/development-certificate.pem",
                environment: ["KANSENDOSSIER_TOKEN": wrong])
            #expect(refused.exit != 0)
            #expect(refused.output.isEmpty)
            #expect(!refused.errors.contains(wrong))
            #expect(!server.errors.contains(wrong))
            let none = try await program.run("call", "round.list", "--url", url)
            #expect(none.exit == 64)
        }
    }

    @Test func `tail prints what changes in a view`() async throws {
        try await withServer { program, url, _ in
            let tailed = try await program.run([
                "tail", "administration", "--url", url, "--token-file", "token.txt", "--trust",
                "data/development-certificate.pem", "--json", "--changes", "1",
            ]) { tail in
                _ = try await tail.line(beginning: "{\"offset\":")
                let called = try await program.call(
                    url, "directory.registerPerson",
                    #"{"person":"piet","name":"Piet","emails":["piet@example.nl"]}"#)
                #expect(called.exit == 0, "\(called)")
            }
            #expect(tailed.exit == 0, "\(tailed)")
            #expect(tailed.lines.last?.contains("\"part\":\"person/piet\"") == true)
        }
    }

    @Test func `a hint is refused on a connection that follows nothing, and says why`() async throws
    {
        try await withServer { program, url, _ in
            let called = try await program.call(
                url, "round.hint",
                #"{"round":"sample","view":"applicant/zorg","part":"dossier/1"}"#)
            #expect(called.exit == 1)
            #expect(called.errors.contains("viewNotFollowed"))
        }
    }

    @Test func `a round in a served folder is exported through its server`() async throws {
        try await withServer { program, url, _ in
            let connection = [
                "--token-file", "token.txt", "--trust", "data/development-certificate.pem",
            ]
            let own = try await program.run(
                "export", "sample", "--person", "jansen", "--data", "data")
            #expect(own.exit == 69)
            let granted = try await program.call(
                url, "directory.grantRole", #"{"person":"jansen","role":"coordinator"}"#)
            #expect(granted.exit == 0, "\(granted)")
            let rules = String(
                decoding: CanonicalJSON.bytes(of: RuleSample().rules), as: UTF8.self)
            let created = try await program.call(
                url, "round.createRound", "{\"round\":\"sample\",\"rules\":\(rules)}")
            #expect(created.exit == 0, "\(created)")
            let exported = try await program.run(
                ["export", "sample", "--data", "data", "--connect", url] + connection
            )
            #expect(exported.exit == 0, "\(exported)")
            #expect(exported.lines.count == 2)
            #expect(exported.lines.last?.contains("\"form\":\"jsonl\"") == true)
            let unknown = try await program.run(
                ["export", "other", "--data", "data", "--connect", url] + connection
            )
            #expect(unknown.exit == 1)
            #expect(unknown.errors.contains("refused: unknownRound"))
        }
    }

    @Test func `a port that is taken is said so, with exit code 69`() async throws {
        try await withServer { program, url, _ in
            let port = try #require(url.split(separator: ":").last?.split(separator: "/").first)
            let second = try await program.run(
                "serve", "--data", "other", environment: ["KANSENDOSSIER_PORT": String(port)])
            #expect(second.exit == 69, "\(second)")
            #expect(second.errors.contains("can't listen"))
        }
    }

    /// Serves a new data folder on a free port, and asks the server to stop afterwards.
    private func withServer(
        _ body: (Program, _ url: String, Child) async throws -> Void
    ) async throws {
        let program = try Program()
        defer { program.remove() }
        let token = try await program.found()
        try program.write(token + "\n", to: "token.txt")
        let served = try await program.run(
            ["serve", "--data", "data"],
            environment: ["KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_LOG_LEVEL": "debug"]
        ) { server in
            let address = try await server.line(beginning: "serving on https://")
            try await body(program, "wss://\(address)/ws", server)
            server.terminate()
        }
        #expect(served.exit == 0, "\(served)")
        #expect(!served.errors.contains(token))
        #expect(served.errors.split(separator: "\n").allSatisfy { $0.count < 4_000 })
    }
}

extension Program {
    fileprivate func call(_ url: String, _ method: String, _ params: String = "{}")
        async throws -> Outcome
    {
        try await run(
            "call", method, params, "--url", url, "--token-file", "token.txt", "--trust",
            "data/development-certificate.pem")
    }
}
