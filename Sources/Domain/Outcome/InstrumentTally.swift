/// Everything that the instruments gave about one client, with its days.
package struct MeasuredClient: Hashable, Sendable {
    package var selfSufficiency: [Measurement<SelfSufficiency>] = []
    package var participation: [Measurement<ParticipationRung>] = []
    /// By the client's own number of the goal.
    package var goals: [Int: [Measurement<GoalAttainment>]] = [:]

    package init() {}
}

/// What the instruments gave for one group: pairs and goals, and of how many clients they could be.
///
/// A pair counts when its second measurement lies in the days asked for, and a goal when its latest one
/// up to the last day does. Both count for the group of the end of the episode they belong to; each
/// client counts once in a group, by the latest episode there that has a pair.
package struct InstrumentTally: Hashable, Sendable {
    /// Clients in care on one of the days.
    package private(set) var clients = 0
    package private(set) var selfSufficiency: [MeasuredPair<SelfSufficiency>] = []
    package private(set) var participation: [MeasuredPair<ParticipationRung>] = []
    /// The evaluated goals of each client with any.
    package private(set) var goals: [[GoalAttainment]] = []

    package init() {}

    fileprivate mutating func add(
        _ client: MeasuredClient?, in episodes: [PlacedEpisode], _ days: Days
    ) {
        clients += 1
        guard let client else { return }
        if let pair = days.pair(of: client.selfSufficiency, in: episodes) {
            selfSufficiency.append(pair)
        }
        if let pair = days.pair(of: client.participation, in: episodes) {
            participation.append(pair)
        }
    }

    fileprivate mutating func add(goals evaluated: [GoalAttainment]) { goals.append(evaluated) }

    /// The days in which a measurement must lie to count.
    fileprivate struct Days {
        let first: CivilDate
        let last: CivilDate

        func pair<Value>(
            of measurements: [Measurement<Value>], in episodes: [PlacedEpisode]
        ) -> MeasuredPair<Value>? {
            let known = measurements.filter { $0.date <= last }
            for episode in episodes.sorted(by: { $0.begin > $1.begin }) {
                let pair = MeasuredPair.latest(of: known, begin: episode.begin, end: episode.end)
                if let pair, pair.date >= first { return pair.value }
            }
            return nil
        }

        /// The goals that were evaluated in these days, each in the group of its latest episode.
        func goals(
            of client: MeasuredClient, in episodes: [PlacedEpisode]
        ) -> [Int: [GoalAttainment]] {
            var goals: [Int: [GoalAttainment]] = [:]
            for (_, measurements) in client.goals.sorted(by: { $0.key < $1.key }) {
                let known = measurements.filter { $0.date <= last }
                guard let day = known.map(\.date).max(), day >= first,
                    let latest = known.last(where: { $0.date == day })
                else { continue }
                let episode = episodes.filter { $0.isNear(day) }.max { $0.begin < $1.begin }
                if let group = episode?.group { goals[group, default: []].append(latest.value) }
            }
            return goals
        }
    }
}

extension DeliveryTable {
    /// What the instruments gave in the days asked for, by group.
    ///
    /// - Parameter measured: what was measured of the person at that place; nil for nothing.
    package func instrumentTallies(
        _ question: OutcomeQuestion, cut: OutcomeCut = .whole,
        measured: (Int) -> MeasuredClient?
    ) -> [InstrumentTally] {
        var tallies = Array(repeating: InstrumentTally(), count: cut.labels.count)
        let days = InstrumentTally.Days(first: question.first, last: question.last)
        forEachPerson(question, cut: cut) { person, episodes in
            let client = measured(person)
            for group in Set(episodes.compactMap(\.group)) {
                tallies[group].add(client, in: episodes.filter { $0.group == group }, days)
            }
            guard let client else { return }
            for (group, goals) in days.goals(of: client, in: episodes) {
                tallies[group].add(goals: goals)
            }
        }
        return tallies
    }
}

/// What there is on instruments for one group; nil is what wasn't taken in or can't be divided so.
package struct InstrumentCounts: Sendable {
    package var tally = InstrumentTally()
    package var answers: [SurveyAnswer]?
    package var reopenedCases: Proportion?
    /// Which of the instruments were taken in.
    package var kinds: Set<CareTable.Kind> = []

    package init() {}
}
