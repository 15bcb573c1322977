import Foundation
import Subprocess

/// The certificate with which all measured servers speak TLS.
enum CertificateFiles {
    /// Makes one for localhost with openssl: the curve P-256, as our own server's is.
    static func make(in path: String) async throws -> Options.Certificate {
        let files = Options.Certificate(file: "\(path)/cert.pem", keyFile: "\(path)/key.pem")
        // It tells on standard error what it does when all is well.
        _ = try? await Subprocess.run(
            .name("openssl"),
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "7", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", files.keyFile, "-out",
                files.file,
            ], output: .discarded)
        guard FileManager.default.fileExists(atPath: files.file) else {
            throw BenchmarkFailure("openssl made no certificate; apt-get install openssl")
        }
        return files
    }
}
