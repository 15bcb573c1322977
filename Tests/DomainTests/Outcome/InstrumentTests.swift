import Domain
import Testing

/// The instruments of follow-up.md, section 4.
struct InstrumentTests {
    private func measured(_ lines: (String, Int)...) -> [Measurement<Int>] {
        lines.map { Measurement(on: calendarDay($0.0), $0.1) }
    }

    private func pair(_ measurements: [Measurement<Int>], _ begin: String, _ end: String?)
        -> MeasuredPair<Int>?
    {
        MeasuredPair(of: measurements, begin: calendarDay(begin), end: end.map(calendarDay))
    }

    @Test func `a pair is one near the begin and one near the end or 90 days later`() {
        let begin = "2025-01-31"
        #expect(
            pair(measured(("2025-01-01", 1), ("2025-04-01", 2)), begin, nil)
                == MeasuredPair(first: 1, second: 2))
        #expect(pair(measured(("2024-12-31", 1), ("2025-06-01", 2)), begin, nil) == nil)
        #expect(pair(measured(("2025-03-02", 1), ("2025-05-30", 2)), begin, nil) == nil)
        #expect(pair(measured(("2025-03-02", 1), ("2025-05-31", 2)), begin, nil)?.second == 2)
        #expect(pair(measured(("2025-03-03", 1), ("2025-07-31", 2)), begin, nil) == nil)
        #expect(
            pair(measured(("2025-01-31", 1), ("2025-02-10", 2)), begin, "2025-03-12")?.second == 2)
        #expect(pair(measured(("2025-01-31", 1), ("2025-02-10", 2)), begin, "2025-03-13") == nil)
        #expect(
            pair(measured(("2025-01-31", 1), ("2025-06-10", 2), ("2025-08-10", 3)), begin, nil)?
                .second == 3)
    }

    private func scores(_ values: [SelfSufficiency.LifeDomain: Int]) throws -> SelfSufficiency {
        try #require(SelfSufficiency(edition: .of2017, scores: values))
    }

    @Test func `self-sufficiency is read in three ways that don't say the same`() throws {
        let pairs = [
            MeasuredPair(
                first: try scores([.finance: 2, .housing: 4]),
                second: try scores([.finance: 3, .housing: 3])),
            MeasuredPair(
                first: try scores([.finance: 3, .housing: 4]),
                second: try scores([.finance: 4, .housing: 4])),
            MeasuredPair(
                first: try scores([.finance: 2, .work: 1]), second: try scores([.finance: 1])),
            MeasuredPair(first: try scores([.housing: 5]), second: try scores([.housing: 5])),
            MeasuredPair(first: try scores([.housing: 2]), second: try scores([.finance: 2])),
        ]
        let change = SelfSufficiencyChange(pairs)
        #expect(change.clients == 4)
        #expect(change.broad == Proportion(2, of: 3))
        #expect(change.byDomain[.finance]?.notWorse == Proportion(2, of: 3))
        #expect(change.byDomain[.housing] == nil)
        #expect(
            [change.improved, change.stable, change.mixed, change.worse] == [1, 1, 1, 1])
        #expect(change.net == Proportion(2, of: 4))
    }

    @Test func `the matrix has 11 domains, since 2017 13, and scores from 1 to 5`() {
        #expect(SelfSufficiency.Edition.of2013.domains.count == 11)
        #expect(SelfSufficiency.Edition.of2017.domains.count == 13)
        #expect(SelfSufficiency(edition: .of2013, scores: [.work: 3]) == nil)
        for (score, isOne) in [(0, false), (1, true), (5, true), (6, false)] {
            #expect((SelfSufficiency(edition: .of2017, scores: [.work: score]) != nil) == isOne)
        }
    }

    @Test func `the participation ladder has six rungs, and from the top nobody rises`() throws {
        #expect(ParticipationRung(0) == nil && ParticipationRung(7) == nil)
        let pairs = try [(1, 2), (3, 3), (6, 6), (4, 2)].map {
            MeasuredPair(
                first: try #require(ParticipationRung($0.0)),
                second: try #require(ParticipationRung($0.1)))
        }
        let (counts, atTop) = ParticipationRung.changes(pairs)
        #expect((counts.better, counts.same, counts.worse, atTop) == (1, 2, 1, 1))
        #expect(counts.notWorse == Proportion(3, of: 4))
    }

    private func goals(_ scores: [Int], _ weights: [Int] = []) throws -> [GoalAttainment] {
        try scores.enumerated().map { index, score in
            try #require(
                GoalAttainment(
                    scale: .fivePoint, baseline: -1, score: score,
                    weight: weights.isEmpty ? 1 : weights[index]))
        }
    }

    @Test func `T-scores are as worked by hand`() throws {
        func rounded(_ goals: [GoalAttainment]) -> Double? {
            GoalAttainment.score(goals).map { ($0 * 100).rounded() / 100 }
        }
        #expect(rounded(try goals([1, 1, 0])) == 59.13)
        #expect(rounded(try goals([2, 1], [3, 1])) == 70.38)
        #expect(rounded(try goals([0, 0, 0])) == 50)
        #expect(GoalAttainment.score([]) == nil)
        let other = try #require(GoalAttainment(scale: .sixPoint, score: 0))
        #expect(GoalAttainment.score([other]) == nil)
    }

    @Test func `a goal is reached by its own scale`() throws {
        let reached: [(GoalAttainment.Scale, Int, Bool)] = [
            (.fivePoint, 0, true), (.fivePoint, -1, false), (.sixPoint, 0, true),
            (.sixPoint, -1, false), (.fromStart, 1, false), (.fromStart, 2, true),
        ]
        for (scale, score, isReached) in reached {
            let goal = try #require(
                GoalAttainment(
                    scale: scale, baseline: scale == .fivePoint ? -2 : nil, score: score))
            #expect(goal.isReached == isReached && goal.isProgress)
        }
        #expect(GoalAttainment(scale: .fivePoint, score: 0) == nil)
        #expect(GoalAttainment(scale: .sixPoint, baseline: -1, score: 0) == nil)
        #expect(GoalAttainment(scale: .fromStart, score: -2) == nil)
        #expect(GoalAttainment(scale: .fromStart, score: 0, weight: 100) != nil)
        #expect(GoalAttainment(scale: .fromStart, score: 0, weight: 101) == nil)
    }

    @Test func `marks give a mean, who is content and who answered`() throws {
        let marks = try #require(Satisfaction(marks: [6, 7, 8, 10], asked: 8))
        #expect(marks.mean == Rational(31, 4))
        #expect(marks.content == Proportion(3, of: 4) && marks.response == Proportion(4, of: 8))
        #expect(Satisfaction(marks: [0], asked: 1) == nil)
        #expect(Satisfaction(marks: [11], asked: 1) == nil)
        #expect(Satisfaction(marks: [1, 10], asked: 1) == nil)
        let answers: [FurtherHelp] = [.sameOrHeavier, .lighter, .notNow, .noMore]
        #expect(FurtherHelp.without(answers, strictly: false) == Proportion(2, of: 4))
        #expect(FurtherHelp.without(answers, strictly: true) == Proportion(1, of: 4))
    }

    @Test func `a handover is warm when it was together, confirmed and followed within 30 days`() {
        func handover(
            _ form: WarmHandover.Form, _ confirmed: String?, _ contact: String?,
            consent: Bool = true
        ) -> WarmHandover {
            WarmHandover(
                pseudonym: CareTown.mark(1), date: calendarDay("2025-03-01"), destination: .welfare,
                form: form, confirmedOn: confirmed.map(calendarDay),
                firstContactOn: contact.map(calendarDay),
                hasConsent: consent)
        }
        let end = calendarDay("2025-03-01")
        #expect(handover(.threeWayTalk, "2025-03-02", "2025-03-31").isWarm(after: end))
        #expect(!handover(.threeWayTalk, "2025-03-02", "2025-04-01").isWarm(after: end))
        #expect(!handover(.threeWayTalk, nil, "2025-03-31").isWarm(after: end))
        #expect(!handover(.jointVisit, "2025-03-02", nil).isWarm(after: end))
        #expect(!handover(.fileTransfer, "2025-03-02", "2025-03-31").isWarm(after: end))
        let warm = handover(.jointCall, "2025-03-02", "2025-03-03")
        let refused = handover(.jointCall, nil, nil, consent: false)
        let share = WarmHandover.share([(end, [warm]), (end, []), (end, [refused])])
        #expect(share.warm == Proportion(1, of: 2) && share.withoutConsent == 1)
    }

    @Test func `a fifth less a week is a step down, and what has no rhythm isn't judged`() {
        func allocation(
            _ client: Int, _ amount: Int, _ unit: CareAllocation.Unit,
            _ frequency: CareAllocation.Frequency, _ begin: String, _ end: String?
        ) -> CareAllocation {
            CareAllocation(
                mark: CareTown.mark(client * 100 + amount), pseudonym: CareTown.mark(client),
                allocatedOn: calendarDay(begin), begin: calendarDay(begin),
                end: end.map(calendarDay),
                volume: .init(amount: amount, unit: unit, frequency: frequency))
        }
        func share(_ after: CareAllocation) -> Proportion {
            VolumeStep.stepDown(
                [allocation(1, 5, .hour, .weekly, "2025-01-01", "2025-06-30"), after],
                first: calendarDay("2025-02-01"), last: calendarDay("2025-08-01"))
        }
        #expect(
            share(allocation(1, 240, .minute, .weekly, "2025-07-01", nil)) == Proportion(1, of: 1))
        #expect(
            share(allocation(1, 241, .minute, .weekly, "2025-07-01", nil)) == Proportion(0, of: 1))
        #expect(
            share(allocation(1, 1, .dayPart, .weekly, "2025-07-01", nil)) == Proportion(1, of: 1))
        #expect(
            share(allocation(1, 17, .hour, .monthly, "2025-07-01", nil)) == Proportion(1, of: 1))
        #expect(share(allocation(1, 1, .hour, .daily, "2025-07-01", nil)) == Proportion(0, of: 1))
        #expect(share(allocation(1, 4, .hour, .total, "2025-07-01", nil)) == Proportion(0, of: 0))
        #expect(
            share(allocation(1, 4, .wholeDay, .weekly, "2025-07-01", nil)) == Proportion(0, of: 0))
    }
}
