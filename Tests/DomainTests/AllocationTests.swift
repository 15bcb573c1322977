import Domain
import Support
import Testing

/// The pot divided by each rule, held against a second statement of the rules.
struct AllocationTests {
    @Test(arguments: AllocationRule.allCases)
    func `every small grid of requests is divided as the rule says`(rule: AllocationRule) {
        let shapes = [(1, 0), (2, 1), (3, 1), (3, 3), (4, 2)]
        for first in shapes {
            for second in shapes {
                for third in shapes {
                    for available in 0...8 {
                        check([first, second, third], rule, available)
                    }
                }
            }
        }
    }

    private func check(_ shapes: [(Int, Int)], _ rule: AllocationRule, _ available: Int) {
        let candidates = shapes.enumerated().map { index, shape in
            Allocation.Candidate(
                dossier: 10 - index, place: index + 1, requested: Cents(shape.0),
                minimum: Cents(shape.1), exclusion: nil)
        }
        let allocation = Allocation.of(candidates, rule: rule, available: Cents(available))
        let amounts = allocation.lines.map(\.amount.value)
        #expect(amounts == stated(shapes, rule, available))
        #expect(amounts.reduce(0, +) <= available)
        #expect(
            allocation
                == Allocation.of(candidates.reversed(), rule: rule, available: Cents(available)))
        for (line, shape) in zip(allocation.lines, shapes) {
            #expect(line.amount.value == 0 || (shape.1...shape.0).contains(line.amount.value))
            #expect((line.advice == .granted) == (line.amount.value == shape.0))
        }
    }

    /// F10 in other words: what each gets, in order of rank.
    private func stated(_ shapes: [(Int, Int)], _ rule: AllocationRule, _ available: Int) -> [Int] {
        var amounts = [0, 0, 0]
        for index in 0..<3 {
            let left = available - amounts.reduce(0, +)
            if shapes[index].0 <= left {
                amounts[index] = shapes[index].0
            } else if rule == .partial {
                if left > 0, left >= shapes[index].1 { amounts[index] = left }
                break
            } else if rule == .strict {
                break
            }
        }
        return amounts
    }

    @Test(arguments: AllocationRule.allCases)
    func `what is excluded never stops anything`(rule: AllocationRule) {
        let causes: [AllocationCause] = [.withdrawn, .notAssessed, .failedGate, .belowThreshold]
        var candidates = causes.enumerated().map { index, cause in
            Allocation.Candidate(
                dossier: index + 1, place: cause == .belowThreshold ? 1 : nil,
                requested: Cents(500), minimum: Cents(0), exclusion: cause)
        }
        candidates.append(
            Allocation.Candidate(
                dossier: 5, place: 2, requested: Cents(100), minimum: Cents(0), exclusion: nil))
        let lines = Allocation.of(candidates, rule: rule, available: Cents(100)).lines
        #expect(lines.map(\.dossier) == [4, 5, 1, 2, 3])
        #expect(lines.map(\.amount.value) == [0, 100, 0, 0, 0])
        #expect(lines.map(\.advice) == [.rejected, .granted, .rejected, .rejected, .rejected])
    }

    @Test func `a tie at the funding line is decided by rank under each rule`() {
        for rule in AllocationRule.allCases {
            let lines = Allocation.of(
                [1, 2].map {
                    Allocation.Candidate(
                        dossier: 3 - $0, place: $0, requested: Cents(60), minimum: Cents(40),
                        exclusion: nil)
                }, rule: rule, available: Cents(100)
            ).lines
            #expect(lines.map(\.dossier) == [2, 1])
            #expect(lines.map(\.amount.value) == (rule == .partial ? [60, 40] : [60, 0]))
        }
    }
}

/// The pot's books and their laws.
struct LedgerTests {
    private let set = LedgerEntry(.set, Cents(100))

