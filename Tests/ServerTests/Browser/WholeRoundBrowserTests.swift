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
    struct `A whole round in real browsers` {
        private let round = "/rounds/\(DemoCast.round)"
        private let members = [
            DemoCast.chair, DemoCast.deputy, DemoCast.memberOne, DemoCast.memberTwo,
            DemoCast.undeclared,
        ]
        private let organisations = [DemoCast.mental, DemoCast.disability, DemoCast.home]
        private var coalition: [PersonID] { organisations.map { DemoCast.signatory(of: $0) } }
        private var everybody: [PersonID] {
            coalition + members + [DemoCast.secretary, DemoCast.coordinator]
                + [DemoCast.decisionMaker]
        }

        /// Three members of a coalition, five of the committee, secretary, coordinator, decision
        /// maker and the screen in the room, each with a browser of their own, all at once.
        @Test func `goes from a first sentence to released letters`() async throws {
            let harness = try await ServerHarness(
                .open, change: { $0.pages.signInsBurst = 100 },
                changeEngine: { $0.letters = DutchLetters() })
            try await harness.run { server in
                try await WebDriver.run { screen in
                    try await Hall.open(everybody, at: server) { hall in
                        let number = try await write(hall)
                        try await hall.passTime(to: try await closing(server))
                        try await hall.comeIn(everybody)
                        try await screenDossier(number, hall)
                        try await show(screen, hall)
                        try await sit(number, hall, screen)
                        try await decide(number, hall)
                    }
                }
            }
        }

        private func closing(_ server: RunningServer) async throws -> Instant {
            try await server.engine.withRound(DemoCast.round) { round, _ in
                round.rules.closesAt.instant
            }
        }

        /// The coalition writes, invites, counts, signs and submits; the number of its dossier.
        private func write(_ hall: Hall) async throws -> Int {
            try await hall.comeIn(coalition)
            let lead = coalition[0]
            try await hall.send("start", at: round, by: lead, ["title": "Samen sneller thuis"])
            // Who starts a dossier comes into it.
            let address = try #require(
                try await hall.browser(lead).run("return location.pathname").text)
            let number = try #require(Int(address.split(separator: "/").last ?? ""))
            for (organisation, guest) in zip(organisations, coalition).dropFirst() {
                try await hall.send(
                    "invite", at: address + "/partners", by: lead,
                    ["organisation:choice": organisation.rawValue])
                try await hall.send("accept", at: address + "/partners", by: guest)
            }
            for section in Section.texts {
                try await hall.send(
                    section.rawValue, at: address, by: lead, ["text": "Over \(section)."])
            }
            for partner in coalition {
                try await hall.send(
                    "role", at: address + "/partners", by: partner, ["text": "Doet mee."])
                try await hall.send("costs", at: address + "/costs", by: partner, costs)
            }
            try await hall.send("effects", at: address + "/effects", by: lead, effects)
            try await hall.send(
                "parties", at: address + "/effects", by: lead,
                [
                    "parties.0.name:optional": "Wijkteam Oost",
                    "parties.0.kind:optional": "neighbourhoodTeam",
                ])
            try await hall.send("offer", at: address + "/signing", by: lead)
            for partner in coalition {
                try await hall.send("sign", at: address + "/signing", by: partner)
            }
            try await hall.send("submit", at: address + "/signing", by: lead)
            let receipt = try hall.browser(coalition[2])
            try await receipt.open(hall.site + address + "/signing")
            #expect(try await receipt.text("main").contains("Ontvangstbewijs"))
            return number
        }

        private let costs = [
            "lines.0.description:optional": "Inzet", "lines.0.total:euros": "25.000",
            "lines.0.own:euros": "5.000", "lines.0.other:euros": "0",
            "lines.0.requested:euros": "20.000", "lines.0.minimum:euros": "15.000",
        ]
        private let effects = [
            "effects.0.effect:optional": "\(RuleSample().effects[0].code)",
            "effects.0.indicator:optional": "Terug binnen een half jaar",
            "effects.0.baseline:number": "12,5", "effects.0.target:number": "10",
            "effects.0.measuredOn:optional": "2027-06-30",
        ]

        private func screenDossier(_ number: Int, _ hall: Hall) async throws {
            try await hall.send("start", at: round + "/screening", by: DemoCast.coordinator)
            try await hall.send(
                "admit", at: round + "/screening/\(number)", by: DemoCast.coordinator)
            for member in members {
                try await hall.send(
                    "interests", at: round + "/interests", by: member,
                    ["interests.0.kind:optional": ""])
            }
            try await hall.send(
                "plan", at: round + "/agenda", by: DemoCast.secretary,
                ["plannedAt": "2026-05-01T13:00"])
        }

        /// The screen comes in by a key that the secretary makes, without anybody's login.
        private func show(_ screen: WebDriver, _ hall: Hall) async throws {
            let desk = try hall.browser(DemoCast.secretary)
            try await desk.open(hall.site + round + "/screen/link")
            try await desk.click("main form button")
            #expect(try await desk.wait(until: "document.querySelector('.page-fingerprint')"))
            try await screen.open(try await desk.text(".page-fingerprint code"))
            try await screen.click("main button")
            #expect(
                try await screen.wait(until: "location.pathname === '\(round)/screen'"))
        }

        private func sit(_ number: Int, _ hall: Hall, _ screen: WebDriver) async throws {
            let sitting = round + "/sitting"
            for person in members + [DemoCast.secretary] {
                try await hall.browser(person).open(hall.site + sitting)
            }
            try await hall.press("openSitting", by: DemoCast.secretary)
            for member in members {
                try await hall.appears("presence-\(member)", by: DemoCast.secretary)
            }
            try await hall.press("takeUp-\(number)", by: DemoCast.secretary)
            for (index, subject) in (BallotSubject.gate + [.scores]).enumerated() {
                try await hall.press("prepare-\(subject.rawValue)", by: DemoCast.secretary)
                try await hold("\(number)-\(index + 1)", subject, hall, screen)
            }
            try await hall.press("closeSitting", by: DemoCast.secretary)
        }

        /// A ballot from its opening to its adoption; what each gave comes to all at the reveal.
        private func hold(
            _ ballot: String, _ subject: BallotSubject, _ hall: Hall, _ screen: WebDriver
        ) async throws {
            try await hall.press("openBallot-\(ballot)", by: DemoCast.chair)
            for member in members {
                for form in subject.isGate ? ["vote-\(ballot)"] : scoreForms(ballot) {
                    try await hall.appears(form, by: member)
                    try await hall.press(
                        form, by: member,
                        subject.isGate ? ["verdict": "meets"] : ["value:integer": "4"])
                }
            }
            let shown = try await screen.text("main")
            #expect(!shown.contains("Voldoet: 5"), "no value before the reveal")
            // Who closes says over whose heads, so the chair looks first.
            let all = "document.body.innerText.includes('5 van 6 commissieleden hebben ')"
            #expect(try await hall.browser(DemoCast.chair).wait(until: all))
            let missing = "document.querySelectorAll('#closeBallot-\(ballot) [name^=\"missing.\"]')"
            #expect(
                try await hall.browser(DemoCast.chair).wait(until: "\(missing).length === 1"))
            try await hall.press("closeBallot-\(ballot)", by: DemoCast.chair)
            try await hall.press("revealBallot-\(ballot)", by: DemoCast.chair)
            #expect(try await screen.wait(until: "document.querySelector('main table')"))
            let items = subject.isGate ? [] : RuleSample().criteria.map(\.code)
            let motivations = items.map {
                ("motivations.\($0)", "De commissie ziet dit goed voor zich.")
            }
            try await hall.press(
                "adoptBallot-\(ballot)", by: DemoCast.chair,
                Dictionary(uniqueKeysWithValues: motivations))
        }

        private func scoreForms(_ ballot: String) -> [String] {
            RuleSample().criteria.map { "vote-\(ballot)-\($0.code)" }
        }

        private func decide(_ number: Int, _ hall: Hall) async throws {
            try await hall.send("adopt", at: round + "/ranking", by: DemoCast.chair)
            try await readMotivations("\(round)/motivations/\(number)", hall)
            let decider = DemoCast.decisionMaker
            try await hall.send(
                "decide", at: "\(round)/decisions/\(number)", by: decider,
                [
                    "outcome": "granted", "amount:euros": "60.000",
                    "motivation": "Dit past bij wat de gemeente wil bereiken.",
                ])
            try await hall.send("release", at: round + "/decisions", by: decider)
            for (organisation, partner) in zip(organisations, coalition) {
                let browser = try hall.browser(partner)
                try await browser.open("\(hall.site)\(round)/dossiers/\(number)/result")
                #expect(try await browser.text("main").contains("€ 60.000"))
                try await browser.click("a[href*='/letters/\(number)/\(organisation)/']")
                #expect(
                    try await browser.wait(
                        until: "document.body.innerText.includes('Ons besluit')"))
            }
        }

        /// The secretary reads as a second person what the chair adopted.
        private func readMotivations(_ path: String, _ hall: Hall) async throws {
            let browser = try hall.browser(DemoCast.secretary)
            try await browser.open(hall.site + path)
            let count = try await browser.run(
                "return document.querySelectorAll('#read fieldset').length")
            guard case .integer(let rows) = count else { return }
            let all = (0..<rows).map { ("readings.\($0).agrees:boolean", "true") }
            try await hall.press(
                "read", by: DemoCast.secretary, Dictionary(uniqueKeysWithValues: all))
        }
    }
}
