/// How far the writing of one section is, and with whom it lies (F33).
package struct SectionWork: Codable, Sendable, Equatable {
    package let stage: Stage
    /// The partner who writes it, while it lies with one.
    package let partner: OrganisationID?

    /// The steps on the way from an empty section to a finished one.
    package enum Stage: String, Codable, Sendable, CaseIterable {
        case open, withPartner, readyForReview, done

        /// Whether somebody still has to do something before the dossier can be signed.
        package var isPending: Bool { self == .withPartner || self == .readyForReview }
    }
}

/// That a signatory wouldn't sign, and about which sections (F33).
package struct SigningRefusal: Codable, Sendable, Equatable {
    package let organisation: OrganisationID
    package let version: Int
    package let reasons: String
    package let sections: [Section]
}
