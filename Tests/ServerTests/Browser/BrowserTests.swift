import Domain
import Foundation
import Server
import Support
import Testing
import Wire

/// One after the other, all of them: each browser takes a few hundred megabytes and both processors,
/// and others are timed meanwhile.
@Suite(.serialized) enum Browsers {}

/// Those that play sittings and rounds in browsers, beside the others: together they last as long.
@Suite(.serialized) enum RoundBrowsers {}

extension Browsers {
    @Suite(
        .timeLimit(.minutes(15)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: WebDriver.program)))
    struct `In a real browser` {
        private let editor = DemoCast.editor(of: DemoCast.mental)
        private let path = "/rounds/\(DemoCast.round)/dossiers/1"

        @Test func `somebody comes in by a link, saves, is refused and goes`() async throws {
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    #expect(try await browser.text("h1").hasPrefix("Welkom"))
                    try await browser.click(".page-task a")
                    try await browser.type(
                        "Wachten duurt te lang e\u{301}", into: "#reason textarea")
                    #expect(try await browser.text("#reason [data-count]") == "23")
                    try await browser.click("#reason button")
                    #expect(try await browser.wait(until: "document.querySelector('.page-saved')"))

                    _ = try await browser.run(
                        "document.querySelector('#risks textarea').value = 'a'.repeat(10001)")
                    try await browser.click("#risks button")
                    #expect(try await browser.wait(until: "document.querySelector('#problems')"))
                    let focus = try await browser.run("return document.activeElement.id")
                    #expect(focus == "problems-title")
                    let kept = try await browser.run(
                        "return document.querySelector('#risks textarea').value.length")
                    #expect(kept == 10001)

                    try await browser.click("form[action='/sign-out'] button")
                    #expect(
                        try await browser.wait(
                            until: "document.querySelector('h1').textContent === 'U bent afgemeld'"
                        ))
                    #expect(try await browser.run("return sessionStorage.length") == 0)
                    let errors = try await browser.run("return document.cookie")
                    #expect(errors == "")
                }
            }
        }

        @Test func `what another saves comes in, and what is being typed stays`() async throws {
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    try await browser.type("Nog niet af", into: "#approach textarea")
                    var other = try await PageVisitor.signedIn(
                        DemoCast.editor(of: DemoCast.disability), at: server)
                    var fields = PageVisitor.hidden(
                        of: "reason", in: try await other.get(path))
                    fields["text"] = "Van de partner"
                    #expect(try await other.post(path, fields).status == 303)
                    #expect(
                        try await browser.wait(
                            until: "document.querySelector('#reason textarea').value"
                                + " === 'Van de partner'"))
                    let typed = try await browser.run(
                        "return document.querySelector('#approach textarea').value")
                    #expect(typed == "Nog niet af")
                    // Another section changed, so what was typed here can be saved.
                    try await browser.click("#approach button")
                    #expect(try await browser.wait(until: "document.querySelector('.page-saved')"))
                    try await browser.type("Over een herlaad heen", into: "#risks textarea")
                    try await browser.reload()
                    let restored = try await browser.run(
                        "return document.querySelector('#risks textarea').value")
                    #expect(restored == "Over een herlaad heen")
                }
            }
        }

        @Test func `what came back refused stays when another saves`() async throws {
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                let other = try await PageVisitor.signedIn(
                    DemoCast.editor(of: DemoCast.disability), at: server)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    _ = try await browser.run(
                        "document.querySelector('#risks textarea').value = 'a'.repeat(10001)")
                    try await browser.click("#risks button")
                    #expect(try await browser.wait(until: "document.querySelector('#problems')"))
                    // Whoever follows looks at the page again, some times meanwhile.
                    for text in ["Een", "Twee", "Drie"] {
                        try await save(text, by: other)
                        _ = try await browser.wait(for: "setTimeout(arguments[0], 1000)")
                    }
                    let kept = try await browser.run(
                        "return document.querySelector('#risks textarea').value.length")
                    #expect(kept == 10001)
                }
            }
        }

        private func save(_ text: String, by visitor: PageVisitor) async throws {
            var other = visitor
            var fields = PageVisitor.hidden(of: "reason", in: try await other.get(path))
            fields["text"] = text
            #expect(try await other.post(path, fields).status == 303)
        }

        @Test func `what another saves in the part that is typed in stands beside it`() async throws
        {
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                let other = try await PageVisitor.signedIn(
                    DemoCast.editor(of: DemoCast.disability), at: server)
                try await WebDriver.run { browser in
                    func showsBoth(_ theirs: String, _ own: String) async throws -> Bool {
                        try await browser.wait(
                            until: """
                                (() => { const form = document.querySelector('#reason');
                                const name = document.querySelector(
                                  '[data-organisation="\(DemoCast.disability)"]').textContent;
                                return form.querySelector('.page-theirs').textContent
                                    .startsWith(name + ' heeft dit onderdeel intussen opgeslagen')
                                  && form.querySelector('[data-theirs]').checkVisibility()
                                  && form.querySelector('[data-theirs] .page-text').textContent
                                    === '\(theirs)'
                                  && form.querySelector('textarea').value === '\(own)'; })()
                                """)
                    }
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    try await browser.type("Van ons", into: "#reason textarea")
                    try await save("Van de partner", by: other)
                    #expect(try await showsBoth("Van de partner", "Van ons"))
                    // A reload puts back what was typed, and hides nothing of the other's.
                    try await browser.reload()
                    #expect(try await showsBoth("Van de partner", "Van ons"))
                    try await save("Weer van de partner", by: other)
                    #expect(try await showsBoth("Weer van de partner", "Van ons"))
                    try await browser.click("#reason button")
                    #expect(
                        try await browser.wait(
                            until: "document.querySelector('#reason .page-saved') || "
                                + "document.querySelector('#reason .page-stored:not([hidden])')"))
                    let own = try await browser.run(
                        "return document.querySelector('#reason textarea').value")
                    #expect(own == "Van ons")
                }
            }
        }

        @Test(
            .enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)),
            arguments: [false, true])
        func `axe finds nothing on any page, in both languages`(isDark: Bool) async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            let harness = try await ServerHarness(
                .open, change: { $0.pages.secondFactorKey = Array(repeating: 7, count: 32) })
            try await harness.run { server in
                let site = "https://localhost:\(server.port)"
                let visitor = PageVisitor(server: server)
                try await visitor.makeLink("kd_link", for: editor)
                try await WebDriver.run(width: 500, isDark: isDark) { browser in
                    for language in ["nl", "en"] {
                        for address in ["/", "/sign-in/kd_link", "/sign-in/kd_none"] {
                            try await browser.open("\(site)\(address)?language=\(language)")
                            #expect(
                                try await AxeCore.violations(in: browser, axe) == [], "\(address)")
                        }
                    }
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    for language in ["nl", "en"] {
                        let round = "/rounds/\(DemoCast.round)"
                        let steps = ["partners", "costs", "effects", "signing"].map {
                            "\(path)/\($0)"
                        }
                        for address in ["/", "/second-factor", round, path, round + "/dossiers/99"]
                            + steps
                        {
                            try await browser.open("\(site)\(address)?language=\(language)")
                            #expect(
                                try await AxeCore.violations(in: browser, axe) == [], "\(address)")
                            // Nothing is cut off on a narrow screen.
                            let isWide = try await browser.run(
                                "return document.documentElement.scrollWidth > innerWidth")
                            #expect(isWide == false, "\(address)")
                            try await Pictures.take(
                                browser, "\(address)-\(language)-\(isDark ? "dark" : "light")")
                        }
                    }
                }
            }
        }
    }
}

/// Pictures of pages for people to look at, in the folder that PAGE_PICTURES names, if it does.
enum Pictures {
    static func take(_ browser: WebDriver, _ name: String) async throws {
        guard let folder = ProcessInfo.processInfo.environment["PAGE_PICTURES"] else { return }
        for width in [320, 1280] {
            let file = name.replacing("/", with: "_") + "-\(width).png"
            try await browser.screenshot(width: width).write(
                to: URL(filePath: folder).appending(path: file))
        }
    }
}

/// The accessibility checker axe-core, as PyPI carries it; `.ci/run` puts it where it is looked for.
enum AxeCore {
    static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../.build/axe/axe_core_python/axe.min.js").standardized.path

    /// What breaks WCAG on the page, as `rule: element`.
    static func violations(in browser: WebDriver, _ axe: String) async throws -> [String] {
        let found = try await browser.wait(
            for: axe + """
                ;const done = arguments[arguments.length - 1];
                axe.run().then((result) => done(result.violations.flatMap((violation) =>
                  violation.nodes.map((node) => violation.id + ": " + node.html))),
                  (error) => done(["failed: " + error]));
                """)
        return found.elements?.compactMap(\.text) ?? ["no answer: \(found)"]
    }
}
