import Client
import Domain
import Wire

/// Plays the demo round against a server, every person on a connection of their own.
///
/// The players know nothing but the script and what they see in their own views: they wait for it,
/// as people do, and send commands.
struct DemoPlayer: Sendable {
    let script: DemoScript
    let stage: DemoStage
    let cast: DemoCast
    let clock: DemoClock
    /// What takes in the messages of the care chain; nil where the demo doesn't hold the data folder.
    let aftercare: DemoAftercare?

    /// Plays everything; throws `DemoFailure` when something didn't go as written.
    func play() async throws {
        stage.write(script.notice)
        try await prepare()
        try await call()
        try await withTimeEnough {
            try await open()
            try await write()
        }
        try await close()
        try await screen()
        try await sit()
        try await decide()
        try await followUp()
    }

    /// The person of that name, connected.
    func person(_ id: PersonID) throws -> DemoPerson { try cast.person(id) }

    var coordinator: DemoPerson {
        get throws { try person("coordinator") }
    }

    func title(of dossier: DossierNumber) -> String { script.dossiers[dossier - 1].title }
}

// The town: organisations, people, the register and the committee.
extension DemoPlayer {
    private func prepare() async throws {
        stage.act("De gemeente richt in: \(script.municipality.name)")
        let administrator = try person("beheerder")
        for entry in script.organisations {
            try await administrator.send(
                .registerOrganisation(
                    organisation: entry.organisation, name: entry.name, kvk: entry.kvk, agb: nil,
                    concern: entry.concern, sectors: entry.sectors, segments: entry.segments))
            try await administrator.send(.verifyOrganisation(organisation: entry.organisation))
        }
        stage.says("beheerder", "registreert \(script.organisations.count) organisaties")
        for entry in script.people {
            try await administrator.send(
                .registerPerson(person: entry.person, name: entry.name, emails: []))
            for role in entry.roles {
                try await administrator.send(.grantRole(person: entry.person, role: role))
            }
            for (organisation, role) in entry.memberships {
                try await administrator.send(
                    .addMembership(person: entry.person, organisation: organisation, role: role))
            }
        }
        stage.says("beheerder", "registreert \(script.people.count) personen en hun rollen")
        for entry in script.people { try await cast.enter(entry, watching: view(of: entry)) }
        stage.says("iedereen", "is verbonden: \(cast.size) verbindingen over wss")
    }

    /// The view that tells this person what to do.
    private func view(of entry: DemoScript.PersonEntry) -> RoundViewer {
        if let organisation = entry.memberships.keys.first { return .applicant(organisation) }
        if let seat = script.seats.first(where: { $0.person == entry.person }) {
            return seat.kind == .secretary ? .secretary : .member(entry.person)
        }
        if entry.roles.contains(.coordinator) { return .coordinator }
        if entry.roles.contains(.decisionMaker) { return .decisionMaker }
        if entry.roles.contains(.auditor) { return .auditor }
        if entry.roles.contains(.relationshipManager) { return .relationshipManager }
        if entry.roles.contains(.budgetHolder) { return .budgetHolder }
        if entry.roles.contains(.neighbourhoodTeam) { return .neighbourhoodTeam }
        return .council
    }

    private func call() async throws {
        stage.act("Publicatie")
        let coordinator = try coordinator
        for service in script.services {
            try await coordinator.send(
                .addRegularService(
                    service: service.service, title: service.title,
                    description: service.description, regularSince: service.regularSince,
                    source: service.source, precedent: nil))
        }
        let now = clock.now
        let rules = try script.rules(
            opensAt: AmsterdamTime(now.advanced(bySeconds: 1)),
            closesAt: AmsterdamTime(now.advanced(bySeconds: DemoPlayer.openSeconds)))
        try await coordinator.send(.createRound(rules: rules))
        for seat in script.seats {
            try await coordinator.send(.appointSeat(person: seat.person, kind: seat.kind))
        }
        try await coordinator.send(.publishRound)
        try await cast.followAll()
        let hash = try await coordinator.wait("de vastgelegde regels") {
            $0.text("round", "rulesFingerprint")
        }
        stage.says("coordinator", "publiceert de ronde; pot \(rules.pot.dutch)")
        stage.says("coordinator", "legt de regels vast, hash \(hash.prefix(16))…")
    }

    private func open() async throws {
        let closesAt = try await coordinator.wait("de opening") {
            $0.text("round", "phase") == "open" ? $0.text("round", "closesAt") : nil
        }
        stage.says("server", "opent de ronde; sluit om \(closesAt.suffix(8))")
    }

    /// How long the round is open at first; the coordinator gives more when writing takes longer.
    static let openSeconds = 8
}
