import Domain
import Support

/// A ranking with these totals, in this order.
func ranking(_ totals: [(dossier: DossierNumber, total: Rational)]) -> Ranking {
    struct Sample: Encodable {
        let lines: [Line]

        struct Line: Encodable {
            let place: Int
            let dossier: DossierNumber
            let total: Rational
            let meetsThreshold: Bool
        }
    }
    return decoded(
        from: Sample(
            lines: totals.enumerated().map {
                .init(place: $0 + 1, dossier: $1.dossier, total: $1.total, meetsThreshold: true)
            }))
}

/// Every list of that length of these elements.
func everyList<Element>(of elements: [Element], count: Int) -> [[Element]] {
    (0..<count).reduce([[]]) { lists, _ in
        lists.flatMap { list in elements.map { list + [$0] } }
    }
}

/// Every list of those of the elements that may be kept.
func everySubset<Element>(of elements: [Element]) -> [[Element]] {
    elements.reduce([[]]) { sets, element in sets + sets.map { $0 + [element] } }
}
