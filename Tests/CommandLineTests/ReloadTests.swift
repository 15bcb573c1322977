import Foundation
import Glibc
import Support
import Testing

/// What signals do to a server that runs: SIGHUP reads again, a second SIGTERM or SIGINT ends.
@Suite(.timeLimit(.minutes(15))) struct `A running server` {
    @Test func `gives new connections the new certificate at SIGHUP, and breaks none`()
        async throws
    {
        try await withServer { stage in
            // It trusts the old certificate alone, so it was never away.
            let tailed = try await stage.follow(changes: 2) {
                #expect(try await stage.register("piet", trusting: "a.pem").exit == 0)
                try stage.put("b")
                stage.server.signal(SIGHUP)
                try await stage.server.says("read settings and certificate again")
                let stranger = try await stage.register("nobody", trusting: "a.pem")
                #expect(stranger.exit == 69, "\(stranger)")
                #expect(try await stage.register("kees", trusting: "b.pem").exit == 0)
            }
            #expect(tailed.exit == 0, "\(tailed)")
            #expect(tailed.lines.last?.contains("\"part\":\"person/kees\"") == true)
        }
    }

    @Test(arguments: [
        ("tlsKeyFile: a.key", "doesn't belong to the certificate"),
        ("tlsKeyFile: nowhere.key", "can't be read as PEM"),
        ("tlsKeyFile: served.key\nport: some", "it may be a whole number"),
        ("tlsKeyFile: served.key\nprot: 1", "did you mean port?"),
        ("tlsKeyFile: \"served", "can't be read"),
    ])
    func `changes nothing at SIGHUP when anything is wrong, and says what`(
        lines: String, message: String
    ) async throws {
        try await withServer { stage in
            let tailed = try await stage.follow(changes: 1) {
                try stage.put("b")
                let file = "tlsCertificateFile: served.pem\nlogLevel: debug\n\(lines)\n"
                try stage.program.write(file, to: "kansendossier.yaml")
                stage.server.signal(SIGHUP)
                try await stage.server.says("error the settings stay as they were: ")
                #expect(stage.server.errors.contains(message), "\(stage.server.errors)")
                #expect(try await stage.register("piet", trusting: "a.pem").exit == 0)
            }
            #expect(tailed.exit == 0, "\(tailed)")
            #expect(!stage.server.errors.contains(" debug "))
        }
    }

    @Test func `takes over what may change at SIGHUP, and names what needs a restart`()
        async throws
    {
        try await withServer { stage in
            let file =
                Stage.file
                + "\nport: 1\nroundsOpenMost: 7\nlogLevel: notice\nsubscriptionsPerConnectionMost: 1\n"
            try stage.program.write(file, to: "kansendossier.yaml")
            for times in 1...2 {
                stage.server.signal(SIGHUP)
                try await stage.server.says("read settings and certificate again", times: times)
            }
            let said = stage.server.errors
            #expect(
                said.contains("roundsOpenMost is 7 in the settings and stays 256 until a restart"))
            #expect(said.components(separatedBy: "port is 1 in the settings and stays").count == 3)
            #expect(said.contains("changed=subscriptionsPerConnectionMost, logLevel"))
            #expect(said.contains("changed=none"))
            #expect(try await stage.register("piet", trusting: "a.pem").exit == 0)
            // From now on notices are too unimportant, also the one about this.
            try stage.program.write(
                Stage.file + "port: 0\nlogLevel: error\n", to: "kansendossier.yaml")
            stage.server.signal(SIGHUP)
            try await Task.sleep(for: .milliseconds(500))
            try stage.program.write("prot: 1\n", to: "kansendossier.yaml")
            stage.server.signal(SIGHUP)
            try await stage.server.says("did you mean port?")
            let notices = stage.server.errors.components(separatedBy: "read settings and").count - 1
            #expect(notices == 2)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT]) func `ends at once at a second signal of either kind`(
        second: Int32
    ) async throws {
        // Who ends by itself, as it would after some seconds, ends with 0.
        try await withServer(endsWith: second) { stage in
            // A connection that never answers a close keeps the first stop waiting.
            try await stage.program.run([
                "tail", "administration", "--url", stage.url, "--token-file", "token.txt",
                "--trust", "a.pem",
            ]) { silent in
                _ = try await silent.line(beginning: "")
                silent.signal(SIGSTOP)
                let signals = try await stage.signal(SIGTERM, andWhenItSays: " stopping", second)
                #expect(signals.exit == 0, "\(signals)")
                try await stage.server.ends()
                silent.signal(SIGKILL)
            }
        }
    }
}

/// A server with a certificate of the operator, and those who use it.
private struct Stage {
    static let file = "tlsCertificateFile: served.pem\ntlsKeyFile: served.key\n"

    let program: Program
    let server: Child
    let url: String

    /// Puts this certificate and key where the server reads them.
    func put(_ name: String) throws { try Self.put(name, in: program) }

    static func put(_ name: String, in program: Program) throws {
        for ending in ["pem", "key"] {
            try program.write(try program.read("\(name).\(ending)"), to: "served.\(ending)")
        }
    }

    /// Follows so many changes, which the body makes.
    func follow(
        changes: Int, while body: () async throws -> Void
    ) async throws -> Program.Outcome {
        try await program.run([
            "tail", "administration", "--url", url, "--token-file", "token.txt", "--trust", "a.pem",
            "--json", "--changes", "\(changes)",
        ]) { tail in
            _ = try await tail.line(beginning: "{\"offset\":")
            try await body()
        }
    }

    /// Sends the server a signal, and another one as soon as its log says this: by a program of its
    /// own, since a test may have to wait for its turn.
    func signal(
        _ first: Int32, andWhenItSays text: String, _ second: Int32
    ) async throws -> Program.Outcome {
        let script = """
            kill -\(first) \(server.identifier)
            for _ in $(seq 1000); do
                if grep -qF '\(text)' '\(server.errorFile)'; then
                    exec kill -\(second) \(server.identifier)
                fi
                sleep 0.01
            done
            exit 1
            """
        return try await program.tool("sh", "-c", script)
    }

    func register(_ person: String, trusting certificate: String) async throws -> Program.Outcome {
        try await program.run(
            "call", "directory.registerPerson",
            "{\"person\":\"\(person)\",\"name\":\"\(person)\",\"emails\":[]}", "--url", url,
            "--token-file", "token.txt", "--trust", certificate)
    }
}

/// Serves with certificate `a`, beside which there is a `b`, until `body` ends.
private func withServer(
    endsWith exit: Int32 = 0, _ body: (Stage) async throws -> Void
) async throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["a", "b"] {
        let made = try await program.tool(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost", "-keyout", "\(name).key", "-out", "\(name).pem")
        try #require(made.exit == 0, "\(made.errors)")
    }
    try Stage.put("a", in: program)
    try program.write(Stage.file + "port: 0\n", to: "kansendossier.yaml")
    try program.write(try await program.found() + "\n", to: "token.txt")
    let served = try await program.run(["serve", "--data", "data"]) { server in
        let port = try await server.line(beginning: "serving on https://127.0.0.1:")
        try await body(
            Stage(program: program, server: server, url: "wss://localhost:\(port)/ws"))
        server.terminate()
    }
    #expect(served.exit == exit, "\(served)")
}
