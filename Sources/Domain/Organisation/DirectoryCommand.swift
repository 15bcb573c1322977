/// What may be asked of the directory: people, organisations, rights, tokens and the register of
/// regular services.
package enum DirectoryCommand: Codable, Sendable, Equatable {
    /// Begins the directory with its first administrator; only the server itself, only once.
    case foundDirectory(
        municipality: String, municipalityName: String, administrator: PersonID,
        administratorName: String)
    case registerOrganisation(
        organisation: OrganisationID, name: String, kvk: String, agb: String?, concern: String?,
        sectors: [String], segments: [String])
    case verifyOrganisation(organisation: OrganisationID)
    case changeConcern(organisation: OrganisationID, concern: String)
    case changeContract(organisation: OrganisationID, segments: [String])
    case registerPerson(person: PersonID, name: String, emails: [String])
    case addMembership(
        person: PersonID, organisation: OrganisationID, role: OrganisationRole)
    case endMembership(person: PersonID, organisation: OrganisationID)
    case grantRole(person: PersonID, role: MunicipalRole)
    case revokeRole(person: PersonID, role: MunicipalRole)
    case issueToken(
        token: TokenID, holder: Actor.Identity, secret: Digest, scope: TokenScope,
        expiresAt: Instant, label: String)
    case withdrawToken(token: TokenID)
    /// From now on its person comes in with a code as well.
    case setSecondFactor(person: PersonID, factor: SecondFactor)
    case removeSecondFactor(person: PersonID)
    case addRegularService(
        service: Identifier<RegularService>, title: String, description: String,
        regularSince: CivilDate, source: String, precedent: Precedent?)
    case passTime

    /// The names of the commands on the wire.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case foundDirectory, registerOrganisation, verifyOrganisation, changeConcern
        case changeContract, registerPerson, addMembership, endMembership, grantRole, revokeRole
        case issueToken, withdrawToken, addRegularService, setSecondFactor, removeSecondFactor
        case passTime
    }
}

/// What has happened to the directory.
package enum DirectoryEvent: Codable, Sendable, Equatable {
    case directoryFounded(municipality: String, municipalityName: String)
    case organisationRegistered(organisation: Organisation)
    case organisationVerified(organisation: OrganisationID)
    case concernChanged(organisation: OrganisationID, concern: String)
    case contractChanged(organisation: OrganisationID, segments: [String])
    case personRegistered(person: PersonID, name: String, emails: [String])
    case membershipAdded(
        person: PersonID, organisation: OrganisationID, role: OrganisationRole)
    case membershipEnded(person: PersonID, organisation: OrganisationID)
    case roleGranted(person: PersonID, role: MunicipalRole)
    case roleRevoked(person: PersonID, role: MunicipalRole)
    case tokenIssued(token: Token)
    case tokenWithdrawn(token: TokenID)
    case secondFactorSet(person: PersonID, factor: SecondFactor)
    case secondFactorRemoved(person: PersonID)
    case regularServiceAdded(service: RegularService)

    /// The names of the events in the log.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case directoryFounded, organisationRegistered, organisationVerified, concernChanged
        case contractChanged, personRegistered, membershipAdded, membershipEnded, roleGranted
        case roleRevoked, tokenIssued, tokenWithdrawn, regularServiceAdded, secondFactorSet
        case secondFactorRemoved
    }
}
