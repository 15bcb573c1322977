/// The place in the ranking, with what told it from its neighbours (F9).
package struct ExplainedRank: Sendable, Equatable, Codable {
    package let place: Int
    package let ranked: Int
    /// The dossier before it; nil for the first.
    package let above: ExplainedNeighbour?
    /// The dossier after it; nil for the last.
    package let below: ExplainedNeighbour?

    /// That dossier's place in the ranking; nil when it has none.
    package init?(_ ranking: Ranking, dossier: DossierNumber, rules: RoundRules) {
        guard let index = ranking.lines.firstIndex(where: { $0.dossier == dossier }) else {
            return nil
        }
        place = ranking.lines[index].place
        ranked = ranking.lines.count
        above =
            index == 0
            ? nil
            : ExplainedNeighbour(
                dossier: ranking.lines[index - 1].dossier, line: ranking.lines[index],
                ranking, rules)
        below = ranking.lines.dropFirst(index + 1).first.map {
            ExplainedNeighbour(dossier: $0.dossier, line: $0, ranking, rules)
        }
    }
}

/// The dossier next to it in the ranking, and what told the two apart.
package struct ExplainedNeighbour: Sendable, Equatable, Codable {
    package let dossier: DossierNumber
    package let decidedBy: RankDecider

    /// - Parameter line: the lower one of the two, which has what decided.
    init(dossier: DossierNumber, line: RankingLine, _ ranking: Ranking, _ rules: RoundRules) {
        self.dossier = dossier
        decidedBy = RankDecider(line.decidedBy ?? "total", ranking, rules)
    }
}

/// What tells two neighbours in the ranking apart (F9).
package enum RankDecider: Sendable, Equatable, Codable {
    case total
    /// By the title of the criterion in the chain that differed.
    case criterion(title: String)
    /// The blind second score among the tied.
    case revote
    /// SHA-256(seed, a zero byte, the number in decimal digits), smallest first (rulings.md,
    /// "Ties").
    case lottery(seed: String, commitment: Digest)

    init(_ decidedBy: String, _ ranking: Ranking, _ rules: RoundRules) {
        switch decidedBy {
        case "total": self = .total
        case "revote": self = .revote
        case "lottery":
            self = .lottery(seed: ranking.seed ?? "", commitment: rules.lotterySeed)
        default:
            let criterion = rules.criteria.first { $0.code.rawValue == decidedBy }
            self = .criterion(title: criterion?.title ?? decidedBy)
        }
    }
}
