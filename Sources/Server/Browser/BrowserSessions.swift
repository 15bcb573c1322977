import Crypto
import Domain
import Engine
import Synchronization
import Wire

/// Who is signed in with which browser.
///
/// A link and a session are tokens of the directory, so that they are kept as hashes, end by
/// themselves, stand in the log and can be withdrawn like all others; only when a session was last
/// used is remembered here, and forgotten by a restart.
final class BrowserSessions: Sendable {
    private let desk: Desk
    private let lastUse = Mutex<[TokenID: Instant]>([:])

    init(desk: Desk) { self.desk = desk }

    /// The session in the request's cookies, which counts as used by this; nil for none, or one
    /// that ended or wasn't used for too long.
    func session(in cookies: String?) async -> BrowserSession? {
        let now = desk.time.now
        guard let secret = Cookies.value(of: Cookies.session, in: cookies),
            let credential = Credential(
                secret: secret, as: [.session], in: desk.engine.directory, at: now)
        else { return nil }
        let isIdle = lastUse.withLock { lastUse in
            let last = lastUse.updateValue(now, forKey: credential.token) ?? now
            return last.advanced(bySeconds: desk.settings.pages.idleSeconds) <= now
        }
        // Nobody touches a screen: it is there until its session ends.
        guard !isIdle || credential.holder.person == nil else {
            await end([credential.token], of: credential)
            return nil
        }
        return BrowserSession(credential: credential, secret: secret)
    }

    /// Uses up a link and begins a session; nil when the link is unknown, used or too old.
    ///
    /// The directory withdraws a token once, so of two browsers with one link one comes in.
    func begin(
        with link: String
    ) async -> (secret: String, holder: Actor.Identity)? {
        let settings = desk.settings
        guard
            let credential = Credential(
                secret: link, as: [.signIn], in: desk.engine.directory, at: desk.time.now),
            await isAccepted(.withdrawToken(token: credential.token), by: credential.holder)
        else { return nil }
        let secret = RandomText.tokenSecret()
        guard let name = TokenID(rawValue: "session-" + settings.keys().description) else {
            preconditionFailure("a key is fit for a name")
        }
        let session = DirectoryCommand.issueToken(
            token: name, holder: credential.holder,
            secret: SHA256Hashing().digest(of: Array(secret.utf8)), scope: .session,
            expiresAt: desk.time.now.advanced(bySeconds: settings.pages.sessionSeconds),
            label: "browser")
        // A screen has no person who could ask for it.
        let asker = credential.holder.person == nil ? .server : credential.holder
        return await isAccepted(session, by: asker) ? (secret, credential.holder) : nil
    }

    /// Whether a link would let somebody in; looking uses nothing up.
    func isOpen(_ link: String) -> Bool {
        Credential(secret: link, as: [.signIn], in: desk.engine.directory, at: desk.time.now) != nil
    }

    /// Ends this session.
    func end(_ session: BrowserSession) async {
        await end([session.credential.token], of: session.credential)
    }

    /// Ends every session of the person, with every browser.
    func endAll(of session: BrowserSession) async {
        let now = desk.time.now
        let own = desk.engine.directory.tokens.values.filter {
            $0.holder == session.credential.holder && $0.scope == .session && !$0.withdrawn
                && now < $0.expiresAt
        }
        await end(own.map(\.id).sorted(), of: session.credential)
    }

    private func end(_ tokens: [TokenID], of credential: Credential) async {
        for token in tokens {
            _ = await isAccepted(.withdrawToken(token: token), by: credential.holder)
        }
        let directory = desk.engine.directory
        lastUse.withLock { lastUse in
            lastUse = lastUse.filter { directory.tokens[$0.key]?.withdrawn == false }
        }
        desk.register.recheck()
    }

    /// Whether the directory does this for that holder.
    func isAccepted(
        _ command: DirectoryCommand, by holder: Actor.Identity
    ) async -> Bool {
        let reply = await withCheckedContinuation { continuation in
            desk.engine.submit(
                Order(command, by: holder, key: desk.settings.keys()) {
                    continuation.resume(returning: $0)
                })
        }
        if case .accepted = reply { return true }
        return false
    }
}

/// One browser of one person.
struct BrowserSession: Sendable {
    let credential: Credential
    private let secret: String

    init(credential: Credential, secret: String) {
        self.credential = credential
        self.secret = secret
    }

    /// What every form of this session carries: only who has the cookie can make it, and another
    /// site can't read it.
    var formToken: String {
        HMAC<SHA256>.authenticationCode(
            for: Array("form".utf8), using: SymmetricKey(data: Array(secret.utf8))
        ).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
