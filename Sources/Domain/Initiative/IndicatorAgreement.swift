/// One numbered proposal of terms and who signed it; in force and locked once both sides have (F12).
package struct IndicatorAgreement: Encodable, Sendable, Equatable {
    /// From 1, without gaps; only the newest can be signed.
    package let version: Int
    package let terms: AgreementTerms
    package let fingerprint: Digest
    package let proposedBy: AgreementSide
    package internal(set) var signatures: [AgreementSignature] = []

    package var isAgreed: Bool { signatures.count == AgreementSide.allCases.count }
}

/// Who agrees with whom.
package enum AgreementSide: String, Codable, Sendable, CaseIterable {
    case municipality, coalition
}

/// One side's word, by one person, for exactly these terms.
package struct AgreementSignature: Codable, Sendable, Equatable {
    package let side: AgreementSide
    package let person: PersonID
    package let content: Digest
}
