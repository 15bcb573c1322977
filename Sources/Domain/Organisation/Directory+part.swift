/// Who may watch the directory.
package enum DirectoryViewer: String, Hashable, Sendable, CaseIterable, LosslessStringConvertible {
    /// Administrators, coordinators and auditors: everything but secrets.
    case administration
    /// Everybody who is signed in: organisations and the register of regular services.
    case participant

    package init?(_ description: String) { self.init(rawValue: description) }
    package var description: String { rawValue }
}

/// The parts of a view of the directory.
package enum DirectoryPartKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    case municipality
    case organisation(OrganisationID)
    case person(PersonID)
    case service(Identifier<RegularService>)

    package var description: String {
        switch self {
        case .municipality: "municipality"
        case .organisation(let id): "organisation/\(id)"
        case .person(let id): "person/\(id)"
        case .service(let id): "service/\(id)"
        }
    }
}

/// What a viewer sees of one part of the directory.
package enum DirectoryPart: Encodable, Sendable, Equatable {
    case municipality(code: String, name: String)
    case organisation(Organisation)
    case person(Person, tokens: [TokenSummary])
    case service(RegularService)

    /// A token without its secret.
    package struct TokenSummary: Encodable, Sendable, Equatable {
        package let token: TokenID
        package let label: String
        package let scope: TokenScope
        package let expiresAt: Instant
        package let withdrawn: Bool
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .municipality(let code, let name):
            var container = encoder.container(keyedBy: TextKey.self)
            try container.encode(code, forKey: TextKey(stringValue: "code"))
            try container.encode(name, forKey: TextKey(stringValue: "name"))
        case .organisation(let organisation): try organisation.encode(to: encoder)
        case .person(let person, let tokens):
            try person.encode(to: encoder)
            var container = encoder.container(keyedBy: TextKey.self)
            try container.encode(tokens, forKey: TextKey(stringValue: "tokens"))
        case .service(let service): try service.encode(to: encoder)
        }
    }
}

extension Directory {
    package var partKeys: [DirectoryPartKey] {
        [.municipality] + organisations.keys.sorted().map { .organisation($0) }
            + people.keys.sorted().map { .person($0) }
            + register.keys.sorted().map { .service($0) }
    }

    package func partKeys(touchedBy event: DirectoryEvent) -> [DirectoryPartKey]? {
        switch event {
        case .directoryFounded: [.municipality]
        case .organisationRegistered(let organisation): [.organisation(organisation.id)]
        case .organisationVerified(let id), .concernChanged(let id, _),
            .contractChanged(let id, _):
            [.organisation(id)]
        case .personRegistered(let id, _, _), .membershipAdded(let id, _, _),
            .membershipEnded(let id, _), .roleGranted(let id, _), .roleRevoked(let id, _),
            .secondFactorSet(let id, _), .secondFactorRemoved(let id):
            [.person(id)]
        case .tokenIssued(let token): holder(of: token.id)
        case .tokenWithdrawn(let id): holder(of: id)
        case .regularServiceAdded(let service): [.service(service.id)]
        }
    }

    private func holder(of token: TokenID) -> [DirectoryPartKey] {
        if case .person(let person) = tokens[token]?.holder { [.person(person)] } else { [] }
    }

    package func part(_ key: DirectoryPartKey, for viewer: DirectoryViewer) -> DirectoryPart? {
        switch key {
        case .municipality:
            return .municipality(code: municipality, name: municipalityName)
        case .organisation(let id): return organisations[id].map { .organisation($0) }
        case .service(let id): return register[id].map { .service($0) }
        case .person(let id):
            guard viewer == .administration, let person = people[id] else { return nil }
            return .person(
                person,
                tokens: tokens(of: .person(id)).map {
                    .init(
                        token: $0.id, label: $0.label, scope: $0.scope, expiresAt: $0.expiresAt,
                        withdrawn: $0.withdrawn)
                })
        }
    }

    package func admits(_ actor: Actor, as viewer: DirectoryViewer) -> Bool {
        switch viewer {
        case .administration:
            actor.holds(.administrator) || actor.holds(.coordinator) || actor.holds(.auditor)
        case .participant: actor.person != nil
        }
    }

    package static func changesAccess(_ event: DirectoryEvent) -> Bool {
        switch event {
        case .membershipAdded, .membershipEnded, .roleGranted, .roleRevoked, .tokenWithdrawn: true
        default: false
        }
    }

    package var attending: Set<DirectoryViewer> { [] }

    package func attendanceCommand(
        for viewer: DirectoryViewer, connected: Bool
    ) -> DirectoryCommand? { nil }
}
