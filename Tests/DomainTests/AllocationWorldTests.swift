import Domain
import Support
import Testing

/// Every small world of the pot, held against conditions that say what each dossier must get.
struct AllocationWorldTests {
    /// One world: the dossiers in the order in which they are decided.
    struct World {
        var rule: AllocationRule
        var available: Int
        var shapes: [(requested: Int, minimum: Int)]
        /// Pairs of places that can't go together.
        var clashes: [[Int]] = []
        var exclusions: [Int: AllocationCause] = [:]

        var allocation: Allocation {
            Allocation.of(
                shapes.indices.map { index in
                    // Under `rolling` the place says nothing: here it is the other way round.
                    let place = rule == .rolling ? shapes.count - index : index + 1
                    return Allocation.Candidate(
                        dossier: index + 1, place: place, requested: Cents(shapes[index].requested),
                        minimum: Cents(shapes[index].minimum), exclusion: exclusions[index],
                        receipt: rule == .rolling ? index + 1 : shapes.count - index,
                        incompatibleWith: clashes.filter { $0.first == index }.map { $0[1] + 1 })
                }.reversed(), rule: rule, available: Cents(available))
        }

        /// Whether this one gets nothing on its own account, given what those before it get.
        private func isOut(_ index: Int, _ amounts: [Int]) -> Bool {
            exclusions[index] != nil || clashing(index, amounts) != nil
        }

        private func clashing(_ index: Int, _ amounts: [Int]) -> Int? {
            (0..<index).first { other in
                amounts[other] > 0
                    && (clashes.contains([index, other]) || clashes.contains([other, index]))
            }
        }

        private func stop(_ index: Int, _ amounts: [Int]) -> Int? {
            guard rule == .strict || rule == .partial else { return nil }
            return (0..<index).first {
                !isOut($0, amounts) && amounts[$0] < shapes[$0].requested
            }
        }

        /// What this one must get, and why, given what those before it get.
        func stated(_ index: Int, _ amounts: [Int]) -> (Int, AllocationCause) {
            let (requested, minimum) = shapes[index]
            let left = available - amounts[..<index].reduce(0, +)
            if let cause = exclusions[index] { return (0, cause) }
            if let other = clashing(index, amounts) { return (0, .incompatible(with: other + 1)) }
            if let at = stop(index, amounts) { return (0, .afterStop(at: at + 1)) }
            if left >= requested { return (requested, .fits) }
            if rule == .partial, left > 0, left >= minimum {
                return (left, .part(of: Cents(requested), minimum: Cents(minimum)))
            }
            return (0, .doesNotFit(short: Cents(requested - left)))
        }

        /// Whether each line is as it must be.
        var holds: Bool {
            let lines = allocation.lines
            let amounts = lines.map(\.amount.value)
            return lines.map(\.dossier) == Array(1...shapes.count)
                && amounts.reduce(0, +) <= available
                && lines.enumerated().allSatisfy { index, line in
                    let (amount, cause) = stated(index, amounts)
                    return line.amount.value == amount && line.cause == cause
                }
        }
    }

    private static let shapes = (0...3).flatMap { requested in
        (0...requested).map { (requested: requested, minimum: $0) }
    }

    private func check(_ world: World) {
        if !world.holds { Issue.record("\(world): \(world.allocation)") }
    }

    @Test(arguments: AllocationRule.allCases)
    func `every pot over up to three dossiers is divided as stated`(rule: AllocationRule) {
        for count in 1...3 {
            for shapes in everyList(of: Self.shapes, count: count) {
                for available in 0...7 {
                    check(World(rule: rule, available: available, shapes: shapes))
                }
            }
        }
    }

    @Test(arguments: AllocationRule.allCases)
    func `every pot over four and five dossiers is divided as stated`(rule: AllocationRule) {
        let few = [(requested: 1, minimum: 0), (2, 1), (3, 1), (3, 3)]
        for shapes in everyList(of: few, count: 4) + everyList(of: few, count: 5) {
            for available in 0...8 {
                check(World(rule: rule, available: available, shapes: shapes))
            }
        }
    }

    @Test(arguments: AllocationRule.allCases)
    func `whatever can't go together is divided as stated`(rule: AllocationRule) {
        let few = [(requested: 0, minimum: 0), (1, 0), (2, 1), (2, 2), (3, 1)]
        let pairs = everySubset(of: [[0, 1], [2, 0], [1, 2]])
        for shapes in everyList(of: few, count: 3) {
            for clashes in pairs {
                for available in 0...5 {
                    check(
                        World(rule: rule, available: available, shapes: shapes, clashes: clashes))
                }
            }
        }
    }

    @Test(arguments: AllocationRule.allCases)
    func `whatever is excluded gets nothing and stops nothing`(rule: AllocationRule) {
        let few = [(requested: 1, minimum: 0), (2, 1), (3, 2)]
        let causes: [AllocationCause] = [.withdrawn, .notAssessed, .failedGate, .belowThreshold]
        for shapes in everyList(of: few, count: 3) {
            for available in 0...4 {
                for (index, cause) in (0..<3).flatMap({ index in causes.map { (index, $0) } }) {
                    var world = World(rule: rule, available: available, shapes: shapes)
                    world.clashes = [[0, 2]]
                    world.exclusions = [index: cause]
                    check(world)
                }
            }
        }
    }

    @Test func `excluding a dossier takes its money away and never gives it any`() {
        var dice = Dice(seed: 31)
        for _ in 1...500 {
            var world = World(
                rule: AllocationRule.allCases.randomElement(using: &dice) ?? .skip,
                available: Int.random(in: 0...12, using: &dice),
                shapes: (1...5).map { _ in
                    Self.shapes.randomElement(using: &dice) ?? (requested: 1, minimum: 1)
                })
            let index = Int.random(in: 0..<5, using: &dice)
            world.exclusions = [index: .belowThreshold]
            #expect(world.allocation.line(of: index + 1)?.amount == .zero)
            #expect(world.allocation.line(of: index + 1)?.advice == .rejected)
        }
    }
}
