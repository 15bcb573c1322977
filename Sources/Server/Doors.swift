import Domain
import Engine
import Hummingbird
import NIOCore
import Synchronization

/// Everything that the server answers over HTTP, beside the socket.
struct Doors: Sendable {
    let desk: Desk
    let journal: any Journal
    let metrics: PrometheusMetrics
    let readiness: Readiness

    /// The routes, behind the doorkeeper.
    func router(isSecure: Bool) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: Doorkeeper(isSecure: isSecure))
        let settings = desk.settings
        let page = StatusPage(
            version: settings.version, hasProtocolDescription: settings.protocolDescription != nil)
        let register = desk.register
        router.get("/") { _, _ in page.response(openConnections: register.openCount) }
        router.get("health/live") { _, _ in Self.text("live\n") }
        router.get("health/ready") { _, _ in await ready() }
        let metrics = metrics
        router.get("metrics") { _, _ in
            Self.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        if let description = settings.protocolDescription {
            router.get("asyncapi.json") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: ByteBuffer(bytes: description)))
            }
        }
        let bearer = BearerDoor(desk: desk)
        let calls = CallDoor(desk: desk, bearer: bearer)
        router.post("rpc") { request, _ in try await calls.answer(request) }
        let exports = ExportDoor(desk: desk, bearer: bearer, journal: journal)
        router.get("rounds/:round/export.jsonl") { request, context in
            try await exports.answer(request, round: context.parameters.get("round") ?? "")
        }
        if let intake = settings.careIntake {
            let care = CareDoor(desk: desk, bearer: bearer, intake: intake)
            router.post("care/messages") { request, _ in
                try await care.answer(request, table: nil)
            }
            router.get("care/exceptions") { request, _ in try await care.exceptions(request) }
            router.post("care/tables/:kind") { request, context in
                try await care.answer(request, table: context.parameters.get("kind") ?? "")
            }
        }
        let explanations = ExplanationDoor(desk: desk, bearer: bearer)
        router.get("rounds/:round/dossiers/:dossier/explanation.txt") { request, context in
            try await explanations.answer(
                request, round: context.parameters.get("round") ?? "",
                dossier: context.parameters.get("dossier") ?? "")
        }
        return router
    }

    /// Ready means: streams are being served, and the journal answers.
    private func ready() async -> Response {
        guard readiness.isReady, (try? await journal.head(of: .directory)) != nil else {
            return Self.text("not ready\n", status: .serviceUnavailable)
        }
        return Self.text("ready\n")
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

/// Whether the engine serves: from after its start until the server stops.
final class Readiness: Sendable {
    private let value = Mutex(false)

    var isReady: Bool {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
