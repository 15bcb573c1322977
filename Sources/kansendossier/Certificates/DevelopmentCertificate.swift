import Crypto
import Domain
import Foundation
import SwiftASN1
import X509

/// A certificate that this program signs itself, so that TLS works before there is a real one.
///
/// P-256, for this machine's names and the host that is served, valid for 30 days and made anew
/// two days before its end. Nobody trusts it by itself: clients are given its file.
struct DevelopmentCertificate {
    static let validDays = 30
    static let renewalDays = 2

    let certificateFile: String
    let keyFile: String

    init(in folder: String) {
        certificateFile = "\(folder)/development-certificate.pem"
        keyFile = "\(folder)/development-key.pem"
    }

    /// Makes the two files when they aren't there, are about to expire, or are for another host;
    /// the key can only be read by its owner. Tells whether it did.
    @discardableResult
    func renew(for host: String, now: Date = Date()) throws -> Bool {
        if isUsable(for: host, now: now) { return false }
        let (certificate, key) = try Self.make(for: host, now: now)
        try WholeFile.write(key, to: keyFile, mode: 0o600)
        try WholeFile.write(certificate, to: certificateFile, mode: 0o644)
        return true
    }

    /// Whether the files are there and hold for this host and the next days.
    func isUsable(for host: String, now: Date = Date()) -> Bool {
        guard let text = try? String(contentsOfFile: certificateFile, encoding: .utf8),
            let certificate = try? Certificate(pemEncoded: text),
            let keyText = try? String(contentsOfFile: keyFile, encoding: .utf8),
            let key = try? Certificate.PrivateKey(pemEncoded: keyText),
            key.publicKey == certificate.publicKey,
            let names = try? certificate.extensions.subjectAlternativeNames
        else { return false }
        let needed = now.addingTimeInterval(Double(Self.renewalDays) * 86_400)
        return certificate.notValidBefore <= now && needed < certificate.notValidAfter
            && Self.names(for: host).allSatisfy(Set(names).contains)
    }

    private static func make(
        for host: String, now: Date
    ) throws -> (certificate: String, key: String) {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            OrganizationName("kansendossier")
            CommonName("development certificate")
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(Double(validDays) * 86_400), issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                // Its own issuer, and BoringSSL only takes an issuer that may sign certificates.
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names(for: host))
            }, issuerPrivateKey: Certificate.PrivateKey(key))
        return (try certificate.serializeAsPEM().pemString + "\n", key.pemRepresentation + "\n")
    }

    private static func names(for host: String) -> [GeneralName] {
        var names: [GeneralName] = [
            .dnsName("localhost"), address([127, 0, 0, 1]),
            address([UInt8](repeating: 0, count: 15) + [1]),
        ]
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        let name =
            numbers.count == 4 && parts.count == 4
            ? address(numbers) : host.contains(":") ? nil : GeneralName.dnsName(host)
        if let name, !names.contains(name) { names.append(name) }
        return names
    }

    private static func address(_ bytes: [UInt8]) -> GeneralName {
        .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
    }
}
