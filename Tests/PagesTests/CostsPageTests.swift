import Domain
import Pages
import Support
import Testing

/// Amounts that can't be, and where that is said.
@Suite struct `Costs on a page` {
    @Test(arguments: [
        ("minimumAboveRequest", "minimum", "9000"), ("amountsDoNotAddUp", "requested", "7000"),
    ])
    func `an amount that can't be is refused at its own field`(
        code: String, field: String, minimum: String
    ) throws {
        let typed = [
            "lines.0.description:optional": "Inzet", "lines.0.requested:euros": "8000",
            "lines.0.minimum:euros": minimum,
        ]
        let attempt = Attempt(
            form: "costs", typed: typed,
            refusal: PageRefusal(
                code: code, sentence: Phrase("Dat kan niet.", "It can't."), subject: "Inzet"))
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        let content = CostsPage.content(of: visit)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let wrong = html.matches(of: #/name="([^"]*)"[^>]*aria-invalid="true"/#).map { "\($0.1)" }
        #expect(wrong == ["lines.0.\(field):euros"])
        // Below the row, over its whole width: a column of amounts is too narrow for a sentence.
        let row = try #require(
            html.firstMatch(of: #/(?s)<fieldset class="page-row">.*?<\/fieldset>/#))
        let parts = row.output.split(separator: "</div>\n<p class=\"nl-form-field-error-message\"")
        let label = field == "minimum" ? "Minimaal nodig" : "Gevraagd"
        #expect(parts.count == 2 && !parts[0].contains("error-message"))
        #expect(parts.last?.contains("\(label): ") == true)
        let described = try #require(html.firstMatch(of: #/aria-describedby="([^"]*-error)"/#))
        #expect(parts.last?.contains("id=\"\(described.1)\"") == true)
    }

    @Test func `every row with an amount that can't be is named, with what it can be`() throws {
        var typed: [String: String] = [:]
        for (row, amounts) in [
            ["10000", "1000", "0", "8000", "8000"], ["8000", "0", "0", "8000", "9000"],
        ]
        .enumerated() {
            typed["lines.\(row).description:optional"] = "Inzet \(row)"
            for (name, amount) in zip(["total", "own", "other", "requested", "minimum"], amounts) {
                typed["lines.\(row).\(name):euros"] = amount
            }
        }
        let refusal = PageRefusal(
            code: "amountsDoNotAddUp", sentence: Phrase("Dat kan niet.", "It can't."),
            subject: "Inzet 0")
        let attempt = Attempt(form: "costs", typed: typed, refusal: refusal)
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        let content = CostsPage.content(of: visit)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        #expect(
            html.contains(
                "Kostenregel 1, Gevraagd: vul €\u{A0}9.000 in: het totaal min de eigen bijdrage"))
        #expect(
            html.contains(
                "Nieuwe kostenregel 2, Minimaal nodig: vul hooguit €\u{A0}8.000 in: dat is wat u "
                    + "vraagt."))
        #expect(html.matches(of: #/aria-invalid="true"/#).count == 2)
        #expect(!html.contains("Dat kan niet."))
    }

    @Test(arguments: ["8000", "0"])
    func `contributions beyond the total are named at once, with both amounts`(
        requested: String
    ) throws {
        let amounts = [
            "total": "10000", "own": "12000", "other": "500", "requested": requested,
            "minimum": "9000",
        ]
        var typed = ["lines.0.description:optional": "Inzet"]
        for (name, amount) in amounts { typed["lines.0.\(name):euros"] = amount }
        let refusal = PageRefusal(
            code: "amountsDoNotAddUp", sentence: Phrase("Dat kan niet.", "It can't."),
            subject: "Inzet", current: -250_000)
        let attempt = Attempt(form: "costs", typed: typed, refusal: refusal)
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        let content = CostsPage.content(of: visit)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        #expect(
            html.contains(
                "Gevraagd: de eigen bijdrage en ander geld zijn samen €\u{A0}12.500: dat is meer "
                    + "dan het totaal van €\u{A0}10.000."))
        let wrong = html.matches(of: #/name="([^"]*)"[^>]*aria-invalid="true"/#).map { "\($0.1)" }
        #expect(wrong == ["lines.0.requested:euros", "lines.0.minimum:euros"])
    }

    @Test func `whatever is missing or too much in any row is named at once`() throws {
        let rows: [[String: String]] = [
            ["description:optional": "Inzet", "total:euros": "1000", "own:euros": ""],
            ["description:optional": "", "total:euros": "99.999.999", "own:euros": "0"],
            ["description:optional": "", "total:euros": "", "own:euros": ""],
        ]
        var typed: [String: String] = [:]
        for (index, row) in rows.enumerated() {
            for (name, text) in row { typed["lines.\(index).\(name)"] = text }
        }
        let refusal = PageRefusal(
            code: "invalidParams", sentence: FormFieldKind.euros.advice, path: "lines.0.own")
        let attempt = Attempt(form: "costs", typed: typed, refusal: refusal)
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        let content = CostsPage.content(of: visit)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let wrong = html.matches(of: #/name="([^"]*)"[^>]*aria-invalid="true"/#).map { "\($0.1)" }
        #expect(
            wrong == [
                "lines.0.own:euros", "lines.1.description:optional", "lines.1.total:euros",
            ])
        #expect(html.contains("Totaal: vul hooguit €\u{A0}10.000.000 in."))
    }

    @Test(arguments: ["99999999999999999", "9223372036854775807", "tien"])
    func `an amount beyond all others stops no page`(amount: String) throws {
        var typed = ["lines.0.total:euros": "0", "lines.0.requested:euros": "1"]
        typed["lines.0.own:euros"] = amount
        typed["lines.0.other:euros"] = amount
        let refusal = PageRefusal(code: "amountTooLarge", sentence: Phrase("Te veel.", "Too much."))
        let attempt = Attempt(form: "costs", typed: typed, refusal: refusal)
        let visit = try PageSample.step(CostsPage.self, .open, .dutch, attempt: attempt)
        #expect(CostsPage.content(of: visit) != nil)
    }
}
