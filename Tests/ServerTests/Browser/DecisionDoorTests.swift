import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Decisions without scripts` {
    private let round = "/rounds/\(DemoCast.round)"
    private var decisions: String { round + "/decisions" }
    private let motivation = "Dit past bij wat de gemeente wil bereiken."

    @Test func `are read, intended, looked at and released, and each coalition reads its letter`()
        async throws
    {
        try await ServerHarness.withLetters(.ranked).run { server in
            let decider = try await DeskVisitor.signedIn(DemoCast.decisionMaker, at: server)
            let missing = try await decider.look(decisions)
            #expect(missing.contains("door een tweede gelezen moeten worden: 10"))
            #expect(!missing.contains("id=\"release\""))

            let secretary = try await DeskVisitor.signedIn(DemoCast.secretary, at: server)
            #expect(try await secretary.look("/").contains("Lees als tweede de motiveringen"))
            for number in 1...2 { try await read(number, by: secretary) }

            let first = decisions + "/1"
            let silent = try await decider.send(
                "decide", at: first,
                ["outcome": "reserve", "amount:euros": "0", "motivation": motivation])
            #expect(silent.status == 422 && silent.body.contains("id=\"decide-5-error\""))
            #expect(silent.body.contains(motivation + "</textarea>"))
            let low = try await decider.send(
                "decide", at: first,
                ["outcome": "granted", "amount:euros": "1", "motivation": motivation])
            #expect(low.status == 422 && low.body.contains("id=\"decide-2-error\""))
            for number in 1...2 {
                try await decider.carryOut(
                    "decide", at: decisions + "/\(number)",
                    ["outcome": "granted", "motivation": motivation, "amount:euros": "40.000"])
            }

            let result = round + "/dossiers/1/result"
            let lead = try await DeskVisitor.signedIn(
                DemoCast.signatory(of: DemoCast.mental), at: server)
            #expect(try await lead.look(result).contains("Er is nog geen besluit."))
            let look = try await decider.send("release", at: decisions)
            #expect(look.status == 200 && look.body.contains("Ons besluit"))
            try await decider.carryOut("release", at: decisions)
            #expect(try await decider.look(decisions).contains("De besluiten zijn bekend."))
            let page = try await lead.look(result)
            #expect(page.contains("Toekennen") && page.contains("€\u{A0}40.000"))
            let address = "\(round)/letters/1/\(DemoCast.mental)/1"
            #expect(page.contains("href=\"\(address)\""))
            let letter = try await lead.look(address)
            #expect(letter.contains("<h2>Ons besluit</h2>"))
            #expect(letter.contains("<h2>Bent u het niet eens met dit besluit?</h2>"))
            #expect(try await decider.look(round + "/letters").contains(address))
        }
    }

    /// Agrees with every motivation of a dossier, after sending one back without saying why.
    private func read(_ number: Int, by reader: DeskVisitor) async throws {
        let path = "\(round)/motivations/\(number)"
        let page = try await reader.look(path)
        let rows = page.matches(of: #/name="readings\.\d+\.fingerprint:shown"/#).count
        #expect(rows > 1)
        // One is answered without its reason, and the rest not yet.
        let later = Dictionary(
            uniqueKeysWithValues: (0..<rows).map { ("readings.\($0).agrees:boolean", "") })
        func answering(_ row: Int, _ answer: String) -> [String: String] {
            later.merging(["readings.\(row).agrees:boolean": answer]) { _, answer in answer }
        }
        let bare = try await reader.send(
            "read", at: path,
            answering(1, "false").merging(["readings.1.reasons:optional": ""]) { own, _ in own })
        let wrong = bare.body.firstMatch(of: #/name="readings\.(\d+)\.reasons[^>]*aria-invalid/#)
        #expect(bare.status == 422 && wrong?.1 == "1")
        try await reader.carryOut("read", at: path, answering(1, "true"))
        let left = try await reader.look(path)
        #expect(left.matches(of: #/fingerprint:shown"/#).count == rows - 1)
        let all = (0..<rows - 1).map { ("readings.\($0).agrees:boolean", "true") }
        try await reader.carryOut("read", at: path, Dictionary(uniqueKeysWithValues: all))
        #expect(try await !reader.look(path).contains("id=\"read\""))
        #expect(try await reader.look(path).contains("Akkoord:"))
    }
}
