internal import Domain

/// Where the lottery told dossiers apart, in words.
struct RankingLots {
    private let ranking: Ranking
    private let language: Language

    init(_ ranking: Ranking, _ language: Language) {
        (self.ranking, self.language) = (ranking, language)
    }

    /// Each group that was equal in everything, in the order that was drawn.
    private var groups: [[DossierNumber]] {
        var groups: [[DossierNumber]] = []
        for line in ranking.lines {
            if line.decidedBy == "lottery", !groups.isEmpty {
                groups[groups.count - 1].append(line.dossier)
            } else {
                groups.append([line.dossier])
            }
        }
        return groups.filter { $0.count > 1 }
    }

    /// For each group what was drawn, and whether that decides about money.
    func lines(_ allocation: Allocation?) -> [String] {
        groups.flatMap { group in
            [drawn(group)] + (allocation.map { money(group, $0) } ?? [])
        }
    }

    private func drawn(_ group: [DossierNumber]) -> String {
        let equal = Self.list(group.sorted(), language, beforeLast: DeskWords.and(language))
        let order = Self.list(group, language, beforeLast: LotWords.then(language))
        return "\(equal.prefix(1).uppercased())\(equal.dropFirst()) "
            + "\(LotWords.equal(language)) \(order)."
    }

    private func money(_ group: [DossierNumber], _ allocation: Allocation) -> [String] {
        let given = group.filter {
            (allocation.line(of: $0)?.amount ?? .zero) > .zero
        }
        guard !given.isEmpty, given.count < group.count else { return [] }
        return [LotWords.money(language)]
    }

    /// `dossier 2, dossier 5 en dossier 7`.
    private static func list(
        _ group: [DossierNumber], _ language: Language, beforeLast and: String
    ) -> String {
        let names = group.map { "\(DeskWords.inSentence(language)) \($0)" }
        return names.dropLast().joined(separator: ", ") + " \(and) " + (names.last ?? "")
    }
}

/// The words of what the lottery decided.
enum LotWords: String, Words {
    case equal, then, money

    var phrase: Phrase {
        switch self {
        case .equal:
            Phrase(
                "zijn op alles gelijk. Het lot bepaalde de volgorde:",
                "are equal on everything. The lottery gave the order:")
        case .then: Phrase("en dan", "and then")
        case .money:
            Phrase(
                "Het lot bepaalde hier ook wie geld krijgt.",
                "Here the lottery also decided who is funded.")
        }
    }
}
