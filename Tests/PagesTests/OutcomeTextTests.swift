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
}
