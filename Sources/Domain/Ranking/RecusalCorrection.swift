/// What remains of the scores when each member's leniency is taken out, so that who recused from
/// what no longer matters (F9).
///
/// Least squares of score on dossier × criterion plus member, member effects summing to zero;
/// exact. Source: rulings.md, "Robustness"; the additive two-way model without replication, as in
/// Scheffé 1959, *The Analysis of Variance*, chapter 4.
package struct RecusalCorrection: Sendable, Equatable {
    /// How much higher than the others each member scores.
    package let effects: [PersonID: Rational]

    /// Nil when it can't be estimated: fewer than two members with a score, or members in two groups
    /// that share no dossier × criterion.
    package init?(sheets: [ScoreSheet], rules: RoundRules) {
        self.init(sheets.given(\.scores, on: rules.counted))
    }

    init?(_ given: [GivenScore]) {
        let members = Set(given.map(\.member)).sorted()
        guard members.count > 1 else { return nil }
        var system = Self.normalEquations(given, members)
        // They say one thing twice: in the place of the last, the effects sum to zero.
        system[members.count - 1] =
            Array(repeating: 1, count: members.count) + [0]
        guard let solution = LinearSystem.solve(system) else { return nil }
        effects = Dictionary(uniqueKeysWithValues: zip(members, solution))
    }

    /// One row for each member, the right-hand side last; the units have been eliminated, since
    /// given the members' effects a unit is the mean of what remains.
    private static func normalEquations(
        _ given: [GivenScore], _ members: [PersonID]
    ) -> [[Rational]] {
        let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        var rows: [[Rational]] = Array(
            repeating: Array(repeating: 0, count: members.count + 1), count: members.count)
        for scores in Dictionary(grouping: given, by: \.unit).values {
            let share = Rational(1, scores.count)
            let mean = scores.map(\.value).total * share
            for score in scores {
                guard let row = places[score.member] else { continue }
                rows[row][row] = rows[row][row] + 1
                rows[row][members.count] = rows[row][members.count] + score.value - mean
                for other in scores {
                    guard let column = places[other.member] else { continue }
                    rows[row][column] = rows[row][column] - share
                }
            }
        }
        return rows
    }
}

/// Linear equations in exact fractions.
enum LinearSystem {
    /// The solution of as many equations as unknowns, each row with its right-hand side last, by
    /// Gauss-Jordan elimination; nil when there isn't exactly one.
    static func solve(_ system: [[Rational]]) -> [Rational]? {
        var rows = system
        for column in rows.indices {
            guard let pivot = rows.indices.first(where: { $0 >= column && rows[$0][column] != 0 })
            else { return nil }
            rows.swapAt(column, pivot)
            let divisor = rows[column][column]
            let unit = rows[column].map { $0 / divisor }
            rows = rows.enumerated().map { index, row in
                index == column ? unit : zip(row, unit).map { $0 - row[column] * $1 }
            }
        }
        return rows.map { $0[rows.count] }
    }
}
