import Client
import Domain
import Foundation
import Glibc
import Logging

/// A measured server, seen from the process that measures it.
struct ServerProcess: Sendable {
    let processID: pid_t
    private let url: String
    private let trust: Trust

    /// Serves the folder while the body runs.
    static func serving<Value: Sendable>(
        _ folder: String, certificate: Options.Certificate?,
        _ body: (ServerProcess) async throws -> Value
    ) async throws -> Value {
        let files = certificate.map { ["--certificate", $0.file, "--key", $0.keyFile] } ?? []
        return try await ChildProcess.own(["serve", folder] + files) { process in
            guard let port = try await process.port() else {
                throw BenchmarkFailure("the server in \(folder) didn't start")
            }
            return try await body(
                ServerProcess(
                    processID: process.processID,
                    url: certificate == nil
                        ? "ws://127.0.0.1:\(port)/ws" : "wss://localhost:\(port)/ws",
                    trust: certificate.map { .certificates(pemFile: $0.file) } ?? .system))
        }
    }

    /// What somebody needs to connect.
    func configuration(for person: PersonID) -> Client.Configuration {
        var configuration = Client.Configuration(
            url: url, token: SampleTown.secret(of: person), trust: trust)
        configuration.connectionAttemptsMost = 3
        configuration.logger = Workshop.logger
        return configuration
    }

    /// The memory that the server has in use (resident set), in bytes.
    var residentBytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            let kibibytes = line?.split(separator: " ").compactMap { Int($0) }.first
            guard let kibibytes else {
                throw BenchmarkFailure("no VmRSS in the status of \(processID)")
            }
            return kibibytes * 1024
        }
    }
}
