import Domain
import Engine
import Server
import Support
import Wire

/// Somebody with a browser without scripts: keeps a cookie, follows links and sends forms.
struct PageVisitor: Sendable {
    let server: RunningServer
    var cookie: String?

    /// A visitor who came in by a link of this person.
    static func signedIn(
        _ person: PersonID, at server: RunningServer
    ) async throws -> PageVisitor {
        var visitor = PageVisitor(server: server)
        let secret = "kd_link-\(person)"
        try await visitor.makeLink(secret, for: person)
        let answer = try await visitor.post("/sign-in/\(secret)", [:])
        guard answer.status == 303 else { throw UnexpectedAnswer(answer: .string(answer.body)) }
        return visitor
    }

    /// A link with this secret, as the municipality makes one.
    func makeLink(_ secret: String, for person: PersonID, seconds: Int = 3600) async throws {
        let link = DirectoryCommand.issueToken(
            token: TokenID(rawValue: secret.replacing("_", with: "-")) ?? "link",
            holder: .person(person),
            secret: SHA256Hashing().digest(of: Array(secret.utf8)), scope: .signIn,
            expiresAt: server.harness.clock.now.advanced(bySeconds: seconds), label: "link")
        let reply = await withCheckedContinuation { continuation in
            server.engine.submit(
                Order(link, by: .server, key: server.harness.settings.keys()) {
                    continuation.resume(returning: $0)
                })
        }
        guard case .accepted = reply else { throw UnexpectedAnswer(answer: nil) }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> WebAnswer {
        try await server.exchange("GET", path, headers: all(headers))
    }

    /// Sends a form; what the answer says of cookies is kept.
    mutating func post(
        _ path: String, _ fields: [String: String], headers: [String: String] = [:]
    ) async throws -> WebAnswer {
        let body = fields.sorted { $0.key < $1.key }.map {
            "\(Self.encoded($0.key))=\(Self.encoded($0.value))"
        }
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let answer = try await server.exchange(
            "POST", path, headers: all(form.merging(headers) { _, given in given }),
            body: body.joined(separator: "&"))
        if let set = answer.headers["set-cookie"], set.hasPrefix("__Host-session=") {
            let value = String(set.dropFirst("__Host-session=".count).prefix { $0 != ";" })
            cookie = value.isEmpty ? nil : value
        }
        return answer
    }

    /// The hidden fields of the form of that name on a page.
    static func hidden(of form: String, in page: WebAnswer) -> [String: String] {
        guard let start = page.body.firstRange(of: "id=\"\(form)\"") else { return [:] }
        let rest = page.body[start.upperBound...]
        let own = rest.firstRange(of: "</form>").map { rest[..<$0.lowerBound] } ?? rest
        return fields(in: own)
    }

    /// The hidden fields of the form with that address.
    static func hidden(to address: String, in page: WebAnswer) -> [String: String] {
        guard let start = page.body.firstRange(of: "action=\"\(address)\"") else { return [:] }
        let rest = page.body[start.upperBound...]
        let own = rest.firstRange(of: "</form>").map { rest[..<$0.lowerBound] } ?? rest
        return fields(in: own)
    }

    private static func fields(in html: Substring) -> [String: String] {
        let pattern = #/<input type="hidden" name="([^"]*)" value="([^"]*)">/#
        return html.matches(of: pattern).reduce(into: [:]) { $0[String($1.1)] = String($1.2) }
    }

    private func all(_ headers: [String: String]) -> [String: String] {
        guard let cookie else { return headers }
        return headers.merging(["Cookie": "__Host-session=\(cookie)"]) { given, _ in given }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            return isPlain
                ? String(decoding: [byte], as: UTF8.self)
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
