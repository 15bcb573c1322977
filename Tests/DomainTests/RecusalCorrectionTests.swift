import Domain
import Support
import Testing

/// Additive member effects by exact least squares.
struct RecusalCorrectionTests {
    private var rules: RoundRules {
        var sample = RuleSample()
        sample.criteria = [.init("een", 1)]
        sample.tieChain = []
        return sample.rules
    }

    /// One criterion; a row of scores for each dossier, 0 where a member gave none.
    private func correction(_ rows: [[Int]]) -> RecusalCorrection? {
        let members: [PersonID] = ["anna", "bram", "chris", "dirk", "eva"]
        return RecusalCorrection(
            sheets: rows.enumerated().map { index, row in
                ScoreSheet(
                    dossier: index + 1,
                    scores: Dictionary(
                        uniqueKeysWithValues: zip(members, row.map { ["een": $0] })), first: [:])
            }, rules: rules)
    }

    @Test func `a worked example comes out as by hand`() {
        #expect(correction([[4, 2], [3, 0]])?.effects == ["anna": 1, "bram": -1])
        #expect(
            correction([[4, 2], [3, 3]])?.effects == [
                "anna": Rational(1, 2), "bram": Rational(-1, 2),
            ])
        // Anna is 2 above Bram on the first, Bram 1 above Chris on the second.
        #expect(
            correction([[5, 3, 0], [0, 3, 2]])?.effects == [
                "anna": Rational(5, 3), "bram": Rational(-1, 3), "chris": Rational(-4, 3),
            ])
    }

    @Test func `members who share nothing can't be compared`() {
        #expect(correction([[4, 0], [0, 3]]) == nil)
        #expect(correction([[4, 3, 0, 0], [0, 0, 3, 5]]) == nil)
        #expect(correction([[4, 3, 0, 0], [0, 0, 3, 5], [0, 1, 1, 0]]) != nil)
        #expect(correction([[4], [3]]) == nil)
        #expect(correction([[4, 0], [3, 0]]) == nil)
        #expect(correction([]) == nil)
    }

    @Test(arguments: 1...20)
    func `a pure bias is found exactly, whoever recused from what`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let biases = (1...5).map { _ in Int.random(in: -1...1, using: &dice) }
        let rows = (1...8).map { _ -> [Int] in
            let worth = Int.random(in: 2...4, using: &dice)
            return biases.map { Int.random(in: 0...3, using: &dice) == 0 ? 0 : worth + $0 }
        }
        guard let effects = correction(rows)?.effects else { return }
        let mean = Rational(biases.reduce(0, +), biases.count)
        let members: [PersonID] = ["anna", "bram", "chris", "dirk", "eva"]
        for (member, bias) in zip(members, biases) {
            #expect(effects[member] == Rational(bias) - mean)
        }
    }

    @Test(arguments: 1...20)
    func `what remains is orthogonal to members and units, as least squares must be`(seed: Int) {
        var dice = Dice(seed: UInt64(100 + seed))
        let rows = (1...6).map { _ in (1...5).map { _ in Int.random(in: 0...5, using: &dice) } }
        guard let effects = correction(rows)?.effects else { return }
        let members: [PersonID] = ["anna", "bram", "chris", "dirk", "eva"]
        #expect(effects.values.total == 0)
        var rests: [PersonID: Rational] = [:]
        for row in rows {
            let given = zip(members, row).filter { $0.1 > 0 }
            guard !given.isEmpty else { continue }
            let corrected = given.map { Rational($0.1) - (effects[$0.0] ?? 0) }
            let unit = corrected.total / Rational(corrected.count)
            for ((member, _), value) in zip(given, corrected) {
                rests[member] = (rests[member] ?? 0) + value - unit
            }
        }
        #expect(rests.values.allSatisfy { $0 == 0 })
    }

    @Test func `the largest committee and round are corrected within a fraction's limits`() {
        var dice = Dice(seed: 51)
        let members = (1...Limits.committeeSeats).map { PersonID(rawValue: "lid-\($0)") ?? "lid" }
        let sheets = (1...Limits.dossiersPerRound).map { dossier in
            ScoreSheet(
                dossier: dossier,
                scores: Dictionary(
                    uniqueKeysWithValues: members.map {
                        ($0, ["een": Int.random(in: 0...5, using: &dice)])
                    }), first: [:])
        }
        let effects = RecusalCorrection(sheets: sheets, rules: rules)?.effects ?? [:]
        #expect(effects.count == Limits.committeeSeats)
        #expect(effects.values.total == 0)
        let longest = effects.values.map(\.description.utf8.count).max() ?? 0
        #expect(longest > 40)
        #expect(longest < Limits.fractionCharactersMost / 4)
    }
}
