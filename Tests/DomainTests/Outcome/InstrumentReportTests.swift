import Domain
import Testing

/// What instruments give, counted over the same care as the other figures.
struct InstrumentReportTests {
    private typealias Care = CarePeriods

    private static func rung(_ number: Int, _ day: String) throws -> Measurement<ParticipationRung>
    {
        Measurement(on: calendarDay(day), try #require(ParticipationRung(number)))
    }

    private func tallies(
        _ periods: [DeliveryPeriod], _ measured: [MeasuredClient?], from first: String? = nil,
        to last: String? = nil, cut: OutcomeCut? = nil
    ) -> [InstrumentTally] {
        let table = DeliveryTable(periods)
        let question = OutcomeQuestion(
            from: first.map(calendarDay), to: last.map(calendarDay),
            referenceDate: calendarDay("2026-05-01"))
        return table.instrumentTallies(question, cut: cut ?? .whole) { measured[$0] }
    }

    private func climbing(_ days: String...) throws -> MeasuredClient {
        var client = MeasuredClient()
        client.participation = try days.enumerated().map { try Self.rung($0 + 1, $1) }
        return client
    }

    @Test func `a pair counts once for a client, and its part is of all who were in care`() throws {
        let client = try climbing("2025-01-10", "2025-06-20")
        let once = tallies(
            Care.of(1, "02 2025-01-06 2025-06-30 19", "02 2025-09-01"), [client])[0]
        #expect(once.clients == 1 && once.participation.count == 1)
        let beside = tallies(
            Care.of(1, "02 2025-01-06 2025-06-30 19") + Care.of(2, "02 2025-01-06"),
            [client, nil])[0]
        #expect(beside.clients == 2 && beside.participation.count == 1)
    }

    @Test func `a pair counts in the days in which its second measurement lies`() throws {
        let client = try climbing("2025-01-10", "2025-06-20")
        let periods = Care.of(1, "02 2025-01-06 2025-06-30 19")
        func count(_ first: String, _ last: String) -> Int {
            tallies(periods, [client], from: first, to: last)[0].participation.count
        }
        #expect(count("2025-06-20", "2025-12-31") == 1)
        #expect(count("2025-06-21", "2025-12-31") == 0)
        #expect(count("2025-01-01", "2025-06-20") == 1)
        #expect(count("2025-01-01", "2025-06-19") == 0)
    }

    @Test func `a goal counts as it was scored last, once, where its care ended`() throws {
        func goal(_ score: Int, _ day: String) throws -> Measurement<GoalAttainment> {
            Measurement(
                on: calendarDay(day),
                try #require(GoalAttainment(scale: .fivePoint, baseline: -2, score: score)))
        }
        var client = MeasuredClient()
        client.goals = [
            1: [try goal(-1, "2025-03-01"), try goal(0, "2025-06-30")],
            2: [try goal(2, "2025-07-30")], 3: [try goal(2, "2025-07-31")],
        ]
        let table = Care.of(1, "02 2025-01-06 2025-06-30 19", "07 2025-09-01 2025-12-31 19")
        let cut = OutcomeCut.byCategory(DeliveryTable(table))
        let groups = tallies(table, [client], cut: cut)
        #expect(groups[2].goals.map { $0.map(\.score) } == [[0, 2]])
        #expect(groups[7].goals.isEmpty && groups[7].clients == 1)
        let early = tallies(table, [client], to: "2025-05-31")[0]
        #expect(early.goals.map { $0.map(\.score) } == [[-1]])
    }

    private func figures(
        _ counts: [InstrumentCounts], forPublication: Bool = false
    ) -> [OutcomeReport.Instruments?] {
        var additions = OutcomeReport.Additions()
        additions.instruments = .init(groups: counts, withoutCare: 3)
        return OutcomeReport(
            of: counts.map { _ in OutcomeTally() }, labels: counts.indices.map { "group \($0)" },
            question: OutcomeQuestion(referenceDate: calendarDay("2026-05-01")),
            additions: additions, forPublication: forPublication
        ).groups.map(\.instruments)
    }

    private func survey(_ marks: [Int?], help: FurtherHelp? = nil) -> InstrumentCounts {
        var counts = InstrumentCounts()
        counts.answers = marks.map {
            SurveyAnswer(
                informant: .client, initiative: "samen", askedOn: calendarDay("2026-01-01"),
                mark: $0, furtherHelp: $0 == nil ? nil : help)
        }
        return counts
    }

    @Test func `who was asked and didn't answer is in the response and nowhere else`() throws {
        let instruments = figures([survey([6, 7, 8, 10, nil], help: .notNow)])[0]
        let client = try #require(instruments?.satisfaction?.first)
        #expect(client.mean == "7.8")
        #expect(client.content.count == 3 && client.content.total == 4)
        #expect(client.response.count == 4 && client.response.total == 5)
        #expect(client.withoutHelp?.count == 4 && client.withoutHelpForGood?.count == 0)
        #expect(instruments?.satisfaction?.count == 1)
        #expect(instruments?.selfSufficiency == nil && instruments?.reopenedCases == nil)
    }

    @Test func `of a survey the last table counts, whole, and what names no survey adds up`() {
        func answer(
            _ mark: Int, _ table: Int, _ period: String?, of sender: String = "a",
            _ instrument: DeliveredAnswer.Instrument = .clients
        ) -> DeliveredAnswer {
            DeliveredAnswer(
                answer: SurveyAnswer(
                    informant: .client, initiative: "samen", askedOn: calendarDay("2026-01-01"),
                    mark: mark),
                table: table,
                survey: period.map { .init(instrument: instrument, sender: sender, period: $0) })
        }
        let answers = [
            answer(1, 1, "2026-H1"), answer(2, 1, "2026-H1"), answer(3, 1, "2026"),
            answer(4, 1, nil), answer(5, 2, "2026-H1"), answer(6, 2, "2026-H1", of: "b"),
            answer(7, 2, "2026-H1", .stakeholders), answer(8, 3, nil), answer(9, 3, "2026-H1"),
            answer(10, 3, "2026-H1"),
        ]
        for order in [answers, answers.reversed()] {
            let marks = DeliveredAnswer.standing(order).compactMap(\.mark)
            #expect(marks.sorted() == [3, 4, 6, 7, 8, 9, 10])
        }
    }

    @Test func `for publication a mean of fewer than ten and goals of fewer than ten aren't shown`()
        throws
    {
        func mean(_ count: Int) -> String? {
            figures([survey(Array(repeating: 8, count: count))], forPublication: true)[0]?
                .satisfaction?.first?.mean
        }
        #expect(mean(9) == nil && mean(10) == "8.0")
        let goal = try #require(GoalAttainment(scale: .fivePoint, baseline: -1, score: 0))
        var client = MeasuredClient()
        client.goals = [1: [Measurement(on: calendarDay("2025-03-01"), goal)], 2: []]
        func goals(_ count: Int, each: Int) -> OutcomeReport.GoalFigures? {
            var measured = MeasuredClient()
            for number in 1...each {
                measured.goals[number] = [Measurement(on: calendarDay("2025-03-01"), goal)]
            }
            let periods = (1...count).flatMap { Care.of($0, "02 2025-01-06") }
            var counts = InstrumentCounts()
            counts.kinds = [.goals]
            counts.tally = tallies(periods, Array(repeating: measured, count: count))[0]
            return figures([counts], forPublication: true)[0]?.goals
        }
        #expect(goals(9, each: 2)?.reached.hidden == true)
        #expect(goals(9, each: 2)?.meanScore == nil)
        #expect(goals(10, each: 2)?.reached.count == 20)
        #expect(goals(10, each: 1)?.meanScore != nil)
        #expect(goals(10, each: 1)?.byScale == nil)
    }

    @Test func `a second group is hidden with one that is too small, and details with both`() throws
    {
        func group(_ better: Int, _ worse: Int) throws -> InstrumentCounts {
            let up = try climbing("2025-01-10", "2025-06-20")
            var down = MeasuredClient()
            down.participation = [
                try Self.rung(3, "2025-01-10"), try Self.rung(2, "2025-06-20"),
            ]
            let all = Array(repeating: up, count: better) + Array(repeating: down, count: worse)
            let periods = (1...all.count).flatMap { Care.of($0, "02 2025-01-06") }
            var counts = InstrumentCounts()
            counts.kinds = [.participation]
            counts.tally = tallies(periods, all)[0]
            return counts
        }
        let groups = [try group(3, 20), try group(12, 20), try group(30, 20)]
        let open = figures(groups).map { $0?.participation }
        #expect(open.map { $0?.change?.better } == [3, 12, 30])
        #expect(open.map { $0?.notWorse.percentage } == ["13.0", "37.5", "60.0"])
        let published = figures(groups, forPublication: true).map { $0?.participation }
        #expect(published.map { $0?.notWorse.hidden } == [true, true, false])
        #expect(published.allSatisfy { $0?.change == nil && $0?.atTop == nil })
    }

    @Test func `a volume is judged of who is in care on both days, in the group of the last`() {
        func allocation(_ client: Int, _ amount: Int, from day: String) -> CareAllocation {
            CareAllocation(
                mark: CareTown.mark(client), pseudonym: CareTown.mark(client),
                allocatedOn: calendarDay(day), begin: calendarDay(day),
                end: amount == 300 ? calendarDay("2025-06-30") : nil,
                volume: .init(amount: amount, unit: .minute, frequency: .weekly))
        }
        let periods =
            Care.of(1, "02 2025-01-06 2025-06-30 19", "07 2025-07-01") + Care.of(2, "02 2025-01-06")
            + Care.of(3, "02 2025-01-06 2025-08-31 19") + Care.of(4, "11 2025-01-06")
        let table = DeliveryTable(periods)
        // Persons stand in the order of their marks.
        let order = (1...4).sorted {
            (CareTown.mark($0) as Pseudonym) < (CareTown.mark($1) as Pseudonym)
        }
        let question = OutcomeQuestion(
            from: calendarDay("2025-03-01"), to: calendarDay("2025-12-31"),
            referenceDate: calendarDay("2026-05-01"))
        let counts = table.volumeCounts(question, cut: .byCategory(table)) { place in
            order[place] == 2
                ? []
                : [
                    allocation(order[place], 300, from: "2025-01-06"),
                    allocation(order[place] + 100, 240, from: "2025-07-01"),
                ]
        }
        #expect(counts[7].stepDown == Proportion(1, of: 1) && counts[7].unjudged == 0)
        #expect(counts[2].stepDown == Proportion(0, of: 0) && counts[2].unjudged == 1)
        #expect(counts[11] == VolumeCounts())
    }

    @Test func `a reopened file is of a client, within the days asked for`() {
        func file(_ client: Int, _ opened: String, _ reopened: String? = nil) -> CaseFile {
            CaseFile(
                client: CareTown.mark(client), openedOn: calendarDay(opened),
                reopenedOn: reopened.map(calendarDay))
        }
        let files = [
            file(1, "2025-01-01", "2025-09-01"), file(1, "2025-03-01"), file(2, "2025-02-01"),
            file(3, "2024-12-31", "2025-12-31"), file(4, "2024-12-31", "2026-01-01"),
        ]
        #expect(
            CaseFile.reopened(files, from: calendarDay("2025-01-01"), to: calendarDay("2025-12-31"))
                == Proportion(2, of: 3))
    }
}
