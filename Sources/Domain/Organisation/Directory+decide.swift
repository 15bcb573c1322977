extension Directory {
    package func decide(
        _ command: DirectoryCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [DirectoryEvent] {
        switch command {
        case .foundDirectory(let municipality, let name, let administrator, let administratorName):
            try require(actor.identity == .server, .notAllowed)
            try require(self.municipality.isEmpty, .alreadyExists, subject: "directory")
            try requireDigits(municipality, 4, subject: "municipality")
            try requireText(name, most: Limits.nameCharactersMost, subject: "municipalityName")
            try requireText(
                administratorName, most: Limits.nameCharactersMost, subject: "administratorName")
            return [
                .directoryFounded(municipality: municipality, municipalityName: name),
                .personRegistered(person: administrator, name: administratorName, emails: []),
                .roleGranted(person: administrator, role: .administrator),
            ]
        case .registerOrganisation, .verifyOrganisation, .changeConcern, .changeContract:
            try requireStaff(actor)
            return [try decideOrganisation(command)]
        case .registerPerson, .addMembership, .endMembership:
            try requireStaff(actor)
            return [try decidePerson(command)]
        case .grantRole, .revokeRole:
            try require(actor.holds(.administrator), .notAllowed)
            return [try decideRole(command)]
        case .issueToken(let token, let holder, let secret, let scope, let expiresAt, let label):
            let issued = Token(
                id: token, holder: holder, secret: secret, scope: scope, expiresAt: expiresAt,
                label: label, withdrawn: false)
            return [try decideToken(issued, by: actor, now: world.now)]
        case .withdrawToken(let id):
            // Who may not know of somebody else's token learns the same as of one that isn't there.
            guard let token = tokens[id],
                actor.holds(.administrator) || actor.identity == token.holder
            else { throw Refusal(.unknownToken, subject: "\(id)") }
            try require(!token.withdrawn, .wrongState, subject: "token")
            return [.tokenWithdrawn(token: id)]
        case .setSecondFactor(let id, let factor):
            try require(actor.person == id, .notAllowed)
            try require(secondFactors[id] == nil, .alreadyExists, subject: "factor")
            return [.secondFactorSet(person: id, factor: factor)]
        case .removeSecondFactor(let id):
            let isOwn = actor.person == id
            try require(
                isOwn || actor.identity == .server || actor.holds(.administrator), .notAllowed)
            _ = try person(id)
            try require(secondFactors[id] != nil, .wrongState, subject: "factor")
            return [.secondFactorRemoved(person: id)]
        case .addRegularService(
            let id, let title, let description, let since, let source, let precedent):
            try require(actor.holds(.coordinator), .notAllowed)
            try require(register[id] == nil, .alreadyExists, subject: "\(id)")
            try require(
                register.count < Limits.regularServices, .tooMany, limit: Limits.regularServices)
            try requireText(title, most: Limits.nameCharactersMost, subject: "title")
            try requireText(
                description, most: Limits.descriptionCharactersMost, subject: "description")
            try requireText(source, most: Limits.nameCharactersMost, subject: "source")
            return [
                .regularServiceAdded(
                    service: RegularService(
                        id: id, title: title, description: description, regularSince: since,
                        source: source, precedent: precedent))
            ]
        case .passTime:
            throw Refusal(.nothingDue)
        }
    }

    private func requireStaff(_ actor: Actor) throws(Refusal) {
        try require(
            actor.identity == .server || actor.holds(.administrator) || actor.holds(.coordinator),
            .notAllowed)
    }

    private func decideOrganisation(
        _ command: DirectoryCommand
    ) throws(Refusal) -> DirectoryEvent {
        switch command {
        case .registerOrganisation(
            let id, let name, let kvk, let agb, let concern, let sectors, let segments):
            try require(organisations[id] == nil, .alreadyExists, subject: "\(id)")
            try require(
                organisations.count < Limits.organisations, .tooMany, limit: Limits.organisations)
            try requireText(name, most: Limits.nameCharactersMost, subject: "name")
            try requireDigits(kvk, 8, subject: "kvk")
            try require(
                !organisations.values.contains { $0.kvk == kvk }, .alreadyExists, subject: "kvk")
            if let agb { try requireDigits(agb, 8, subject: "agb") }
            try requireNames(sectors, subject: "sectors")
            try requireNames(segments, subject: "segments")
            let group = concern ?? name
            try requireText(group, most: Limits.nameCharactersMost, subject: "concern")
            return .organisationRegistered(
                organisation: Organisation(
                    id: id, name: name, kvk: kvk, agb: agb, concern: group, sectors: sectors,
                    segments: segments, verified: false))
        case .changeConcern(let id, let concern):
            let organisation = try organisation(id)
            try requireText(concern, most: Limits.nameCharactersMost, subject: "concern")
            try require(organisation.concern != concern, .wrongState, subject: "concern")
            return .concernChanged(organisation: id, concern: concern)
        case .changeContract(let id, let segments):
            let organisation = try organisation(id)
            try requireNames(segments, subject: "segments")
            try require(organisation.segments != segments, .wrongState, subject: "segments")
            return .contractChanged(organisation: id, segments: segments)
        case .verifyOrganisation(let id):
            try require(try !organisation(id).verified, .wrongState, subject: "\(id)")
            return .organisationVerified(organisation: id)
        default: preconditionFailure("only commands about organisations come here")
        }
    }

    private func decidePerson(_ command: DirectoryCommand) throws(Refusal) -> DirectoryEvent {
        switch command {
        case .registerPerson(let id, let name, let emails):
            try require(people[id] == nil, .alreadyExists, subject: "\(id)")
            try require(people.count < Limits.people, .tooMany, limit: Limits.people)
            try requireText(name, most: Limits.nameCharactersMost, subject: "name")
            try require(
                emails.count <= Limits.emailsPerPerson, .tooMany, subject: "emails",
                limit: Limits.emailsPerPerson)
            // Two spellings of one mailbox are one identity (F2).
            var taken = Set(people.values.flatMap(\.emails).map { $0.lowercased() })
            for email in emails {
                try requireText(email, most: Limits.emailCharactersMost, subject: "emails")
                try require(email.contains("@"), .malformed, subject: "emails")
                try require(
                    taken.insert(email.lowercased()).inserted, .alreadyExists, subject: "emails")
            }
            return .personRegistered(person: id, name: name, emails: emails)
        case .addMembership(let id, let organisationID, let role):
            let person = try person(id)
            _ = try organisation(organisationID)
            try require(person.memberships[organisationID] != role, .alreadyExists, subject: "role")
            return .membershipAdded(person: id, organisation: organisationID, role: role)
        case .endMembership(let id, let organisationID):
            let person = try person(id)
            try require(
                person.memberships[organisationID] != nil, .notActingForOrganisation,
                subject: "\(organisationID)")
            return .membershipEnded(person: id, organisation: organisationID)
        default: preconditionFailure("only commands about people come here")
        }
    }

    private func decideRole(_ command: DirectoryCommand) throws(Refusal) -> DirectoryEvent {
        switch command {
        case .grantRole(let id, let role):
            try require(
                try !person(id).municipalRoles.contains(role), .alreadyExists,
                subject: role.rawValue)
            return .roleGranted(person: id, role: role)
        case .revokeRole(let id, let role):
            try require(
                try person(id).municipalRoles.contains(role), .wrongState, subject: role.rawValue)
            let holders = people.values.filter { $0.municipalRoles.contains(.administrator) }
            try require(
                role != .administrator || holders.count > 1, .wrongState, subject: "administrator")
            return .roleRevoked(person: id, role: role)
        default: preconditionFailure("only commands about roles come here")
        }
    }

    private func decideToken(
        _ token: Token, by actor: Actor, now: Instant
    ) throws(Refusal) -> DirectoryEvent {
        try require(
            actor.identity == .server || actor.holds(.administrator)
                || (actor.identity == token.holder && actor.person != nil), .notAllowed)
        try require(tokens[token.id] == nil, .alreadyExists, subject: "\(token.id)")
        switch token.holder {
        case .person(let id): _ = try person(id)
        case .projector: try require(token.scope != .full, .notAllowed, subject: "scope")
        case .server: throw Refusal(.notAllowed, subject: "holder")
        }
        let held = tokens(of: token.holder).filter { !$0.withdrawn && now < $0.expiresAt }
        try require(
            held.count < Limits.tokensPerPerson, .tooMany, limit: Limits.tokensPerPerson)
        try require(now < token.expiresAt, .datesOutOfOrder, subject: "expiresAt")
        let isLong = token.expiresAt > now.advanced(bySeconds: Limits.signInSecondsMost)
        try require(
            token.scope != .signIn || !isLong, .datesOutOfOrder, subject: "expiresAt",
            limit: Limits.signInSecondsMost)
        try requireText(token.label, most: Limits.nameCharactersMost, subject: "label")
        return .tokenIssued(token: token)
    }

    private func person(_ id: PersonID) throws(Refusal) -> Person {
        guard let person = people[id] else { throw Refusal(.unknownPerson, subject: "\(id)") }
        return person
    }

    /// The organisation of that name; refuses one that isn't registered.
    package func organisation(_ id: OrganisationID) throws(Refusal) -> Organisation {
        guard let organisation = organisations[id] else {
            throw Refusal(.unknownOrganisation, subject: "\(id)")
        }
        return organisation
    }

    private func requireDigits(
        _ text: String, _ count: Int, subject: String
    ) throws(Refusal) {
        try require(
            text.utf8.count == count && digits(text[...]) != nil, .malformed, subject: subject)
    }

    private func requireNames(_ names: [String], subject: String) throws(Refusal) {
        try require(
            names.count <= Limits.sectorsPerOrganisation, .tooMany, subject: subject,
            limit: Limits.sectorsPerOrganisation)
        for name in names {
            try requireText(name, most: Limits.nameCharactersMost, subject: subject)
        }
    }
}
