import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Wire

/// A real browser, driven over W3C WebDriver: one session of Debian's chromium by its chromedriver.
struct WebDriver: Sendable {
    private let port: Int
    private let session: String

    /// Where Debian puts the driver; without it there is no browser to test with.
    static let program = "/usr/bin/chromedriver"

    /// Opens a browser, and closes it and its driver afterwards whatever happens.
    static func run(
        width: Int = 1280, isDark: Bool = false,
        _ body: @Sendable (WebDriver) async throws -> Void
    ) async throws {
        let (driver, port) = try await ChromeDriver.started()
        let result: Result<Void, any Error>
        do {
            let browser = try await WebDriver(port: port, width: width, isDark: isDark)
            do {
                try await body(browser)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            _ = try? await browser.call("DELETE", "")
        } catch {
            result = .failure(error)
        }
        driver.kill()
        try result.get()
    }

    private init(port: Int, width: Int, isDark: Bool) async throws {
        self.port = port
        var arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--lang=nl", "--window-size=\(width),1200",
        ]
        if isDark { arguments.append("--blink-settings=preferredColorScheme=0") }
        let options: JSONValue = ["args": .array(arguments.map { .string($0) })]
        let answer = try await Self.call(
            port, "POST", "/session",
            [
                "capabilities": [
                    "alwaysMatch": [
                        "browserName": "chrome", "acceptInsecureCerts": true,
                        "goog:chromeOptions": options,
                        // An element may still be on its way.
                        "timeouts": ["implicit": 10_000],
                    ]
                ]
            ])
        guard let session = answer["sessionId"]?.text else {
            throw UnexpectedAnswer(answer: answer)
        }
        self.session = session
    }

    func open(_ url: String) async throws {
        _ = try await call("POST", "/url", ["url": .string(url)])
    }

    /// Comes in by a link, and waits until the start page is there: a click doesn't wait for what
    /// its form leads to.
    func signIn(by link: String) async throws {
        try await open(link)
        try await click("main button")
        guard
            try await wait(until: "location.pathname === '/' && document.readyState === 'complete'")
        else {
            throw UnexpectedAnswer(answer: .string("\(link) led nowhere"))
        }
    }

    func reload() async throws { _ = try await call("POST", "/refresh", [:]) }

    /// Goes back, as by the browser's own button.
    func back() async throws { _ = try await call("POST", "/back", [:]) }

    /// Clicks the first element of that selector.
    func click(_ selector: String) async throws {
        _ = try await call("POST", "/element/\(try await element(selector))/click", [:])
    }

    /// Empties the field of that selector and types this, as with a keyboard.
    func type(_ text: String, into selector: String) async throws {
        let field = try await element(selector)
        _ = try await call("POST", "/element/\(field)/clear", [:])
        _ = try await call("POST", "/element/\(field)/value", ["text": .string(text)])
    }

    /// The text of the first element of that selector, as it can be seen.
    func text(_ selector: String) async throws -> String {
        try await call("GET", "/element/\(try await element(selector))/text").text ?? ""
    }

    /// What a script returns.
    func run(_ script: String) async throws -> JSONValue {
        try await call("POST", "/execute/sync", ["script": .string(script), "args": []])
    }

    /// What a script gives to its last argument, a function.
    func wait(for script: String) async throws -> JSONValue {
        try await call("POST", "/execute/async", ["script": .string(script), "args": []])
    }

    /// Waits, for two minutes at most since machines are busy, until the script's expression is true; a page that makes
    /// place for another one meanwhile is no answer.
    func wait(until expression: String) async throws -> Bool {
        let end = ContinuousClock.now.advanced(by: .seconds(120))
        while ContinuousClock.now < end {
            if try await isTrue(expression) { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private func isTrue(_ expression: String) async throws -> Bool {
        do {
            return try await run("try { return Boolean(\(expression)) } catch { return false }")
                == true
        } catch is UnexpectedAnswer {
            return false
        }
    }

    /// A picture of the whole page at that width, as PNG.
    func screenshot(width: Int) async throws -> Data {
        try await emulate(width: width, height: 800)
        if case .integer(let height) = try await run("return document.body.scrollHeight") {
            try await emulate(width: width, height: height)
        }
        let picture = try await call("GET", "/screenshot")
        return Data(base64Encoded: picture.text ?? "") ?? Data()
    }

    /// A window narrower than a desktop allows.
    func emulate(width: Int, height: Int) async throws {
        _ = try await call(
            "POST", "/goog/cdp/execute",
            [
                "cmd": "Emulation.setDeviceMetricsOverride",
                "params": [
                    "width": .integer(width), "height": .integer(height), "deviceScaleFactor": 1,
                    "mobile": false,
                ],
            ])
    }

    /// The first element of that selector, which may still be on its way.
    private func element(_ selector: String) async throws -> String {
        let found = try await call(
            "POST", "/element", ["using": "css selector", "value": .string(selector)])
        guard let id = found.fields?.values.first?.text else {
            throw UnexpectedAnswer(answer: .string("no \(selector): \(found)"))
        }
        return id
    }

    private func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> JSONValue {
        try await Self.call(port, method, "/session/\(session)\(path)", body)
    }

    /// One request; gives the `value` of the answer, or throws what the driver says is wrong.
    private static func call(
        _ port: Int, _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> JSONValue {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let bytes = body?.bytes ?? []
        return try await channel.executeThenClose { inbound, outbound in
            var head = HTTPRequestHead(
                version: .http1_1, method: HTTPMethod(rawValue: method), uri: path)
            head.headers = [
                "Host": "127.0.0.1:\(port)", "Content-Type": "application/json",
                "Content-Length": "\(bytes.count)",
            ]
            try await outbound.write(.head(head))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
            try await outbound.write(.end(nil))
            var answer: [UInt8] = []
            for try await part in inbound {
                if case .body(let buffer) = part { answer += Array(buffer.readableBytesView) }
                if case .end = part { break }
            }
            let value = try JSONReader.value(of: answer, depthMost: 200)["value"] ?? .null
            if value["error"] != nil { throw UnexpectedAnswer(answer: value) }
            return value
        }
    }
}

/// The driver's process, on a port that it chose itself.
private final class ChromeDriver: Sendable {
    private let process: Process
    private let lines: AsyncStream<String>

    init() throws {
        let output = Pipe()
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                continuation.finish()
            } else {
                continuation.yield(String(decoding: data, as: UTF8.self))
            }
        }
        let process = Process()
        // Browsers wait for tests that are timed.
        process.executableURL = URL(filePath: "/usr/bin/nice")
        process.arguments = ["-n", "15", WebDriver.program, "--port=0"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        self.process = process
        try process.run()
    }

    /// A driver that listens; the port that one chose may have been taken meanwhile, and then
    /// another one begins.
    static func started() async throws -> (driver: ChromeDriver, port: Int) {
        for _ in 1...3 {
            let driver = try ChromeDriver()
            if let port = try? await driver.port() { return (driver, port) }
            driver.kill()
        }
        let driver = try ChromeDriver()
        return (driver, try await driver.port())
    }

    private func port() async throws -> Int {
        var text = ""
        for await line in lines {
            text += line
            let match = text.firstMatch(of: #/started successfully on port (\d+)/#)
            if let port = match.flatMap({ Int($0.1) }) { return port }
        }
        throw UnexpectedAnswer(answer: .string(text))
    }

    /// Ends it at once; its browser was closed by its session's end.
    func kill() { Glibc.kill(process.processIdentifier, SIGKILL) }
}
