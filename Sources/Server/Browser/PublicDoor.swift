import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Wire

/// What everybody may see without signing in: a page, snapshots, and the overview of grants to
/// compute with. All of it comes from `Round.publicRound`.
struct PublicDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor

    func show(_ request: Request) async -> Response {
        var rounds: [PublicRound] = []
        for id in desk.engine.rounds().sorted() {
            if let round = await state(of: id)?.publicRound { rounds.append(round) }
        }
        let visit = await visit(request)
        return pages.answer(PublicPage.content(of: rounds, for: visit), visit)
    }

    func snapshot(_ request: Request, _ context: DoorContext) async -> Response {
        let visit = await visit(request)
        guard let number = context.parameters.get("snapshot").flatMap({ Int($0) }),
            let round = await round(in: context)?.publicRound,
            let content = PublicPage.snapshot(number, of: round, for: visit)
        else { return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound) }
        return pages.answer(content, visit)
    }

    func file(_ request: Request, _ context: DoorContext) async throws -> Response {
        guard let state = await round(in: context), let round = state.publicRound else {
            throw Problem.notFound
        }
        switch context.parameters.get("file") {
        case "grants.csv":
            let text = GrantLine.table.text(of: state, separator: ";")
            return file(Array(text.utf8), "text/csv; charset=utf-8", "\(round.round).csv")
        case "overview.csv":
            let text = GrantLine.readable(round.grants)
            return file(
                Array(text.utf8), "text/csv; charset=utf-8",
                "subsidieoverzicht-\(round.round).csv")
        case "grants.json":
            return file(
                CanonicalJSON.bytes(of: round.grants), "application/json", "\(round.round).json")
        default: throw Problem.notFound
        }
    }

    private func file(_ bytes: [UInt8], _ media: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: media, .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func round(in context: DoorContext) async -> Round? {
        guard let id = context.parameters.get("round").flatMap({ RoundID(rawValue: $0) }),
            desk.engine.rounds().contains(id)
        else { return nil }
        return await state(of: id)
    }

    private func state(of id: RoundID) async -> Round? {
        try? await desk.engine.withRound(id) { state, _ in state }
    }

    private func visit(_ request: Request) async -> Visit {
        let session = await sessions.session(in: request.headers[.cookie])
        return await Visits(desk: desk, sessions: sessions).visit(
            request, names: ["round": ""], by: session)
    }
}
