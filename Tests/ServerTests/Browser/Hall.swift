import Domain
import Foundation
import Support
import Testing
import Wire

/// People with a browser each, who came in.
struct Hall: Sendable {
    let server: RunningServer
    private let browsers: [PersonID: WebDriver]
    var site: String { "https://localhost:\(server.port)" }

    /// Opens a browser for each, one within the other, so that each is closed whatever happens.
    static func open(
        _ people: [PersonID], at server: RunningServer, _ opened: [PersonID: WebDriver] = [:],
        _ body: @escaping @Sendable (Hall) async throws -> Void
    ) async throws {
        guard let next = people.first else {
            return try await body(Hall(server: server, browsers: opened))
        }
        try await WebDriver.run { browser in
            try await open(
                Array(people.dropFirst()), at: server,
                opened.merging([next: browser]) { _, new in new }, body)
        }
    }

    func browser(_ person: PersonID) throws -> WebDriver { try #require(browsers[person]) }

    func comeIn(_ people: [PersonID]) async throws {
        for person in people {
            let secret = "kd_link-\(person)-\(server.harness.clock.now.milliseconds)"
            try await PageVisitor(server: server).makeLink(secret, for: person)
            try await browser(person).signIn(by: "\(site)/sign-in/\(secret)")
        }
    }

    func passTime(to moment: Instant) async throws {
        let now = server.harness.clock.now
        server.harness.clock.advance(
            seconds: (moment.milliseconds - now.milliseconds) / 1000 + 60)
    }

    /// Opens the page and sends the form, filled in so.
    func send(
        _ form: String, at path: String, by person: PersonID, _ typed: [String: String] = [:],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await browser(person).open(site + path)
        try await press(form, by: person, typed, location: location)
    }

    /// Whether that form comes to this person's page, live.
    func appears(
        _ form: String, by person: PersonID, location: SourceLocation = #_sourceLocation
    ) async throws {
        let browser = try browser(person)
        if try await browser.wait(until: "document.getElementById('\(form)')") { return }
        let page = try await browser.run("return document.querySelector('main').innerText")
        Issue.record("\(person) sees no \(form): \(page)", sourceLocation: location)
        throw UnexpectedAnswer(answer: page)
    }

    /// Fills the form in and sends it with its button, confirms where that is asked, and expects
    /// that it was taken.
    func press(
        _ form: String, by person: PersonID, _ typed: [String: String] = [:],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await appears(form, by: person, location: location)
        let browser = try browser(person)
        let fields = String(decoding: try JSONEncoder().encode(typed), as: UTF8.self)
        _ = try await browser.run(
            """
            const form = document.getElementById('\(form)');
            for (const [name, value] of Object.entries(\(fields))) {
              const field = form.elements[name];
              if (field instanceof RadioNodeList) {
                [...field].find((option) => option.value === value).checked = true;
              } else { field.value = value; }
            }
            window.isBefore = true;
            form.requestSubmit();
            """)
        try await arrive(browser)
        if try await browser.run("return !!document.querySelector('main [name=confirm]')") == true {
            _ = try await browser.run(
                """
                window.isBefore = true;
                document.querySelector('main form:has([name=confirm])').requestSubmit();
                """)
            try await arrive(browser)
        }
        let problems = try await browser.run(
            "return document.querySelector('#problems')?.innerText ?? ''")
        guard problems == "" else {
            Issue.record("\(form) by \(person): \(problems)", sourceLocation: location)
            throw UnexpectedAnswer(answer: problems)
        }
    }

    private func arrive(_ browser: WebDriver) async throws {
        guard
            try await browser.wait(
                until: "!window.isBefore && document.readyState === 'complete'")
        else { throw UnexpectedAnswer(answer: .string("the form led nowhere")) }
    }
}
