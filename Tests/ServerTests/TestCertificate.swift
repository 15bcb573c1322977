import Crypto
import Foundation
import NIOCore
import NIOSSL
import Server
import SwiftASN1
import X509

/// A certificate for localhost that signs itself and lives for an hour.
struct TestCertificate: Sendable {
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey

    init() throws {
        let signingKey = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("localhost") }
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(signingKey.publicKey),
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(3_600), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                SubjectAlternativeNames([.dnsName("localhost")])
            },
            issuerPrivateKey: Certificate.PrivateKey(signingKey))
        let pem = try certificate.serializeAsPEM().pemString
        chain = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
        key = try NIOSSLPrivateKey(bytes: Array(signingKey.pemRepresentation.utf8), format: .pem)
    }

    var listenerTLS: Listener.TLS {
        Listener.TLS(certificateChain: chain, privateKey: key)
    }

    /// A client's context that trusts this certificate alone.
    func clientContext(_ change: (inout TLSConfiguration) -> Void = { _ in }) throws
        -> NIOSSLContext
    {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(chain)
        change(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }
}
