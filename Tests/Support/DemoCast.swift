package import Domain
internal import Wire

/// The fictional municipality, organisations and people that the domain's tests play with.
///
/// Every organisation has a signatory, an editor and a reader, named after it.
package enum DemoCast {
    package static let round: RoundID = "kansen-2026"

    package static let coordinator: PersonID = "carla"
    package static let administrator: PersonID = "adam"
    package static let decisionMaker: PersonID = "dirk"
    package static let auditor: PersonID = "aukje"
    package static let councilMember: PersonID = "corrie"
    package static let budgetHolder: PersonID = "bert"
    package static let relationshipManager: PersonID = "rosa"
    package static let team: PersonID = "tom"
    package static let nobody: PersonID = "nora"

    package static let chair: PersonID = "charlotte"
    package static let deputy: PersonID = "daan"
    package static let memberOne: PersonID = "mila"
    package static let memberTwo: PersonID = "milan"
    /// Declares an interest in dossier 1.
    package static let conflicted: PersonID = "maud"
    /// Never declares anything.
    package static let undeclared: PersonID = "umar"
    package static let substitute: PersonID = "sofie"
    package static let secretary: PersonID = "sara"

    /// The members that vote on dossier 1, in order of their seats.
    package static let voters = [chair, deputy, memberOne, memberTwo]

    package static let mental: OrganisationID = "ggz-maas"
    package static let disability: OrganisationID = "lvb-zuid"
    package static let home: OrganisationID = "thuis-noord"
    /// Of one concern with `mental`.
    package static let mentalYouth: OrganisationID = "ggz-maas-jeugd"
    package static let digital: OrganisationID = "beeld-en-zorg"
    /// Takes part in nothing.
    package static let outsider: OrganisationID = "zorg-oost"
    package static let unverified: OrganisationID = "nieuw-west"
    /// Verified, without a contract.
    package static let uncontracted: OrganisationID = "vrij-zicht"

    package static let organisations = [
        mental, disability, home, mentalYouth, digital, outsider, unverified, uncontracted,
    ]

    package static func signatory(of organisation: OrganisationID) -> PersonID {
        person(organisation, "signatory")
    }

    package static func editor(of organisation: OrganisationID) -> PersonID {
        person(organisation, "editor")
    }

    package static func reader(of organisation: OrganisationID) -> PersonID {
        person(organisation, "reader")
    }

    private static func person(_ organisation: OrganisationID, _ role: String) -> PersonID {
        guard let person = PersonID(rawValue: "\(organisation)-\(role)") else {
            preconditionFailure("an organisation's name leaves room for \(role)")
        }
        return person
    }

    /// Everyone who is known to the directory without belonging to an organisation.
    package static let staff: [(person: PersonID, roles: [MunicipalRole])] = [
        (coordinator, [.coordinator]), (decisionMaker, [.decisionMaker]), (auditor, [.auditor]),
        (councilMember, [.councilMember]), (budgetHolder, [.budgetHolder]),
        (relationshipManager, [.relationshipManager]), (team, [.neighbourhoodTeam]), (nobody, []),
        (chair, []), (deputy, []), (memberOne, []), (memberTwo, []), (conflicted, []),
        (undeclared, []), (substitute, []), (secretary, []),
    ]

    /// The directory in which all of them are registered.
    package static func directory(at now: Instant) -> Directory {
        var directory = Directory(stream: .directory)
        var position = 0
        func give(_ command: DirectoryCommand) {
            let world = World(now: now, directory: directory, hashing: SHA256Hashing())
            do {
                for event in try directory.decide(command, by: .server, in: world) {
                    position += 1
                    directory.apply(event, stamp: Stamp(position: position, at: now, by: .server))
                }
            } catch {
                preconditionFailure("the cast's directory refuses \(command): \(error)")
            }
        }
        give(
            .foundDirectory(
                municipality: "0983", municipalityName: "Demostad", administrator: administrator,
                administratorName: "Adam"))
        for (index, organisation) in organisations.enumerated() {
            give(
                .registerOrganisation(
                    organisation: organisation, name: "Stichting \(organisation)",
                    kvk: "1234500\(index)", agb: nil, concern: concern(of: organisation),
                    sectors: ["zorg"], segments: organisation == uncontracted ? [] : ["wmo"]))
            if organisation != unverified { give(.verifyOrganisation(organisation: organisation)) }
            for (person, role) in [
                (signatory(of: organisation), OrganisationRole.signatory),
                (editor(of: organisation), .editor), (reader(of: organisation), .reader),
            ] {
                give(.registerPerson(person: person, name: "\(person)", emails: []))
                give(.addMembership(person: person, organisation: organisation, role: role))
            }
        }
        for (person, roles) in staff {
            give(
                .registerPerson(
                    person: person, name: "De heer of mevrouw \(person)",
                    emails: ["\(person)@demostad.example"]))
            for role in roles {
                directory.apply(
                    .roleGranted(person: person, role: role),
                    stamp: Stamp(position: position + 1, at: now, by: .person(administrator)))
                position += 1
            }
        }
        directory.apply(
            .regularServiceAdded(service: RuleSample.regularService),
            stamp: Stamp(position: position + 1, at: now, by: .person(coordinator)))
        return directory
    }

    private static func concern(of organisation: OrganisationID) -> String? {
        organisation == mental || organisation == mentalYouth ? "Maasgroep" : nil
    }
}
