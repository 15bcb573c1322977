import Domain
import HTTPTypes
import Hummingbird
import Pages

/// Coming in by a link, and going out.
struct SignInDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor
    private let rates = RateLimit<String>()

    init(desk: Desk, sessions: BrowserSessions, pages: PageDoor) {
        self.desk = desk
        self.sessions = sessions
        self.pages = pages
    }

    /// The page with the button; whoever only looks, such as a mail program, uses nothing up.
    func show(_ request: Request, _ context: DoorContext) async -> Response {
        let visit = await visit(request)
        guard isInTime(request, context) else { return tooMany(visit) }
        let link = context.parameters.get("link") ?? ""
        guard let asksCode = await sessions.asksCode(link) else {
            return pages.answer(SignInPage.spent(for: visit), visit, .gone)
        }
        return pages.answer(SignInPage.link(link, asksCode: asksCode, for: visit), visit)
    }

    /// Uses the link up and lets the browser in, with a code where the person has a second factor.
    func enter(_ request: Request, _ context: DoorContext) async throws -> Response {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let visit = await visit(request)
        guard isInTime(request, context) else { return tooMany(visit) }
        guard CrossSite.allows(request) else {
            return pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        let link = context.parameters.get("link") ?? ""
        switch await sessions.begin(with: link, code: body["code"] ?? "") {
        case .entered(let secret, let holder):
            var start = StartPage.path
            if case .projector(let round) = holder { start = ScreenPage.address(round) }
            return PageReply.redirect(to: start).with(
                cookie: Cookies.setting(
                    session: secret, seconds: desk.settings.pages.sessionSeconds))
        case .spent:
            return pages.answer(SignInPage.spent(for: visit), visit, .gone)
        case .codeAsked(let problem):
            return pages.answer(
                SignInPage.link(link, asksCode: true, problem: problem, for: visit), visit,
                problem.status)
        }
    }

    /// Ends this browser's session, or all sessions of the person.
    func leave(_ request: Request, everywhere: Bool) async throws -> Response {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let visit = await visit(request)
        guard CrossSite.allows(request) else {
            return pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        if let session = await sessions.session(in: request.headers[.cookie]) {
            guard body["_token"] == session.formToken else {
                return pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
            }
            if everywhere {
                await sessions.endAll(of: session)
            } else {
                await sessions.end(session)
            }
        }
        return PageReply.redirect(to: StartPage.path + "?left=1").with(cookie: Cookies.clearing)
    }

    private func visit(_ request: Request) async -> Visit {
        await Visits(desk: desk, sessions: sessions).visit(request, by: nil)
    }

    private func tooMany(_ visit: Visit) -> Response {
        pages.answer(FaultPage.tooMany.content(for: visit), visit, .tooManyRequests)
    }

    /// Links can't be guessed; who tries many of them is slowed down all the same.
    private func isInTime(_ request: Request, _ context: DoorContext) -> Bool {
        let settings = desk.settings.pages
        let client = desk.settings.listener.trustedProxies.client(
            of: context.remoteAddress, forwardedFor: request.headers[values: .forwardedFor])
        return rates.waitMilliseconds(
            AddressLimit.key(of: client),
            perSecond: desk.share(of: settings.signInsPerSecond),
            burst: desk.share(of: settings.signInsBurst), most: desk.settings.rateHoldersMost) == 0
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedFor = Self("X-Forwarded-For")!
}
