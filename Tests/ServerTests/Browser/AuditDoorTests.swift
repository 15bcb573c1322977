import Domain
import Engine
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `The log as a page` {
    private let path = "/rounds/\(DemoCast.round)/log"

    @Test func `is searched by kind, dossier, person and day, a page at a time`() async throws {
        let path = path
        try await ServerHarness(.reportAdopted).run { server in
            let auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
            func rows(_ query: String) async throws -> Int {
                try await auditor.get(path + query).body.matches(of: #/<tr><th scope="row">/#).count
            }
            let first = try await auditor.get(path)
            #expect(first.status == 200 && first.body.contains("Verder in het logboek"))
            #expect(try await rows("") == PageSettings().logLinesMost)
            #expect(try await rows("?type=reportAdopted") == 1)
            #expect(try await rows("?type=reportAdopted&dossier=2") == 0)
            // By its name in Dutch, chosen from all; the code is there as well.
            let found = try await auditor.get(path + "?type=reportAdopted").body
            #expect(
                found.contains(
                    "<option value=\"reportAdopted\" selected>Rapportage vastgesteld</option>"))
            let kind = "<summary>Rapportage vastgesteld</summary><code>reportAdopted</code>"
            #expect(found.contains(kind))
            #expect(found.contains(#/class="page-when">[0-9-]+ \d{2}\.\d{2}\.\d{2} uur</#))
            #expect(found.contains("<option value=\"\">Alle soorten</option>"))
            #expect(
                try await rows("?person=\(DemoCast.relationshipManager)&type=agreementSigned") == 1)
            #expect(try await rows("?from=2026-10-05&to=2026-10-05&type=agreementSigned") == 0)
            #expect(try await rows("?after=100000") == 0)
            // The name on the page will do as well as the code.
            #expect(try await rows("?person=mevrouw%20Rosa&type=agreementSigned") == 1)
            #expect(try await rows("?person=mevrouw%20Bert&type=agreementSigned") == 0)
            let more = try await auditor.get(path + "?person=de%20heer%20%C3%B6")
            #expect(more.body.contains("Hier is niets gevonden"))
            let odd = try await auditor.get(path + "?dossier=a&from=2026-10-05")
            let wrong = odd.body.matches(of: #/name="([a-z]+)"[^>]*aria-invalid="true"/#)
            #expect(wrong.map { String($0.1) } == ["dossier"])
            let unknown = try await auditor.get(path + "?type=reportAdapted").body
            #expect(unknown.contains(#/<select [^>]*name="type"[^>]*aria-invalid="true"/#))
            #expect(
                try await rows("?dossier=a&from=gisteren&after=-3") == PageSettings().logLinesMost)
        }
    }

    @Test func `says at the field what it can't look for, and keeps what was typed`()
        async throws
    {
        let path = path
        try await ServerHarness(.reportAdopted).run { server in
            let auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
            let odd = try await auditor.get(path + "?dossier=abc").body
            #expect(odd.contains("id=\"filter-dossier-error\">Dit kunnen wij niet lezen."))
            #expect(odd.contains("name=\"dossier\" value=\"abc\""))
            #expect(odd.contains("aria-describedby=\"filter-dossier-error\""))
            let late = try await auditor.get(path + "?from=2026-10-06&to=2026-10-05").body
            #expect(late.contains("id=\"filter-to-error\">De eerste dag ligt na de laatste."))
            let day = try await auditor.get(path + "?from=2026-10-05&to=2026-10-05").body
            #expect(!day.contains("filter-to-error"))
        }
    }

    @Test func `stays shut while something in it is hidden, to be verified all the same`()
        async throws
    {
        let path = path
        try await ServerHarness(.scoresOpen).run { server in
            var auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
            let page = try await auditor.get(path)
            #expect(page.status == 200 && page.body.contains("Er is nu nog iets geheim"))
            #expect(!page.body.contains("scoreGiven") && !page.body.contains("log/export"))
            let token = PageVisitor.hidden(to: path + "/verify", in: page)
            #expect(try await auditor.post(path + "/export", token).status == 409)
            #expect(try await auditor.post(path + "/verify", [:]).status == 403)
            #expect(try await auditor.post(path + "/verify", token).status == 303)
            var answer = ""
            while !answer.contains("Alles klopt.") {
                #expect(!answer.contains("klopt iets niet"))
                answer = try await auditor.get(path).body
            }
        }
    }

    @Test func `is read and verified up to its bounds, and says so beyond`() async throws {
        let path = path
        let builder = RoundStage.decided.builder()
        let read = builder.log.count
        // Coming in stands in the directory, which is verified as well.
        var all = Int.max
        for bound in [nil, 0, 1] as [Int?] {
            let (most, lines) = (all - (bound ?? 0), read - (bound ?? 0))
            let harness = try await ServerHarness(builder) { settings in
                settings.pages.logLinesMost = 10_000
                settings.pages.logReadMost = lines
                settings.pages.verifyRecordsMost = most
            }
            let isWithin = bound != 1
            try await harness.run { server in
                var auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
                let page = try await auditor.get(path)
                #expect(page.body.matches(of: #/<tr><th scope="row">/#).count == lines)
                let token = PageVisitor.hidden(to: path + "/verify", in: page)
                #expect(try await auditor.post(path + "/verify", token).status == 303)
                let answer = try await auditor.get(path).body
                #expect(answer.contains("Te lang om hier te controleren") == !isWithin)
            }
            if bound == nil {
                all = try await harness.journal.heads().reduce(0) { $0 + $1.position }
            }
        }
    }

    @Test func `is fetched whole by who may, and by nobody else`() async throws {
        let path = path
        try await ServerHarness(.decided).run { server in
            var auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
            let token = PageVisitor.hidden(to: path + "/export", in: try await auditor.get(path))
            let file = try await auditor.post(path + "/export", token)
            #expect(file.headers["content-type"] == "application/jsonl")
            #expect(file.body.contains("\"type\":\"roundExported\""))
            for person in [
                DemoCast.councilMember, DemoCast.chair, DemoCast.budgetHolder,
                DemoCast.signatory(of: DemoCast.mental),
            ] {
                var other = try await PageVisitor.signedIn(person, at: server)
                #expect(try await other.get(path).status == 404)
                #expect(try await other.post(path + "/export", token).status == 403)
            }
            #expect(try await PageVisitor(server: server).get(path).status == 401)
        }
    }
}
