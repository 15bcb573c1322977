import Domain
import Testing

/// Figures by where clients lived.
struct ResidenceTests {
    private typealias Care = CarePeriods

    private static func line(_ client: Int, _ day: String, _ name: String?) -> Residences.Line {
        .init(client: CareTown.mark(client), from: calendarDay(day), name: name)
    }

    private func tallies(
        _ periods: [DeliveryPeriod], _ lines: [Residences.Line], reference: String = "2026-05-01"
    ) throws -> [String: OutcomeTally] {
        let residences = try #require(Residences(lines))
        let table = DeliveryTable(periods)
        let persons = Set(periods.map(\.pseudonym)).sorted()
        let labels = residences.names + ["unknown"]
        let cut = OutcomeCut.byResidence(
            table, residences, labels: labels, persons: persons,
            referenceDate: calendarDay(reference))
        let question = OutcomeQuestion(referenceDate: calendarDay(reference))
        return Dictionary(
            uniqueKeysWithValues: zip(labels, table.tallies(question, cut: cut)))
    }

    @Test func `a begin counts where the client lived then, and an end where that was by then`()
        throws
    {
        let moved = [Self.line(1, "2024-01-01", "A"), Self.line(1, "2025-03-01", "B")]
        let ended = try tallies(Care.of(1, "02 2025-01-06 2025-06-30 19"), moved)
        #expect(ended["A"]?.inflowPersons == 1 && ended["B"]?.inflowPersons == 0)
        #expect(ended["A"]?.outflowPersons == 0 && ended["B"]?.outflowPersons == 1)
        #expect(ended["B"]?.sustainedOutflow == Proportion(1, of: 1))
        #expect(ended["B"]?.isEmpty == false && ended["unknown"]?.isEmpty == true)
        let runs = Care.of(1, "02 2025-01-06")
        #expect(try tallies(runs, moved)["B"]?.stockPersons == 1)
        #expect(try tallies(runs, moved, reference: "2025-02-28")["A"]?.stockPersons == 1)
        #expect(try tallies(runs, moved, reference: "2025-03-01")["B"]?.stockPersons == 1)
    }

    @Test func `everybody is in one neighbourhood or among the unknown, and stock is conserved`()
        throws
    {
        let lines = [
            Self.line(1, "2025-04-01", "A"), Self.line(2, "2024-01-01", "A"),
            Self.line(2, "2025-06-01", nil), Self.line(3, "2024-01-01", "B"),
        ]
        let groups = try tallies(Care.example, lines)
        let all = Care.tally(Care.example)
        func sum(_ count: (OutcomeTally) -> Int) -> Int {
            groups.values.reduce(0) { $0 + count($1) }
        }
        #expect(sum(\.inflow) == all.inflow && sum(\.outflow.total) == all.outflow.total)
        #expect(sum(\.stockPersons) == all.stockPersons)
        #expect(sum(\.sustained.sustained) == all.sustained.sustained)
        for tally in groups.values {
            #expect(tally.stockBefore + tally.begins - tally.ends == tally.stockAfter)
        }
        // Client 1 began before it is known where, and 2 ended after it was known no more.
        #expect(groups["A"]?.inflowPersons == 1 && groups["A"]?.outflowPersons == 1)
    }

    @Test func `of two lines for one day the later counts, and neighbourhoods are bounded`() throws
    {
        let lines = [Self.line(1, "2025-01-01", "A"), Self.line(1, "2025-01-01", "B")]
        let residences = try #require(Residences(lines))
        let day = Int32(calendarDay("2025-01-01").dayNumber)
        #expect(residences.place(of: CareTown.mark(1), on: day) == 1)
        #expect(residences.place(of: CareTown.mark(1), on: day - 1) == nil)
        #expect(residences.place(of: CareTown.mark(2), on: day) == nil)
        let many = (0..<Residences.namesMost).map { Self.line($0, "2025-01-01", "wijk \($0)") }
        #expect(Residences(many)?.names.count == 1_000)
        #expect(Residences(many + [Self.line(1, "2025-02-01", "one more")]) == nil)
    }
}
