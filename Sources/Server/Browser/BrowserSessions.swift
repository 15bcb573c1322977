import Crypto
import Domain
import Engine
import Pages
import Wire

/// Who is signed in with which browser.
///
/// A link and a session are tokens of the directory, so that they are kept as hashes, end by
/// themselves, stand in the log and can be withdrawn like all others; only when a session was last
/// used stands elsewhere (`SessionUses`).
final class BrowserSessions: Sendable {
    private let desk: Desk
    /// The codes that some come in with as well.
    let factors: SecondFactors
    private let uses: SessionUses

    init(desk: Desk) {
        self.desk = desk
        uses = SessionUses(desk: desk)
        factors = SecondFactors(desk: desk)
    }

    /// The session in the request's cookies, which counts as used by this; nil for none, or one
    /// that ended or wasn't used for too long.
    func session(in cookies: String?) async -> BrowserSession? {
        guard let secret = Cookies.value(of: Cookies.session, in: cookies),
            let credential = await desk.credential(secret: secret, as: [.session])
        else { return nil }
        // Nobody touches a screen: it is there until its session ends.
        guard credential.holder.person != nil else {
            return BrowserSession(credential: credential, secret: secret)
        }
        switch await uses.use(of: credential) {
        case .inTime: return BrowserSession(credential: credential, secret: secret)
        case .tooLate:
            await end([credential.token], of: credential)
            return nil
        case .unknown: return nil
        }
    }

    /// What came of a link.
    enum Entry {
        /// Somebody or a screen is in, with this secret in the browser's cookie.
        case entered(String, Actor.Identity)
        /// The link is good, and its person comes in with a code as well.
        case codeAsked(CodeField.Problem)
        /// The link is unknown, used or too old.
        case spent
    }

    /// What somebody meets who only looks at a link, which uses nothing up; nil for a link that is
    /// spent, and whether a code is asked for.
    func asksCode(_ link: String) async -> Bool? {
        await opened(by: link).map { $0.holder.person.map(factors.isSet) ?? false }
    }

    /// Uses up a link and begins a session, with the person's code where there is one.
    ///
    /// The directory withdraws a token once, so of two browsers with one link one comes in.
    func begin(with link: String, code: String) async -> Entry {
        // Another node may have used the link, or set the person's factor, a moment ago.
        _ = await desk.engine.renewDirectory()
        guard let credential = await opened(by: link) else { return .spent }
        let holder = credential.holder
        // A screen has no device of its own.
        if let person = holder.person, factors.isSet(for: person) {
            let verdict = await factors.check(code, for: person, behind: credential)
            if verdict == .wrongTooOften {
                await end([credential.token], of: credential)
                return .spent
            }
            if let problem = CodeField.Problem(verdict) { return .codeAsked(problem) }
        }
        let withdraw = DirectoryCommand.withdrawToken(token: credential.token)
        guard await desk.isAccepted(withdraw, by: holder),
            let secret = await session(of: holder)
        else { return .spent }
        return .entered(secret, holder)
    }

    private func opened(by link: String) async -> Credential? {
        await desk.credential(secret: link, as: [.signIn])
    }

    /// The secret of a new session; nil when the person holds as many tokens as is allowed.
    private func session(of holder: Actor.Identity) async -> String? {
        let settings = desk.settings
        let secret = RandomText.tokenSecret()
        guard let name = TokenID(rawValue: "session-" + settings.keys().description) else {
            preconditionFailure("a key is fit for a name")
        }
        let session = DirectoryCommand.issueToken(
            token: name, holder: holder,
            secret: SHA256Hashing().digest(of: Array(secret.utf8)), scope: .session,
            expiresAt: desk.time.now.advanced(bySeconds: settings.pages.sessionSeconds),
            label: "browser")
        // A screen has no person who could ask for it.
        let asker = holder.person == nil ? .server : holder
        return await desk.isAccepted(session, by: asker) ? secret : nil
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
            _ = await desk.isAccepted(.withdrawToken(token: token), by: credential.holder)
        }
        uses.forgetEnded()
        desk.register.recheck()
    }
}

extension Desk {
    /// Whether the directory took a command of one of the pages' own.
    func isAccepted(_ command: DirectoryCommand, by holder: Actor.Identity) async -> Bool {
        let reply = await withCheckedContinuation { continuation in
            engine.submit(
                Order(command, by: holder, key: settings.keys()) {
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
