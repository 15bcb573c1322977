/// What the council may see of a round at one moment, immutable: a correction is another one that
/// names it (F17).
package struct Snapshot: Codable, Sendable, Equatable {
    /// From 1 in the round, without gaps.
    package let number: Int
    package let quarter: Quarter
    package let takenOn: CivilDate
    /// The snapshot of the same quarter that it takes the place of.
    package let corrects: Int?
    package let reasons: String?
    package let pot: Sums
    package let counts: [Count]
    package let initiatives: [Shown]

    /// The pot in four sums.
    package struct Sums: Codable, Sendable, Equatable {
        package let pot: Cents
        package let granted: Cents
        package let paid: Cents
        package let available: Cents
    }

    /// How many dossiers came to what.
    package struct Count: Codable, Sendable, Equatable {
        package let state: DossierState
        package let count: Int
    }

    /// One funded initiative.
    package struct Shown: Codable, Sendable, Equatable {
        package let dossier: DossierNumber
        package let title: String
        package let coalition: [String]
        package let granted: Cents
        package let state: DossierState
        package let summary: String
        /// The newest result of each indicator that is about anybody, small numbers hidden and counts in
        /// multiples of five.
        package let results: [RecordedResult]
    }
}

/// A quarter of a year, the period of what the council gets.
package struct Quarter: Codable, Sendable, Equatable {
    package let year: Int
    /// 1 to 4.
    package let quarter: Int

    package init(
        year: Int, quarter: Int
    ) {
        self.year = year
        self.quarter = quarter
    }

    var lastDay: CivilDate {
        let month = quarter * 3
        guard
            let day = CivilDate(
                year: year, month: month, day: CivilDate.days(in: month, of: year))
        else { preconditionFailure("a quarter is 1 to 4 of a year from 1996") }
        return day
    }
}

/// What the public reads of an initiative, in the municipality's words.
package struct PublicSummary: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let text: String

    package init(
        dossier: DossierNumber, text: String
    ) {
        self.dossier = dossier
        self.text = text
    }
}
