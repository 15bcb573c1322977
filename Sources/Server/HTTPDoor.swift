import HTTPTypes
import Hummingbird

/// One door over HTTP: where it is, what it says of itself, and what it does.
struct HTTPDoor: Sendable {
    typealias Answer = @Sendable (Request, DoorContext) async throws -> Response

    let method: HTTPRequest.Method
    /// With names between braces for what is given in the path, as OpenAPI writes it.
    let path: String
    let summary: String
    /// Whether a bearer token is asked for.
    let needsToken: Bool
    /// Names behind the question mark, each with what it means.
    let query: [(name: String, meaning: String)]
    /// The media types of which one is sent; none without a body.
    let bodies: [String]
    /// The media type of what comes back.
    let media: String
    let answer: Answer

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, needsToken: Bool = false,
        query: [(name: String, meaning: String)] = [], bodies: [String] = [], media: String,
        answer: @escaping Answer
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.needsToken = needsToken
        self.query = query
        self.bodies = bodies
        self.media = media
        self.answer = answer
    }

    /// The names between braces, in order.
    var names: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }
            .map { String($0.dropFirst().dropLast()) }
    }

    var route: RouterPath { RouterPath(path) }
}
