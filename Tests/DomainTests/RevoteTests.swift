import Domain
import Support
import Testing

/// What is still tied after the chain: the re-vote, then the lottery.
struct RevoteTests {
    private let rules = RuleSample().rules
    private let hashing = RoundBuilder().hashing

    private typealias Assessed = (dossier: DossierNumber, result: ScoreResult)

    private func assessed(_ dossier: DossierNumber, _ values: Int...) -> Assessed {
        let scores = Dictionary(uniqueKeysWithValues: zip(rules.criteria.map(\.code), values))
        return (dossier, ScoreResult(of: [scores, scores], rules: rules))
    }

    /// Three that are equal, two others that are equal, and one above and one below them.
    private var field: [Assessed] {
        [
            assessed(7, 3, 3, 3, 3, 3, 3), assessed(2, 3, 3, 3, 3, 3, 3),
            assessed(5, 3, 3, 3, 3, 3, 3), assessed(6, 4, 4, 4, 4, 4, 4),
            assessed(3, 3, 3, 3, 4, 3, 3), assessed(4, 3, 3, 3, 4, 3, 3),
            assessed(1, 1, 1, 1, 1, 1, 1),
        ]
    }

    private func revote(_ values: [(DossierNumber, Rational)]) -> Revote {
        Revote(values: values.map { RevoteValue(dossier: $0.0, value: $0.1) })
    }

    private func rank(_ revotes: [Revote], seed: String? = nil) throws -> Ranking {
        try Ranking.of(field, rules: rules, revotes: revotes, seed: seed, hashing: hashing)
    }

    @Test func `the groups that are still tied are named in order of rank`() {
        #expect(Ranking.ties(among: field, rules: rules) == [[3, 4], [2, 5, 7]])
        #expect(Ranking.ties(among: field.reversed(), rules: rules) == [[3, 4], [2, 5, 7]])
        #expect(Ranking.ties(among: [field[0], field[3]], rules: rules) == [])
        // An equal total that the chain tells apart: weights 15 and 15, one of them in the chain.
        let apart = [assessed(1, 3, 3, 4, 3, 3, 3), assessed(2, 3, 3, 3, 3, 4, 3)]
        #expect(apart[0].result.total == apart[1].result.total)
        #expect(Ranking.ties(among: apart, rules: rules) == [])
    }

    @Test func `a held re-vote decides between the same dossiers`() throws {
        let pair = revote([(4, Rational(7, 2)), (3, 3)])
        let three = revote([(2, 3), (7, 5), (5, 4)])
        let ranking = try rank([three, pair])
        #expect(ranking.lines.map(\.dossier) == [6, 4, 3, 7, 5, 2, 1])
        #expect(
            ranking.lines.map(\.decidedBy) == [
                nil, "total", "revote", "total", "revote", "revote", "total",
            ])
        #expect(ranking.seed == nil)
        #expect(ranking.revotes == [pair, three])
    }

    @Test func `what a re-vote leaves equal goes to the lottery`() throws {
        let revotes = [revote([(3, 3), (4, 4)]), revote([(2, 3), (7, 5), (5, 3)])]
        #expect(throws: Refusal.self) { try rank(revotes) }
        let ranking = try rank(revotes, seed: RuleSample.seed)
        let lots = [2, 5].sorted { lot($0) < lot($1) }
        #expect(ranking.lines.map(\.dossier) == [6, 4, 3, 7] + lots + [1])
        #expect(ranking.lines[5].decidedBy == "lottery")
        #expect(ranking.lines[4].decidedBy == "revote")
        #expect(ranking.seed == RuleSample.seed)
    }

    private func lot(_ dossier: Int) -> String {
        hashing.digest(of: Array((RuleSample.seed + "\0" + "\(dossier)").utf8)).hexadecimal
    }

    @Test func `a re-vote on other dossiers decides nothing`() throws {
        let others = [
            revote([(2, 1), (5, 2)]), revote([(3, 1), (4, 2), (6, 3)]), revote([(6, 1)]),
            revote([(2, 3), (7, 5), (5, 4), (1, 1)]),
        ]
        #expect(try rank(others, seed: RuleSample.seed) == rank([], seed: RuleSample.seed))
        #expect(throws: Refusal.self) { try rank(others) }
        #expect(try rank(others, seed: RuleSample.seed).revotes == nil)
    }

    @Test func `of two re-votes on one group the last counts`() throws {
        let (first, last) = (revote([(3, 5), (4, 1)]), revote([(4, 5), (3, 1)]))
        let ranking = try rank([first, last], seed: RuleSample.seed)
        #expect(ranking.lines[1].dossier == 4)
        #expect(ranking.revotes == [last])
    }

    @Test func `the order in which dossiers and re-votes came changes nothing`() throws {
        var dice = Dice(seed: 41)
        let revotes = [revote([(3, 3), (4, 4)]), revote([(2, 3), (7, 5), (5, 3)])]
        let ranking = try rank(revotes, seed: RuleSample.seed)
        for _ in 1...50 {
            let shuffled = try Ranking.of(
                field.shuffled(using: &dice), rules: rules,
                revotes: revotes.shuffled(using: &dice), seed: RuleSample.seed, hashing: hashing)
            #expect(shuffled == ranking)
        }
    }

    @Test func `a ranking without re-votes is written as it was`() throws {
        let text = canonicalText(
            of: try Ranking.of([field[0]], rules: rules, seed: nil, hashing: hashing))
        #expect(
            text
                == #"{"lines":[{"dossier":7,"meetsThreshold":true,"place":1,"total":"60"}]}"#)
    }
}
