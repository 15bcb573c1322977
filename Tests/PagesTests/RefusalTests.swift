import Domain
import Pages
import Support
import Testing

@Suite struct `A refusal on a page` {
    private func page(_ refusals: [PageRefusal]) throws -> String {
        let attempt = Attempt(
            form: "reason", typed: [:], refusal: try #require(refusals.first),
            others: Array(refusals.dropFirst()))
        let visit = try PageSample.dossier(.open, attempt: attempt)
        return PageSample.frame.html(
            of: try #require(DossierPage.content(of: visit)), for: visit)
    }

    private func refusal(_ code: String, about subject: String? = nil) -> PageRefusal {
        let about = subject.map { " bij “\($0)”" } ?? ""
        return PageRefusal(
            code: code, sentence: Phrase("Het lukt niet\(about).", "It fails\(about)."),
            bare: Phrase("Het lukt niet.", "It fails."), subject: subject)
    }

    @Test(arguments: ["legalSource", "letters", "someone-unknown", "not a name"])
    func `names nothing as the program does`(subject: String) throws {
        let html = try page([refusal("malformed", about: subject)])
        #expect(!html.contains("“\(subject)”"))
        #expect(html.contains("<a href=\"#reason\">Het lukt niet.</a>"))
    }

    @Test(arguments: [
        ("reason", "Aanleiding en probleem"), ("draft", "Concept"), ("3", "3"), ("1, 3", "1, 3"),
        (DemoCast.mental.rawValue, "Stichting \(DemoCast.mental)"), ("chair", "Voorzitter"),
        ("2 letters.address", "2"),
    ])
    func `says what people call its subject`(subject: String, name: String) throws {
        let html = try page([refusal("malformed", about: subject)])
        #expect(html.contains("Het lukt niet bij “\(name)”."))
    }

    @Test func `stands beside the others`() throws {
        let html = try page([
            refusal("a"), PageRefusal(code: "b", sentence: Phrase("Twee.", "Two.")),
        ])
        #expect(html.contains(">Het lukt niet.</a>") && html.contains(">Twee.</a>"))
    }
}
