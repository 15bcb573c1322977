import Domain
import Engine
import HTTPTypes
import Hummingbird
import Pages
import Wire

/// Pages and their forms: a page is looked at with GET; a form gives its command with POST, and
/// leads back to the page (post, redirect, get).
struct PageDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let assets: AssetDoor
    /// How many forms each may send.
    private let rates = RateLimit<Actor.Identity>()
    private var visits: Visits { Visits(desk: desk, sessions: sessions) }

    init(desk: Desk, sessions: BrowserSessions, assets: AssetDoor) {
        self.desk = desk
        self.sessions = sessions
        self.assets = assets
    }

    /// What a browser sees at the page's address.
    func show(_ page: any Page.Type, _ request: Request, _ context: DoorContext) async -> Response {
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await visits.visit(request, names: names(page, context), by: session)
        let response =
            if session == nil {
                answer(
                    SignInPage.door(for: visit, hasLeft: visit.query["left"] != nil), visit,
                    page.path == StartPage.path ? .ok : .unauthorized)
            } else if let content = page.content(of: visit) {
                answer(content, visit)
            } else {
                answer(FaultPage.notFound.content(for: visit), visit, .notFound)
            }
        guard let language = Visits.asked(request) else { return response }
        return response.with(cookie: Cookies.setting(language: language.rawValue))
    }

    /// Gives the command in a form.
    func take(
        _ page: any Page.Type, _ request: Request, _ context: DoorContext
    ) async throws -> Response {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let session = await sessions.session(in: request.headers[.cookie])
        let names = names(page, context)
        let visit = await visits.visit(request, names: names, by: session)
        guard CrossSite.allows(request) else {
            return answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        guard let session else {
            return answer(
                FaultPage.sessionOver.content(for: visit, typed: body.sentences), visit,
                .unauthorized)
        }
        guard body["_token"] == session.formToken else {
            return answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
        }
        guard isInTime(session) else {
            return answer(FaultPage.tooMany.content(for: visit), visit, .tooManyRequests)
        }
        let host = request.head.authority ?? ""
        let outcome = await give(body, by: session)
        switch outcome {
        case .done:
            let later = await visits.visit(request, names: names, by: session)
            let address = next(body, page.content(of: later) == nil, later)
            guard let seed = body.seed else { return PageReply.redirect(to: address) }
            let content = LotteryKeyPage.content(
                seed, of: body["rules.name"] ?? "", form: body["_form"] ?? "", next: address,
                visit)
            return answer(content, visit).keptByNobody
        case .issued(let link, let request):
            let address = "https://\(host)\(SignInPage.path)/\(link.secret)"
            let content = SignInLinkPage.content(
                address, for: request.holder, until: request.expiresAt,
                form: body["_form"] ?? "", visit)
            return answer(content, visit).keptByNobody
        case .toConfirm(let rehearsal):
            let content = ConfirmPage.content(
                of: rehearsal.consequence, seen: rehearsal.confirmation,
                fields: (body.own + body.labels).map { ($0.name, $0.value) },
                method: body["_call"] ?? "", form: body["_form"] ?? "", wish: body["_to"],
                for: visit)
            return answer(content, visit)
        case .refused(let refusal, let others):
            let typed = Dictionary(body.own.map { ($0.name, $0.value) }) { _, last in last }
            let attempt = Attempt(
                form: body["_form"] ?? "", typed: typed, refusal: refusal, others: others)
            let again = await visits.visit(request, names: names, by: session, attempt: attempt)
            guard let content = page.content(of: again) else {
                return answer(FaultPage.notFound.content(for: again), again, .notFound)
            }
            return answer(content, again, .unprocessableContent)
        }
    }

    /// The page as an answer.
    func answer(
        _ content: PageContent, _ visit: Visit, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = Frame(
            assets: assets.folder, hasTheme: desk.settings.pages.theme != nil,
            municipality: desk.engine.directory.municipalityName)
        return PageReply.html(frame.html(of: content, for: visit), status: status)
    }

    private func names(_ page: any Page.Type, _ context: DoorContext) -> [String: String] {
        var names: [String: String] = [:]
        for part in page.path.split(separator: "/") where part.hasPrefix("{") {
            let name = String(part.dropFirst().dropLast())
            names[name] = context.parameters.get(name)
        }
        return names
    }

    /// The page that the form wishes to lead to, within this site, or else its own; where that is
    /// gone by what the form did, the page of its round or the start page.
    ///
    /// A parameter of the command between braces stands for what it was: `/people/{person}`, and
    /// `{newest}` for the number of the newest dossier of the visitor's organisations.
    private func next(_ body: FormBody, _ isGone: Bool, _ visit: Visit) -> String {
        let given = (try? FormCall(body).params) ?? [:]
        let wish = given.reduce(String((body["_to"] ?? "").prefix(200))) { wish, parameter in
            guard let text = parameter.value.text, text.utf8.count <= 64, !text.contains("{")
            else { return wish }
            return wish.replacing("{\(parameter.key)}", with: text)
        }.replacing("{newest}", with: visit.newestDossier.map { "\($0)" } ?? "")
        let isOurs =
            wish.hasPrefix("/") && !wish.hasPrefix("//")
            && wish.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        let form = (body["_form"] ?? "").filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        let above = visit.round.map { RoundPage.address($0.id) } ?? StartPage.path
        let own = isGone ? above : visit.address
        let act = DoneAct(method: body["_call"] ?? "").map { "&act=\($0)" } ?? ""
        return (isOurs ? wish : own) + "?saved=\(form)\(act)#\(form)"
    }

    private func isInTime(_ session: BrowserSession) -> Bool {
        let settings = desk.settings
        return rates.waitMilliseconds(
            session.credential.holder,
            perSecond: desk.share(of: settings.session.commandsPerSecond),
            burst: desk.share(of: settings.session.commandsBurst), most: settings.rateHoldersMost)
            == 0
    }
}

