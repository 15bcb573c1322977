import Domain
import Pages
import Support
import Testing

/// What outcomes look like to people.
@Suite struct `Outcomes in Dutch` {
    private static func day(_ text: String) throws -> CivilDate {
        try #require(CivilDate(text))
    }

    /// Care of so many clients, from the same day on; every third comes back.
    private static func periods(_ count: Int, ending end: String) throws -> [DeliveryPeriod] {
        let municipality = try #require(MunicipalityCode("0983"))
        let sender = try #require(ProviderCode("90000001"))
        return try (0..<count).flatMap { number in
            let bytes = [UInt8(number)] + [UInt8](repeating: 7, count: 31)
            let client = try #require(Pseudonym(bytes: bytes))
            func period(_ begin: String, _ end: String?) throws -> DeliveryPeriod {
                DeliveryPeriod(
                    pseudonym: client, domain: .wmo, municipality: municipality, sender: sender,
                    category: ProductCategory("02"), allocationStart: try Self.day("2025-01-01"),
                    begin: try Self.day(begin), end: try end.map(Self.day),
                    reason: end.flatMap { _ in EndReason(domain: .wmo, code: "19") })
            }
            let first = try period("2025-01-06", end)
            return number % 3 == 0 ? [first, try period("2026-02-02", nil)] : [first]
        }
    }

    private static func text(forPublication: Bool) throws -> String {
        let question = OutcomeQuestion(
            from: try day("2025-01-01"), referenceDate: try day("2026-05-01"),
            knownOn: try day("2026-05-04"))
        let tallies = [
            try periods(15, ending: "2025-09-30"), try periods(4, ending: "2026-03-31"), [],
        ].map { DeliveryTable($0).tallies(question)[0] }
        return DutchOutcomes().text(
            of: OutcomeReport(
                of: tallies, labels: ["dossier 1", "dossier 5", "dossier 6"], question: question,
                forPublication: forPublication))
    }

    @Test func `tell what they depend on, how sure they are, and what can't be said yet`() throws {
        let difference = try PinnedFile("outcomes.txt").difference(
            from: try Self.text(forPublication: false))
        #expect(difference == nil)
    }

    @Test func `tell the public no small number`() throws {
        let difference = try PinnedFile("outcomes-public.txt").difference(
            from: try Self.text(forPublication: true))
        #expect(difference == nil)
    }

    private static func measured(_ number: Int) throws -> MeasuredClient {
        var client = MeasuredClient()
        let (first, last) = (try day("2025-01-10"), try day("2025-09-20"))
        func scores(_ finance: Int, _ housing: Int) throws -> SelfSufficiency {
            try #require(
                SelfSufficiency(edition: .of2017, scores: [.finance: finance, .housing: housing]))
        }
        client.selfSufficiency = [
            Measurement(on: first, try scores(2, 3)),
            Measurement(on: last, try scores(2 + number % 2, 3 - number % 5 / 4)),
        ]
        client.participation = [
            Measurement(on: first, try #require(ParticipationRung(number % 6 + 1))),
            Measurement(on: last, try #require(ParticipationRung(min(6, number % 6 + 2)))),
        ]
        let goal = try #require(
            GoalAttainment(scale: .fivePoint, baseline: -1, score: number % 4 - 1))
        client.goals = [1: [Measurement(on: last, goal)]]
        return client
    }

    private static func instruments() throws -> OutcomeReport {
        let question = OutcomeQuestion(referenceDate: try day("2026-05-01"))
        let table = DeliveryTable(try periods(15, ending: "2025-09-30"))
        var counts = InstrumentCounts()
        let clients = try (0..<15).map { try $0 < 12 ? measured($0) : nil }
        counts.tally = table.instrumentTallies(question) { clients[$0] }[0]
        counts.kinds = [.selfSufficiency, .participation, .goals]
        let asked = try day("2026-01-01")
        counts.answers = (0..<14).map { number in
            SurveyAnswer(
                informant: number < 11 ? .client : .stakeholder, initiative: "samen",
                askedOn: asked, mark: number == 3 ? nil : 5 + number % 5,
                furtherHelp: number < 11 ? FurtherHelp(rawValue: UInt8(1 + number % 4)) : nil)
        }
        counts.reopenedCases = Proportion(2, of: 14)
        var additions = OutcomeReport.Additions()
        additions.instruments = .init(groups: [counts], withoutCare: 1)
        return OutcomeReport(
            of: table.tallies(question), labels: ["samen"], question: question,
            additions: additions, forPublication: false)
    }

    @Test func `tell what instruments gave, how they are read and who isn't in them`() throws {
        let difference = try PinnedFile("outcomes-instruments.txt").difference(
            from: DutchOutcomes().text(of: try Self.instruments()))
        #expect(difference == nil)
    }
}
