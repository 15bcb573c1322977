package import NIOCore
import Synchronization

/// Counts the connections of each address that haven't shown yet who they are.
package final class AddressLimit: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// A limit that nobody has come near to yet.
    package init() {}

    /// One place among those of an address.
    package final class Admission: Sendable {
        private let limit: AddressLimit
        private let key: String
        private let isReleased = Mutex(false)

        fileprivate init(limit: AddressLimit, key: String) {
            self.limit = limit
            self.key = key
        }

        /// Gives the place back; the second time is nothing.
        package func release() {
            let isFirst = isReleased.withLock { isReleased in
                defer { isReleased = true }
                return !isReleased
            }
            if isFirst { limit.leave(key) }
        }
    }

    /// A place for a connection from this address; nil when it has so many, or more, already.
    package func admit(_ address: SocketAddress?, connectionsMax: Int) -> Admission? {
        let key = Self.key(of: address)
        let isAdmitted = counts.withLock { counts in
            guard counts[key, default: 0] < connectionsMax else { return false }
            counts[key, default: 0] += 1
            return true
        }
        return isAdmitted ? Admission(limit: self, key: key) : nil
    }

    private func leave(_ key: String) {
        counts.withLock { counts in
            let left = counts[key, default: 0] - 1
            counts[key] = left > 0 ? left : nil
        }
    }

    /// What is counted as one address: an IPv4 address, also when mapped into IPv6, or the first
    /// 64 bits of an IPv6 address, for every household has that many.
    static func key(of address: SocketAddress?) -> String {
        guard let address, case .v6 = address else { return address?.ipAddress ?? "unknown" }
        return address.withSockAddr { pointer, size in
            // RFC 3493 section 3.3: family, port and flow come first, then the 16 bytes.
            let bytes = UnsafeRawBufferPointer(start: pointer, count: size)[8..<24]
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[18] == 0xFF
            let significant = isMapped ? bytes.suffix(4) : bytes.prefix(8)
            return significant.map(String.init).joined(separator: isMapped ? "." : ":")
        }
    }
}
