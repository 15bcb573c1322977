/// What a connection costs that does nothing.
extension Comparison {
    private static let kilobytesMost = 32.0

    func addMemory(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        var table = FigureTable("server", "wss, kB per connection", "ws, kB per connection")
        for kind in servers {
            let secure = try await kilobytesEach(kind, certificate)
            let plain = try await kilobytesEach(kind, nil)
            table.add(kind.title, secure.text(1), plain.text(1))
            tell(kind, "\(secure.text(1)) kB per connection over wss, \(plain.text(1)) over ws")
            if kind == .kansendossier {
                findings.hold(
                    "idle wss connection, kB", atMost: Self.kilobytesMost, secure, digits: 1)
            }
        }
        findings.add(
            "Memory of idle connections", table,
            "How much the server's memory (PSS, in 1,024 bytes) grew with "
                + "\(extent.idleConnections.grouped) connections that watch, each.")
    }

    private func kilobytesEach(
        _ kind: MeasuredServer, _ certificate: Options.Certificate?
    ) async throws -> Double {
        try await RunningServer.serving([kind], certificate: certificate, below: folder) {
            running in
            let server = running[0]
            let before = try server.meter.memoryBytes
            let crowd = try await WatcherCrowd.gather(
                at: server.door, watchers: extent.idleConnections, on: group)
            // What the opening handshakes needed goes within a moment, where it goes.
            try await Task.sleep(for: .seconds(2))
            let after = try server.meter.memoryBytes
            await crowd.close()
            return Double(after - before) / 1024 / Double(extent.idleConnections)
        }
    }
}
