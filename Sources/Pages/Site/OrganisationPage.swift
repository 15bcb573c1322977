internal import Domain

/// One organisation: what is known of it, its people, and verifying it.
package enum OrganisationPage: Page {
    package static let path = "/organisations/{organisation}"

    package static func content(of visit: Visit) -> PageContent? {
        guard visit.directory.seesPeople,
            let id = visit.names["organisation"].flatMap(OrganisationID.init(rawValue:)),
            case .organisation(let organisation) = visit.directory.part(.organisation(id))
        else { return nil }
        let language = visit.language
        let isKept = visit.keepsDirectory
        let verify = isKept && !organisation.verified ? [form("verify", "verifyOrganisation")] : []
        let changes =
            isKept
            ? [
                (contractForm(), OrganisationWords.contractButton),
                (concernForm(), .concernButton), (memberForm(), .memberButton),
            ] : []
        func form(_ name: String, _ method: String, places: [String: String] = [:]) -> Form {
            Form(
                name, "directory.\(method)", given: [("organisation", id.rawValue)],
                places: places, for: visit)
        }
        func contractForm() -> Form {
            var form = form("contract", "changeContract", places: ["segments": "segments:lines"])
            form.add(
                "segments:lines", "lines", label: OrganisationsWords.segments(language),
                description: OrganisationsWords.segmentsHelp(language),
                value: organisation.segments.joined(separator: "\n"))
            return form
        }
        func concernForm() -> Form {
            var form = form("concern", "changeConcern")
            form.add(
                "concern", label: OrganisationWords.concern(language),
                description: OrganisationsWords.concernHelp(language), value: organisation.concern,
                needs: .text(most: Limits.nameCharactersMost))
            return form
        }
        func memberForm() -> Form {
            var form = form("member", "addMembership", places: ["role": "role:choice"])
            form.add(
                "person:choice", "select", label: OrganisationWords.person(language),
                description: OrganisationWords.personHelp(language),
                choices: [("", OrganisationWords.choose(language))]
                    + visit.directory.people.map { ($0.id.rawValue, $0.name) })
            form.add(
                "role:choice", "select", label: OrganisationWords.role(language),
                choices: OrganisationRole.allCases.map { ($0.rawValue, $0.phrase[language]) },
                says: [.alreadyExists: FieldRefusalWords.heldAlready.phrase])
            return form
        }
        return PageContent(
            organisation.name, template: "organisation",
            words: OrganisationWords.values(in: language),
            values: facts(of: organisation, visit).merging([
                "verify": verify.map { $0.under(OrganisationWords.verify(language)) },
                "hasChanges": !changes.isEmpty,
                "changes": changes.map { form, button in form.under(button(language)) },
            ]) { own, _ in own },
            forms: verify + changes.map(\.0),
            trail: [
                RoundPage.trail(language),
                PageLink(OrganisationsWords.title(language), to: OrganisationsPage.path),
            ])
    }

    private static func facts(
        of organisation: Organisation, _ visit: Visit
    ) -> [String: Any] {
        let language = visit.language
        let members = visit.directory.people.compactMap { person in
            person.memberships[organisation.id].map { role -> [String: Any] in
                [
                    "name": person.name, "address": PersonPage.address(person.id),
                    "role": role.phrase[language],
                ]
            }
        }
        let state: OrganisationsWords = organisation.verified ? .verified : .unverified
        return [
            "heading": organisation.name, "kvkNumber": organisation.kvk,
            "agbCode": organisation.agb ?? "–", "concernName": organisation.concern,
            "sectorNames": organisation.sectors.isEmpty
                ? "–" : organisation.sectors.joined(separator: ", "),
            "segmentNames": organisation.isContracted
                ? organisation.segments.joined(separator: ", ")
                : OrganisationsWords.noContract(language),
            "stateName": state(language), "members": members, "hasMembers": !members.isEmpty,
        ]
    }
}

extension Visit {
    /// Whether the visitor keeps organisations and people up to date.
    var keepsDirectory: Bool {
        visitor.map { $0.roles.contains(.coordinator) || $0.roles.contains(.administrator) }
            ?? false
    }
}

/// The words of one organisation's page.
enum OrganisationWords: String, Words {
    case kvk, agb, concern, sectors, segments, state, verifyTitle, verifyText, verify, people
    case noPeople, name, role, changeTitle, contractButton, concernButton, memberButton, person
    case personHelp, choose

    var phrase: Phrase {
        switch self {
        case .kvk: Phrase("KvK-nummer", "KvK number")
        case .agb: Phrase("AGB-code", "AGB code")
        case .concern: Phrase("Concern", "Group")
        case .sectors: Phrase("Sectoren", "Sectors")
        case .segments: Phrase("Gecontracteerd voor", "Contracted for")
        case .state: Phrase("Stand", "State")
        case .verifyTitle: Phrase("Deze organisatie controleren", "Verify this organisation")
        case .verifyText:
            Phrase(
                "Kijk in het handelsregister of naam en KvK-nummer kloppen, en of de mensen "
                    + "hieronder voor de organisatie mogen tekenen. Daarna kan zij dossiers "
                    + "ondertekenen.",
                "Check name and KvK number in the trade register, and whether the people below "
                    + "may sign for the organisation. After that it can sign dossiers.")
        case .verify: Phrase("Gecontroleerd en in orde", "Verified and in order")
        case .people: Phrase("Mensen", "People")
        case .noPeople:
            Phrase(
                "Er hoort nog niemand bij deze organisatie.",
                "Nobody belongs to this organisation yet.")
        case .name: Phrase("Naam", "Name")
        case .role: Phrase("Wat deze persoon mag", "What this person may do")
        case .changeTitle: Phrase("Wijzigen", "Change")
        case .contractButton: Phrase("Contract opslaan", "Save the contract")
        case .concernButton: Phrase("Concern opslaan", "Save the group")
        case .memberButton: Phrase("Persoon toevoegen", "Add the person")
        case .person: Phrase("Persoon", "Person")
        case .personHelp:
            Phrase(
                "Staat de persoon er niet bij? Neem die eerst op bij Mensen.",
                "Isn't the person in the list? Add the person at People first.")
        case .choose: Phrase("Kies een persoon", "Choose a person")
        }
    }
}
