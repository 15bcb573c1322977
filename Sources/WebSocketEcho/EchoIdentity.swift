import Crypto
import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// The certificate that the echo server shows, and its key.
struct EchoIdentity {
    private static let validSeconds = 86_400.0

    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey

    /// Reads both from files in PEM.
    init(certificateFile: String, keyFile: String) throws {
        chain = try NIOSSLCertificate.fromPEMFile(certificateFile)
        key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
    }

    /// Makes a certificate for a host and for localhost that signs itself, holds for a day and is
    /// kept in memory alone.
    init(host: String, now: Date = Date()) throws {
        let signingKey = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("echo") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(signingKey.publicKey),
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(Self.validSeconds), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([.dnsName("localhost"), .dnsName(host)])
            }, issuerPrivateKey: Certificate.PrivateKey(signingKey))
        chain = [
            try NIOSSLCertificate(
                bytes: Array(try certificate.serializeAsPEM().pemString.utf8), format: .pem)
        ]
        key = try NIOSSLPrivateKey(bytes: Array(signingKey.pemRepresentation.utf8), format: .pem)
    }

    func configuration() -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .milliseconds(250)
        return configuration
    }
}
