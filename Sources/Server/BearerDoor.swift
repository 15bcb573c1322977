import Domain
import Engine
import Hummingbird
import NIOCore
import Synchronization

/// Knows by its token who sends a request over HTTP, and how often each may.
final class BearerDoor: Sendable {
    private let desk: Desk
    private let buckets = Mutex<[Actor.Identity: TokenBucket]>([:])

    init(desk: Desk) { self.desk = desk }

    /// The token in the `Authorization` header (RFC 6750, section 2.1); throws 401 without a valid
    /// one and 429 for too many requests of its holder.
    func credential(of request: Request) throws(Problem) -> Credential {
        guard let secret = Self.secret(in: request.headers[.authorization]),
            let credential = Credential(
                secret: secret, in: desk.engine.directory, at: desk.time.now)
        else { throw .unauthenticated }
        let wait = waitMilliseconds(credential.holder)
        if wait > 0 { throw .tooManyRequests(retryAfterSeconds: (wait + 999) / 1000) }
        return credential
    }

    private static func secret(in header: String?) -> String? {
        let words = (header ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }

    /// 0 when the holder may go on now.
    private func waitMilliseconds(_ holder: Actor.Identity) -> Int {
        let now = Int(NIODeadline.now().uptimeNanoseconds / 1_000_000)
        let settings = desk.settings
        let (limits, most) = (settings.session, settings.rateHoldersMost)
        return buckets.withLock { buckets in
            if buckets[holder] == nil, buckets.count >= most {
                buckets = buckets.filter { _, bucket in
                    var bucket = bucket
                    return !bucket.isFull(at: now)
                }
                // All of them are busy: those that come now wait.
                guard buckets.count < most else { return 1000 }
            }
            var bucket =
                buckets[holder]
                ?? TokenBucket(
                    perSecond: limits.commandsPerSecond, burst: limits.commandsBurst, at: now)
            let isAllowed = bucket.take(at: now)
            buckets[holder] = bucket
            return isAllowed ? 0 : max(1, bucket.waitMilliseconds)
        }
    }
}
