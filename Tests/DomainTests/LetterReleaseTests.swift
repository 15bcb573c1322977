import Domain
import Support
import Testing

/// The letters of a release: exact, to everybody they are for, and none while one has a gap (F11).
struct LetterReleaseTests {
    private let maker = DemoCast.decisionMaker

    private func intended() -> RoundBuilder {
        var builder = RoundStage.intended.builder()
        builder.readAll()
        return builder
    }

    @Test func `every organisation of every coalition gets one, text and hash in the log`() throws {
        var builder = intended()
        let events = builder.given(.releaseDecisions, by: maker)
        guard case .lettersWritten(let letters)? = events.first else {
            Issue.record("no letters")
            return
        }
        #expect(
            letters.map { "\($0.dossier) \($0.organisation)" } == [
                "1 ggz-maas", "1 lvb-zuid", "2 thuis-noord", "2 lvb-zuid",
            ])
        for letter in letters {
            #expect(letter.fingerprint == builder.hashing.digest(of: Array(letter.text.utf8)))
            #expect(letter.text.contains("Stichting \(letter.organisation)"))
            #expect(
                letter.kind
                    == builder.round.decisions[letter.dossier].map { LetterKind($0.outcome) })
        }
        #expect(builder.round.letters == letters)
        expectSound(builder, "letters", from: builder.log.count - 3)
    }

    @Test func `before the release nobody has a letter, after it its addressee and who sends it`() {
        var builder = intended()
        func seen(_ viewer: RoundViewer) -> [String] {
            (1...3).flatMap { number -> [String] in
                guard case .letter(let letters)? = builder.round.part(.letter(number), for: viewer)
                else { return [] }
                return letters.map { "\($0.dossier) \($0.organisation)" }
            }
        }
        for viewer in everyViewer { #expect(seen(viewer).isEmpty) }
        builder.given(.releaseDecisions, by: maker)
        let all = ["1 ggz-maas", "1 lvb-zuid", "2 thuis-noord", "2 lvb-zuid"]
        for viewer in everyViewer {
            let expected: [String]
            switch viewer {
            case .coordinator, .auditor, .decisionMaker: expected = all
            case .applicant(let organisation):
                expected = all.filter { $0.hasSuffix(" \(organisation)") }
            default: expected = []
            }
            #expect(seen(viewer) == expected, "\(viewer)")
        }
    }

    @Test func `the facts tell the decision, the amounts, the line and who advised`() throws {
        let builder = intended()
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(maker), in: builder.world(writing: letters))
        let facts = try #require(letters.facts.first)
        #expect(letters.facts.count == 4)
        #expect(facts.gaps.isEmpty)
        #expect(facts.head.addressee.organisation == DemoCast.mental && facts.head.addressee.isLead)
        #expect(facts.head.coalition.map(\.organisation) == [DemoCast.mental, DemoCast.disability])
        #expect(facts.decision.outcome == .granted && facts.amounts.decided == Cents(4_000_000))
        #expect(facts.assessment.criteria.count == 6 && facts.assessment.gate.count == 4)
        #expect(facts.allocation.cause == .fits && facts.head.receipt == 1)
        // Who was kept from dossier 1 didn't advise on it (F8).
        let names = facts.committee.map(\.name)
        #expect(names.contains("De heer of mevrouw charlotte"))
        #expect(!names.contains("De heer of mevrouw maud"))
        #expect(facts.head.sender.signer == "De heer of mevrouw dirk")
    }

    @Test(arguments: ["authority", "gate.H1.motivation", "criteria.zakelijk.motivation"])
    func `an empty field blocks the whole release, and is named`(field: String) {
        let builder = intended()
        for number in 1...2 {
            #expect(
                throws: Refusal(.letterIncomplete, subject: "\(number) \(field)")
            ) {
                try builder.round.decide(
                    .releaseDecisions, by: builder.actor(maker),
                    in: builder.world(writing: GappedLetters(field: field, dossier: number)))
            }
        }
        #expect(throws: Refusal(.letterIncomplete, subject: "1 letters")) {
            try builder.round.decide(
                .releaseDecisions, by: builder.actor(maker),
                in: builder.world(writing: NoLetters()))
        }
    }

    @Test func `a withdrawn dossier gets no letter`() {
        var builder = intended()
        builder.given(
            .withdrawDossier(dossier: 2, version: builder.version(2), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.home))
        builder.given(.releaseDecisions, by: maker)
        #expect(Set(builder.round.letters.map(\.dossier)) == [1])
    }
}
