import Foundation
import Support
import Testing

struct SettingsTests {
    @Test func `the settings file in config is the table of settings, comments included`()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        let printed = try await program.run("check", "--print-defaults")
        #expect(printed.output == (try Self.settingsFile()))
        #expect(printed.exit == 0)
    }

    @Test func `the settings file in config is accepted as it stands`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(try Self.settingsFile(), to: "kansendossier.yaml")
        let checked = try await program.run("check")
        #expect(checked.exit == 0, "\(checked)")
        #expect(checked.lines.first == "ok     settings: kansendossier.yaml")
        #expect(checked.lines.last == "check: ok")
    }

    @Test(arguments: [
        ("prot: 9443", "there is no setting prot; did you mean port?"),
        ("port: 65536", "port in own.yaml is \"65536\"; it may be a whole number from 0 to 65535"),
        ("port: some", "port in own.yaml is \"some\"; it may be a whole number"),
        ("port: [1, 2]", "port in own.yaml is \"1, 2\"; it may be a whole number"),
        ("plainText: perhaps", "it may be true or false"),
        ("allowedOrigins: https://a.nl", "it may be a list of texts"),
        ("allowedOrigins: [\"https://a.nl/page\"]", "an origin is https:// and a host"),
        ("allowedOrigins: [\"*\"]", "an origin is https:// and a host"),
        ("trustedProxies: [proxy.example]", "a proxy is an address"),
        ("trustedProxies: [10.0.0.0/33]", "or a network such as 192.0.2.0/24"),
        ("logLevel: loud", "it may be one of trace, debug, info"),
        ("connectionsMost: 0", "a whole number from 1 to 100000 (connections)"),
        ("connectionsMost: 100001", "a whole number from 1 to 100000 (connections)"),
        ("tls:\n  key: a", "tls has settings of its own"),
        ("host: a\nhost: b", "own.yaml can't be read"),
        ("- host", "it isn't a list of settings"),
        ("host: \"a", "own.yaml can't be read"),
        ("journal: mysql://host/log", "journal: the address of the database doesn't begin with"),
        ("journal: postgres://host", "journal: the address of the database names no database"),
        ("plainText: true\nhost: 0.0.0.0", "would show tokens and votes to everybody"),
        ("tlsKeyFile: key.pem", "are given together"),
        (
            "plainText: true\ntlsCertificateFile: a\ntlsKeyFile: b",
            "plainText doesn't go together with a certificate"
        ),
    ])
    func `a wrong setting is refused and named`(file: String, message: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(file + "\n", to: "own.yaml")
        let checked = try await program.run("check", "--config", "own.yaml")
        #expect(checked.exit == 78)
        #expect(checked.errors.contains(message), "\(checked.errors)")
        #expect(checked.output.isEmpty)
    }

    @Test(arguments: [
        "journal: postgres://anna:geheim@host/log",
        "journal: [\"postgres://anna:geheim@host/log\"]",
        "journal: postgres://anna@host/log?password=geheim", "journal: geheim",
    ])
    func `an address of the log that is refused is never repeated`(file: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(file + "\n", to: "kansendossier.yaml")
        for command in ["check", "serve", "verify"] {
            let refused = try await program.run(command)
            #expect(refused.exit == 78)
            #expect(refused.errors.contains("journal"))
            #expect(!"\(refused)".contains("geheim"))
        }
    }

    @Test(arguments: [
        "journal: sqlite", "port: 65535", "port: 0", "connectionsMost: 1",
        "connectionsMost: 100000",
        "plainText: true", "plainText: true\nhost: 10.0.0.1\nplainTextAnywhere: true",
        "allowedOrigins: [\"https://a.nl\", \"http://localhost:8080\"]",
        "trustedProxies: [127.0.0.1, 10.0.0.0/8, \"::1\", \"2001:db8::/32\"]", "# nothing", "",
    ])
    func `a setting at its limit is accepted`(file: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(file + "\n", to: "own.yaml")
        let checked = try await program.run("check", "--config", "own.yaml")
        #expect(checked.exit == 0, "\(checked)")
    }

    @Test func `everything that is wrong is named at once`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("port: -1\nlogLevel: loud\n", to: "kansendossier.yaml")
        let checked = try await program.run(
            "check",
            environment: ["KANSENDOSSIER_HOTS": "a", "KANSENDOSSIER_TICK_MILLISECONDS": ""])
        for name in ["port", "logLevel", "KANSENDOSSIER_HOTS", "KANSENDOSSIER_TICK_MILLISECONDS"] {
            #expect(checked.errors.contains(name))
        }
        #expect(checked.errors.contains("did you mean KANSENDOSSIER_HOST?"))
        #expect(checked.exit == 78)
    }

    @Test func `the environment goes before the file`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("dataFolder: file\nlogLevel: loud\n", to: "kansendossier.yaml")
        let checked = try await program.run(
            "check",
            environment: [
                "KANSENDOSSIER_DATA_FOLDER": "other", "KANSENDOSSIER_LOG_LEVEL": "debug",
                "KANSENDOSSIER_ALLOWED_ORIGINS": "https://a.nl,https://b.nl",
                "KANSENDOSSIER_TOKEN": "no setting, and nobody's business",
            ])
        #expect(checked.exit == 0, "\(checked)")
        #expect(checked.output.contains("data folder: other"))
    }

    @Test func `a settings file that was named must be there`() async throws {
        let program = try Program()
        defer { program.remove() }
        let checked = try await program.run("check", "--config", "nowhere.yaml")
        #expect(checked.exit == 78)
        #expect(checked.errors == "kansendossier: there is no file nowhere.yaml\n")
    }

    private static func settingsFile(_ here: String = #filePath) throws -> String {
        let root = URL(filePath: here).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "config/kansendossier.yaml"), encoding: .utf8)
    }
}
