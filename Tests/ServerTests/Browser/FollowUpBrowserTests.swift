import Domain
import Foundation
import Server
import Support
import Testing
import Wire

extension Browsers {
    @Suite(
        .timeLimit(.minutes(15)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: WebDriver.program)),
        .enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)))
    struct `In a real browser the follow-up` {
        /// An initiative with figures, a payment under way and a handover.
        private static var told: RoundBuilder {
            var builder = RoundStage.reportAdopted.builder()
            builder.given(
                .recordResult(dossier: 1, result: InitiativeSample.result()),
                by: DemoCast.relationshipManager)
            builder.given(builder.snapshot(), by: DemoCast.relationshipManager)
            return builder
        }

        @Test(arguments: [false, true])
        func `has nothing on its pages that axe finds, in both languages`(
            isDark: Bool
        ) async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            let round = "/rounds/\(DemoCast.round)"
            let initiative = round + "/initiatives/1"
            let places: [(PersonID, [String])] = [
                (
                    DemoCast.relationshipManager,
                    [
                        "", "/agreement", "/reports", "/reports/1", "/talks", "/handovers",
                        "/lessons",
                    ]
                    .map { initiative + $0 } + [round + "/snapshots", "/imports", "/comparison"]
                ),
                (DemoCast.councilMember, ["/", round + "/snapshots/1", "/public"]),
                (DemoCast.auditor, [round + "/log"]),
                (DemoCast.budgetHolder, [initiative + "/payments"]),
                (
                    DemoCast.signatory(of: DemoCast.mental),
                    ["/reports/2", "/handovers", "/lessons"].map { initiative + $0 }
                ),
            ]
            try await ServerHarness(Self.told).run { server in
                let site = "https://localhost:\(server.port)"
                for (person, addresses) in places {
                    try await PageVisitor(server: server).makeLink("kd_link-\(person)", for: person)
                    try await WebDriver.run(width: 500, isDark: isDark) { browser in
                        try await browser.open("\(site)/sign-in/kd_link-\(person)")
                        try await browser.click("main button")
                        #expect(
                            try await browser.wait(until: "document.querySelector('.page-person')"))
                        for language in ["nl", "en"] {
                            for address in addresses {
                                try await browser.open("\(site)\(address)?language=\(language)")
                                #expect(
                                    try await AxeCore.violations(in: browser, axe) == [],
                                    "\(address)")
                                let isWide = try await browser.run(
                                    "return document.documentElement.scrollWidth > innerWidth")
                                #expect(isWide == false, "\(address)")
                                try await Pictures.take(
                                    browser,
                                    "\(address)-\(language)-\(isDark ? "dark" : "light")")
                            }
                        }
                    }
                }
            }
        }

        @Test func `has lists on a phone whose rows stand within the screen`() async throws {
            let round = "/rounds/\(DemoCast.round)"
            let places = [
                (DemoCast.relationshipManager, round + "/initiatives/1"),
                (DemoCast.councilMember, "/public"), (DemoCast.auditor, round + "/log"),
                (DemoCast.coordinator, "/people"),
            ]
            try await ServerHarness(Self.told).run { server in
                let site = "https://localhost:\(server.port)"
                for (person, address) in places {
                    try await PageVisitor(server: server).makeLink("kd_link-\(person)", for: person)
                    try await WebDriver.run { browser in
                        try await browser.open("\(site)/sign-in/kd_link-\(person)")
                        try await browser.click("main button")
                        #expect(
                            try await browser.wait(until: "document.querySelector('.page-person')"))
                        try await browser.emulate(width: 320, height: 800)
                        try await browser.open(site + address)
                        let isWithin = try await browser.run(
                            """
                            const lists = [...document.querySelectorAll(".page-stack")];
                            return lists.length > 0 && lists.every((list) =>
                              list.parentElement.scrollWidth <= list.parentElement.clientWidth);
                            """)
                        #expect(isWithin == true, "\(address)")
                    }
                }
            }
        }
    }
}
