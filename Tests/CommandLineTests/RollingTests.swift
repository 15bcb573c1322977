import Foundation
import Glibc
import Support
import Testing

/// Three nodes behind nginx as config/nginx.conf says, while a round is played.
struct RollingTests {
    @Test func `a rolling restart and a killed node lose no command of a round that is played`()
        async throws
    {
        try await withDatabase { cluster, database in
            let program = try Program()
            defer { program.remove() }
            let place = cluster.place(database)
            let front = try await NodeFront(program, on: place)
            let nodes = (0..<3).map { front.node($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes { group.addTask { try await node.keep() } }
                for node in nodes { await node.becomesReady() }
                try await front.run {
                    // A form of our own is known as such behind nginx: what it asks for is not there.
                    #expect(try await front.sendsForm("/sign-in/kd_none") == "410")
                    let played = try await program.run(front.demo) { demo in
                        try await demo.says("gelijk, dus opnieuw")
                        for node in nodes {
                            node.signal(SIGTERM)
                            await node.becomesReady()
                        }
                        try await demo.says("legt op tafel: dossier 8")
                        nodes[1].signal(SIGKILL)
                        await nodes[1].becomesReady()
                    }
                    #expect(played.exit == 0, "\(played.errors)")
                    #expect(played.lines.last == "demo: ok")
                    for words in ["totaal 74,75", "in één handeling bekend", "verleend € 100.000"] {
                        #expect(played.output.contains(words), "\(words)")
                    }
                }
                for node in nodes { node.end() }
                try await group.waitForAll()
            }
            let verified = try await program.run("verify", "--journal", place.text)
            #expect(verified.exit == 0, "\(verified)")
        }
    }
}

/// nginx with the settings that we give away, but for ports and places.
struct NodeFront {
    private let program: Program
    private let place: DatabasePlace
    /// Of nginx, and after it of the nodes. Below those of outgoing connections.
    private let firstPort = Int.random(in: 20_000..<30_000)

    /// Founds the directory, with the administrator who plays the demo, and makes a certificate.
    init(_ program: Program, on place: DatabasePlace) async throws {
        self.program = program
        self.place = place
        let founded = try await program.run(
            "token", "--person", "beheerder", "--found-municipality", "9999",
            "Gemeente Voorbeeldstad", "--journal", place.text)
        try #require(founded.exit == 0, "\(founded)")
        try program.write(founded.output, to: "token.txt")
        // Made before the nodes, which would each make another one.
        let key = String(repeating: "ab", count: 32)
        try #require(
            FileManager.default.createFile(
                atPath: program.path("second-factor.key"), contents: Data(key.utf8),
                attributes: [.posixPermissions: 0o600]))
        let made = try await program.tool(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem")
        try #require(made.exit == 0, "\(made.errors)")
        let config = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../config/nginx.conf")
        var text = try String(contentsOf: config, encoding: .utf8)
            .replacing("listen 443 ssl;", with: "listen 127.0.0.1:\(firstPort) ssl;")
            .replacing("    listen [::]:443 ssl;\n", with: "")
            .replacing("/etc/kansendossier", with: program.folder)
        for node in 0..<3 {
            text = text.replacing("127.0.0.1:844\(node + 1)", with: "127.0.0.1:\(port(of: node))")
        }
        try program.write(text, to: "nodes.conf")
        try program.write(
            """
            daemon off;
            pid nginx.pid;
            error_log stderr;
            events { worker_connections 1024; }
            http {
                access_log off;
                include \(program.path("nodes.conf"));
            }
            """, to: "nginx.conf")
    }

    var demo: [String] {
        [
            "demo", "--round", Program.demoRound, "--connect", "wss://localhost:\(firstPort)/ws",
            "--trust", "certificate.pem", "--token-file", "token.txt",
        ]
    }

    /// The status of a form that is sent as a browser does from a page of that address.
    func sendsForm(_ path: String) async throws -> String {
        let script = """
            import ssl, sys, urllib.request, urllib.error
            context = ssl._create_unverified_context()
            origin = sys.argv[1]
            form = urllib.request.Request(origin + sys.argv[2], data=b"code=",
                headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"})
            try: answer = urllib.request.urlopen(form, context=context, timeout=10)
            except urllib.error.HTTPError as error: answer = error
            print(answer.status, end="")
            """
        return try await program.tool(
            "/usr/bin/python3", "-c", script, "https://localhost:\(firstPort)", path
        ).output
    }

    func node(_ number: Int) -> KeptNode {
        KeptNode(
            program: program, name: "node\(number)", place: place, port: port(of: number))
    }

    /// Runs nginx while the body uses it.
    func run(_ body: () async throws -> Void) async throws {
        let served = try await program.tool([
            "/usr/sbin/nginx", "-p", program.folder, "-c", program.path("nginx.conf"),
        ]) { nginx in
            try await body()
            nginx.terminate()
        }
        #expect(served.exit == 0, "\(served.errors)")
    }

    private func port(of node: Int) -> Int { firstPort + 1 + node }
}

/// A node that is started again each time that it was ended by a signal.
struct KeptNode: Sendable {
    private let program: Program
    private let name: String
    private let place: DatabasePlace
    private let port: Int
    private let signals = AsyncStream<Int32>.makeStream()
    private let readies = AsyncStream<Void>.makeStream()

    init(program: Program, name: String, place: DatabasePlace, port: Int) {
        self.program = program
        self.name = name
        self.place = place
        self.port = port
    }

    func signal(_ number: Int32) { signals.continuation.yield(number) }

    func end() { signals.continuation.finish() }

    /// Waits for the next time that it is ready.
    func becomesReady() async {
        var iterator = readies.stream.makeAsyncIterator()
        await iterator.next()
    }

    func keep() async throws {
        var isOver = false
        let environment = [
            "KANSENDOSSIER_PORT": "\(port)", "KANSENDOSSIER_NODE": name,
            "KANSENDOSSIER_TLS_CERTIFICATE_FILE": program.path("certificate.pem"),
            "KANSENDOSSIER_TLS_KEY_FILE": program.path("key.pem"),
            "KANSENDOSSIER_SECOND_FACTOR_KEY_FILE": program.path("second-factor.key"),
            "KANSENDOSSIER_TRUSTED_PROXIES": "127.0.0.1",
            "KANSENDOSSIER_TICK_MILLISECONDS": "100", "KANSENDOSSIER_DRAIN_SECONDS": "1",
            "KANSENDOSSIER_RECONNECT_AFTER_MILLISECONDS": "200",
        ]
        while !isOver {
            var expected: Int32 = 0
            let served = try await program.run(
                ["serve", "--data", name, "--journal", place.text], environment: environment
            ) { node in
                _ = try await node.line(beginning: "serving on https://")
                try await program.untilReady("https://127.0.0.1:\(port)", "200 ready\n")
                readies.continuation.yield()
                var iterator = signals.stream.makeAsyncIterator()
                if let number = await iterator.next() {
                    node.signal(number)
                    expected = number == SIGKILL ? SIGKILL : 0
                } else {
                    node.terminate()
                    isOver = true
                }
            }
            #expect(served.exit == expected, "\(served)")
        }
    }
}
