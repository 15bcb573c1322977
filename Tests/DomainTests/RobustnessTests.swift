import Domain
import Support
import Testing

/// Reruns of the ranking and the allocation.
struct RobustnessTests {
    private let hashing = RoundBuilder().hashing
    private let members: [PersonID] = ["anna", "bram", "chris", "dirk"]

    /// One criterion that counts, and one that is only shown.
    private var sample: RuleSample {
        var sample = RuleSample()
        sample.criteria = [.init("een", 3), .init("toon", 1)]
        sample.criteria[1].counts = false
        sample.tieChain = []
        sample.thresholdPoints = 0
        return sample
    }

    private func sheet(_ dossier: Int, _ scores: [Int], first: [Int] = []) -> ScoreSheet {
        func given(_ row: [Int]) -> [PersonID: [CriterionCode: Int]] {
            Dictionary(
                uniqueKeysWithValues: zip(members, row.map { ["een": $0, "toon": 6 - $0] }))
        }
        return ScoreSheet(dossier: dossier, scores: given(scores), first: given(first))
    }

    /// Every dossier asks 60 of 100 cents, and part of it will do.
    private func allocate(_ ranking: Ranking) -> Allocation {
        Allocation.of(
            ranking.lines.map {
                Allocation.Candidate(
                    dossier: $0.dossier, place: $0.place, requested: Cents(60), minimum: Cents(50),
                    exclusion: $0.meetsThreshold ? nil : .belowThreshold)
            }, rule: .skip, available: Cents(100))
    }

    private func robustness(
        _ sheets: [ScoreSheet], _ sample: RuleSample? = nil, revotes: [Revote] = [],
        seed: String? = RuleSample.seed
    ) throws -> Robustness {
        let rules = (sample ?? self.sample).rules
        let adopted = try Ranking.of(
            sheets.map { ($0.dossier, ScoreResult(of: Array($0.scores.values), rules: rules)) },
            rules: rules, revotes: revotes, seed: seed, hashing: hashing)
        return try Robustness.of(
            sheets, adopted: allocate(adopted), rules: rules, revotes: revotes, seed: seed,
            hashing: hashing, allocate: allocate)
    }

