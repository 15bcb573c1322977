import Foundation
import Subprocess

/// What a TLS 1.3 handshake costs a server.
extension Comparison {
    func addHandshakes(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        var full: [MeasuredServer: [Double]] = [:]
        var resumed: [MeasuredServer: [Double]] = [:]
        try await RunningServer.serving(servers, certificate: certificate, below: folder) {
            running in
            for _ in 0..<extent.rounds {
                for server in running {
                    full[server.kind, default: []].append(
                        try await handshake(with: server, certificate, isResumed: false))
                    resumed[server.kind, default: []].append(
                        try await handshake(with: server, certificate, isResumed: true))
                }
            }
        }
        var table = FigureTable("server", "full, CPU µs", "resumed, CPU µs")
        for server in servers {
            table.add(
                server.title, Spread(full[server] ?? [0]).text(0),
                Spread(resumed[server] ?? [0]).text(0))
        }
        findings.add(
            "Handshakes", table,
            "TLS 1.3 with P-256: \(extent.handshakes) connections one after the other, each closed "
                + "once its handshake is done; the server's processor time for all of it.")
        if let ratio = ratio(to: .nchan, full.mapValues { Spread($0).median }) {
            findings.hold(
                "full handshake, server CPU, × \(MeasuredServer.nchan.title)", atMost: 1.2, ratio)
        }
    }

    /// The server's processor time for one of many handshakes, in microseconds.
    private func handshake(
        with server: RunningServer, _ certificate: Options.Certificate, isResumed: Bool
    ) async throws -> Double {
        let script = String(decoding: PackageResources.handshakes_py, as: UTF8.self)
        let before = try server.meter.cpuSeconds
        let python = try await Subprocess.run(
            .name("python3"),
            arguments: Arguments(
                ["-c", script, "\(server.door.port)", certificate.file, "\(extent.handshakes)"]
                    + (isResumed ? ["resumed"] : [])),
            output: .string(limit: 1024), error: .currentStandardError)
        let answer = python.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        // The server may still be busy with the last farewell.
        try await Task.sleep(for: .milliseconds(300))
        let microseconds = (try server.meter.cpuSeconds - before) * 1e6 / Double(extent.handshakes)
        let expected = isResumed ? extent.handshakes : 0
        guard Int(answer) == expected else {
            throw BenchmarkFailure(
                "\(server.kind.title) resumed \(answer) of \(extent.handshakes) sessions; "
                    + "expected \(expected)")
        }
        tell(server.kind, "\(isResumed ? "resumed" : "full") handshake \(microseconds.text(0)) µs")
        return microseconds
    }
}
