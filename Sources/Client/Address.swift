import NIOCore

/// Where the server is, as read from a URL such as `wss://kansendossier.example:8443/ws`.
package struct Address: Equatable {
    package let isSecure: Bool
    package let host: String
    package let port: Int
    package let path: String

    /// The parts of the URL; without a port 443 or 80 is meant, without a path `/ws`.
    ///
    /// Refuses user names, fragments and other schemes than `wss` and `ws`.
    package init(_ url: String) throws(Client.ConfigurationFailure) {
        let halves = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, ["wss", "ws"].contains(halves[0].lowercased()),
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
            !url.contains("@"), !url.contains("#")
        else { throw .invalidURL(url) }
        isSecure = halves[0].lowercased() == "wss"
        let rest = halves[1]
        let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let path = String(rest[slash...])
        self.path = path.isEmpty || path == "/" ? "/ws" : path.hasPrefix("/") ? path : "/" + path
        guard let (host, port) = Self.hostAndPort(rest[..<slash]) else { throw .invalidURL(url) }
        self.host = host
        if port.isEmpty {
            self.port = isSecure ? 443 : 80
        } else {
            guard let number = UInt16(port), number > 0 else { throw .invalidURL(url) }
            self.port = Int(number)
        }
    }

    /// Whether the host is this computer itself.
    package var isLoopback: Bool {
        host.lowercased() == "localhost" || host == "::1"
            || (isLiteral && host.hasPrefix("127."))
    }

    /// Whether the host is an IP address instead of a name.
    package var isLiteral: Bool { (try? SocketAddress(ipAddress: host, port: port)) != nil }

    private static func hostAndPort(_ text: Substring) -> (String, Substring)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let port = text[text.index(after: end)...]
            guard port.isEmpty || port.hasPrefix(":") && port.count > 1 else { return nil }
            return (String(text[text.index(after: text.startIndex)..<end]), port.dropFirst())
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts.last != "" else {
            return nil
        }
        return (String(parts[0]), parts.count == 2 ? parts[1] : "")
    }
}
