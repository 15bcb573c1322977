import ArgumentParser
import Client

/// Which server a command talks to, and as whom.
struct ServerOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's socket, such as wss://localhost:8443/ws.", valueName: "address"))
    var url: String

    @Option(
        help: ArgumentHelp(
            "Certificates in PEM to trust, for instance a development certificate; without it, "
                + "those that the system trusts.", valueName: "file"))
    var trust: String?

    @OptionGroup var credential: TokenSource

    @Option(help: "How many seconds to wait for an answer, connecting included.")
    var timeoutSeconds: Int = 30

    func validate() throws {
        guard (1...3_600).contains(timeoutSeconds) else {
            throw ValidationError("--timeout-seconds is a whole number from 1 to 3600")
        }
    }

    /// Runs the body with a client; what the server refuses becomes a `CommandFailure`.
    func withClient<Value>(
        attemptsMost: Int?, _ body: (Client) async throws -> Value
    ) async throws -> Value {
        let place = ServerPlace(url: url, trust: trust, timeoutSeconds: timeoutSeconds)
        return try await place.withClient(
            token: credential.token(), attemptsMost: attemptsMost, body)
    }
}

/// Where a server is, and whose certificates are believed.
struct ServerPlace: Sendable {
    let url: String
    let trust: String?
    let timeoutSeconds: Int

    /// Runs the body with a client; what the server refuses becomes a `CommandFailure`.
    func withClient<Value>(
        token: String, attemptsMost: Int?, _ body: (Client) async throws -> Value
    ) async throws -> Value {
        var configuration = Client.Configuration(
            url: url, token: token,
            trust: trust.map { .certificates(pemFile: $0) } ?? .system)
        configuration.name = "kansendossier command line"
        configuration.answerTimeout = .seconds(timeoutSeconds)
        configuration.connectionAttemptsMost = attemptsMost
        configuration.logger = LogChoice(level: "error", form: "plain").logger()
        do {
            return try await Client.withClient(configuration, body)
        } catch let failure as CallFailure {
            throw CommandFailure(failure)
        } catch let failure as Client.ConfigurationFailure {
            throw CommandFailure(failure)
        }
    }
}

extension CommandFailure {
    fileprivate init(_ failure: CallFailure) {
        switch failure {
        case .refused(let refusal):
            let place = refusal.path.map { " (\($0))" } ?? ""
            self.init(.didNotHold, ["refused: \(refusal.code)\(place)", refusal.nl, refusal.en])
        case .untrusted:
            self.init(
                .unavailable,
                "\(failure) Name the server's certificate with --trust if you know it.")
        case .noSuchName, .tooLarge: self.init(.usage, failure.description)
        case .invalidAnswer: self.init(.fault, failure.description)
        default: self.init(.unavailable, failure.description)
        }
    }

    fileprivate init(_ failure: Client.ConfigurationFailure) {
        switch failure {
        case .invalidURL(let url):
            self.init(.usage, "\(url) isn't an address like wss://localhost:8443/ws")
        case .plainTextToAnotherHost(let host):
            self.init(
                .usage, "without TLS everybody on the way to \(host) could read the token; use wss")
        case .unreadableCertificates(let reason):
            self.init(.configuration, "the certificates can't be read: \(reason)")
        }
    }
}
