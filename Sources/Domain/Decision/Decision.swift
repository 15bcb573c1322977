/// What the mandated person intends for one dossier; known to applicants only once released (F11).
package struct Decision: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let outcome: DecisionOutcome
    /// What is granted or offered; zero otherwise.
    package let amount: Cents
    package let motivation: String
    /// Why it isn't what the committee advised; compulsory then (Awb 3:50).
    package let deviation: String?
    package let by: PersonID
    /// Why nothing is given, as countable categories; nil but for a rejection.
    package let grounds: [RefusalGround]?
    /// The fingerprint of what it rests on; nil in rounds from before it was noted (F31).
    package let basis: Digest?
}

/// What may be decided on a dossier.
package enum DecisionOutcome: String, Codable, Sendable, CaseIterable {
    case granted, offeredInPart, reserve, rejected

    var state: DossierState {
        switch self {
        case .granted: .granted
        case .offeredInPart: .offeredInPart
        case .reserve: .reserve
        case .rejected: .rejected
        }
    }
}
