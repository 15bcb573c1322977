internal import BigInt

/// The dossiers with the highest sum of totals that fit in the pot, as information beside what the
/// rule gives (F10).
package struct Portfolio: Codable, Sendable, Equatable {
    /// By number.
    package let dossiers: [DossierNumber]
    package let total: Rational
    package let cost: Cents

    /// The best set of candidates that are ranked, not excluded and compatible, each with its full
    /// request or advised amount; among equals the lowest cost, then the earliest in rank (the
    /// set with the best place in which they differ).
    ///
    /// A dossier with a total of zero adds nothing and is left out. Exact: branch and bound
    /// (Horowitz and Sahni 1974) under the bound of the fractional knapsack (Dantzig 1957), sums
    /// compared as whole numbers. Nil when that takes more than `nodesMost` steps: not computed.
    package static func best(
        of candidates: [Allocation.Candidate], ranking: Ranking, available: Cents,
        nodesMost: Int = Limits.portfolioNodesMost
    ) -> Portfolio? {
        let items = candidates.filter { $0.exclusion == nil && $0.asked <= available }
            .compactMap { candidate -> (candidate: Allocation.Candidate, total: Rational)? in
                guard let line = ranking.line(of: candidate.dossier), line.total > 0 else {
                    return nil
                }
                return (candidate, line.total)
            }
            .sorted { ($0.candidate.place ?? .max) < ($1.candidate.place ?? .max) }
        var search = PortfolioSearch(items, available: available, nodesMost: nodesMost)
        guard let chosen = search.run() else { return nil }
        return Portfolio(
            dossiers: chosen.map { items[$0].candidate.dossier }.sorted(),
            total: chosen.map { items[$0].total }.total,
            cost: chosen.map { items[$0].candidate.asked }.total)
    }
}

/// The search, with the three wishes (total, then cost, then rank) as one whole number for each
/// item, so that no two sets are equal: total × (all costs + 1) × 2ⁿ − cost × 2ⁿ + 2^(n − rank).
private struct PortfolioSearch {
    private let items: [Item]
    private let available: Int
    private let nodesMost: Int
    /// Sums over the first so many items.
    private let costs: [Int]
    private let worths: [BigInt]
    private var nodes = 0
    private var chosen: Set<Int> = []
    private var best: (worth: BigInt, chosen: Set<Int>) = (0, [])

    fileprivate struct Item {
        /// Its index in order of rank.
        let index: Int
        let cost: Int
        let worth: BigInt
        /// The indices of what it can't go together with.
        let clashes: Set<Int>
        /// Without which this one is in no best set: those that cost no more, are worth more, and
        /// clash with nothing that this one doesn't clash with.
        var betters: [Int] = []
    }

    init(
        _ ranked: [(candidate: Allocation.Candidate, total: Rational)], available: Cents,
        nodesMost: Int
    ) {
        self.available = available.value
        self.nodesMost = nodesMost
        let scale = ranked.reduce(BigInt(1)) { scale, item in
            scale / scale.greatestCommonDivisor(with: item.total.denominator)
                * item.total.denominator
        }
        let costAbove = BigInt(ranked.map(\.candidate.asked).total.value + 1)
        let unsorted = ranked.enumerated().map { index, item in
            let total = item.total.numerator * (scale / item.total.denominator)
            let cost = item.candidate.asked.value
            let wishes: BigInt = (total * costAbove - BigInt(cost)) << ranked.count
            let rank = BigInt(1) << (ranked.count - 1 - index)
            return Item(
                index: index, cost: cost, worth: wishes + rank,
                clashes: Set(
                    ranked.indices.filter {
                        $0 != index && ranked[$0].candidate.excludes(item.candidate)
                    }))
        }
        items = unsorted.map { item in
            var item = item
            item.betters = unsorted.filter { $0.isBetter(than: item) }.map(\.index)
            return item
        }
        .sorted { $0.isDenser(than: $1) }
        costs = items.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.cost) }
        worths = items.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.worth) }
    }

    /// The indices in order of rank of the best set, or nil when it takes too many steps.
    mutating func run() -> Set<Int>? {
        visit(0, left: available, worth: 0)
        return nodes > nodesMost ? nil : best.chosen
    }

    /// Decides the items from that depth on.
    private mutating func visit(_ depth: Int, left: Int, worth: BigInt) {
        nodes += 1
        guard nodes <= nodesMost else { return }
        if worth > best.worth { best = (worth, chosen) }
        guard depth < items.count, mayImprove(depth, left: left, worth: worth) else { return }
        let item = items[depth]
        if item.cost <= left, item.betters.allSatisfy(chosen.contains),
            chosen.isDisjoint(with: item.clashes)
        {
            chosen.insert(item.index)
            visit(depth + 1, left: left - item.cost, worth: worth + item.worth)
            chosen.remove(item.index)
        }
        visit(depth + 1, left: left, worth: worth)
    }

    /// Whether the rest, filled up with a fraction of the first item that doesn't fit, is worth
    /// more than the best set so far.
    private func mayImprove(_ depth: Int, left: Int, worth: BigInt) -> Bool {
        var (fitting, beyond) = (depth, items.count + 1)
        while beyond - fitting > 1 {
            let middle = (fitting + beyond) / 2
            if costs[middle] - costs[depth] <= left { fitting = middle } else { beyond = middle }
        }
        let whole = worth + worths[fitting] - worths[depth]
        guard fitting < items.count else { return whole > best.worth }
        let rest = left - (costs[fitting] - costs[depth])
        return (whole - best.worth) * BigInt(items[fitting].cost)
            + items[fitting].worth * BigInt(rest) > 0
    }
}

extension PortfolioSearch.Item {
    /// Whether it comes first: more worth for its cost. What is better than another is also denser.
    fileprivate func isDenser(than other: Self) -> Bool {
        let (mine, theirs) = (worth * BigInt(other.cost), other.worth * BigInt(cost))
        return mine == theirs ? worth > other.worth : mine > theirs
    }

    /// Whether putting it in the other's place keeps a set possible and makes it worth more.
    fileprivate func isBetter(than other: Self) -> Bool {
        cost <= other.cost && worth > other.worth
            && clashes.subtracting([other.index]).isSubset(of: other.clashes)
    }
}