    @Test func `a funded dossier that hangs on one member is a boundary case`() throws {
        let report = try robustness([sheet(1, [5, 3, 3]), sheet(2, [2, 4, 4])])
        #expect(
            report.variants.map(\.kind) == [
                .without(member: "anna"), .without(member: "bram"), .without(member: "chris"),
                .aggregator(.median), .recusalsCorrected,
            ])
        #expect(report.variants.allSatisfy { $0.estimable })
        let first = report.variants[0]
        #expect(first.order.map(\.dossier) == [2, 1])
        #expect(first.order.map(\.total) == [80, 60])
        #expect(first.order.map(\.amount) == [Cents(60), .zero])
        #expect(first.funded == [2])
        #expect(first.changed == [1, 2])
        #expect(report.variants[1].changed == [])
        #expect(report.variants[1].order.map(\.total) == [80, 60])
        // The medians are 3 and 4.
        #expect(report.variants[3].order.map(\.total) == [80, 60])
        #expect(report.variants[3].changed == [1, 2])
        #expect(report.variants[4].changed == [])
        #expect(report.boundary == [1, 2])
    }

    @Test func `a rerun with a tie asks for no seed, and says who may change either way`() throws {
        let sheets = [sheet(1, [5, 3, 3]), sheet(2, [3, 3, 4])]
        let report = try robustness(sheets, seed: nil)
        // Without Anna 1 and 2 are told apart, without Chris they are 4 and 3; without Bram 4, 3.5.
        #expect(report.variants.map(\.tied) == [nil, nil, nil, [1, 2], nil])
        let median = report.variants[3]
        #expect(median.estimable)
        #expect(median.order.map(\.dossier) == [1, 2])
        #expect(median.funded == [1])
        #expect(median.changed == [1, 2])
        let drawn = try robustness(sheets)
        #expect(drawn.variants[3].tied == nil)
        #expect(drawn.variants[3].order.map(\.total) == [60, 60])
    }

    @Test func `a tie in a rerun that changes nobody's money is no boundary case`() throws {
        // 2 and 3 are equal without Anna, and the pot is for 1 alone.
        let report = try robustness(
            [sheet(1, [5, 5, 5]), sheet(2, [3, 2, 2]), sheet(3, [2, 2, 2])], seed: nil)
        #expect(report.variants[0].tied == [2, 3])
        #expect(report.boundary == [])
    }

    @Test func `what nobody's absence changes is no boundary case`() throws {
        let report = try robustness([
            sheet(1, [5, 5, 5]), sheet(2, [2, 2, 3]), sheet(3, [1, 1, 1]),
        ])
        #expect(report.boundary == [])
        #expect(report.variants.allSatisfy { $0.funded == [1] })
    }

    @Test func `a lenient member who recused is corrected for`() throws {
        // Anna gives two more than Bram and had no say in 2, which looks worse for it.
        let report = try robustness([sheet(1, [5, 3]), sheet(2, [0, 3, 0]), sheet(3, [4, 2])])
        guard let corrected = report.variants.last else { return }
        #expect(corrected.kind == .recusalsCorrected)
        #expect(corrected.order.map(\.total) == [80, 80, 60])
        #expect(corrected.estimable)
    }

    @Test func `a rerun that leaves a dossier without a total says nothing`() throws {
        var sample = sample
        sample.votesLeast = 1
        let report = try robustness([sheet(1, [5, 0]), sheet(2, [0, 3])], sample)
        #expect(report.variants.map(\.estimable) == [false, false, true, false])
        #expect(report.variants[0].order.isEmpty)
        #expect(report.variants[0].funded.isEmpty)
        #expect(report.variants[3].kind == .recusalsCorrected)
        #expect(report.boundary == [])
    }

    @Test func `the minimum of votes doesn't hold for who is left`() throws {
        let report = try robustness([sheet(1, [5, 4]), sheet(2, [3, 3])])
        #expect(report.variants[0].order.map(\.total) == [80, 60])
        #expect(report.variants[1].order.map(\.total) == [100, 60])
    }

    @Test func `a tie in a rerun takes the held re-vote, else the lottery`() throws {
        // Without Chris the two are equal.
        let sheets = [sheet(1, [3, 4, 5]), sheet(2, [4, 3, 4])]
        #expect(try robustness(sheets, seed: nil).variants[2].tied == [1, 2])
        for winner in 1...2 {
            let revote = Revote(values: [
                .init(dossier: winner, value: 5), .init(dossier: 3 - winner, value: 1),
            ])
            let report = try robustness(sheets, revotes: [revote], seed: nil)
            #expect(report.variants[2].order.map(\.dossier) == [winner, 3 - winner])
            #expect(report.variants[2].funded == [winner])
        }
        let drawn = try robustness(sheets)
        let lots = [1, 2].sorted {
            hashing.digest(of: Array((RuleSample.seed + "\0" + "\($0)").utf8)).hexadecimal
                < hashing.digest(of: Array((RuleSample.seed + "\0" + "\($1)").utf8)).hexadecimal
        }
        #expect(drawn.variants[2].order.map(\.dossier) == lots)
    }

    @Test func `agreement is of the first ballots and of the last, on what counts`() throws {
        let report = try robustness([
            sheet(1, [5, 5, 0], first: [5, 1, 3]), sheet(2, [3, 3, 3], first: [1, 0]),
            sheet(3, [1, 0, 0], first: [2, 2]),
        ])
        #expect(report.agreementLast == Agreement(units: [[5, 5], [3, 3, 3]]))
        #expect(report.agreementFirst == Agreement(units: [[5, 1, 3], [2, 2]]))
        #expect(report.agreementLast.alpha == 1)
    }

    @Test(arguments: Aggregator.allCases)
    func `reruns are what ranking the remaining scores gives`(aggregator: Aggregator) throws {
        var sample = sample
        sample.aggregator = aggregator
        sample.votesLeast = 1
        var other = sample
        other.aggregator = aggregator == .mean ? .median : .mean
        var dice = Dice(seed: 61)
        for _ in 1...40 {
            let sheets = (1...4).map { dossier in
                sheet(dossier, members.map { _ in Int.random(in: 1...5, using: &dice) })
            }
            let report = try robustness(sheets, sample)
            for (index, variant) in report.variants.enumerated() where index <= members.count {
                let left = index < members.count ? members[index] : nil
                let rules = index < members.count ? sample.rules : other.rules
                let ranking = try Ranking.of(
                    sheets.map { sheet in
                        let scores = sheet.scores.filter { $0.key != left }.map(\.value)
                        return (sheet.dossier, ScoreResult(of: scores, rules: rules))
                    }, rules: rules, seed: RuleSample.seed, hashing: hashing)
                #expect(variant.order.map(\.dossier) == ranking.lines.map(\.dossier))
                #expect(variant.order.map(\.total) == ranking.lines.map(\.total))
                #expect(variant.funded == allocate(ranking).funded)
            }
            // Nobody recused: the correction takes as much from each dossier.
            let adopted = try Ranking.of(
                sheets.map {
                    ($0.dossier, ScoreResult(of: Array($0.scores.values), rules: sample.rules))
                },
                rules: sample.rules, seed: RuleSample.seed, hashing: hashing)
            if aggregator == .mean {
                #expect(report.variants.last?.order.map(\.total) == adopted.lines.map(\.total))
            }
            #expect(try robustness(sheets.shuffled(using: &dice), sample) == report)
        }
    }

    @Test func `other names for members and dossiers give other names and nothing else`() throws {
        var dice = Dice(seed: 71)
        var compared = 0
        for _ in 1...60 {
            let rows = (1...3).map { _ in members.map { _ in Int.random(in: 0...5, using: &dice) } }
            let sheets = rows.enumerated().map { sheet($0 + 1, $1) }
            guard members.indices.allSatisfy({ member in rows.contains { $0[member] > 0 } }) else {
                continue
            }
            // Members the other way round, dossiers by other numbers, and no lottery.
            let renamed = rows.enumerated().map { sheet(30 - $0, $1.reversed()) }
            guard let report = try? robustness(sheets, seed: nil),
                let other = try? robustness(renamed, seed: nil)
            else { continue }
            compared += 1
            #expect(report.agreementLast == other.agreementLast)
            #expect(report.boundary == other.boundary.map { 31 - $0 }.sorted())
            let reordered = Array(other.variants[..<4].reversed()) + other.variants[4...]
            for (variant, twin) in zip(report.variants, reordered) {
                #expect(variant.estimable == twin.estimable)
                #expect(variant.order.map(\.total) == twin.order.map(\.total))
                #expect(variant.tied == twin.tied?.map { 31 - $0 }.sorted())
                if variant.tied == nil {
                    #expect(variant.order.map(\.dossier) == twin.order.map { 31 - $0.dossier })
                }
                #expect(variant.changed == twin.changed.map { 31 - $0 }.sorted())
            }
        }
        #expect(compared > 10)
    }

    @Test func `a report is read back as it was written`() throws {
        let report = try robustness([sheet(1, [5, 3, 0], first: [1, 2]), sheet(2, [2, 4, 4])])
        #expect(decoded(Robustness.self, from: report) == report)
    }
}
