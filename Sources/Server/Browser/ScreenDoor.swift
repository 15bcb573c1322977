import Domain
import Engine
import Hummingbird
import Pages
import Wire

/// Makes the key by which the screen in the room comes in: a link that works once, for whoever has
/// the screen's view and a name.
struct ScreenDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor

    /// The page with a new link on it.
    func make(_ request: Request, _ context: DoorContext) async throws -> Response {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let session = await sessions.session(in: request.headers[.cookie])
        let names = ["round": context.parameters.get("round") ?? ""]
        let visit = await Visits(desk: desk, sessions: sessions).visit(
            request, names: names, by: session)
        guard let session else {
            return pages.answer(FaultPage.sessionOver.content(for: visit), visit, .unauthorized)
        }
        guard CrossSite.allows(request), body["_token"] == session.formToken else {
            return pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        guard let round = visit.round?.id, let visitor = visit.visitor,
            ScreenLinkPage.content(of: visit) != nil
        else { return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound) }
        let until = desk.time.now.advanced(bySeconds: desk.settings.pages.sessionSeconds)
        guard let secret = await key(to: round, for: visitor.person, until: until) else {
            return pages.answer(FaultPage.tooMany.content(for: visit), visit, .tooManyRequests)
        }
        let origin = request.headers[.origin] ?? "https://\(request.head.authority ?? "")"
        let link = "\(origin)\(SignInPage.path)/\(secret)"
        let content = ScreenLinkPage.content(of: visit, key: (link, AmsterdamTime(until)))
        return pages.answer(content ?? FaultPage.notFound.content(for: visit), visit)
    }

    /// Nil while too many screens hold a key. The directory can't know who the secretary of a round
    /// is, so the server issues it and the label says who asked.
    private func key(
        to round: RoundID, for person: PersonID, until: Instant
    ) async -> String? {
        let secret = RandomText.tokenSecret()
        guard let name = TokenID(rawValue: "screen-" + desk.settings.keys().description) else {
            preconditionFailure("a key is fit for a name")
        }
        let command = DirectoryCommand.issueToken(
            token: name, holder: .projector(round),
            secret: SHA256Hashing().digest(of: Array(secret.utf8)), scope: .signIn,
            expiresAt: until, label: "screen, asked for by \(person)")
        return await desk.isAccepted(command, by: .server) ? secret : nil
    }
}
