import Foundation
import Glibc

/// The folder from which nginx with nchan runs: its configuration, filled in, and its files.
struct NchanFolder {
    /// One: nchan spends less on a delivery when its workers needn't tell each other.
    private static let workers = 1

    let port: Int
    private let path: String

    init(path: String, certificate: Options.Certificate?) throws {
        self.path = path
        port = try Self.freePort()
        var text = String(decoding: PackageResources.nchan_conf, as: UTF8.self)
        let tls =
            certificate.map {
                "ssl_certificate \($0.file); ssl_certificate_key \($0.keyFile); "
                    + "ssl_protocols TLSv1.3;"
            } ?? ""
        let values = [
            "module": MeasuredServer.nchanModule, "folder": path, "workers": "\(Self.workers)",
            "files": "\(FileLimit.current)", "connections": "\(FileLimit.current - 100)",
            "port": "\(port)", "ssl": certificate == nil ? "" : " ssl", "certificate": tls,
        ]
        for (name, value) in values {
            text = text.replacingOccurrences(of: "{{\(name)}}", with: value)
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/nginx.conf"))
    }

    /// Runs nginx below a shell that stops it when its own input ends, while the body uses it.
    func running<Value: Sendable>(
        _ body: (ChildProcess) async throws -> Value
    ) async throws -> Value {
        let script = "\"$0\" \"$@\" & child=$!; cat >/dev/null; kill $child; wait $child"
        return try await ChildProcess.running(
            "/bin/sh",
            [
                "-c", script, MeasuredServer.nginx, "-p", path, "-c", "\(path)/nginx.conf", "-e",
                "\(path)/error.log",
            ], body)
    }

    /// Its process id once it listens; nil when it doesn't within a few seconds.
    func processID() -> pid_t? {
        for _ in 0..<100 {
            usleep(50_000)
            let text = try? String(contentsOfFile: "\(path)/nginx.pid", encoding: .utf8)
            if let text, let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) {
                return process
            }
        }
        return nil
    }

    /// A port that nobody listens on; nginx can't choose one and tell.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        guard status == 0 else { throw BenchmarkFailure("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
