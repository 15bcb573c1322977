import Foundation
import Support
import Testing

struct CheckTests {
    @Test func `a check leaves nothing behind`() async throws {
        let program = try Program()
        defer { program.remove() }
        let first = try await program.run("check", "--data", "data")
        #expect(first.exit == 0, "\(first)")
        #expect(first.output.contains("note   data folder: data will be made at the start"))
        #expect(
            first.output.contains("ok     disk: written, locked, journal wal, synchronous FULL"))
        #expect(!FileManager.default.fileExists(atPath: program.path("data")))
        let hidden = try FileManager.default.contentsOfDirectory(atPath: program.folder)
            .filter { $0.hasPrefix(".") }
        #expect(hidden == [])
    }

    @Test func `a check of a folder in use changes nothing in it`() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try await program.found()
        let before = try FileManager.default.contentsOfDirectory(atPath: program.path("data"))
        let checked = try await program.run("check", "--data", "data")
        #expect(checked.exit == 0, "\(checked)")
        #expect(checked.output.contains("ok     log: 4 records of 1 streams"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: program.path("data")).sorted()
                == before.sorted())
    }

    @Test func `a folder that can't be there is wrong`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("a file", to: "data")
        let checked = try await program.run("check", "--data", "data/inner")
        #expect(checked.exit == 1)
        #expect(checked.output.contains("wrong  "))
    }

    @Test func `a damaged log is wrong`() async throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(
            atPath: program.path("data"), withIntermediateDirectories: true)
        try program.write(
            String(repeating: "not a database ", count: 100), to: "data/kansendossier.sqlite")
        let checked = try await program.run("check", "--data", "data")
        #expect(checked.exit == 1)
        #expect(checked.output.contains("wrong  "))
    }

    @Test func `a certificate with its own key is right, with another one wrong`() async throws {
        let program = try Program()
        defer { program.remove() }
        for name in ["a", "b"] {
            let made = try await program.tool(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj", "/CN=localhost",
                "-keyout", "\(name).key", "-out", "\(name).pem")
            try #require(made.exit == 0, "\(made.errors)")
        }
        let right = try await program.check(certificate: "a.pem", key: "a.key")
        #expect(right.exit == 0, "\(right)")
        #expect(right.output.contains("certificate: a.pem, until "))
        let other = try await program.check(certificate: "a.pem", key: "b.key")
        #expect(other.exit == 1)
        #expect(other.output.contains("doesn't belong to the certificate"))
        let swapped = try await program.check(certificate: "a.key", key: "a.pem")
        #expect(swapped.exit == 1)
        #expect(swapped.output.contains("a.key holds no certificate in PEM"))
        let absent = try await program.check(certificate: "a.pem", key: "none.key")
        #expect(absent.exit == 1)
        #expect(absent.output.contains("none.key can't be read as PEM"))
    }

    /// Held in January 2020 for localhost, and nowhere else.
    private static let expiredCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBFDCBu6ADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
        dDAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxv
        Y2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBLeFxu9iT5VVRLFhBaA
        POyn9TEOpBQ+GROaHuUPrd7ao+Qr12c63Hd/CsfmthFL5/ypDzXsdGwAw5E+pV4z
        cgMwCgYIKoZIzj0EAwIDSAAwRQIhAKBSUS3BQwu2oKLJLUoOMw3pf6gMPoYgxx1K
        FtpoRX+cAiAuGRcy93wmron99YKG+kue3QpT81qh96Ww3LJ69BUiXA==
        -----END CERTIFICATE-----
        """
    private static let expiredKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTdlpVL+v/ZgemchG
        DslOG7vnOKB84HpI/XvW67N0Zt+hRANCAAQS3hcbvYk+VVUSxYQWgDzsp/UxDqQU
        PhkTmh7lD63e2qPkK9dnOtx3fwrH5rYRS+f8qQ817HRsAMORPqVeM3ID
        -----END PRIVATE KEY-----
        """

    @Test func `a certificate that has expired is wrong`() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(Self.expiredCertificate, to: "old.pem")
        try program.write(Self.expiredKey, to: "old.key")
        let checked = try await program.check(certificate: "old.pem", key: "old.key")
        #expect(checked.exit == 1)
        #expect(checked.output.contains("not now; get a new one"))
    }
}

extension Program {
    /// Begins the directory in `data`, and gives the first administrator's token.
    func found() async throws -> String {
        let outcome = try await run(
            "token", "--data", "data", "--person", "jansen", "--found-municipality", "0983",
            "Venlo")
        guard outcome.exit == 0, let token = outcome.lines.last else {
            throw Child.Missing(what: "a token: \(outcome)")
        }
        return String(token)
    }

    fileprivate func check(certificate: String, key: String) async throws -> Outcome {
        try await run(
            "check",
            environment: [
                "KANSENDOSSIER_TLS_CERTIFICATE_FILE": certificate,
                "KANSENDOSSIER_TLS_KEY_FILE": key,
            ])
    }
}
