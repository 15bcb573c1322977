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
    struct `In two browsers a dossier` {
        private let path = "/rounds/\(DemoCast.round)/dossiers/1"
        private let people = [DemoCast.mental, DemoCast.disability].map {
            DemoCast.editor(of: $0)
        }

        @Test func `a part that a partner is at is shown as taken, and given free`() async throws {
            try await ServerHarness(.open).run { server in
                try await Hall.open(people, at: server) { hall in
                    try await hall.comeIn(people)
                    let (one, two) = (try hall.browser(people[0]), try hall.browser(people[1]))
                    for browser in [one, two] { try await browser.open(hall.site + path) }
                    #expect(
                        try await two.wait(
                            until: "document.getElementById('presence').textContent"
                                + ".includes('Nu ook in dit dossier')"))
                    try await one.click("#reason textarea")
                    #expect(try await two.wait(until: isTaken("reason")))
                    // Who was there first has it, also when the other comes too.
                    try await two.click("#reason textarea")
                    try await two.click("#approach textarea")
                    #expect(try await one.wait(until: isTaken("approach")))
                    #expect(try await one.run("return \(isTaken("reason"))") == false)
                    try await one.click("#risks textarea")
                    #expect(try await two.wait(until: "!(\(isTaken("reason")))"))
                    try await one.open(hall.site)
                    #expect(
                        try await two.wait(
                            until: "document.getElementById('presence').textContent === ''"))
                    #expect(try await two.run("return \(isTaken("risks"))") == false)
                }
            }
        }

        private func isTaken(_ section: String) -> String {
            "document.querySelector('#\(section)[data-taken] .page-taken')"
                + "?.textContent.includes('werkt nu aan dit onderdeel') === true"
        }
    }
}
