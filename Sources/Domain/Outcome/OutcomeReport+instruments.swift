extension OutcomeReport {
    /// What instruments, surveys and files gave for one group (follow-up.md, 4); each is absent when
    /// nothing of its kind was taken in, or when it doesn't say to which of the groups it belongs.
    package struct Instruments: Codable, Sendable, Equatable {
        package internal(set) var selfSufficiency: SelfSufficiencyFigures?
        package internal(set) var participation: ParticipationFigures?
        package internal(set) var goals: GoalFigures?
        package internal(set) var satisfaction: [SatisfactionFigures]?
        /// Clients with a file that was opened again, of all clients with a file; without a term, so that
        /// it doesn't compare with `reopened` or sustained outflow.
        package internal(set) var reopenedCases: Share?
    }

    /// The self-sufficiency matrix (ZRM).
    package struct SelfSufficiencyFigures: Codable, Sendable, Equatable {
        /// The reading of "improves or stabilises" that `notWorse` has: always `net`.
        package let reading: String
        /// Better on a domain of life and worse on none, or the same on all, of all with a pair.
        package let notWorse: Share
        /// The broad reading: not worse on at least one domain with a question.
        package let broad: Share
        /// Clients with two measurements, of those in care.
        package let paired: Share
        /// Absent in a report for publication, as is what follows.
        package let improved: Int?
        package let stable: Int?
        package let mixed: Int?
        package let worse: Int?
        /// By domain of life, of clients with a question on it.
        package let byDomain: [String: Change]?
    }

    /// The participation ladder.
    package struct ParticipationFigures: Codable, Sendable, Equatable {
        package let notWorse: Share
        package let paired: Share
        /// Absent in a report for publication, as is `atTop`.
        package let change: Change?
        /// Whose first rung was the top already, which can't become better.
        package let atTop: Int?
    }

    /// Goal attainment scaling (GAS), of goals on any of the three scales.
    package struct GoalFigures: Codable, Sendable, Equatable {
        /// Clients with an evaluated goal.
        package let clients: Count
        package let reached: Share
        package let progress: Share
        /// The mean T-score of clients whose goals are all on the five-point scale, with one decimal;
        /// whole in a report for publication.
        package let meanScore: String?
        /// How many goals on each scale; absent in a report for publication, as is `scored`.
        package let byScale: [String: Int]?
        /// Of how many clients `meanScore` is.
        package let scored: Int?
    }

    /// Marks of one kind of informant.
    package struct SatisfactionFigures: Codable, Sendable, Equatable {
        package let informant: Informant
        /// The mean of the marks with one decimal, half up, such as `7.4`.
        package let mean: String?
        /// A 7 or more, of all who answered.
        package let content: Share
        package let response: Share
        /// No help for now or for good, of those who answered that; absent when nobody was asked.
        package let withoutHelp: Share?
        /// No help for good.
        package let withoutHelpForGood: Share?
    }

    /// Better, the same and worse, of all with a pair.
    package struct Change: Codable, Sendable, Equatable {
        package let better: Int
        package let same: Int
        package let worse: Int

        init(_ counts: ChangeCounts) {
            better = counts.better
            same = counts.same
            worse = counts.worse
        }
    }
}
