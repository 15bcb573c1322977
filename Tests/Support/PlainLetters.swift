package import Domain

/// Letters that say no more than a test asks about; one with an empty authority has a gap.
package struct PlainLetters: LetterWriting {
    package init() {}

    package func text(of facts: LetterFacts) throws(LetterGap) -> String {
        if let gap = facts.gaps.first { throw gap }
        return """
            Aan \(facts.addressee.name) over dossier \(facts.dossier), \(facts.title).
            Besluit: \(facts.decision.outcome), \(facts.amounts.decided.value) cent.
            """
    }
}
