import HTTPTypes
import Hummingbird
import Logging

/// Goes before every route: gives each answer the headers that protect its reader, and each failure
/// the form of a problem.
struct Doorkeeper: RouterMiddleware {
    typealias Context = DoorContext

    let isSecure: Bool
    /// What is answered where no route leads; nil for a problem.
    let missing: @Sendable (Request) async -> Response?

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let problem as Problem {
            response = problem.response
        } catch let error as any HTTPResponseError where error.status == .notFound {
            response =
                await missing(request) ?? Problem(unexpected: error.status).response
        } catch let error as any HTTPResponseError {
            response = Problem(unexpected: error.status).response
        } catch {
            context.logger.error("request failed", metadata: ["error": "\(error)"])
            response = Problem.internalFailure.response
        }
        for (name, value) in Self.headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }

    /// Nothing of ours needs a script, a frame, a style or a form of another origin.
    private static let headers: [(HTTPField.Name, String)] = {
        var headers: [(HTTPField.Name, String)] = [
            (.xContentTypeOptions, "nosniff"),
            (
                .contentSecurityPolicy,
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            (.cacheControl, "no-store"),
        ]
        for (name, value) in [
            ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            ("API-Version", "1.0.0"),
        ] {
            if let name = HTTPField.Name(name) { headers.append((name, value)) }
        }
        return headers
    }()
}
