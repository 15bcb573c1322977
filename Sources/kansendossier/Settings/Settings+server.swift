import Domain
import Engine
import Foundation
import Logging
import Server
import Wire

// What the rooms below are told of the operator's choices.
extension Settings {
    var engine: EngineSettings {
        var engine = EngineSettings()
        engine.mailboxItemsMost = mailboxItemsMost
        engine.subscribersPerStreamMost = subscribersPerStreamMost
        engine.roundsOpenMost = roundsOpenMost
        engine.roundIdleSeconds = roundIdleSeconds
        engine.attendanceGraceSeconds = attendanceGraceSeconds
        engine.tickMilliseconds = tickMilliseconds
        return engine
    }

    /// Makes the development certificate, when that is what is served with.
    func server(in path: String, logger: Logger) throws -> ServerSettings {
        var server = ServerSettings()
        server.listener.host = host
        server.listener.port = port
        server.listener.tls = try tls(in: path, logger: logger)
        server.listener.allowedOrigins = Set(allowedOrigins + ownOrigins)
        server.listener.connectionsMax = connectionsMost
        server.listener.connectionsPerAddressMax = connectionsPerAddressMost
        server.listener.trustedProxies = TrustedProxies(trustedProxies)
        server.listener.connectionsPerSecondMax = connectionsPerSecondMost
        server.listener.requestTimeoutSeconds = requestSeconds
        server.listener.idleTimeoutSeconds = idleSeconds
        server.hints.intervalMilliseconds = hintIntervalMilliseconds
        server.hints.lapseSeconds = hintLapseSeconds
        server.hints.perPartMost = hintsPerPartMost
        server.drain.spreadMilliseconds = drainSeconds * 1_000
        server.drain.reconnectAfterMillisecondsMost = reconnectAfterMilliseconds
        server.connectionsPerPersonMost = connectionsPerPersonMost
        server.session.commandsPerSecond = commandsPerSecondMost
        server.session.commandsBurst = commandsBurstMost
        server.session.helloSeconds = helloSeconds
        server.session.subscriptionsMost = subscriptionsPerConnectionMost
        server.pages.theme = try theme()
        server.pages.secondFactorKey = try SecondFactorKey.read(
            orMake: secondFactorKeyFile.isEmpty
                ? "\(path)/\(SecondFactorKey.fileName)" : secondFactorKeyFile)
        server.protocolDescription = try AsyncAPI.document(
            of: RoundCommand.self, roundViews: ViewDescription.round, host: "\(host):\(port)",
            isSecure: transport != .plainText)
        return server
    }

    /// The largest style of a municipality, in bytes.
    private static let themeBytesMost = 262_144

    private func theme() throws -> [UInt8]? {
        guard !themeFile.isEmpty else { return nil }
        guard let file = FileHandle(forReadingAtPath: themeFile),
            let bytes = try? file.read(upToCount: Self.themeBytesMost + 1) ?? Data()
        else { throw CommandFailure(.configuration, "themeFile: \(themeFile) can't be read") }
        guard bytes.count <= Self.themeBytesMost else {
            throw CommandFailure(
                .configuration,
                "themeFile: \(themeFile) has more than \(Self.themeBytesMost) bytes")
        }
        return Array(bytes)
    }

    private func tls(in path: String, logger: Logger) throws -> Listener.TLS? {
        let pair: CertificatePair
        switch transport {
        case .plainText: return nil
        case .certificate(let file, let key):
            pair = try CertificatePair(certificateFile: file, keyFile: key)
        case .developmentCertificate:
            let certificate = DevelopmentCertificate(in: path)
            if try certificate.renew(for: host) {
                logger.notice(
                    "made a development certificate, which nobody trusts by itself",
                    metadata: ["file": "\(certificate.certificateFile)"])
            }
            pair = try CertificatePair(
                certificateFile: certificate.certificateFile, keyFile: certificate.keyFile)
        }
        return Listener.TLS(certificateChain: pair.chain, privateKey: pair.key)
    }

    /// The server's own pages; port 0 stands for the one that was bound.
    private var ownOrigins: [String] {
        let scheme = transport == .plainText ? "http" : "https"
        let name = host.contains(":") ? "[\(host)]" : host
        let names = Settings.isLoopback(host) ? ["localhost", "127.0.0.1", "[::1]", name] : [name]
        return names.map { "\(scheme)://\($0):0" }
    }
}
