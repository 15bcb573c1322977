import Domain
import Support
import Testing

/// Order by total, the frozen chain and the lottery.
struct RankingTests {
    private let rules = RuleSample().rules
    private let hashing = RoundBuilder().hashing

    /// Two members who both give these values, in order of the criteria.
    private func result(_ values: Int...) -> ScoreResult {
        let scores = Dictionary(uniqueKeysWithValues: zip(rules.criteria.map(\.code), values))
        return ScoreResult(of: [scores, scores], rules: rules)
    }

    private func rank(
        _ entries: [(dossier: DossierNumber, result: ScoreResult)], seed: String? = nil
    ) throws -> Ranking {
        try Ranking.of(entries, rules: rules, seed: seed, hashing: hashing)
    }

    @Test func `the higher total goes first and says so`() throws {
        let ranking = try rank([(1, result(3, 3, 3, 3, 3, 3)), (2, result(4, 4, 4, 4, 4, 4))])
        #expect(ranking.lines.map(\.dossier) == [2, 1])
        #expect(ranking.lines.map(\.place) == [1, 2])
        #expect(ranking.lines.map(\.decidedBy) == [nil, "total"])
        #expect(ranking.seed == nil)
    }

    @Test func `equal totals go along the chain`() throws {
        // Weights 20 and 15: five criteria of which the chain's second decides.
        let ranking = try rank([(1, result(3, 3, 3, 4, 3, 3)), (2, result(3, 3, 4, 3, 3, 3))])
        #expect(ranking.lines.map(\.total) == [63, 63])
        #expect(ranking.lines.map(\.dossier) == [2, 1])
        #expect(ranking.lines[1].decidedBy == "vernieuwing")
    }

    @Test func `on the threshold passes and below it doesn't`() throws {
        let ranking = try rank([(1, result(3, 3, 3, 3, 3, 3)), (2, result(3, 3, 3, 3, 3, 2))])
        #expect(ranking.lines.map(\.meetsThreshold) == [true, false])
    }

    @Test func `what the chain leaves equal needs the seed that was committed to`() throws {
        let tied: [(dossier: DossierNumber, result: ScoreResult)] = [
            (1, result(3, 3, 3, 3, 3, 3)), (2, result(3, 3, 3, 3, 3, 3)),
        ]
        #expect(throws: Refusal(.tieNeedsLottery, subject: "2")) { try rank(tied) }
        #expect(throws: Refusal(.lotterySeedMismatch)) { try rank(tied, seed: "geraden") }
        let ranking = try rank(tied, seed: RuleSample.seed)
        #expect(ranking.seed == RuleSample.seed)
        #expect(ranking.lines[1].decidedBy == "lottery")
        let lots = [1, 2].sorted { lot($0) < lot($1) }
        #expect(ranking.lines.map(\.dossier) == lots)
    }

    @Test(arguments: [
        RuleSample.seed.uppercased(), " " + RuleSample.seed + "\n",
        RuleSample.seed.prefix(4) + " " + RuleSample.seed.dropFirst(4),
    ])
    func `a seed that was typed over from paper is the same one`(typed: String) throws {
        let tied: [(dossier: DossierNumber, result: ScoreResult)] = [
            (1, result(3, 3, 3, 3, 3, 3)), (2, result(3, 3, 3, 3, 3, 3)),
        ]
        #expect(try rank(tied, seed: typed) == rank(tied, seed: RuleSample.seed))
    }

    @Test func `the lottery goes by the hash of the seed, a zero byte and the number`() throws {
        let tied = (1...20).map { (dossier: $0, result: result(3, 3, 3, 3, 3, 3)) }
        let ranking = try rank(tied, seed: RuleSample.seed)
        #expect(ranking.lines.map(\.dossier) == (1...20).sorted { lot($0) < lot($1) })
    }

    private func lot(_ dossier: Int) -> String {
        hashing.digest(of: Array((RuleSample.seed + "\0" + "\(dossier)").utf8)).hexadecimal
    }

    @Test func `a seed that wasn't needed is checked and not kept`() throws {
        let entries: [(dossier: DossierNumber, result: ScoreResult)] = [
            (1, result(3, 3, 3, 3, 3, 3)), (2, result(4, 4, 4, 4, 4, 4)),
        ]
        #expect(try rank(entries, seed: RuleSample.seed).seed == nil)
        #expect(throws: Refusal(.lotterySeedMismatch)) { try rank(entries, seed: "") }
    }

    @Test func `the order in which dossiers came changes nothing`() throws {
        var dice = Dice(seed: 3)
        for _ in 1...50 {
            var entries = (1...6).map { number in
                (
                    dossier: number,
                    result: result(
                        Int.random(in: 2...4, using: &dice), 3, Int.random(in: 3...4, using: &dice),
                        3, 3, 3)
                )
            }
            let ranking = try rank(entries, seed: RuleSample.seed)
            entries.shuffle(using: &dice)
            #expect(try rank(entries, seed: RuleSample.seed) == ranking)
        }
    }

    @Test func `nothing to rank is an empty ranking`() throws {
        #expect(try rank([]).lines.isEmpty)
    }
}
