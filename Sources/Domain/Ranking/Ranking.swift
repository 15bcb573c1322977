/// The assessed dossiers in order, with what decided between equals (F9).
package struct Ranking: Codable, Sendable, Equatable {
    package let lines: [RankingLine]
    /// The lottery's seed, when it was needed.
    package let seed: String?
    /// The re-votes that were used, so that the order can be computed again; nil without any.
    package let revotes: [Revote]?

    /// That dossier's place, or nil when it has none.
    package func line(of dossier: DossierNumber) -> RankingLine? {
        lines.first { $0.dossier == dossier }
    }

    /// Orders by total, along the frozen chain, by a held re-vote, and then by lottery; never by
    /// number or time.
    ///
    /// A re-vote decides in a group that is still equal after the chain when exactly the same
    /// dossiers were in it; of two on one group, the last. The lottery orders by SHA-256(seed, a
    /// zero byte, the number in decimal digits), smallest first (rulings.md, "Ties"). Refuses a
    /// seed that isn't the one committed to, spaces and capitals aside, and the want of one when it
    /// is needed.
    package static func of(
        _ assessed: [(dossier: DossierNumber, result: ScoreResult)], rules: RoundRules,
        revotes: [Revote] = [], seed: String?, hashing: any Hashing
    ) throws(Refusal) -> Ranking {
        try of(
            assessed.map { Judged($0.dossier, $0.result, rules) }, rules: rules, revotes: revotes,
            seed: seed, hashing: hashing)
    }

    /// The groups of more than one that are still equal after the chain, in order of rank and each
    /// by number: what a re-vote is held on.
    package static func ties(
        among assessed: [(dossier: DossierNumber, result: ScoreResult)], rules: RoundRules
    ) -> [[DossierNumber]] {
        groups(assessed.map { Judged($0.dossier, $0.result, rules) }).filter { $0.count > 1 }
            .map { $0.map(\.dossier).sorted() }
    }

    /// Those that only the lottery tells apart, by number.
    static func drawn(
        among assessed: [(dossier: DossierNumber, result: ScoreResult)], rules: RoundRules,
        revotes: [Revote]
    ) -> [DossierNumber] {
        let judged = assessed.map { Judged($0.dossier, $0.result, rules) }
        return (try? of(judged, rules: rules, revotes: revotes) { $0 })?.drawn ?? []
    }

    static func of(
        _ judged: [Judged], rules: RoundRules, revotes: [Revote], seed: String?,
        hashing: any Hashing
    ) throws(Refusal) -> Ranking {
        guard let seed else { return try of(judged, rules: rules, revotes: revotes) { _ in nil } }
        let typed = [seed, plain(seed)]
        guard
            let seed = typed.first(where: {
                hashing.digest(of: Array($0.utf8)) == rules.lotterySeed
            })
        else { throw Refusal(.lotterySeedMismatch) }
        let ranking = try of(judged, rules: rules, revotes: revotes) { equal in
            equal.map { ($0, lot(of: $0, seed: seed, hashing).hexadecimal) }
                .sorted { $0.1 < $1.1 }.map(\.0)
        }
        let isDrawn = !ranking.drawn.isEmpty
        return Ranking(
            lines: ranking.lines, seed: isDrawn ? seed : nil, revotes: ranking.revotes)
    }

    /// The same, with lots drawn in another way: what is equal on everything, in the order drawn.
    ///
    /// Refuses with `tieNeedsLottery` when they are needed and the drawing gives nothing.
    static func of(
        _ judged: [Judged], rules: RoundRules, revotes: [Revote],
        drawing: ([DossierNumber]) -> [DossierNumber]?
    ) throws(Refusal) -> Ranking {
        var used: [Revote] = []
        var entries: [Entry] = []
        for group in groups(judged) {
            let numbers = group.map(\.dossier).sorted()
            let isEqual = group.count > 1
            let revote = isEqual ? revotes.last { $0.isAbout(numbers) } : nil
            if let revote { used.append(revote) }
            let drawn = isEqual ? drawing(numbers) : nil
            entries += group.map { one in
                Entry(
                    judged: one, revoted: revote?.value(of: one.dossier),
                    lot: drawn?.firstIndex(of: one.dossier))
            }
        }
        return try ranked(entries, rules: rules, used: used)
    }

    /// Those that the lottery told apart, by number.
    var drawn: [DossierNumber] {
        var drawn: Set<DossierNumber> = []
        for (line, next) in zip(lines, lines.dropFirst()) where next.decidedBy == "lottery" {
            drawn.formUnion([line.dossier, next.dossier])
        }
        return drawn.sorted()
    }

    private static func ranked(
        _ entries: [Entry], rules: RoundRules, used: [Revote]
    ) throws(Refusal) -> Ranking {
        let sorted = entries.sorted { $0.decides(over: $1).isBefore }
        var lines: [RankingLine] = []
        for (index, entry) in sorted.enumerated() {
            let decision = index == 0 ? nil : sorted[index - 1].decides(over: entry).by
            if decision == .lottery {
                try require(
                    entry.lot != nil, .tieNeedsLottery, subject: "\(entry.judged.dossier)")
            }
            lines.append(
                RankingLine(
                    place: index + 1, dossier: entry.judged.dossier, total: entry.judged.total,
                    decidedBy: decision.map { $0.text(rules.tieChain) },
                    meetsThreshold: entry.judged.total >= Rational(rules.thresholdPoints)))
        }
        return Ranking(lines: lines, seed: nil, revotes: used.isEmpty ? nil : used)
    }

    /// A seed that was typed over from paper: its spaces and capitals say nothing.
    private static func plain(_ seed: String) -> String {
        String(
            decoding: seed.utf8.filter { !($0 == 0x20 || (0x09...0x0D).contains($0)) }.map {
                (0x41...0x5A).contains($0) ? $0 + 0x20 : $0
            }, as: UTF8.self)
    }

    /// In order of rank, the equal ones together.
    private static func groups(_ judged: [Judged]) -> [[Judged]] {
        var groups: [[Judged]] = []
        for one in judged.sorted(by: { $0.decides(over: $1)?.isBefore == true }) {
            if let last = groups.last?.last, last.decides(over: one) == nil {
                groups[groups.count - 1].append(one)
            } else {
                groups.append([one])
            }
        }
        return groups
    }

    private static func lot(
        of dossier: DossierNumber, seed: String, _ hashing: any Hashing
    ) -> Digest {
        hashing.digest(of: Array(seed.utf8) + [0] + Array(String(dossier).utf8))
    }
}

/// One dossier's place.
package struct RankingLine: Codable, Sendable, Equatable {
    package let place: Int
    package let dossier: DossierNumber
    package let total: Rational
    /// What put it below the one before it: `total`, a criterion's code, `revote` or `lottery`; nil
    /// for the first.
    package let decidedBy: String?
    package let meetsThreshold: Bool
}

/// One blind score more on each of the dossiers that the chain left equal (F9).
package struct Revote: Codable, Sendable, Equatable {
    package let values: [RevoteValue]

    package init(values: [RevoteValue]) { self.values = values }

    func isAbout(_ dossiers: [DossierNumber]) -> Bool {
        values.map(\.dossier).sorted() == dossiers.sorted()
    }

    func value(of dossier: DossierNumber) -> Rational? {
        values.first { $0.dossier == dossier }?.value
    }
}

/// What a re-vote came to for one dossier, by the same scale and aggregator as its criteria.
package struct RevoteValue: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let value: Rational

    package init(dossier: DossierNumber, value: Rational) {
        self.dossier = dossier
        self.value = value
    }
}
