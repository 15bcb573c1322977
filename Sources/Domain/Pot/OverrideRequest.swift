/// A wish to fund a dossier against the rule, by one person, for a second to approve or refuse (F10).
package struct OverrideRequest: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let amount: Cents
    package let reasons: String
    /// Why each dossier above it that gets nothing is passed over.
    package let skipped: [SkippedDossier]
    package let askedBy: PersonID
    package internal(set) var approvedBy: PersonID?
    /// It stays in sight, also when something else is asked for the dossier: who asked must know.
    package internal(set) var refused: RefusedOverride?

    /// Whether nobody has said yes or no to it.
    package var isOpen: Bool { approvedBy == nil && refused == nil }
}

/// Who said no to what was asked against the rule, and why.
package struct RefusedOverride: Codable, Sendable, Equatable {
    package let by: PersonID
    package let reasons: String
}

/// A dossier that stands higher and is passed over, and why.
package struct SkippedDossier: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let reasons: String

    package init(_ dossier: DossierNumber, _ reasons: String) {
        self.dossier = dossier
        self.reasons = reasons
    }
}

/// What may be added to a pot after it was set; it is never lowered (F1, Awb 4:27).
package enum PotChange: String, Codable, Sendable, CaseIterable {
    case raised, carriedOver

    var kind: LedgerEntry.Kind { self == .raised ? .raised : .carriedOver }
}

/// Two dossiers of which at most one is funded, in whole or in part.
package struct IncompatiblePair: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let other: DossierNumber
    package let reasons: String
}

/// Less than was asked, as the committee advises it, with reasons.
package struct AmountAdvice: Codable, Sendable, Equatable {
    package let amount: Cents
    package let reasons: String
}
