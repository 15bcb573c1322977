import NIOCore
import NIOSSL

/// Whose certificates a client believes; the name in them is checked in every case.
public struct Trust: Sendable {
    enum Source: Sendable {
        case system
        case file(String)
        case bytes([UInt8])
    }

    let source: Source

    /// The authorities that the operating system trusts.
    public static let system = Trust(source: .system)

    /// Only the certificates of this PEM file; a self-signed one may be its own authority.
    public static func certificates(pemFile path: String) -> Trust { Trust(source: .file(path)) }

    /// Only the certificates in these bytes of PEM.
    public static func certificates(pem bytes: [UInt8]) -> Trust { Trust(source: .bytes(bytes)) }

    /// What every connection of a client shares; made once, for it is dear.
    func context() throws(Client.ConfigurationFailure) -> NIOSSLContext {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            switch source {
            case .system: break
            case .file(let path):
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            case .bytes(let bytes):
                configuration.trustRoots = .certificates(
                    try NIOSSLCertificate.fromPEMBytes(bytes))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unreadableCertificates("\(error)")
        }
    }
}

/// Hears what TLS says before the opening handshake is done, which else is only "unreachable".
final class TrustObserver: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let note: (String) -> Void

    init(note: @escaping (String) -> Void) { self.note = note }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let text = "\(error)"
        if error is NIOSSLExtraError || text.contains("CERTIFICATE_VERIFY_FAILED") { note(text) }
        context.fireErrorCaught(error)
    }
}
