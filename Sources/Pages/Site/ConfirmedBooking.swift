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
            text.map { text -> [String: Any] in
                ["name": word(visit.language), "text": text]
            }
        }
    }

    /// What there is to divide in all from then on, for who sees the pot.
    static func lines(_ consequence: Consequence, _ visit: Visit) -> [String] {
        guard let view = visit.round?.view else { return [] }
        let added = consequence.ledger.map(\.amount).total
        for viewer in view.viewers {
            guard case .pot(let pot) = view.part(.pot, for: viewer) else { continue }
            let (now, then) = (visit.written.money(pot.pot), visit.written.money(pot.pot + added))
            return [
                "\(ConfirmWords.potBecomes(visit.language)) \(then) "
                    + "(\(ConfirmWords.now(visit.language)) \(now))"
            ]
        }
        return []
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