    @Test func `what is available follows the formula`() {
        let entries: [(LedgerEntry.Kind, Int, Int)] = [
            (.set, 100, 100), (.raised, 50, 150), (.carriedOver, 10, 160),
            (.receivedBack, 5, 165), (.reserved, 60, 105), (.reservationEnded, 60, 165),
            (.granted, 80, 85), (.paid, 40, 85), (.recovered, 10, 85), (.released, 20, 105),
        ]
        var builder = RoundBuilder()
        for (kind, amount, available) in entries {
            let dossier = kind == .set || kind == .raised ? nil : 1
            builder.record([
                .potBooked(entries: [LedgerEntry(kind, Cents(amount), dossier: dossier)])
            ])
            #expect(builder.round.ledger.available == Cents(available), "\(kind)")
        }
        #expect(Set(entries.map(\.0)) == Set(LedgerEntry.Kind.allCases))
    }

    @Test func `each law is broken by one cent too much and not before`() {
        let reserve = LedgerEntry(.reserved, Cents(60), dossier: 1)
        let grant = LedgerEntry(.granted, Cents(80), dossier: 1)
        let cases: [([LedgerEntry], LedgerEntry.Kind, Int)] = [
            ([set], .granted, 100), ([set], .reserved, 100),
            ([set, grant], .paid, 80), ([set, reserve], .reservationEnded, 60),
            ([set, grant], .reserved, 20),
            ([set, grant, paid(80), LedgerEntry(.recovered, Cents(30), dossier: 1)], .paid, 30),
            ([set, grant, paid(50)], .recovered, 50),
            ([set, grant, LedgerEntry(.released, Cents(20), dossier: 1)], .paid, 60),
        ]
        for (before, kind, most) in cases {
            let fits = LedgerEntry(kind, Cents(most), dossier: 1)
            let exceeds = LedgerEntry(kind, Cents(most + 1), dossier: 1)
            #expect(Ledger().brokenLaw(appending: before + [fits]) == nil, "\(kind)")
            #expect(Ledger().brokenLaw(appending: before + [exceeds]) != nil, "\(kind)")
        }
        #expect(Ledger().brokenLaw(appending: [LedgerEntry(.set, Cents(-1))]) != nil)
        #expect(Ledger().brokenLaw(appending: [LedgerEntry(.set, .zero)]) == nil)
    }

    private func paid(_ cents: Int) -> LedgerEntry {
        LedgerEntry(.paid, Cents(cents), dossier: 1)
    }

    @Test func `two awards can't both take the last euro`() {
        let last = [LedgerEntry(.granted, Cents(100), dossier: 1)]
        #expect(Ledger().brokenLaw(appending: [set] + last) == nil)
        #expect(
            Ledger().brokenLaw(
                appending: [set] + last + [LedgerEntry(.granted, Cents(1), dossier: 2)]) != nil)
    }

    @Test func `whatever is booked under the laws leaves them standing`() {
        for seed in 1...50 {
            var dice = Dice(seed: UInt64(seed))
            var builder = RoundBuilder()
            for _ in 1...40 {
                let kind = LedgerEntry.Kind.allCases.randomElement(using: &dice) ?? .set
                let entry = LedgerEntry(
                    kind, Cents(Int.random(in: -5...100, using: &dice)),
                    dossier: Int.random(in: 1...3, using: &dice))
                if builder.round.ledger.brokenLaw(appending: [entry]) == nil {
                    builder.record([.potBooked(entries: [entry])])
                }
                let ledger = builder.round.ledger
                #expect(ledger.available >= .zero)
                for dossier in 1...3 {
                    #expect(
                        ledger.total(.paid, of: dossier) - ledger.total(.recovered, of: dossier)
                            <= ledger.total(.granted, of: dossier)
                            - ledger.total(.released, of: dossier))
                    #expect(
                        ledger.total(.reservationEnded, of: dossier)
                            <= ledger.total(.reserved, of: dossier))
                }
            }
        }
    }
}
