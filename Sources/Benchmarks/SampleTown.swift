import Domain
import Wire

/// A fictional municipality with people enough to load a server: its directory, and their tokens.
enum SampleTown {
    static let watchersMost = 100
    static let writersMost = 64

    static let administrator: PersonID = "beheerder"
    static let coordinator: PersonID = "coordinator"
    static let secretary: PersonID = "secretaris"
    static let chair: PersonID = "voorzitter"
    /// The chair, the deputy and three members, in order of their seats.
    static let voters: [PersonID] = [chair, "plaatsvervanger", "lid-1", "lid-2", "lid-3"]
    static let partner: OrganisationID = "zorg-zuid"
    static let partnerSignatory: PersonID = "tekenaar-zuid"

    /// Municipal staff without a task in a round, who may watch a sitting.
    static func watcher(_ number: Int) -> PersonID { name("kijker-\(number)") }

    /// Somebody who may write and sign for an organisation of its own.
    static func writer(_ number: Int) -> PersonID { name("schrijver-\(number)") }

    /// The secret of a person's token.
    static func secret(of person: PersonID) -> String { "benchmark-\(person)" }

    /// The directory with everybody in it.
    static func script() throws -> StreamScript<Directory> {
        var script = StreamScript<Directory>(.directory, at: SampleRound.begin)
        func give(_ command: DirectoryCommand, by identity: Actor.Identity = .server) throws {
            try script.give(command, by: identity, in: script.state)
        }
        func register(_ person: PersonID) throws {
            try give(.registerPerson(person: person, name: "\(person)", emails: []))
        }
        try give(
            .foundDirectory(
                municipality: "0000", municipalityName: "Meetstad", administrator: administrator,
                administratorName: "Beheerder"))
        try registerOrganisation(partner, kvk: "20000000", give)
        for person in [coordinator, secretary] + voters { try register(person) }
        try give(
            .grantRole(person: coordinator, role: .coordinator), by: .person(administrator))
        let writers = (1...writersMost).map(writer)
        func admit(_ person: PersonID, to organisation: OrganisationID) throws {
            try register(person)
            try give(
                .addMembership(person: person, organisation: organisation, role: .signatory))
        }
        try admit(partnerSignatory, to: partner)
        for (number, person) in zip(1..., writers) {
            let organisation = try organisation(number, give)
            try admit(person, to: organisation)
        }
        let watchers = (1...watchersMost).map(watcher)
        for person in watchers {
            try register(person)
            try give(
                .grantRole(person: person, role: .relationshipManager), by: .person(administrator))
        }
        for person in [secretary] + writers + watchers { try issueToken(to: person, give) }
        return script
    }

    private typealias Give = (DirectoryCommand, Actor.Identity) throws -> Void

    /// The organisation of a writer, registered: each leads few dossiers of a round, by its limit.
    private static func organisation(_ number: Int, _ give: Give) throws -> OrganisationID {
        guard let organisation = OrganisationID(rawValue: "zorg-\(number)") else {
            preconditionFailure("a number makes a name")
        }
        try registerOrganisation(organisation, kvk: "\(10_000_000 + number)", give)
        return organisation
    }

    private static func registerOrganisation(
        _ organisation: OrganisationID, kvk: String, _ give: Give
    ) throws {
        try give(
            .registerOrganisation(
                organisation: organisation, name: "Stichting \(organisation)", kvk: kvk, agb: nil,
                concern: nil, sectors: ["zorg"], segments: ["wmo"]), .server)
        try give(.verifyOrganisation(organisation: organisation), .server)
    }

    private static func issueToken(to person: PersonID, _ give: Give) throws {
        guard let expiresAt = Instant("2099-01-01T00:00:00.000Z"),
            let token = TokenID(rawValue: "token-\(person)")
        else { preconditionFailure("a day and a name in the program's own text") }
        let secret = SHA256Hashing().digest(of: Array(secret(of: person).utf8))
        try give(
            .issueToken(
                token: token, holder: .person(person), secret: secret, scope: .full,
                expiresAt: expiresAt, label: "benchmark"), .server)
    }

    private static func name(_ text: String) -> PersonID {
        guard let person = PersonID(rawValue: text) else {
            preconditionFailure("\(text) is a name")
        }
        return person
    }
}
