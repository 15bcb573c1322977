import NIOCore
import NIOPosix

/// Measures servers beside each other, with the same load in the same run.
struct Comparison: Sendable {
    let servers: [MeasuredServer]
    let extent: Extent
    let folder: String
    let group: MultiThreadedEventLoopGroup

    init(servers: [MeasuredServer], extent: Extent, loops: Int, folder: String) {
        self.servers = servers
        self.extent = extent
        self.folder = folder
        group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
    }

    /// Measures these subjects one after the other.
    func measure(_ subjects: [PeersCommand.Subject]) async throws -> Findings {
        let begin = ContinuousClock.now
        var findings = Findings()
        try await Workshop.withFolder(below: folder) { path in
            let certificate = try await CertificateFiles.make(in: path)
            for subject in subjects where subject != .rates {
                Benchmarks.tell("\(subject.rawValue) …")
                switch subject {
                case .fanOut, .rates: break
                case .handshakes: try await addHandshakes(certificate, to: &findings)
                case .memory: try await addMemory(certificate, to: &findings)
                case .stalled: try await addStalled(certificate, to: &findings)
                case .commands: try await addCommands(certificate, to: &findings)
                }
            }
            let loads = Set(subjects).intersection([.fanOut, .rates])
            if !loads.isEmpty { try await addLoads(loads, certificate, to: &findings) }
        }
        try await group.shutdownGracefully()
        findings.seconds = Stopwatch.seconds(since: begin)
        return findings
    }

    /// Tells on standard error how far the run is.
    func tell(_ server: MeasuredServer, _ what: String) {
        Benchmarks.tell("  \(server.title): \(what)")
    }

    /// How a figure of ours compares with a peer's, when both were measured.
    func ratio(
        to peer: MeasuredServer, _ values: [MeasuredServer: Double]
    ) -> Double? {
        guard let own = values[.kansendossier], let other = values[peer], other > 0 else {
            return nil
        }
        return own / other
    }
}
