import Domain
import Foundation
import Server
import Support
import Testing
import Wire

extension Browsers {
    @Suite(
        .timeLimit(.minutes(15)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: WebDriver.program)))
    struct `A coordinator in a real browser` {
        /// What a coordinator looks at to set up.
        private let addresses =
            [
                "/", "/organisations", "/organisations/\(DemoCast.unverified)", "/people",
                "/people/\(DemoCast.chair)", "/regular-services",
                "/new-round",
            ]
            + ["", "/settings", "/seats", "/check", "/rules"].map {
                "/rounds/\(DemoCast.round)\($0)"
            }

        @Test(
            .enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)),
            arguments: [false, true])
        func `axe finds nothing on the pages to set up with`(isDark: Bool) async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            try await ServerHarness(.draft).run { server in
                let site = "https://localhost:\(server.port)"
                let visitor = PageVisitor(server: server)
                try await visitor.makeLink("kd_link", for: DemoCast.coordinator)
                try await WebDriver.run(width: 500, isDark: isDark) { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    for language in ["nl", "en"] {
                        for address in addresses {
                            try await browser.open("\(site)\(address)?language=\(language)")
                            #expect(
                                try await AxeCore.violations(in: browser, axe) == [], "\(address)")
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

        @Test(.enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)))
        func `axe finds nothing on the sheet with a link`() async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            try await ServerHarness(.draft).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink(
                    "kd_link", for: DemoCast.administrator)
                try await WebDriver.run(width: 500) { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open("\(site)/people/\(DemoCast.chair)")
                    try await browser.click("#link button")
                    #expect(
                        try await browser.wait(
                            until: "document.querySelector('.page-link-sheet')"))
                    #expect(try await browser.text("h1") == "Aanmeldlink")
                    let link = try await browser.text("#link")
                    #expect(link.hasPrefix("\(site)/sign-in/kd_"))
                    #expect(try await AxeCore.violations(in: browser, axe) == [])
                    try await Pictures.take(browser, "sign-in-link")
                }
            }
        }
    }
}
