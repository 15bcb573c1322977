import Domain
import HTTPTypes
import Hummingbird
import Pages

/// Setting up a second factor and taking it away, each with a code of the device itself.
struct SecondFactorDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor
    private let rates = RateLimit<PersonID>()

    init(desk: Desk, sessions: BrowserSessions, pages: PageDoor) {
        self.desk = desk
        self.sessions = sessions
        self.pages = pages
    }

    private var factors: SecondFactors { sessions.factors }

    /// The page as it stands for who is signed in.
    func show(_ request: Request) async -> Response {
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await Visits(desk: desk, sessions: sessions).visit(request, by: session)
        guard let visitor = visit.visitor else {
            return pages.answer(SignInPage.door(for: visit), visit, .unauthorized)
        }
        return page(of: visitor, factors.newSeed(), nil, visit)
    }

    /// Sets the factor, or takes it away, when the code is right.
    func change(_ request: Request, removing: Bool) async throws -> Response {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await Visits(desk: desk, sessions: sessions).visit(request, by: session)
        guard let session, let visitor = visit.visitor else {
            return pages.answer(SignInPage.door(for: visit), visit, .unauthorized)
        }
        guard CrossSite.allows(request), body["_token"] == session.formToken else {
            return pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        let settings = desk.settings
        guard
            rates.waitMilliseconds(
                visitor.person, perSecond: desk.share(of: settings.pages.signInsPerSecond),
                burst: desk.share(of: settings.pages.wrongCodesMost),
                most: settings.rateHoldersMost) == 0
        else { return pages.answer(FaultPage.tooMany.content(for: visit), visit, .tooManyRequests) }
        let code = body["code"] ?? ""
        let seed = body["seed"].flatMap { Digest(hexadecimal: $0) } ?? factors.newSeed()
        let verdict =
            removing
            ? await factors.remove(
                for: visitor.person, code: code, in: session.credential)
            : await factors.set(seed, for: visitor.person, code: code)
        if verdict == .right {
            return PageReply.redirect(
                to: SecondFactorPage.path + "?saved=" + (removing ? "remove" : "set"))
        }
        if verdict == .wrongTooOften {
            await sessions.end(session)
            return PageReply.redirect(to: StartPage.path + "?left=1").with(cookie: Cookies.clearing)
        }
        return page(of: visitor, seed, CodeField.Problem(verdict), visit)
    }

    private func page(
        of visitor: Visitor, _ seed: Digest, _ problem: CodeField.Problem?, _ visit: Visit
    ) -> Response {
        let status: HTTPResponse.Status = problem?.status ?? .ok
        if factors.isSet(for: visitor.person) {
            return pages.answer(
                SecondFactorPage.removing(problem: problem, for: visit), visit, status)
        }
        guard let device = factors.oneTimeCode(of: visitor.person, seed) else {
            return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound)
        }
        let offer = SecondFactorPage.Offer(seed: seed, secret: device.base32)
        return pages.answer(
            SecondFactorPage.setting(offer, of: visitor, problem: problem, for: visit), visit,
            status)
    }
}

extension CodeField.Problem {
    /// What is wrong with a code of that worth; nil for nothing.
    init?(_ verdict: SecondFactors.Verdict) {
        switch verdict {
        case .right: return nil
        case .incomplete: self = .incomplete
        case .wrong, .wrongTooOften: self = .wrongCode
        case .keyLost: self = .keyLost
        case .unavailable: self = .unavailable
        }
    }

    /// What the page is answered with.
    var status: HTTPResponse.Status {
        self == .unavailable ? .serviceUnavailable : .unprocessableContent
    }
}
