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
    struct `What was typed` {
        private let round = "/rounds/\(DemoCast.round)"

        private func visit(
            _ stage: RoundStage, by person: PersonID,
            _ body: @escaping @Sendable (WebDriver, String) async throws -> Void
        ) async throws {
            try await ServerHarness(stage).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: person)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await body(browser, site)
                }
            }
        }

        @Test func `is kept over a reload in each kind of field`() async throws {
            try await visit(.absent, by: DemoCast.coordinator) { browser, site in
                try await browser.open(site + "/new-round")
                let typed = [
                    "rules.name": "Kansen 2027", "rules.opensAt:moment": "2026-11-27T20:50",
                    "rules.closesAt:moment": "2026-11-27T21:06", "rules.vision": "Zorg dichtbij.",
                ]
                try await browser.fill("rules", typed)
                try await browser.reload()
                #expect(try await browser.isRestored())
                for (name, value) in typed { #expect(try await browser.value(name) == value) }
            }
        }

        @Test func `is put back where it can be seen`() async throws {
            try await visit(.reportAdopted, by: DemoCast.relationshipManager) { browser, site in
                let fold = "document.querySelector('details:has(#talk)')"
                try await browser.open(site + round + "/initiatives/1/talks")
                _ = try await browser.run("\(fold).open = true")
                try await browser.fill("talk", ["talk.note": "Het gaat goed."])
                try await browser.open(site + round + "/initiatives/1/talks")
                #expect(try await browser.isRestored())
                #expect(try await browser.run("return \(fold).open") == true)
                #expect(try await browser.value("talk.note") == "Het gaat goed.")
            }
        }

        @Test func `is forgotten once it was taken, whatever page comes next`() async throws {
            try await visit(.open, by: DemoCast.editor(of: DemoCast.mental)) { browser, site in
                try await browser.open(site + round)
                let key = try await browser.value("_key")
                try await browser.fill("start", ["title": "Drie deuren"])
                try await browser.click("#start button")
                #expect(try await browser.wait(until: "location.pathname.includes('/dossiers/')"))
                // What is on the way back is as new as the page itself.
                try await browser.back()
                try await browser.expectEmptyTitle(at: round)
                #expect(try await browser.value("_key") != key)
                try await browser.open(site + round)
                try await browser.expectEmptyTitle(at: round)
                try await browser.reload()
                try await browser.expectEmptyTitle(at: round)
                try await browser.fill("start", ["title": "Vier deuren"])
                try await browser.open(site + round)
                #expect(try await browser.isRestored())
                #expect(try await browser.value("title") == "Vier deuren")
            }
        }

        @Test func `is not laid unseen over what a colleague saved`() async throws {
            let editor = DemoCast.editor(of: DemoCast.mental)
            let path = round + "/dossiers/1/costs"
            try await ServerHarness(.open).run { server in
                let site = "https://localhost:\(server.port)"
                try await PageVisitor(server: server).makeLink("kd_link", for: editor)
                let colleague = try await DeskVisitor.signedIn(
                    DemoCast.signatory(of: DemoCast.mental), at: server)
                try await WebDriver.run { browser in
                    try await browser.signIn(by: "\(site)/sign-in/kd_link")
                    try await browser.open(site + path)
                    let field = "lines.0.description:optional"
                    try await browser.fill("costs", [field: "Van mij"])
                    try await colleague.carryOut(
                        "costs", at: path,
                        [
                            field: "Van de ander", "lines.0.total:euros": "5000",
                            "lines.0.own:euros": "0", "lines.0.other:euros": "0",
                            "lines.0.requested:euros": "5000", "lines.0.minimum:euros": "5000",
                        ])
                    try await browser.reload()
                    #expect(try await browser.value(field) == "Van mij")
                    #expect(try await browser.text("#costs").contains("Iemand anders heeft dit"))
                    try await browser.click("#costs button")
                    #expect(try await browser.wait(until: "document.querySelector('#problems')"))
                    #expect(try await browser.text("#costs").contains("Van de ander"))
                    try await browser.click("#costs button")
                    #expect(
                        try await browser.wait(until: "document.querySelector('.page-saved')"))
                }
            }
        }

        @Test func `is kept when it wasn't taken`() async throws {
            try await visit(.open, by: DemoCast.editor(of: DemoCast.mental)) { browser, site in
                let long = String(repeating: "a", count: Limits.nameCharactersMost + 1)
                try await browser.open(site + round)
                try await browser.fill("start", ["title": long])
                try await browser.click("#start button")
                #expect(try await browser.wait(until: "document.querySelector('#problems')"))
                try await browser.open(site + round)
                #expect(try await browser.isRestored())
                #expect(try await browser.value("title") == long)
            }
        }

        @Test func `is forgotten too when the answer is a page to print`() async throws {
            try await visit(.absent, by: DemoCast.coordinator) { browser, site in
                try await browser.open(site + "/new-round")
                try await browser.fill(
                    "rules",
                    [
                        "rules.name": "Kansen 2027", "rules.vision": "Zorg dichtbij.",
                        "rules.effects.0.title:optional": "Minder zware zorg",
                        "rules.pot:euros": "250.000", "rules.legalSource": "Regeling 2027",
                        "rules.letters.authority": "het college",
                        "rules.letters.address": "Postbus 1",
                        "rules.letters.contact": "team zorg",
                        "rules.letters.mandate": "namens het college",
                    ])
                try await browser.click("#rules button")
                #expect(try await browser.wait(until: "document.querySelector('#key')"))
                try await browser.open(site + "/new-round")
                #expect(try await browser.value("rules.name") == "")
                #expect(try await browser.isRestored() == false)
            }
        }

        @Test func `is forgotten after the last look too`() async throws {
            try await visit(.open, by: DemoCast.coordinator) { browser, site in
                try await browser.open(site + round + "/settings")
                let reasons = ["reasons": "De gemeenteraad wil eerst een ander besluit nemen."]
                try await browser.fill("withdraw", reasons)
                try await browser.click("#withdraw button")
                #expect(try await browser.wait(until: "document.querySelector('[name=confirm]')"))
                try await browser.open(site + round + "/settings")
                #expect(try await browser.value("reasons") == reasons["reasons"])
                try await browser.click("#withdraw button")
                #expect(try await browser.wait(until: "document.querySelector('[name=confirm]')"))
                try await browser.click("main button")
                #expect(
                    try await browser.wait(until: "document.querySelector('.page-saved')"))
                let drafts = try await browser.run(
                    "return Object.keys(sessionStorage).filter((key) => key.startsWith('draft'))")
                #expect(drafts == [])
            }
        }
    }
}