// MARK: - Commands

extension PageDoor {
    /// What became of a form.
    private enum Outcome {
        case done
        /// Nothing yet: this is what it would bring about.
        case toConfirm(Rehearsal)
        case refused(PageRefusal, others: [PageRefusal] = [])
        /// A link to sign in with, whose secret is known to nobody but who sees this answer.
        case issued(IssuedToken, TokenRequest)
    }

    private func give(_ body: FormBody, by session: BrowserSession) async -> Outcome {
        do throws(FormCall.Unreadable) {
            return await give(try FormCall(body), by: session)
        } catch {
            let refusals = error.fields.map {
                PageRefusal(code: "unreadable", sentence: $0.kind.advice, path: $0.path)
            }
            return .refused(refusals[0], others: Array(refusals.dropFirst()))
        }
    }

    private func give(_ form: FormCall, by session: BrowserSession) async -> Outcome {
        let call: Call<RoundCommand>
        do throws(CallError) {
            call = try Call<RoundCommand>(
                Wire.Request(id: .number(1), method: form.method, params: form.params))
        } catch {
            return .refused(PageRefusal(unreadable: error, in: form))
        }
        if case .round(let round, let command, let envelope, .perform) = call,
            command.demandsConfirmation
        {
            do throws(CallError) {
                return .toConfirm(
                    try await desk.rehearsal(
                        of: command, in: round, envelope, for: session.credential))
            } catch {
                return .refused(PageRefusal(error, in: form))
            }
        }
        guard call.isCommand else {
            return .refused(PageRefusal(.unknownMethod(call.method), in: form))
        }
        let answer: Desk.Answer = await withCheckedContinuation { continuation in
            desk.perform(call, for: session.credential) { continuation.resume(returning: $0) }
        }
        switch (answer, call) {
        case (.failure(let error), _): return .refused(PageRefusal(error, in: form))
        case (.success(let bytes), .issueToken(let request, _)):
            guard let issued = try? CanonicalJSON.value(IssuedToken.self, from: bytes) else {
                preconditionFailure("the desk answers with what it issued")
            }
            return .issued(issued, request)
        case (.success, _): return .done
        }
    }
}

extension Call {
    /// Whether it changes something by a command, the only thing that forms do; of tokens they give
    /// out links alone.
    fileprivate var isCommand: Bool {
        switch self {
        case .directory, .round: true
        case .issueToken(let request, _): request.scope == .signIn
        default: false
        }
    }
}

extension Hummingbird.Request {
    /// The whole body; throws 413 when it is longer than so many bytes.
    func bytes(most: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= most else {
                throw Problem.contentTooLarge(limit: most)
            }
            bytes += Array(part.readableBytesView)
        }
        return bytes
    }
}
