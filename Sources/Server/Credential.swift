package import Domain
import Wire

/// The token by which somebody is known, without its secret.
package struct Credential: Sendable, Equatable {
    /// The token's name in the directory.
    package let token: TokenID
    /// Whose it is.
    package let holder: Actor.Identity
    /// What it may be used for.
    package let scope: TokenScope
    /// When it ends, unless it is withdrawn sooner.
    package let expiresAt: Instant
    private let secret: Digest

    /// The token with this secret, or nil when it is unknown, withdrawn or expired, or another
    /// thing than is asked for: a link is good for coming in and a cookie for a browser, no more.
    package init?(
        secret text: String, as kinds: Set<TokenScope> = [.read, .full], in directory: Directory,
        at now: Instant
    ) {
        secret = SHA256Hashing().digest(of: Array(text.utf8))
        guard let token = directory.token(withSecret: secret, at: now),
            kinds.contains(token.scope)
        else { return nil }
        self.token = token.id
        holder = token.holder
        // Whatever a screen came in by, it may only watch.
        scope = token.holder.person == nil ? .read : token.scope
        expiresAt = token.expiresAt
    }

    /// What became of a token since it was shown.
    package enum Standing: Sendable { case valid, expired, withdrawn }

    /// What the token is worth now: rights are looked up again each time they matter.
    package func standing(in directory: Directory, at now: Instant) -> Standing {
        guard let token = directory.tokens[token], token.secret == secret, !token.withdrawn else {
            return .withdrawn
        }
        return now < token.expiresAt ? .valid : .expired
    }
}
