package import NIOCore

/// The proxies that are believed when they say for whom they ask.
///
/// Behind a proxy everybody has its address, so that one person's haste would be everybody's wait.
package struct TrustedProxies: Sendable {
    private let networks: Set<AddressNetwork>

    /// Those in these networks; none believes nobody.
    package init(_ networks: Set<AddressNetwork> = []) {
        self.networks = networks
    }

    /// Whether this address is one of them.
    package func contains(_ address: SocketAddress?) -> Bool {
        guard let address, !networks.isEmpty else { return false }
        return networks.contains { $0.contains(address) }
    }

    /// Who sent a request: the peer, or whom it names when it is a proxy that is believed.
    ///
    /// Each proxy adds the address it was asked from at the end of `X-Forwarded-For`, so the header
    /// is read from there: the first address that is no trusted proxy is the client, and what stands
    /// before it may have been made up by anybody. What can't be read as an address ends the reading.
    package func client(
        of peer: SocketAddress?, forwardedFor headers: [String]
    ) -> SocketAddress? {
        var client = peer
        let named = headers.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        for name in named.reversed() where contains(client) {
            let address = name.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard let next = try? SocketAddress(ipAddress: String(address), port: 0) else { break }
            client = next
        }
        return client
    }
}
