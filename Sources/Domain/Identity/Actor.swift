/// Who gives a command, with everything that the directory says of that person at this moment.
///
/// Made anew for every command and every check of a subscription, so that a changed right holds at
/// once, also on connections that are open.
package struct Actor: Sendable, Equatable {
    package let identity: Identity
    /// Roles held in the whole municipality; those of one round are in that round.
    package let municipalRoles: Set<MunicipalRole>
    /// What the person may do for which organisation.
    package let memberships: [OrganisationID: OrganisationRole]
    /// The organisation in whose name this command is given, always one of `memberships`.
    package let actingFor: OrganisationID?

    package init(
        identity: Identity, municipalRoles: Set<MunicipalRole> = [],
        memberships: [OrganisationID: OrganisationRole] = [:], actingFor: OrganisationID? = nil
    ) {
        self.identity = identity
        self.municipalRoles = municipalRoles
        self.memberships = memberships
        self.actingFor = actingFor
    }

    /// The server itself, which passes time and notes who is connected.
    package static let server = Actor(identity: .server)

    /// The person behind it, if it is one.
    package var person: PersonID? { identity.person }

    /// Whether the person holds this role in the municipality.
    package func holds(_ role: MunicipalRole) -> Bool { municipalRoles.contains(role) }

    /// Who is behind a command or a connection.
    package enum Identity: Hashable, Sendable {
        case person(PersonID)
        /// The projector screen of one round: a key without a person, which may only watch.
        case projector(RoundID)
        case server
    }
}

/// A role held in the whole municipality (product.md, section 1).
package enum MunicipalRole: String, Codable, Sendable, CaseIterable, Hashable {
    case administrator, coordinator, decisionMaker, budgetHolder, relationshipManager
    case neighbourhoodTeam, auditor, councilMember
}

/// What a person may do for an organisation (F2); each role includes those after it.
package enum OrganisationRole: String, Codable, Sendable, CaseIterable, Hashable {
    case signatory, editor, reader

    package var mayEdit: Bool { self != .reader }
}

extension Actor.Identity {
    /// The person behind it, if it is one.
    package var person: PersonID? {
        if case .person(let person) = self { person } else { nil }
    }
}

extension Actor.Identity: Codable, CustomStringConvertible {
    package var description: String {
        switch self {
        case .person(let person): "person/\(person)"
        case .projector(let round): "projector/\(round)"
        case .server: "server"
        }
    }

    /// The identity as written by `description`.
    package init?(_ text: String) {
        if text == "server" {
            self = .server
        } else if text.hasPrefix("person/"),
            let person = PersonID(rawValue: String(text.dropFirst(7)))
        {
            self = .person(person)
        } else if text.hasPrefix("projector/"),
            let round = RoundID(rawValue: String(text.dropFirst(10)))
        {
            self = .projector(round)
        } else {
            return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let identity = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an identity"))
        }
        self = identity
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
