/// Whether the outcome hangs on one member, on mean or median, or on who recused (F9): scores alone,
/// gate and quorum stay.
package struct Robustness: Codable, Sendable, Equatable {
    /// Each member left out, by name; the other aggregator; the correction for recusals.
    package let variants: [Variant]
    /// Every dossier whose being funded changes in some variant, by number.
    package let boundary: [DossierNumber]
    /// Of the blind first ballots.
    package let agreementFirst: Agreement
    /// Of the adopted ballots.
    package let agreementLast: Agreement

    /// One rerun and what became of it.
    package struct Variant: Codable, Sendable, Equatable {
        package let kind: Kind
        /// False when this rerun says nothing: a dossier has no total left, or the correction for
        /// recusals has no single answer; all the rest is empty then.
        package let estimable: Bool
        /// In order of rank.
        package let order: [Standing]
        /// Who gets anything, by number.
        package let funded: [DossierNumber]
        /// Whose being funded differs from the adopted allocation, by number.
        package let changed: [DossierNumber]
        /// Those that only the lottery would tell apart here, by number, when its seed wasn't
        /// opened: `order` and `funded` have them by number, and `changed` has whoever may change.
        package let tied: [DossierNumber]?
    }

    /// What is done otherwise in a rerun.
    package enum Kind: Codable, Sendable, Equatable {
        case without(member: PersonID)
        case aggregator(Aggregator)
        case recusalsCorrected

        /// The names of the kinds in the log, listed so that its schema can be read from them.
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case without, aggregator, recusalsCorrected
        }
    }

    /// One dossier in a rerun.
    package struct Standing: Codable, Sendable, Equatable {
        package let dossier: DossierNumber
        package let total: Rational
        package let amount: Cents
    }
}

extension Robustness {
    /// Reruns the ranking and the allocation on the sheets of all ranked dossiers.
    ///
    /// The minimum of votes doesn't hold in a rerun. A tie takes a re-vote that was held on the
    /// same dossiers, else the lottery. Nobody opens its seed for what is only a thought: without
    /// one the pot is divided twice, with the equal ones by number and the other way round, and
    /// whoever's being funded changes in either is `changed`. `allocate` divides the pot of the
    /// round by its rule.
    ///
    /// Source: F9 and rulings.md, "Robustness" and "Small print".
    package static func of(
        _ sheets: [ScoreSheet], adopted: Allocation, rules: RoundRules, revotes: [Revote] = [],
        seed: String?, hashing: any Hashing, allocate: (Ranking) -> Allocation
    ) throws(Refusal) -> Robustness {
        let given = sheets.given(\.scores, on: rules.counted)
        let first = sheets.given(\.first, on: rules.counted)
        let dossiers = sheets.map(\.dossier)
        var variants: [Variant] = []
        for rerun in Self.reruns(given, rules) {
            let judged = rerun.given.flatMap { judge(dossiers, $0, rerun.aggregator, rules) }
            guard let judged else {
                variants.append(.notEstimable(rerun.kind))
                continue
            }
            let orders = try orders(
                of: judged, rules: rules, revotes: revotes, seed: seed, hashing: hashing)
            variants.append(Variant(rerun.kind, orders, adopted: adopted, allocate))
        }
        return Robustness(
            variants: variants, boundary: Set(variants.flatMap(\.changed)).sorted(),
            agreementFirst: Agreement(first), agreementLast: Agreement(given))
    }

    /// The ranking of a rerun; without a seed, where lots would be drawn, both ways round.
    private static func orders(
        of judged: [Judged], rules: RoundRules, revotes: [Revote], seed: String?,
        hashing: any Hashing
    ) throws(Refusal) -> (first: Ranking, other: Ranking?) {
        if let seed {
            let ranking = try Ranking.of(
                judged, rules: rules, revotes: revotes, seed: seed, hashing: hashing)
            return (ranking, nil)
        }
        let byNumber = try Ranking.of(judged, rules: rules, revotes: revotes) { $0 }
        guard !byNumber.drawn.isEmpty else { return (byNumber, nil) }
        return (
            byNumber, try Ranking.of(judged, rules: rules, revotes: revotes) { $0.reversed() }
        )
    }

    /// What is judged how; nil scores are what can't be estimated.
    private static func reruns(
        _ given: [GivenScore], _ rules: RoundRules
    ) -> [(kind: Kind, given: [GivenScore]?, aggregator: Aggregator)] {
        let leftOut = Set(given.map(\.member)).sorted().map { member in
            (
                kind: Kind.without(member: member),
                given: Optional(given.filter { $0.member != member }), aggregator: rules.aggregator
            )
        }
        let other: Aggregator = rules.aggregator == .mean ? .median : .mean
        let corrected = RecusalCorrection(given).map { correction in
            given.map { score in
                GivenScore(
                    member: score.member, unit: score.unit,
                    value: score.value - (correction.effects[score.member] ?? 0))
            }
        }
        return leftOut + [
            (.aggregator(other), given, other), (.recusalsCorrected, corrected, rules.aggregator),
        ]
    }

    /// Nil when a dossier has no total.
    private static func judge(
        _ dossiers: [DossierNumber], _ given: [GivenScore], _ aggregator: Aggregator,
        _ rules: RoundRules
    ) -> [Judged]? {
        let scores = Dictionary(grouping: given, by: \.unit).mapValues { $0.map(\.value) }
        var judged: [Judged] = []
        for dossier in dossiers {
            let values = rules.counted.reduce(into: [CriterionCode: Rational]()) {
                let unit = ScoredUnit(dossier: dossier, criterion: $1.code)
                $0[$1.code] = aggregator.value(of: scores[unit] ?? [])
            }
            guard let one = Judged(dossier, values, rules) else { return nil }
            judged.append(one)
        }
        return judged
    }
}

extension Robustness.Variant {
    fileprivate init(
        _ kind: Robustness.Kind, _ orders: (first: Ranking, other: Ranking?),
        adopted: Allocation, _ allocate: (Ranking) -> Allocation
    ) {
        let (ranking, allocation) = (orders.first, allocate(orders.first))
        let others = orders.other.map { [allocate($0)] } ?? []
        self.kind = kind
        estimable = true
        order = ranking.lines.map { line in
            Robustness.Standing(
                dossier: line.dossier, total: line.total,
                amount: allocation.line(of: line.dossier)?.amount ?? .zero)
        }
        funded = allocation.funded
        changed = Set(
            ([allocation] + others).flatMap {
                Set($0.funded).symmetricDifference(adopted.funded)
            }
        ).sorted()
        tied = orders.other == nil ? nil : ranking.drawn
    }

    fileprivate static func notEstimable(_ kind: Robustness.Kind) -> Self {
        Self(kind: kind, estimable: false, order: [], funded: [], changed: [], tied: nil)
    }
}
