/// The exact text that one organisation got about one dossier, as it was sent (F11).
package struct Letter: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let organisation: OrganisationID
    /// What it tells; `outcome` in the log, from when letters told of decisions alone.
    package let kind: LetterKind
    package let text: String
    /// The SHA-256 of the text in UTF-8.
    package let fingerprint: Digest

    package init(
        dossier: DossierNumber, organisation: OrganisationID, kind: LetterKind, text: String,
        fingerprint: Digest
    ) {
        self.dossier = dossier
        self.organisation = organisation
        self.kind = kind
        self.text = text
        self.fingerprint = fingerprint
    }

    private enum CodingKeys: String, CodingKey {
        case dossier, organisation
        case kind = "outcome"
        case text, fingerprint
    }
}

/// What a letter tells; the names stand in the log and never change.
package enum LetterKind: String, Codable, Sendable, CaseIterable {
    /// A decision that was released, by its outcome.
    case granted, offeredInPart, reserve, rejected
    /// The decision comes later than was said (F35, Awb 4:14).
    case termExtended
    /// The dossier isn't considered (Awb 4:5).
    case notConsidered
    /// A part offer was accepted, and the part is granted (F10).
    case offerAccepted
    /// A part offer ended: nobody answered in time, or the coalition declined it.
    case offerLapsed, offerDeclined

    /// The kind of the letter on a decision with that outcome.
    package init(_ outcome: DecisionOutcome) {
        self =
            switch outcome {
            case .granted: .granted
            case .offeredInPart: .offeredInPart
            case .reserve: .reserve
            case .rejected: .rejected
            }
    }
}

/// Writes letters: the domain asks for the exact text and knows no words; Pages implements it.
package protocol LetterWriting: Sendable {
    /// The text of the letter on a decision, the same for the same facts; refuses facts with a gap,
    /// and says which is the first.
    func text(of facts: LetterFacts) throws(LetterGap) -> String

    /// The text of a letter on anything else, under the same promise.
    func text(of facts: NoticeFacts) throws(LetterGap) -> String
}

/// A field of a letter that is empty: it blocks the release.
package struct LetterGap: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name: `authority`, `gate.H1.motivation`, `criteria.versnelling.motivation`.
    package let field: String

    package init(field: String) { self.field = field }

    package var description: String { field }

    /// The names of the fields whose text is blank.
    static func blank(_ fields: [(name: String, text: String)]) -> [String] {
        fields.filter(\.text.trimmed.isEmpty).map(\.name)
    }
}
