/// A place in the assessment committee, held by one person in one round.
package struct Seat: Codable, Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let kind: Kind
    /// The organisations that the person belonged to when appointed: a tie is an interest (F8).
    package let ties: [OrganisationID]
    package let tiedConcerns: [String]
    /// For a substitute who was called: whose place it is.
    package var replaces: PersonID?
    /// Nil until the member has declared; empty for no interests.
    package var interests: [Interest]?

    /// What somebody is in the committee.
    package enum Kind: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
        case chair, deputyChair, member, substitute, secretary
    }

    /// Whether the seat has a vote; a substitute's only once called.
    package var votes: Bool {
        switch kind {
        case .chair, .deputyChair, .member: true
        case .substitute: replaces != nil
        case .secretary: false
        }
    }
}

/// An interest that a member declares in one dossier (F8).
package struct Interest: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let kind: Kind
    /// Says what it is; compulsory for `other`.
    package let text: String?

    /// What kind of interest it is.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case ownOrganisation, financial, personal, earlierInvolvement, other
    }
}

/// Who assesses: the seats and who is kept from what.
package struct Committee: Sendable, Equatable {
    package internal(set) var seats: [Seat] = []

    /// That person's seat, or nil when there is none.
    package func seat(of person: PersonID) -> Seat? { seats.first { $0.person == person } }

    /// Whether that person holds a seat of that kind.
    package func holds(_ kind: Seat.Kind, _ person: PersonID?) -> Bool {
        seats.contains { $0.kind == kind && $0.person == person }
    }

    /// Whether a substitute was called for this person.
    func isReplaced(_ person: PersonID) -> Bool { seats.contains { $0.replaces == person } }

    /// Whether the member has an interest in this one dossier, declared or by a tie to one of its
    /// organisations or their concern.
    func hasInterest(_ seat: Seat, in dossier: Dossier) -> Bool {
        if seat.interests?.contains(where: { $0.dossier == dossier.number }) == true { return true }
        return dossier.members.contains { partner in
            seat.ties.contains(partner.organisation.id)
                || seat.tiedConcerns.contains(partner.organisation.concern)
        }
    }
}
