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
    struct `In a real browser from screening to letters` {
        private static let round = "/rounds/\(DemoCast.round)"

        /// Where a round is, who looks at it, and at what.
        private static let visits: [(RoundStage, PersonID, [String])] = [
            (.closed, DemoCast.coordinator, ["/screening"]),
            (.screening, DemoCast.coordinator, ["/screening/1"]),
            (.supplement, DemoCast.signatory(of: DemoCast.mental), ["/dossiers/1"]),
            (.assessed, DemoCast.chair, ["/ranking", "/allocation"]),
            (
                .overrideAsked, DemoCast.coordinator,
                ["/ranking", "/allocation?pot=75000", "/allocation?pot=x", "/motivations/1"]
            ),
            (.intended, DemoCast.decisionMaker, ["/decisions", "/decisions/1"]),
            (
                .offerMade, DemoCast.signatory(of: DemoCast.mental),
                ["/dossiers/1/signing", "/dossiers/1/result", "/letters/1/\(DemoCast.mental)/1"]
            ),
            (.offerMade, DemoCast.coordinator, ["/letters", "/decisions"]),
        ]

        @Test(
            .enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)),
            arguments: [false, true])
        func `axe finds nothing on any page, in both languages`(isDark: Bool) async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            try await WebDriver.run(width: 500, isDark: isDark) { browser in
                for (stage, person, addresses) in Self.visits {
                    try await ServerHarness.withLetters(stage).run { server in
                        let site = "https://localhost:\(server.port)"
                        try await PageVisitor(server: server).makeLink("kd_link", for: person)
                        try await browser.signIn(by: "\(site)/sign-in/kd_link")
                        for address in addresses {
                            try await Self.look(
                                at: site + Self.round + address, "\(stage)\(address)", isDark,
                                by: browser, axe)
                        }
                    }
                }
            }
        }

        private static func look(
            at address: String, _ name: String, _ isDark: Bool, by browser: WebDriver,
            _ axe: String
        ) async throws {
            for language in ["nl", "en"] {
                let mark = address.contains("?") ? "&" : "?"
                try await browser.open("\(address)\(mark)language=\(language)")
                #expect(try await AxeCore.violations(in: browser, axe) == [], "\(name)")
                // Nothing is cut off on a narrow screen.
                let isWide = try await browser.run(
                    "return document.documentElement.scrollWidth > innerWidth")
                #expect(isWide == false, "\(name)")
                try await Pictures.take(
                    browser, "\(name)-\(language)-\(isDark ? "dark" : "light")")
            }
        }
    }
}
