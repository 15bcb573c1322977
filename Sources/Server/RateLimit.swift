import NIOCore
import Synchronization

/// How often each of many may do something; so many of them are remembered at once.
final class RateLimit<Key: Hashable & Sendable>: Sendable {
    private let buckets = Mutex<[Key: TokenBucket]>([:])

    /// After how many milliseconds this one may go on; 0 when that is now, and then it counts.
    ///
    /// - Parameter most: how many are remembered; of more the idlest are forgotten.
    func waitMilliseconds(_ key: Key, perSecond: Int, burst: Int, most: Int) -> Int {
        let now = Int(NIODeadline.now().uptimeNanoseconds / 1_000_000)
        return buckets.withLock { buckets in
            if buckets[key] == nil, buckets.count >= most {
                buckets = buckets.filter { _, bucket in
                    var bucket = bucket
                    return !bucket.isFull(at: now)
                }
                // All of them are busy: those that come now wait.
                guard buckets.count < most else { return 1000 }
            }
            var bucket =
                buckets[key] ?? TokenBucket(perSecond: perSecond, burst: burst, at: now)
            bucket.hold(to: perSecond, burst: burst, at: now)
            let isAllowed = bucket.take(at: now)
            buckets[key] = bucket
            return isAllowed ? 0 : max(1, bucket.waitMilliseconds)
        }
    }
}
