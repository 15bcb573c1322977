import Engine
import Foundation
import PostgresJournal
import Server

// What no setting can say by itself.
extension SettingsReading {
    /// TLS with one pair of files or with a development certificate, or plain text where that is
    /// safe.
    mutating func transport(host: String) -> Settings.Transport {
        let certificate = text(.tlsCertificateFile)
        let key = text(.tlsKeyFile)
        let plain = decision(.plainText)
        let anywhere = decision(.plainTextAnywhere)
        if certificate.isEmpty != key.isEmpty {
            note("tlsCertificateFile and tlsKeyFile are given together, or neither of them is")
        }
        guard plain else {
            return certificate.isEmpty
                ? .developmentCertificate : .certificate(file: certificate, key: key)
        }
        if !certificate.isEmpty { note("plainText doesn't go together with a certificate") }
        if !anywhere && !Settings.isLoopback(host) {
            note(
                "plainText would show tokens and votes to everybody on the way to \(host); use a "
                    + "certificate, a loopback host, or set plainTextAnywhere as well")
        }
        return .plainText
    }

    /// The database that holds the log; nil for the data folder.
    mutating func journal() -> PostgresAddress? {
        do {
            return try PostgresAddress(ofLog: text(.journal))
        } catch {
            for line in CommandFailure(describing: error).lines { note("journal: \(line)") }
            return nil
        }
    }

    /// Origins as browsers send them: a scheme, a host, perhaps a port, and nothing else.
    mutating func origins() -> [String] {
        let origins = texts(.allowedOrigins)
        for origin in origins {
            let parts = URLComponents(string: origin)
            let isOrigin =
                parts.map {
                    ["http", "https"].contains($0.scheme ?? "") && $0.host?.isEmpty == false
                        && $0.path.isEmpty && $0.query == nil && $0.fragment == nil
                        && $0.user == nil && origin == origin.lowercased()
                } ?? false
            if !isOrigin {
                note(
                    "allowedOrigins has \"\(origin)\"; an origin is https:// and a host in lower "
                        + "case, perhaps with a port, and nothing after it")
            }
        }
        return origins
    }

    /// Addresses and networks of proxies.
    mutating func networks() -> Set<AddressNetwork> {
        var networks: Set<AddressNetwork> = []
        for text in texts(.trustedProxies) {
            if let network = AddressNetwork(text) {
                networks.insert(network)
            } else {
                note(
                    "trustedProxies has \"\(text)\"; a proxy is an address such as 192.0.2.7, or a "
                        + "network such as 192.0.2.0/24")
            }
        }
        return networks
    }
}

extension PostgresAddress {
    /// The database that this text says holds the log; nil for the data folder (empty or sqlite).
    ///
    /// Throws `unavailable` for anything else, without repeating it.
    init?(ofLog text: String) throws(JournalFailure) {
        guard !text.isEmpty && text != "sqlite" else { return nil }
        try self.init(text)
    }
}
