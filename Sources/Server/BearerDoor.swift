import Domain
import Engine
import Hummingbird

/// Knows by its token who sends a request over HTTP, and how often each may.
final class BearerDoor: Sendable {
    private let desk: Desk
    private let rates = RateLimit<Actor.Identity>()

    init(desk: Desk) { self.desk = desk }

    /// The token in the `Authorization` header (RFC 6750, section 2.1); throws 401 without a valid
    /// one and 429 for too many requests of its holder.
    func credential(of request: Request) async throws(Problem) -> Credential {
        guard let secret = Self.secret(in: request.headers[.authorization]),
            let credential = await desk.credential(secret: secret)
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
        let settings = desk.settings
        return rates.waitMilliseconds(
            holder, perSecond: desk.share(of: settings.session.commandsPerSecond),
            burst: desk.share(of: settings.session.commandsBurst), most: settings.rateHoldersMost)
    }
}
