import Domain
import Pages
import Support
import Testing

/// What a form shows when somebody else saved first.
@Suite struct `A form on what is no longer stored` {
    private func html(_ code: String, _ typed: [String: String]) throws -> String {
        let attempt = Attempt(
            form: "costs", typed: typed,
            refusal: PageRefusal(
                code: code, sentence: Phrase("Dat kan niet.", "It can't.")))
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        return PageSample.frame.html(of: try #require(CostsPage.content(of: visit)), for: visit)
    }

    @Test func `shows what is stored under each field that says otherwise`() throws {
        let typed = [
            "lines.0.description:optional": "Iets anders", "lines.1.description:optional": "Nieuw",
        ]
        let stale = try html("staleVersion", typed)
        #expect(stale.matches(of: #/class="page-stored/#).count == 2)
        #expect(stale.contains("id=\"costs-1-stored\">Nu opgeslagen: "))
        #expect(stale.contains("aria-describedby=\"costs-1-stored\""))
        #expect(stale.contains("Nu opgeslagen: Dit veld is nu leeg.</p>"))
        #expect(!(try html("textTooLong", typed)).contains("Nu opgeslagen"))
    }

    @Test func `goes on from the version that was seen until both were shown`() throws {
        let seen = "name=\"version:integer\" value=\"0\""
        let typed = ["version:integer": "0", "lines.0.description:optional": "Inzet"]
        #expect(try html("textTooLong", typed).contains(seen))
        #expect(!(try html("staleVersion", typed)).contains(seen))
    }

    @Test func `labels amounts too, so that they can be given back`() throws {
        let page = try html("textTooLong", [:])
        #expect(page.contains("name=\"_label.lines.0.total:euros\""))
    }
}
