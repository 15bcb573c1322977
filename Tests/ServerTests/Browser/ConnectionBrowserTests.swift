import Domain
import Foundation
import Glibc
import Server
import Support
import Testing
import Wire

extension Browsers {
    @Suite(
        .timeLimit(.minutes(15)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: WebDriver.program)))
    struct `When the connection goes` {
        private let editor = DemoCast.editor(of: DemoCast.mental)
        private let path = "/rounds/\(DemoCast.round)/dossiers/1"

        /// A server that comes back at the same address.
        private func restartable() async throws -> (harness: ServerHarness, site: String) {
            let port = try FreePort.find()
            let harness = try await ServerHarness(
                .open,
                change: {
                    $0.port = port
                    $0.listener.allowedOrigins = ["https://localhost:\(port)"]
                    $0.drain.reconnectAfterMillisecondsMost = 10
                })
            return (harness, "https://localhost:\(port)")
        }

        @Test func `a restarting server is told calmly, and nothing typed is lost`() async throws {
            let (harness, site) = try await restartable()
            try await WebDriver.run { browser in
                try await harness.run { server in
                    try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    try await browser.type("Halverwege", into: "#approach textarea")
                }
                #expect(try await browser.says("start opnieuw", "verbinding is verbroken"))
                try await browser.type("Halverwege en verder", into: "#approach textarea")
                try await browser.click("#approach button")
                #expect(try await browser.says("Er is niets verzonden"))
                try await browser.expectApproach("Halverwege en verder")
                try await harness.run { _ in
                    #expect(try await browser.says("verbinding is hersteld"))
                    try await browser.expectApproach("Halverwege en verder")
                    try await browser.click("#approach button")
                    #expect(
                        try await browser.wait(until: "document.querySelector('.page-saved')"))
                    try await browser.expectApproach("Halverwege en verder")
                }
            }
        }

        @Test func `a page that follows nothing says so too, and keeps what was filled in`()
            async throws
        {
            let (harness, site) = try await restartable()
            let name = "[name='rules.name']"
            try await WebDriver.run { browser in
                try await harness.run { server in
                    try await PageVisitor(server: server)
                        .makeLink("kd_link", for: DemoCast.coordinator)
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + "/new-round")
                    try await browser.type("Kansen 2027", into: name)
                }
                try await browser.click("#rules button")
                #expect(try await browser.says("Er is niets verzonden"))
                let kept = "document.querySelector(\"\(name)\").value === 'Kansen 2027'"
                #expect(try await browser.wait(until: kept))
                try await harness.run { _ in
                    try await browser.click("#rules button")
                    #expect(try await browser.wait(until: "document.querySelector('#problems')"))
                    #expect(try await browser.wait(until: kept))
                }
            }
        }

        @Test func `a last look says so too, and is confirmed once the server is back`()
            async throws
        {
            let (harness, site) = try await restartable()
            try await WebDriver.run { browser in
                try await harness.run { server in
                    try await PageVisitor(server: server)
                        .makeLink("kd_link", for: DemoCast.coordinator)
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + "/rounds/\(DemoCast.round)/settings")
                    try await browser.type(
                        "De gemeenteraad wil eerst een ander besluit nemen.",
                        into: "#withdraw textarea")
                    try await browser.click("#withdraw button")
                    #expect(
                        try await browser.wait(until: "document.querySelector('[name=confirm]')"))
                }
                try await browser.click("main button")
                #expect(try await browser.says("Er is niets verzonden"))
                try await harness.run { _ in
                    try await browser.click("main button")
                    #expect(
                        try await browser.wait(until: "document.querySelector('.page-saved')"))
                }
            }
        }

        @Test func `a session that ends in mid-form gives back what was typed`() async throws {
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                let visitor = PageVisitor(server: server)
                try await visitor.makeLink("kd_link", for: editor)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    try await browser.type("Een lang verhaal", into: "#approach textarea")
                    server.harness.clock.advance(seconds: 13 * 3600)
                    #expect(try await browser.says("sessie is verlopen"))
                    try await browser.click("#approach button")
                    #expect(try await browser.wait(until: "document.title.includes('verlopen')"))
                    let given = "document.querySelector('#typed-1').value === 'Een lang verhaal'"
                    #expect(try await browser.wait(until: given))
                    try await visitor.makeLink("kd_again", for: editor)
                    try await browser.signIn(by: "\(site)/sign-in/kd_again")
                    try await browser.open(site + path)
                    try await browser.expectApproach("Een lang verhaal")
                    try await browser.click("#approach button")
                    #expect(
                        try await browser.wait(until: "document.querySelector('.page-saved')"))
                }
            }
        }
    }
}

extension WebDriver {
    /// Whether the page's line of notices comes to say one of these.
    fileprivate func says(_ sentences: String...) async throws -> Bool {
        let line = "document.getElementById('notices').textContent"
        return try await wait(
            until: sentences.map { "\(line).includes('\($0)')" }.joined(separator: " || "))
    }

    fileprivate func expectApproach(
        _ text: String, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let field = "document.querySelector('#approach textarea')"
        let isThere = try await wait(until: "\(field) && \(field).value === '\(text)'")
        guard !isThere else { return }
        let page = try await run("return document.body.innerText.slice(0, 400)")
        Issue.record("not \(text): \(page)", sourceLocation: location)
    }
}

/// A port that nobody listens on.
enum FreePort {
    static func find() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        try #require(bound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
