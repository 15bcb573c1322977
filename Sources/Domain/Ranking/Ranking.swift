/// The assessed dossiers in order, with what decided between equals (F9).
package struct Ranking: Codable, Sendable, Equatable {
    package let lines: [RankingLine]
    /// The lottery's seed, when it was needed.
    package let seed: String?

    /// That dossier's place, or nil when it has none.
    package func line(of dossier: DossierNumber) -> RankingLine? {
        lines.first { $0.dossier == dossier }
    }

    /// Orders by total, then along the frozen chain, then by lottery; never by number or time.
    ///
    /// The lottery orders by SHA-256(seed, a zero byte, the number in decimal digits), smallest
    /// first (rulings.md, "Ties"). Refuses a seed that isn't the one committed to, and the want of
    /// one when it is needed.
    package static func of(
        _ assessed: [(dossier: DossierNumber, result: ScoreResult)], rules: RoundRules,
        seed: String?, hashing: any Hashing
    ) throws(Refusal) -> Ranking {
        if let seed {
            try require(
                hashing.digest(of: Array(seed.utf8)) == rules.lotterySeed, .lotterySeedMismatch)
        }
        let entries = assessed.map { entry in
            Entry(
                dossier: entry.dossier, total: entry.result.total ?? 0,
                chain: rules.tieChain.map { entry.result.value(of: $0) ?? 0 },
                lot: seed.map {
                    hashing.digest(of: Array($0.utf8) + [0] + Array(String(entry.dossier).utf8))
                })
        }
        let sorted = entries.sorted { $0.decides(over: $1).isBefore }
        var drawn = false
        var lines: [RankingLine] = []
        for (index, entry) in sorted.enumerated() {
            let decision = index == 0 ? nil : sorted[index - 1].decides(over: entry).by
            if decision == .lottery {
                drawn = true
                try require(entry.lot != nil, .tieNeedsLottery, subject: "\(entry.dossier)")
            }
            lines.append(
                RankingLine(
                    place: index + 1, dossier: entry.dossier, total: entry.total,
                    decidedBy: decision.map { $0.text(rules.tieChain) },
                    meetsThreshold: entry.total >= Rational(rules.thresholdPoints)))
        }
        return Ranking(lines: lines, seed: drawn ? seed : nil)
    }

    /// One dossier with everything that may decide its place.
    private struct Entry {
        let dossier: DossierNumber
        let total: Rational
        let chain: [Rational]
        let lot: Digest?

        /// What tells two entries apart, and whether this one goes first.
        func decides(over other: Entry) -> (isBefore: Bool, by: Decider) {
            if total != other.total { return (total > other.total, .total) }
            for (index, pair) in zip(chain, other.chain).enumerated() where pair.0 != pair.1 {
                return (pair.0 > pair.1, .chain(index))
            }
            guard let lot, let otherLot = other.lot else { return (false, .lottery) }
            return (lot.hexadecimal < otherLot.hexadecimal, .lottery)
        }
    }

    private enum Decider: Equatable {
        case total, chain(Int), lottery

        func text(_ chain: [CriterionCode]) -> String {
            switch self {
            case .total: "total"
            case .chain(let index): chain[index].rawValue
            case .lottery: "lottery"
            }
        }
    }
}

/// One dossier's place.
package struct RankingLine: Codable, Sendable, Equatable {
    package let place: Int
    package let dossier: DossierNumber
    package let total: Rational
    /// What put it below the one before it: `total`, a criterion's code or `lottery`; nil for the
    /// first.
    package let decidedBy: String?
    package let meetsThreshold: Bool
}
