import Domain
import Engine
import Hummingbird
import NIOCore
import Pages
import Wire

/// `GET /rounds/{round}/dossiers/{dossier}/explanation.txt`: in Dutch, how a result came about.
///
/// For whoever sees the released decision in some view; for all others there is no such page.
struct ExplanationDoor: Sendable {
    let desk: Desk
    let bearer: BearerDoor

    func answer(
        _ request: Request, round name: String, dossier number: String
    ) async throws -> Response {
        let credential = try await bearer.credential(of: request)
        guard let round = RoundID(rawValue: name), let dossier = DossierNumber(number) else {
            throw Problem.notFound
        }
        let actor = try? desk.engine.directory.actor(credential.holder, actingFor: nil)
        let facts = try? await desk.engine.withRound(round) { state, _ -> ExplanationFacts? in
            guard let actor else { return nil }
            let sees = state.views(for: actor).contains { viewer in
                // The council knows what was funded, not how each came about.
                guard viewer != .council,
                    case .decision(let part) = state.part(.decision(dossier), for: viewer)
                else {
                    return false
                }
                return part.released
            }
            return sees ? state.explanation(of: dossier) : nil
        }
        guard let facts else { throw Problem.notFound }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: DutchExplanation().text(of: facts))))
    }
}
