/// Something to talk about; nothing else ever follows from it (S8, F16).
package struct Signal: Codable, Sendable, Equatable {
    /// From 1 in its initiative, without gaps.
    package let number: Int
    package let cause: Cause

    package init(
        number: Int, cause: Cause
    ) {
        self.number = number
        self.cause = cause
    }

    /// What there is to talk about.
    package enum Cause: Codable, Sendable, Equatable {
        /// The last day to hand in passed.
        case lateReport(period: Int)
        /// The adopted value lies outside what was agreed.
        case outOfBand(period: Int, indicator: Indicator)
        /// The adopted value is worse than the one before, which was worse than the one before it.
        case falling(period: Int, indicator: Indicator)
        /// A forecast for that year is above its budget.
        case overBudget(year: Int)

        /// The names of the causes in the log, listed so that its schema can be read from them.
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case lateReport, outOfBand, falling, overBudget
        }
    }
}

/// What the year will have cost by its end, from who is in care now (F20).
package struct Forecast: Codable, Sendable, Equatable {
    package let year: Int
    package let expected: Cents
    package let budget: Cents
    /// The day by which the messages behind it had been received.
    package let knownOn: CivilDate

    package init(
        year: Int, expected: Cents, budget: Cents, knownOn: CivilDate
    ) {
        self.year = year
        self.expected = expected
        self.budget = budget
        self.knownOn = knownOn
    }
}

/// A note of a talk between municipality and coalition, theirs alone (S9, F16).
package struct Talk: Codable, Sendable, Equatable {
    package let heldOn: CivilDate
    /// The names of who were there.
    package let present: [String]
    package let note: String
    package let commitments: [Commitment]
    /// The numbers of the signals that were talked about: they leave the agenda.
    package let signals: [Int]
    /// The numbers of the commitments of earlier talks that were met.
    package let met: [Int]

    package init(
        heldOn: CivilDate, present: [String], note: String, commitments: [Commitment],
        signals: [Int], met: [Int]
    ) {
        self.heldOn = heldOn
        self.present = present
        self.note = note
        self.commitments = commitments
        self.signals = signals
        self.met = met
    }
}

/// What somebody will do before a day; numbered from 1 through all talks of an initiative.
package struct Commitment: Codable, Sendable, Equatable {
    package let text: String
    package let owner: String
    package let due: CivilDate

    package init(
        text: String, owner: String, due: CivilDate
    ) {
        self.text = text
        self.owner = owner
        self.due = due
    }
}

/// What the next talk is about, as the data has it.
package struct TalkAgenda: Encodable, Sendable, Equatable {
    /// The day by which it should be held.
    package let heldBy: CivilDate
    package let signals: [Signal]
    package let commitments: [Open]
    /// The periods whose report waits for a review.
    package let reports: [Int]

    /// A commitment that isn't met yet.
    package struct Open: Encodable, Sendable, Equatable {
        package let number: Int
        package let commitment: Commitment
    }
}
