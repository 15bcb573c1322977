/// Who and what the municipality knows: the stream that every right is read from.
package struct Directory: Aggregate {
    /// The municipality's CBS code, four digits; empty before the directory is founded.
    package private(set) var municipality = ""
    package private(set) var municipalityName = ""
    package private(set) var organisations: [OrganisationID: Organisation] = [:]
    package private(set) var people: [PersonID: Person] = [:]
    package private(set) var tokens: [TokenID: Token] = [:]
    package private(set) var register: [Identifier<RegularService>: RegularService] = [:]
    /// Who comes in with a code as well.
    package private(set) var secondFactors: [PersonID: SecondFactor] = [:]
    private var tokenBySecret: [Digest: TokenID] = [:]
    /// Every session leaves a token behind, so that looking through all of them would take ever
    /// longer.
    private var tokensByHolder: [Actor.Identity: [TokenID]] = [:]

    package init(stream: StreamID) {
        precondition(stream == .directory, "the directory has one stream")
    }

    /// The holder of this token's secret and what the token allows, or nil when it is unknown,
    /// withdrawn or expired.
    package func token(withSecret secret: Digest, at now: Instant) -> Token? {
        guard let id = tokenBySecret[secret], let token = tokens[id], !token.withdrawn,
            now < token.expiresAt
        else { return nil }
        return token
    }

    /// Every token that this holder ever had, by name.
    package func tokens(of holder: Actor.Identity) -> [Token] {
        (tokensByHolder[holder] ?? []).compactMap { tokens[$0] }.sorted { $0.id < $1.id }
    }

    /// The person or screen with the rights of this moment, acting for that organisation.
    ///
    /// Without a choice, somebody who belongs to exactly one organisation acts for that one.
    /// Refuses an organisation that the person doesn't belong to.
    package func actor(
        _ identity: Actor.Identity, actingFor organisation: OrganisationID? = nil
    ) throws(Refusal) -> Actor {
        guard case .person(let id) = identity else { return Actor(identity: identity) }
        guard let person = people[id] else { throw Refusal(.notSignedIn) }
        if let organisation {
            try require(
                person.memberships[organisation] != nil, .notActingForOrganisation,
                subject: organisation.rawValue)
        }
        let only = person.memberships.count == 1 ? person.memberships.keys.first : nil
        return Actor(
            identity: identity, municipalRoles: Set(person.municipalRoles),
            memberships: person.memberships, actingFor: organisation ?? only)
    }

    package static func founds(_ command: DirectoryCommand) -> Bool {
        if case .foundDirectory = command { true } else { false }
    }

    package var deadline: Instant? { nil }
    package static var passTime: DirectoryCommand { .passTime }

    package mutating func apply(_ event: DirectoryEvent, stamp: Stamp) {
        switch event {
        case .directoryFounded(let municipality, let name):
            self.municipality = municipality
            municipalityName = name
        case .organisationRegistered(let organisation):
            organisations[organisation.id] = organisation
        case .organisationVerified(let id):
            organisations[id]?.verified = true
        case .concernChanged(let id, let concern):
            organisations[id]?.concern = concern
        case .contractChanged(let id, let segments):
            organisations[id]?.segments = segments
        case .personRegistered(let id, let name, let emails):
            people[id] = Person(
                id: id, name: name, emails: emails, municipalRoles: [], memberships: [:])
        case .membershipAdded(let person, let organisation, let role):
            people[person]?.memberships[organisation] = role
        case .membershipEnded(let person, let organisation):
            people[person]?.memberships[organisation] = nil
        case .roleGranted(let person, let role):
            people[person]?.municipalRoles.append(role)
        case .roleRevoked(let person, let role):
            people[person]?.municipalRoles.removeAll { $0 == role }
        case .tokenIssued(let token):
            tokens[token.id] = token
            tokenBySecret[token.secret] = token.id
            tokensByHolder[token.holder, default: []].append(token.id)
        case .tokenWithdrawn(let id):
            tokens[id]?.withdrawn = true
        case .secondFactorSet(let id, let factor):
            secondFactors[id] = factor
            people[id]?.hasSecondFactor = true
        case .secondFactorRemoved(let id):
            secondFactors[id] = nil
            people[id]?.hasSecondFactor = false
        case .regularServiceAdded(let service):
            register[service.id] = service
        }
    }

    package func deviation(
        of event: DirectoryEvent, stamp: Stamp, hashing: any Hashing
    ) -> String? {
        // The directory stores nothing that is computed from something else.
        nil
    }
}
