package import Domain
package import Engine
internal import Glibc
import Hummingbird
import NIOCore
import Synchronization
import Wire

/// What takes messages and tables about care in, and tells what of them isn't used; the server knows
/// neither keys nor formats.
package protocol CareIntake: Sendable {
    /// The exception list as JSON, at most `ExceptionList.answerMost` lines of it.
    func exceptions(_ filter: ExceptionFilter) async throws(CareFailure) -> [UInt8]
    /// Memory for one delivery, that is overwritten when it is done.
    func delivery() -> any CareDelivery
}

/// One delivery over HTTP, in memory from its first byte to its last: a citizen service number
/// reaches no disk.
package protocol CareDelivery: Sendable {
    /// Adds bytes; false when there are too many.
    func append(_ bytes: UnsafeRawBufferPointer) -> Bool
    /// Takes in what was added as messages, or as a table of a kind, and gives a report as JSON;
    /// nil when there is no such kind. A dry run reports the same and stores nothing.
    func take(
        as table: String?, isDryRun: Bool, by holder: Actor.Identity
    ) async throws(CareFailure) -> [UInt8]?
}

/// `POST /care/messages`, `POST /care/tables/{kind}` and `GET /care/exceptions`: what the command
/// line's `intake` and `exceptions` do, for the relationship manager or the administrator with a
/// token of full scope.
struct CareDoor: Sendable {
    /// The most bytes of one delivery: 25 MB (OP179), packed or not.
    static let bytesMost = 25_000_000
    /// The most bytes that are read after those, so that the answer arrives; then the connection ends.
    static let lingeringBytesMost = 25_000_000
    /// Deliveries at the same time; each takes its bytes in memory.
    static let deliveriesMost = 2

    let desk: Desk
    let bearer: BearerDoor
    let intake: any CareIntake
    private let underWay = Places(most: Self.deliveriesMost)

    init(desk: Desk, bearer: BearerDoor, intake: any CareIntake) {
        self.desk = desk
        self.bearer = bearer
        self.intake = intake
    }

    /// The report of what became of the delivery, also when something in it was refused.
    func answer(_ request: Request, table: String?) async throws -> Response {
        let credential = try await bearer.credential(of: request)
        try allow(credential)
        let isDryRun = try Self.isDryRun(request)
        guard underWay.take() else { throw Problem.tooManyRequests(retryAfterSeconds: 5) }
        defer { underWay.leave() }
        let delivery = intake.delivery()
        try await fill(delivery, from: request)
        let report: [UInt8]?
        do throws(CareFailure) {
            report = try await delivery.take(
                as: table, isDryRun: isDryRun, by: credential.holder)
        } catch {
            // What is wrong with the store or the keys is the operator's business.
            throw Problem.internalFailure
        }
        guard let report else { throw Problem.notFound }
        return Self.json(report)
    }

    /// The exception list, as far as the request's filters let it through.
    func exceptions(_ request: Request) async throws -> Response {
        try allow(try await bearer.credential(of: request))
        let filter = try Self.filter(in: request)
        guard underWay.take() else { throw Problem.tooManyRequests(retryAfterSeconds: 5) }
        defer { underWay.leave() }
        do throws(CareFailure) {
            return Self.json(try await intake.exceptions(filter))
        } catch {
            throw Problem.internalFailure
        }
    }

    /// What each filter is called in a request, and what it means.
    static let filters = [
        (name: "rule", meaning: "Only this rule, such as TR382, OP271 or pause."),
        (name: "sender", meaning: "Only this AGB code of eight digits."),
        (name: "since", meaning: "Only what came to be known on this day or later."),
    ]

    /// What a delivery may be asked with.
    static let choices = [
        (name: "dryRun", meaning: "With `true`, only tells what would become of it.")
    ]

    private static func isDryRun(_ request: Request) throws(Problem) -> Bool {
        switch try values(of: choices, in: request)["dryRun"] {
        case "true": true
        case "false", nil: false
        default: throw .invalidParameter("dryRun")
        }
    }

    /// The parameters of a request, each at most once and none but those.
    private static func values(
        of known: [(name: String, meaning: String)], in request: Request
    ) throws(Problem) -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard known.contains(where: { $0.name == name }), values[String(name)] == nil else {
                throw .invalidParameter(String(name))
            }
            values[String(name)] = String(value)
        }
        return values
    }

    private static func filter(in request: Request) throws(Problem) -> ExceptionFilter {
        let values = try values(of: filters, in: request)
        let sender = values["sender"].flatMap { ProviderCode($0) }
        guard (sender == nil) == (values["sender"] == nil) else {
            throw .invalidParameter("sender")
        }
        let since = values["since"].flatMap { CivilDate($0) }
        guard (since == nil) == (values["since"] == nil) else { throw .invalidParameter("since") }
        guard let filter = ExceptionFilter(rule: values["rule"], sender: sender, since: since)
        else { throw .invalidParameter("rule") }
        return filter
    }

    private static func json(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func allow(_ credential: Credential) throws {
        let refusal: Refusal?
        do throws(Refusal) {
            let actor = try desk.engine.directory.actor(credential.holder)
            let mayTake = actor.holds(.administrator) || actor.holds(.relationshipManager)
            refusal =
                !credential.scope.isFull
                ? Refusal(.readOnlyToken) : mayTake ? nil : Refusal(.notAllowed)
        } catch {
            refusal = error
        }
        if let refusal { throw Problem(CallError(refusal)) }
    }

    /// Copies the body, and overwrites each part of it as far as nobody else holds it.
    /// Reads on after what is too much, and keeps none of it: who closes on somebody that is still
    /// sending takes the answer from them (RFC 9112, section 9.6).
    private func fill(_ delivery: any CareDelivery, from request: Request) async throws {
        var count = 0
        var fits = true
        for try await part in request.body {
            var part = part
            count += part.readableBytes
            fits =
                fits && count <= Self.bytesMost
                && part.withUnsafeReadableBytes { delivery.append($0) }
            part.withUnsafeMutableReadableBytes { bytes in
                if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
            }
            guard count <= Self.bytesMost + Self.lingeringBytesMost else { break }
        }
        guard fits else { throw Problem.contentTooLarge(limit: Self.bytesMost) }
    }
}

/// A bounded number of places.
final class Places: Sendable {
    private let free: Mutex<Int>

    init(most: Int) { free = Mutex(most) }

    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func leave() { free.withLock { $0 += 1 } }
}
