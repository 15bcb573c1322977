import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A certificate chain and the key that belongs to its leaf, read and held against each other.
struct CertificatePair {
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey
    /// When the leaf ends.
    let notValidAfter: Date

    /// Reads both files; throws a `CommandFailure` that says which one is wrong and why.
    init(certificateFile: String, keyFile: String, now: Date = Date()) throws {
        let certificateText = try Self.text(of: certificateFile)
        let keyText = try Self.text(of: keyFile)
        let leaf: Certificate
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(Array(certificateText.utf8))
            leaf = try Self.leaf(in: certificateText)
        } catch {
            throw CommandFailure(
                .configuration, "\(certificateFile) holds no certificate in PEM: \(error)")
        }
        let privateKey: Certificate.PrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem)
            privateKey = try Self.privateKey(in: keyText)
        } catch {
            // The error isn't shown: it might hold a part of the key.
            throw CommandFailure(.configuration, "\(keyFile) holds no private key in PEM")
        }
        guard privateKey.publicKey == leaf.publicKey else {
            throw CommandFailure(
                .configuration,
                "the key in \(keyFile) doesn't belong to the certificate in \(certificateFile)")
        }
        notValidAfter = leaf.notValidAfter
        guard leaf.notValidBefore <= now, now < leaf.notValidAfter else {
            throw CommandFailure(
                .configuration,
                "\(certificateFile) is valid from \(Self.day(leaf.notValidBefore)) to "
                    + "\(Self.day(leaf.notValidAfter)), not now; get a new one")
        }
    }

    /// Full days that the certificate still holds.
    func daysLeft(now: Date = Date()) -> Int {
        Int(notValidAfter.timeIntervalSince(now) / 86_400)
    }

    static func day(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }

    private static func leaf(in text: String) throws -> Certificate {
        guard let first = try PEMDocument.parseMultiple(pemString: text).first else {
            throw CommandFailure(.configuration, "empty")
        }
        return try Certificate(pemDocument: first)
    }

    /// Some files have the curve's parameters before the key.
    private static func privateKey(in text: String) throws -> Certificate.PrivateKey {
        let blocks = try PEMDocument.parseMultiple(pemString: text)
        guard let key = blocks.first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") }) else {
            throw CommandFailure(.configuration, "no key")
        }
        return try Certificate.PrivateKey(pemDocument: key)
    }

    private static func text(of file: String) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw CommandFailure(.configuration, "\(file) can't be read as PEM")
        }
    }
}
