import Domain
import Testing

/// Outcomes as they are shown: everything to those who follow an initiative, less to the public.
@Suite struct `A report of outcomes` {
    private static func report(
        _ tallies: [OutcomeTally], labels: [String], forPublication: Bool
    ) throws -> OutcomeReport {
        let day = try #require(CivilDate("2026-05-01"))
        return OutcomeReport(
            of: tallies, labels: labels, question: OutcomeQuestion(referenceDate: day),
            forPublication: forPublication)
    }

    private static func sustained(_ count: Int, returned: Int, from first: Int) -> [DeliveryPeriod]
    {
        (0..<(count + returned)).flatMap { number in
            number < count
                ? CarePeriods.of(first + number, "02 2025-01-06 2025-06-30 19")
                : CarePeriods.of(
                    first + number, "02 2025-01-06 2025-06-30 19", "02 2025-09-01")
        }
    }

    @Test func `has the worked example to the digit, with what it leaves out`() throws {
        let report = try Self.report(
            [CarePeriods.tally(CarePeriods.example)], labels: ["all"], forPublication: false)
        let group = try #require(report.groups.first)
        #expect(group.sustainedOutflow.count == 4)
        #expect(group.sustainedOutflow.total == 6)
        #expect(group.sustainedOutflow.percentage == "66.7")
        #expect(group.sustainedOutflow.low == "30.0")
        #expect(group.sustainedOutflow.high == "90.3")
        let detail = try #require(group.detail)
        #expect(detail.immature == 2)
        #expect(detail.excluded == ["moved": 1, "deceased": 1, "otherDomain": 1])
        #expect(group.firstMature?.description == "2026-06-29")
        #expect(detail.stockBefore + detail.begins - detail.ends == detail.stockAfter)
        #expect(report.definition.horizon == "P6M")
    }

    @Test(arguments: [(4, 8, true), (5, 5, false), (5, 4, true), (8, 4, true), (0, 12, false)])
    func `for publication hides a rate of fewer than ten, and a part of one to four`(
        count: Int, returned: Int, isHidden: Bool
    ) throws {
        let tally = CarePeriods.tally(Self.sustained(count, returned: returned, from: 1))
        let report = try Self.report([tally], labels: ["all"], forPublication: true)
        let share = try #require(report.groups.first).sustainedOutflow
        #expect(share.hidden == isHidden)
        #expect((share.percentage == nil) == isHidden)
        #expect((share.count == nil) == isHidden)
    }

    @Test func `for publication counts in multiples of five and shows no detail`() throws {
        let tally = CarePeriods.tally(Self.sustained(11, returned: 6, from: 1))
        let report = try Self.report([tally], labels: ["all"], forPublication: true)
        let group = try #require(report.groups.first)
        #expect(group.sustainedOutflow.count == 10)
        #expect(group.sustainedOutflow.total == 15)
        #expect(group.outflow.persons == 15)
        #expect(group.detail == nil)
    }

    @Test func `for publication hides a second group, so that the total doesn't tell the first`()
        throws
    {
        let tallies = [(3, 20), (12, 20), (30, 20)].enumerated().map { index, counts in
            CarePeriods.tally(
                Self.sustained(counts.0, returned: counts.1, from: 1 + index * 100))
        }
        let report = try Self.report(tallies, labels: ["a", "b", "c"], forPublication: true)
        #expect(report.groups.map(\.sustainedOutflow.hidden) == [true, true, false])
    }
}
