import Domain
import Pages
import Server
import Support
import Testing
import Wire

@Suite struct `A form` {
    @Test func `becomes the call that its fields name`() throws {
        let body = FormBody(
            Array(
                ("_call=round.setCostLines&_key=k&_token=t&dossier%3Ainteger=3&on%3Aboolean=true"
                    + "&lines.0.description=Huur+%26+meer&lines.0.total%3Aeuros=%E2%82%AC+12.500%2C50"
                    + "&lines.1.total%3Aeuros=&reasons%3Aoptional=&target%3Anumber=12%2C5&t=").utf8)
        )
        let call = try FormCall(body)
        #expect(call.method == "round.setCostLines")
        #expect(
            call.params == [
                "key": "k", "dossier": 3, "on": true, "target": "125/10", "t": "",
                "lines": [["description": "Huur & meer", "total": 1_250_050]],
            ])
    }

    @Test func `reads days, moments, lines, names and secrets as they are typed`() throws {
        let body = FormBody(
            Array(
                ("a:date=1-2-2026&b:date=2026-02-01&c:moment=2026-02-01T09:00&d:lines=x%0A%0A+y+"
                    + "&id:identifier=rows.0.title&rows.0.title:optional=Een+Titel"
                    + "&rows.0.counts:row=true&none:identifier=rows.1.title&rows.1.title:optional="
                    + "&rows.1.counts:row=true&t:seed=&s:seed=\(RuleSample.seed)").utf8))
        #expect(
            try FormCall(body).params == [
                "a": "2026-02-01", "b": "2026-02-01", "c": "2026-02-01T09:00:00",
                "d": ["x", "y"], "id": "een-titel",
                "rows": [["title": "Een Titel", "counts": true]],
                "s": .string(SHA256Hashing().digest(of: Array(RuleSample.seed.utf8)).hexadecimal),
            ])
    }

    @Test(arguments: [
        ("a:date=31-02-2026", "a", FormFieldKind.date), ("a:date=", "a", .date),
        ("a:moment=morgen", "a", .moment), ("b:identifier=a&a=!", "a", .identifier),
        ("a:seed=geheim", "a", .seed),
    ])
    func `says which text isn't what was asked`(form: String, path: String, kind: FormFieldKind) {
        #expect(throws: FormCall.Unreadable(path: path, kind: kind)) {
            try FormCall(FormBody(form.utf8))
        }
    }

    @Test func `wants a choice where one is offered`() throws {
        #expect(try FormCall(FormBody("a:choice=b".utf8)).params == ["a": "b"])
        #expect(throws: FormCall.Unreadable(path: "a", kind: .choice)) {
            try FormCall(FormBody("a:choice=".utf8))
        }
    }

    @Test func `says that a list is empty, and which rows were left as they were`() throws {
        let body = FormBody(
            Array(
                ("missing%3Alist=&texts%3Arecord=&rows%3Alist=&rows.0.dossier%3Arow=1"
                    + "&rows.0.kind%3Aoptional=&rows.1.dossier%3Arow=2&rows.1.kind%3Aoptional=other")
                    .utf8))
        #expect(
            try FormCall(body).params == [
                "missing": [], "texts": [:], "rows": [["dossier": 2, "kind": "other"]],
            ])
    }

    @Test func `says where a row was typed, counting those that were left empty`() throws {
        let body = FormBody(
            Array(
                ("lines.0.name%3Aoptional=&lines.1.name%3Aoptional=a&lines.1.own%3Aeuros=1"
                    + "&lines.4.name%3Aoptional=b&title=c").utf8))
        let call = try FormCall(body)
        #expect(call.typed("lines[0].own") == "lines.1.own")
        #expect(call.typed("lines[1].name") == "lines.4.name")
        #expect(call.typed("lines[2].name") == "lines.2.name")
        #expect(call.typed("title") == "title")
    }

    @Test func `refuses a choice that nobody made, and takes one that is none of them`() throws {
        let asked = "rows.0.kind%3Aasked=&rows.0.dossier%3Arow=1"
        #expect(throws: FormCall.Unreadable(path: "rows.0.kind", kind: .asked)) {
            try FormCall(FormBody(Array(asked.utf8)))
        }
        let none = FormBody(Array((asked + "&rows.0.kind%3Aoptional=").utf8))
        #expect(try FormCall(none).params == [:])
    }

    @Test func `keeps lists within a parameter`() throws {
        let body = FormBody(
            Array(
                ("terms.none%3Alist=&terms.rows%3Alist=&terms.rows.0.kind%3Agiven=a"
                    + "&terms.rows.0.value%3Anumber=&terms.rows.3.kind%3Agiven=b"
                    + "&terms.rows.3.value%3Anumber=3").utf8))
        let call = try FormCall(body)
        #expect(
            call.params["terms"] == ["none": [], "rows": [["kind": "b", "value": "3/1"]]])
    }

    @Test(arguments: [
        ("12.500", 1_250_000), ("12500", 1_250_000), ("12.500,5", 1_250_050),
        ("12,500.50", 1_250_050), ("0,05", 5), ("€ 1.000.000", 100_000_000), ("7,00", 700),
    ])
    func `reads an amount as it is typed`(text: String, cents: Int) throws {
        let body = FormBody(Array("a:euros=\(text)".utf8))
        #expect(try FormCall(body).params["a"] == .integer(cents))
    }

    @Test(arguments: ["a", "1,234,5", "12.50.00", "1.5000", "-5", "1 000", ",5"])
    func `says what it can't read as an amount`(text: String) {
        let body = FormBody(Array("a:euros=\(text)".utf8))
        #expect(throws: FormCall.Unreadable(path: "a", kind: .euros)) { try FormCall(body) }
    }
}
