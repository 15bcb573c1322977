/// The scores of one dossier by member and criterion, 0 for an abstention: what a robustness report
/// is made from.
package struct ScoreSheet: Sendable, Equatable {
    package let dossier: DossierNumber
    /// Of the adopted ballot.
    package let scores: [PersonID: [CriterionCode: Int]]
    /// Of the blind first ballot.
    package let first: [PersonID: [CriterionCode: Int]]

    package init(
        dossier: DossierNumber, scores: [PersonID: [CriterionCode: Int]],
        first: [PersonID: [CriterionCode: Int]]
    ) {
        self.dossier = dossier
        self.scores = scores
        self.first = first
    }
}

/// One score that isn't an abstention; the unit is what several members score.
struct GivenScore {
    let member: PersonID
    let unit: ScoredUnit
    let value: Rational
}

/// One criterion of one dossier.
struct ScoredUnit: Hashable {
    let dossier: DossierNumber
    let criterion: CriterionCode
}

extension Sequence<ScoreSheet> {
    /// The scores of the adopted or the first ballots on those criteria, abstentions left out, in
    /// any order: what is made of them is exact.
    func given(
        _ ballot: KeyPath<ScoreSheet, [PersonID: [CriterionCode: Int]]>, on criteria: [Criterion]
    ) -> [GivenScore] {
        flatMap { sheet in
            sheet[keyPath: ballot].flatMap { member, scores in
                criteria.compactMap { criterion -> GivenScore? in
                    guard let score = scores[criterion.code], score > 0 else { return nil }
                    return GivenScore(
                        member: member,
                        unit: ScoredUnit(dossier: sheet.dossier, criterion: criterion.code),
                        value: Rational(score))
                }
            }
        }
    }
}