extension WebDriver {
    /// Fills in fields of a form, as somebody does who types or chooses.
    fileprivate func fill(_ form: String, _ typed: [String: String]) async throws {
        let fields = String(decoding: try JSONEncoder().encode(typed), as: UTF8.self)
        _ = try await run(
            """
            for (const [name, value] of Object.entries(\(fields))) {
              const field = document.getElementById('\(form)').elements[name];
              field.value = value;
              field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """)
    }

    fileprivate func value(_ name: String) async throws -> String? {
        try await run("return document.querySelector('[name=\"\(name)\"]').value").text
    }

    /// Whether the page says that it put something back.
    fileprivate func isRestored() async throws -> Bool {
        try await run(
            "return document.getElementById('notices').textContent.includes('teruggezet')") == true
    }

    fileprivate func expectEmptyTitle(
        at path: String, location: SourceLocation = #_sourceLocation
    ) async throws {
        let field = "document.querySelector('#start [name=title]')"
        let isEmpty = try await wait(
            until: "location.pathname === '\(path)' && document.readyState === 'complete'"
                + " && \(field).value === ''")
        #expect(isEmpty, sourceLocation: location)
        #expect(try await isRestored() == false, sourceLocation: location)
        let state = try await run("return history.state?.wasSent ?? false")
        #expect(state == false, sourceLocation: location)
    }
}
