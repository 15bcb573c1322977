package import NIOCore

/// An address, or all that begin as it does.
package struct AddressNetwork: Sendable, Hashable {
    private let bytes: [UInt8]
    private let bits: Int

    /// An address such as `192.0.2.7` or `2001:db8::7`, or a network with its number of bits (RFC
    /// 4632 section 3.1), such as `192.0.2.0/24`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2,
            let bytes = (try? SocketAddress(ipAddress: String(first), port: 0))?.addressBytes
        else { return nil }
        var bits = 8 * bytes.count
        if parts.count == 2 {
            guard let written = Int(parts[1]), (0...bits).contains(written),
                parts[1] == "\(written)"
            else { return nil }
            bits = written
        }
        self.bytes = bytes
        self.bits = bits
    }

    /// Whether the address begins as this network does; an IPv4 address never as one of IPv6.
    package func contains(_ address: SocketAddress) -> Bool {
        guard let other = address.addressBytes, other.count == bytes.count else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard other.prefix(whole).elementsEqual(bytes.prefix(whole)) else { return false }
        return rest == 0 || (other[whole] ^ bytes[whole]) >> (8 - rest) == 0
    }
}

extension SocketAddress {
    /// The 4 bytes of an IPv4 address, also when mapped into IPv6 (RFC 4291 section 2.5.5.2), or
    /// the 16 of an IPv6 address; nil for anything else.
    var addressBytes: [UInt8]? {
        // RFC 3493 section 3.3: family and port come first, and in IPv6 the flow too.
        let start: Int
        switch self {
        case .v4: start = 4
        case .v6: start = 8
        case .unixDomainSocket: return nil
        }
        return withSockAddr { pointer, size in
            let all = UnsafeRawBufferPointer(start: pointer, count: size)
            guard start == 8 else { return Array(all[4..<8]) }
            let bytes = Array(all[8..<24])
            let isMapped = bytes.starts(with: Array(repeating: 0, count: 10) + [0xFF, 0xFF])
            return isMapped ? Array(bytes.suffix(4)) : bytes
        }
    }
}
