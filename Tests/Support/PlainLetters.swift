package import Domain

/// Letters that say no more than a test asks about; one with an empty authority has a gap.
package struct PlainLetters: LetterWriting {
    package init() {}

    package func text(of facts: LetterFacts) throws(LetterGap) -> String {
        if let gap = facts.gaps.first { throw gap }
        let head = facts.head
        return """
            Aan \(head.addressee.name) over dossier \(head.dossier), \(head.title).
            Besluit: \(facts.decision.outcome), \(facts.amounts.decided.value) cent.
            """
    }

    package func text(of facts: NoticeFacts) throws(LetterGap) -> String {
        if let gap = facts.gaps.first { throw gap }
        let head = facts.head
        return """
            Aan \(head.addressee.name) over dossier \(head.dossier), \(head.title).
            Bericht: \(facts.notice.kind).
            """
    }
}
