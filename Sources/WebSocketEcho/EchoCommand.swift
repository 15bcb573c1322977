import ArgumentParser
import Glibc

/// Answers every message with itself, or runs a test suite's cases that want to see just that.
@main
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "WebSocketEcho",
        abstract: "Sends every WebSocket message back as it came, to try the protocol out.",
        discussion: """
            For conformance suites and other tries, never for a network: it takes messages of \
            16 MiB from anyone. With --client it is the other end, and goes through the cases that \
            a fuzzing server offers.
            """)

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The TCP port to listen on; 0 takes a free one. It is printed.")
    var port = 9001

    @Flag(help: "Speak TLS, with a certificate that is made at the start unless one is given.")
    var tls = false

    @Option(help: "The certificate in PEM, leaf first; goes with --tls and --key.")
    var certificate: String?

    @Option(help: "The private key of the certificate in PEM.")
    var key: String?

    @Option(help: "Run all cases of the fuzzing server at this ws or wss URL instead, then stop.")
    var client: String?

    @Option(help: "The name that the fuzzing server keeps this client's results under.")
    var agent = "WebSocketEcho"

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key go together.")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    }

    func run() async throws {
        // A peer that has gone is an error of one write, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
        if let client {
            try await CaseRunner(url: client, agent: agent).run()
            return
        }
        var identity: EchoIdentity?
        if let certificate, let key {
            identity = try EchoIdentity(certificateFile: certificate, keyFile: key)
        } else if tls {
            identity = try EchoIdentity(host: host)
        }
        try await EchoServer(host: host, port: port, identity: identity).run { port in
            print("listening on \(host):\(port)")
            fflush(nil)
        }
    }
}
