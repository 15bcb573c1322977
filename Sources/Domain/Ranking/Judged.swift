/// One dossier with what its scores say of its place.
struct Judged {
    let dossier: DossierNumber
    let total: Rational
    /// The values along the chain.
    let chain: [Rational]

    init(_ dossier: DossierNumber, _ result: ScoreResult, _ rules: RoundRules) {
        self.dossier = dossier
        total = result.total ?? 0
        chain = rules.tieChain.map { result.value(of: $0) ?? 0 }
    }

    /// Nil when a criterion that counts has no value.
    init?(_ dossier: DossierNumber, _ values: [CriterionCode: Rational], _ rules: RoundRules) {
        guard let total = rules.total(of: values) else { return nil }
        self.dossier = dossier
        self.total = total
        chain = rules.tieChain.map { values[$0] ?? 0 }
    }

    /// What tells the two apart, and whether this one goes first; nil when they are equal.
    func decides(over other: Judged) -> (isBefore: Bool, by: Decider)? {
        if total != other.total { return (total > other.total, .total) }
        for (index, pair) in zip(chain, other.chain).enumerated() where pair.0 != pair.1 {
            return (pair.0 > pair.1, .chain(index))
        }
        return nil
    }
}

/// One dossier with everything that may decide its place.
struct Entry {
    let judged: Judged
    let revoted: Rational?
    /// Its place among those that are equal to it, when lots are drawn.
    let lot: Int?

    /// What tells two entries apart, and whether this one goes first.
    func decides(over other: Entry) -> (isBefore: Bool, by: Decider) {
        if let decision = judged.decides(over: other.judged) { return decision }
        if let revoted, let otherRevoted = other.revoted, revoted != otherRevoted {
            return (revoted > otherRevoted, .revote)
        }
        guard let lot, let otherLot = other.lot else { return (false, .lottery) }
        return (lot < otherLot, .lottery)
    }
}

/// What decided between two dossiers.
enum Decider: Equatable {
    case total, chain(Int), revote, lottery

    func text(_ chain: [CriterionCode]) -> String {
        switch self {
        case .total: "total"
        case .chain(let index): chain[index].rawValue
        case .revote: "revote"
        case .lottery: "lottery"
        }
    }
}
