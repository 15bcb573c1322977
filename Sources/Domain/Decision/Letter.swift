/// The exact text that one organisation got about one decision, as it was released (F11).
package struct Letter: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let organisation: OrganisationID
    package let outcome: DecisionOutcome
    package let text: String
    /// The SHA-256 of the text in UTF-8.
    package let fingerprint: Digest

    package init(
        dossier: DossierNumber, organisation: OrganisationID, outcome: DecisionOutcome,
        text: String, fingerprint: Digest
    ) {
        self.dossier = dossier
        self.organisation = organisation
        self.outcome = outcome
        self.text = text
        self.fingerprint = fingerprint
    }
}

/// Writes letters: the domain asks for the exact text and knows no words; Pages implements it.
package protocol LetterWriting: Sendable {
    /// The text of the letter, the same for the same facts; refuses facts with a gap, and says
    /// which is the first.
    func text(of facts: LetterFacts) throws(LetterGap) -> String
}

/// A field of a letter that is empty: it blocks the release.
package struct LetterGap: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name: `authority`, `gate.H1.motivation`, `criteria.versnelling.motivation`.
    package let field: String

    package init(field: String) { self.field = field }

    package var description: String { field }
}
