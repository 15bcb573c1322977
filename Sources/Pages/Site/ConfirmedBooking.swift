internal import Domain

/// What is told at the last look of money that is added to the pot: where it comes from, why, and
/// what the pot becomes.
enum ConfirmedBooking {
    /// What was filled in, each as its name and its text.
    static func facts(
        _ fields: [(name: String, value: String)], _ visit: Visit
    ) -> [[String: Any]] {
        func typed(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        let kind = typed("kind").flatMap(PotChange.init(rawValue:)).map { $0.word(visit.language) }
        let facts: [(AllocationWords, String?)] = [(.kind, kind), (.reasons, typed("reasons"))]
        return facts.compactMap { word, text in
            text.map { ConfirmedFacts.fact(word(visit.language), $0) }
        }
    }

    /// What there is to divide in all from then on, for who sees the pot.
    static func lines(_ consequence: Consequence, _ visit: Visit) -> [String] {
        let pot = visit.round?.view.first(.pot) { part -> Cents? in
            if case .pot(let pot) = part { pot.pot } else { nil }
        }
        guard let pot else { return [] }
        let added = consequence.ledger.map(\.amount).total
        let (now, then) = (visit.written.money(pot), visit.written.money(pot + added))
        return [
            "\(ConfirmWords.potBecomes(visit.language)) \(then) "
                + "(\(ConfirmWords.now(visit.language)) \(now))"
        ]
    }
}

extension PotChange {
    /// Where the money comes from, as people choose it.
    var word: AllocationWords {
        switch self {
        case .raised: .raised
        case .carriedOver: .carriedOver
        }
    }
}
