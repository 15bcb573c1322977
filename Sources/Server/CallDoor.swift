import Domain
import Hummingbird
import NIOCore
import Wire

/// `POST /rpc`: one call in a request, for clients without a socket.
///
/// The same messages and keys as on the socket, but for `hello` (the header says who it is) and
/// following: `round.subscribe` and `directory.subscribe` bring the view once.
struct CallDoor: Sendable {
    let desk: Desk
    let bearer: BearerDoor

    /// The answer, a JSON-RPC response with status 200 also when it is an error.
    func answer(_ request: Request) async throws -> Response {
        let credential = try await bearer.credential(of: request)
        guard Self.isJSON(request.headers[.contentType]) else { throw Problem.unsupportedMediaType }
        let body = try await request.bytes(most: desk.settings.session.messageBytesMost)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: await answer(body, for: credential))))
    }

    private func answer(_ body: [UInt8], for credential: Credential) async -> [UInt8] {
        let request: WireRequest
        do throws(RequestFailure) {
            request = try WireRequest(
                parsing: body, messageBytesMost: desk.settings.session.messageBytesMost)
        } catch {
            return WireResponse.bytes(id: error.id, error: error.error)
        }
        do throws(CallError) {
            let call = try Call<RoundCommand>(request)
            let result = try await perform(call, for: credential).get()
            return WireResponse.bytes(id: request.id, resultBytes: result)
        } catch {
            return WireResponse.bytes(id: request.id, error: error)
        }
    }

    private func perform(_ call: Call<RoundCommand>, for credential: Credential) async
        -> Desk.Answer
    {
        if case .subscribe(let stream, let view, _) = call {
            return await desk.snapshot(of: .init(stream: stream, view: view), for: credential)
        }
        return await withCheckedContinuation { continuation in
            desk.perform(call, for: credential) { continuation.resume(returning: $0) }
        }
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        let type = contentType?.split(separator: ";").first ?? ""
        return type.trimmed == "application/json"
    }
}

/// Wire's messages, beside the requests and responses of HTTP.
private typealias WireRequest = Wire.Request
private typealias WireResponse = Wire.Response

extension Substring {
    /// In lower case and without blanks at either end.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
    }
}
