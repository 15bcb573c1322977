import Domain
import Engine
import Hummingbird
import NIOCore
import Pages

/// Everything that the server answers over HTTP, beside the socket.
struct Doors: Sendable {
    let desk: Desk
    let journal: any Journal
    let metrics: PrometheusMetrics
    let readiness: Readiness

    /// The routes, behind the doorkeeper.
    func router(isSecure: Bool) -> Router<DoorContext> {
        let router = Router(context: DoorContext.self)
        let sessions = BrowserSessions(desk: desk)
        let assets = AssetDoor(theme: desk.settings.pages.theme)
        let pages = PageDoor(desk: desk, sessions: sessions, assets: assets)
        router.add(
            middleware: Doorkeeper(isSecure: isSecure) { request in
                await missing(request, sessions, pages)
            })
        for door in described { router.on(door.route, method: door.method, use: door.answer) }
        addPages(to: router, sessions, assets, pages)
        return router
    }

    /// What somebody who asks for a page sees where none is; nil for a program.
    private func missing(
        _ request: Request, _ sessions: BrowserSessions, _ pages: PageDoor
    ) async -> Response? {
        guard request.headers[.accept]?.contains("text/html") == true else { return nil }
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await Visits(desk: desk, sessions: sessions).visit(request, by: session)
        return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound)
    }

    /// What people see, which isn't described to programs.
    private func addPages(
        to router: Router<DoorContext>, _ sessions: BrowserSessions, _ assets: AssetDoor,
        _ pages: PageDoor
    ) {
        for page in PageCatalogue.all where !page.hasOwnDoor {
            let path = RouterPath(page.path)
            router.get(path) { request, context in await pages.show(page, request, context) }
            router.post(path) { request, context in
                try await pages.take(page, request, context)
            }
        }
        router.get("/assets/{version}/{name}") { request, context in
            try assets.answer(
                request, version: context.parameters.get("version") ?? "",
                name: context.parameters.get("name") ?? "")
        }
        let second = SecondFactorDoor(desk: desk, sessions: sessions, pages: pages)
        router.get(RouterPath(SecondFactorPage.path)) { request, _ in await second.show(request) }
        router.post(RouterPath(SecondFactorPage.path)) { request, _ in
            try await second.change(request, removing: false)
        }
        router.post(RouterPath(SecondFactorPage.removalPath)) { request, _ in
            try await second.change(request, removing: true)
        }
        let screen = ScreenDoor(desk: desk, sessions: sessions, pages: pages)
        let key = RouterPath(ScreenLinkPage.keyPath)
        router.post(key) { request, context in try await screen.make(request, context) }
        router.get(key) { _, context in
            PageReply.redirect(
                to: ScreenLinkPage.address(context.parameters.get("round") ?? ""))
        }
        addFollowUp(to: router, sessions, pages)
        let door = SignInDoor(desk: desk, sessions: sessions, pages: pages)
        let link = RouterPath(SignInPage.path + "/{link}")
        router.get(link) { request, context in await door.show(request, context) }
        router.post(link) { request, context in try await door.enter(request, context) }
        router.post(RouterPath(SignInPage.signOutPath)) { request, _ in
            try await door.leave(request, everywhere: false)
        }
        router.post(RouterPath(SignInPage.everywherePath)) { request, _ in
            try await door.leave(request, everywhere: true)
        }
    }

    /// Every door, and the one that describes them all, itself included.
    private var described: [HTTPDoor] {
        var doors = open + behindTokens
        let version = desk.settings.version
        let own = HTTPDoor(
            .get, "/openapi.json", "This description.", media: "application/json"
        ) { _, _ in throw Problem.notFound }
        let document = OpenAPI(of: doors + [own], version: version).bytes
        doors.append(
            HTTPDoor(own.method, own.path, own.summary, media: own.media) { _, _ in
                Self.json(document)
            })
        return doors
    }

    private var open: [HTTPDoor] {
        let settings = desk.settings
        let page = StatusPage(
            version: settings.version, hasProtocolDescription: settings.protocolDescription != nil)
        let (register, metrics) = (desk.register, metrics)
        let text = "text/plain"
        var doors = [
            HTTPDoor(
                .get, "/status", "A page for people: that the server runs.", media: "text/html"
            ) {
                _, _ in page.response(openConnections: register.openCount)
            },
            HTTPDoor(.get, "/health/live", "Whether the program runs.", media: text) { _, _ in
                Self.text("live\n")
            },
            HTTPDoor(.get, "/health/ready", "Whether it serves (503 if not).", media: text) {
                _, _ in ready()
            },
            HTTPDoor(.get, "/metrics", "Measurements for Prometheus.", media: text) { _, _ in
                Self.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
        if let description = settings.protocolDescription {
            doors.append(
                HTTPDoor(
                    .get, "/asyncapi.json", "The description of the socket (AsyncAPI).",
                    media: "application/json"
                ) { _, _ in Self.json(description) })
        }
        return doors
    }

    private var behindTokens: [HTTPDoor] {
        let bearer = BearerDoor(desk: desk)
        let calls = CallDoor(desk: desk, bearer: bearer)
        let exports = ExportDoor(desk: desk, bearer: bearer, journal: journal)
        let explanations = ExplanationDoor(desk: desk, bearer: bearer)
        return [
            HTTPDoor(
                .post, "/rpc", "One call in a request: the methods of the socket.",
                needsToken: true, bodies: ["application/json"], media: "application/json"
            ) { request, _ in try await calls.answer(request) },
            HTTPDoor(
                .get, "/rounds/{round}/export.jsonl",
                "The whole log of a round, refused while something in it is hidden.",
                needsToken: true, media: "application/jsonl"
            ) { request, context in
                try await exports.answer(request, round: context.parameters.get("round") ?? "")
            },
            HTTPDoor(
                .get, "/rounds/{round}/dossiers/{dossier}/explanation.txt",
                "In Dutch, how a result came about.", needsToken: true, media: "text/plain"
            ) { request, context in
                try await explanations.answer(
                    request, round: context.parameters.get("round") ?? "",
                    dossier: context.parameters.get("dossier") ?? "")
            },
        ] + careDoors(bearer)
    }

    private func careDoors(_ bearer: BearerDoor) -> [HTTPDoor] {
        guard let intake = desk.settings.careIntake else { return [] }
        let care = CareDoor(desk: desk, bearer: bearer, intake: intake)
        let json = "application/json"
        return [
            HTTPDoor(
                .post, "/care/messages", "Takes in a message about care, or a ZIP of them.",
                needsToken: true, query: CareDoor.choices,
                bodies: ["application/xml", "application/zip"], media: json
            ) { request, _ in try await care.answer(request, table: nil) },
            HTTPDoor(
                .post, "/care/tables/{kind}", "Takes in a table of measurements.",
                needsToken: true, query: CareDoor.choices, bodies: ["text/csv"], media: json
            ) { request, context in
                try await care.answer(request, table: context.parameters.get("kind") ?? "")
            },
            HTTPDoor(
                .get, "/care/exceptions", "What isn't used, was told late or pauses too long.",
                needsToken: true, query: CareDoor.filters, media: json
            ) { request, _ in try await care.exceptions(request) },
        ]
    }

    /// Ready means: streams are being served, and the journal answers.
    private func ready() -> Response {
        guard let obstacle = readiness.obstacle else { return Self.text("ready\n") }
        return Self.text("not ready: \(obstacle)\n", status: .serviceUnavailable)
    }

    private static func json(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func text(
        _ text: String, type: String = "text/plain; charset=utf-8",
        status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
