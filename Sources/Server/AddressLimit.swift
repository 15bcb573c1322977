package import NIOCore
import Synchronization

/// Counts the connections of each address that haven't shown yet who they are.
package final class AddressLimit: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// A limit that nobody has come near to yet.
    package init() {}

    /// One place among those of an address.
    package final class Admission: Sendable {
        private enum Place {
            /// Of a proxy's connection, as long as nobody knows for whom it is.
            case uncounted
            case counted(key: String)
            case released
        }

        private let limit: AddressLimit
        private let place: Mutex<Place>

        fileprivate init(limit: AddressLimit, key: String?) {
            self.limit = limit
            place = Mutex(key.map { .counted(key: $0) } ?? .uncounted)
        }

        /// Counts the connection of a proxy for the address that it is for; false when that has so
        /// many, or more, already. Nothing for a place that is counted, or given back.
        func count(for address: SocketAddress?, connectionsMax: Int) -> Bool {
            place.withLock { place in
                guard case .uncounted = place else { return true }
                let key = AddressLimit.key(of: address)
                guard limit.enter(key, connectionsMax: connectionsMax) else { return false }
                place = .counted(key: key)
                return true
            }
        }

        /// Gives the place back; the second time is nothing.
        package func release() {
            let key: String? = place.withLock { place in
                defer { place = .released }
                guard case .counted(let key) = place else { return nil }
                return key
            }
            if let key { limit.leave(key) }
        }
    }

    /// A place for a connection from this address; nil when it has so many, or more, already.
    package func admit(_ address: SocketAddress?, connectionsMax: Int) -> Admission? {
        let key = Self.key(of: address)
        return enter(key, connectionsMax: connectionsMax) ? Admission(limit: self, key: key) : nil
    }

    /// A place for a connection of a proxy, which is counted once it is known for whom it is.
    func admitProxy() -> Admission {
        Admission(limit: self, key: nil)
    }

    private func enter(_ key: String, connectionsMax: Int) -> Bool {
        counts.withLock { counts in
            guard counts[key, default: 0] < connectionsMax else { return false }
            counts[key, default: 0] += 1
            return true
        }
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
        guard let bytes = address?.addressBytes else { return "unknown" }
        return bytes.prefix(8).map(String.init).joined(separator: bytes.count == 4 ? "." : ":")
    }
}
