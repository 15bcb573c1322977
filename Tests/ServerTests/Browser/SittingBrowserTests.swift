import Domain
import Engine
import Foundation
import Pages
import Server
import Support
import Testing
import Wire

extension RoundBrowsers {
    @Suite(
        .timeLimit(.minutes(15)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: WebDriver.program)))
    struct `In real browsers a sitting` {
        private let path = "/rounds/\(DemoCast.round)/sitting"

        /// What members of the committee have beside the sitting, and what its secretary has.
        private let members = [
            InterestsPage.address(DemoCast.round), ReadingPage.address(DemoCast.round),
            ReadDossierPage.address(DemoCast.round, 1), MinutesPage.address(DemoCast.round),
        ]
        private let staff =
            ([
                AgendaPage.self, ScoreFormPage.self, ScreenPage.self, ScreenLinkPage.self,
                MinutesPage.self,
            ] as [any Page.Type]).map {
                $0.address(DemoCast.round, 1)
            }

        private func enter(
            _ browser: WebDriver, _ person: PersonID, _ server: RunningServer
        ) async throws {
            let site = "https://localhost:\(server.port)"
            try await PageVisitor(server: server).makeLink("kd_link-\(person)", for: person)
            try await browser.signIn(by: "\(site)/sign-in/kd_link-\(person)")
            try await browser.open(site + path)
        }

        private func press(_ key: String, in browser: WebDriver) async throws {
            _ = try await browser.run(
                "document.dispatchEvent(new KeyboardEvent('keydown', {key: '\(key)'}))")
        }

        @Test func `is followed by two members and the chair to the reveal`() async throws {
            try await ServerHarness(.ballotReady).run { server in
                try await WebDriver.run { chair in
                    try await enter(chair, DemoCast.chair, server)
                    try await WebDriver.run(width: 500) { one in
                        try await enter(one, DemoCast.memberOne, server)
                        try await WebDriver.run { two in
                            try await enter(two, DemoCast.memberTwo, server)
                            try await follow(chair: chair, one: one, two: two)
                        }
                    }
                }
            }
        }

        private func follow(chair: WebDriver, one: WebDriver, two: WebDriver) async throws {
            #expect(try await chair.wait(until: "document.querySelector('#openBallot-1-1')"))
            try await chair.click("#openBallot-1-1 button")
            for (member, key) in [(one, "1"), (two, "0")] {
                #expect(try await member.wait(until: "document.querySelector('#vote-1-1')"))
                try await press(key, in: member)
                let chosen = try await member.run(
                    "return document.querySelector('#vote-1-1 input:checked').dataset.key"
                        + " === document.activeElement.dataset.key")
                #expect(chosen == true)
                _ = try await member.run("document.querySelector('#vote-1-1').requestSubmit()")
                #expect(
                    try await member.wait(
                        until: "document.body.textContent.includes('Opgeslagen:')"))
            }
            let line = "document.querySelector('[data-live=announcement]').textContent"
            #expect(try await chair.wait(until: "\(line).includes('2 van 5')"))
            #expect(try await one.wait(until: "\(line).includes('2 van 5')"))
            let hidden = try await chair.run(
                "return document.querySelector('.page-chart') === null")
            #expect(hidden == true)
            try await chair.click("#closeBallot-1-1 button")
            #expect(try await chair.wait(until: "document.querySelector('#revealBallot-1-1')"))
            try await chair.click("#revealBallot-1-1 button")
            for browser in [chair, one, two] {
                #expect(try await browser.wait(until: "document.querySelector('.page-chart')"))
                let counts = try await browser.run(
                    "return [...document.querySelectorAll('.page-chart td:last-child')]"
                        + ".map((cell) => cell.textContent).join(' ')")
                #expect(counts == "1 0 1")
            }
        }

        @Test func `is scored by keyboard, one question after the other`() async throws {
            try await ServerHarness(.scoresOpen).run { server in
                try await WebDriver.run { browser in
                    try await enter(browser, DemoCast.memberTwo, server)
                    let chosen =
                        "[...document.querySelectorAll('form[data-vote] input:checked')]"
                        + ".map((field) => field.value).join(' ')"
                    for (key, all) in [("3", "3"), ("0", "3 0"), ("5", "3 0 5")] {
                        try await press(key, in: browser)
                        #expect(try await browser.wait(until: "\(chosen) === '\(all)'"))
                        _ = try await browser.run(
                            "document.activeElement.closest('form').requestSubmit()")
                        let saved = all.split(separator: " ").count
                        #expect(
                            try await browser.wait(
                                until: "document.body.textContent.split('Opgeslagen: ').length"
                                    + " === \(saved + 1)"))
                        // The next question waits for its digit, and stays where it is.
                        #expect(try await browser.wait(until: Self.isAtNext))
                    }
                    try await press("2", in: browser)
                    try await browser.reload()
                    let kept = "document.querySelectorAll('form[data-vote] input:checked').length"
                    #expect(try await browser.wait(until: "\(kept) === 4"))
                }
            }
        }

        private static let isAtNext =
            "document.readyState === 'complete'"
            + " && document.activeElement.matches('form[data-vote] input[type=radio]')"
            + " && !document.activeElement.closest('form').querySelector('input:checked')"

        @Test func `is prepared with notes that stay in the reader's own browser`() async throws {
            try await ServerHarness(.admitted).run { server in
                try await WebDriver.run { browser in
                    try await enter(browser, DemoCast.memberOne, server)
                    let address = ReadDossierPage.address(DemoCast.round, 1)
                    let site = "https://localhost:\(server.port)"
                    let head = try await server.harness.journal.head(of: .round(DemoCast.round))
                    try await browser.open(site + address)
                    try await browser.type("Vraag naar de borging", into: "[data-notes] textarea")
                    try await browser.reload()
                    let notes = "document.querySelector('[data-notes] textarea').value"
                    #expect(try await browser.run("return \(notes)") == "Vraag naar de borging")
                    try await browser.open(site + ReadDossierPage.address(DemoCast.round, 2))
                    #expect(try await browser.run("return \(notes)") == "")
                    let after = try await server.harness.journal.head(of: .round(DemoCast.round))
                    #expect(after.position == head.position)
                }
            }
        }

        @Test func `is seen on a screen that nobody signed in to, the reveal at one moment`()
            async throws
        {
            try await ServerHarness(.ballotClosed).run { server in
                let link = try await `A screen without scripts`.link(
                    by: DemoCast.secretary, at: server)
                let visitor = try await PageVisitor.signedIn(DemoCast.chair, at: server)
                try await WebDriver.run { screen in
                    var chair = visitor
                    try await screen.open("https://localhost:\(server.port)\(link)")
                    try await screen.click("main button")
                    #expect(try await screen.wait(until: "document.querySelector('.page-ballot')"))
                    let page = try await chair.get(path)
                    let reveal = PageVisitor.hidden(of: "revealBallot-1-1", in: page)
                    #expect(try await chair.post(path, reveal).status == 303)
                    #expect(try await screen.wait(until: "document.querySelector('.page-chart')"))
                    let counts = try await screen.run(
                        "return [...document.querySelectorAll('.page-chart td:last-child')]"
                            + ".map((cell) => cell.textContent).join(' ')")
                    #expect(counts == "1 1 1")
                }
            }
        }

        @Test(
            .enabled(if: FileManager.default.fileExists(atPath: AxeCore.file)),
            arguments: [false, true])
        func `has nothing that axe finds, in any state`(isDark: Bool) async throws {
            let axe = try String(contentsOfFile: AxeCore.file, encoding: .utf8)
            let seen: [(RoundStage, PersonID)] = [
                (.ballotOpen, DemoCast.chair), (.scoresOpen, DemoCast.memberTwo),
                (.scoresRevealed, DemoCast.chair), (.tabled, DemoCast.secretary),
                (.scoresRevealed, DemoCast.secretary), (.assessed, DemoCast.secretary),
            ]
            for (stage, person) in seen {
                try await ServerHarness(stage).run { server in
                    try await WebDriver.run(width: 500, isDark: isDark) { browser in
                        try await enter(browser, person, server)
                        let others = person == DemoCast.memberTwo ? members : staff
                        let addresses = [path] + (person == DemoCast.chair ? [] : others)
                        for address in addresses.flatMap({
                            ["\($0)?language=nl", "\($0)?language=en"]
                        }) {
                            try await browser.open("https://localhost:\(server.port)\(address)")
                            let found = try await AxeCore.violations(in: browser, axe)
                            #expect(found == [], "\(stage) \(address)")
                            let isWide = try await browser.run(
                                "return document.documentElement.scrollWidth > innerWidth")
                            #expect(isWide == false, "\(stage)")
                            try await Pictures.take(
                                browser, "\(address)-\(stage)-\(isDark ? "dark" : "light")")
                        }
                    }
                }
            }
        }
    }
}
