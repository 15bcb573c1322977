internal import Domain

/// The people that the municipality knows, and registering one.
package enum PeoplePage: Page {
    package static let path = "/people"

    package static func content(of visit: Visit) -> PageContent? {
        guard visit.directory.seesPeople else { return nil }
        let language = visit.language
        let search = ListSearch(visit, label: PeopleWords.search(language))
        let (shown, rest) = search.shown(of: visit.directory.people) { [$0.name] + $0.emails }
        let forms = visit.keepsDirectory ? [form(visit)] : []
        return PageContent(
            PeopleWords.title(language), template: "people",
            words: PeopleWords.values(in: language),
            values: [
                "people": shown.map { row(of: $0, visit) }, "hasShown": !shown.isEmpty,
                "forms": forms.map { $0.under(PeopleWords.button(language)) },
            ].merging(search.values(rest: rest)) { own, _ in own },
            forms: forms, trail: [RoundPage.trail(language)])
    }

    package static func entries(for visit: Visit) -> [PageLink] {
        visit.directory.seesPeople ? [PageLink(PeopleWords.title(visit.language), to: path)] : []
    }

    private static func row(of person: Person, _ visit: Visit) -> [String: Any] {
        let organisations = person.memberships.keys.compactMap { visit.directory.name(of: $0) }
        let roles = person.municipalRoles.map { $0.phrase[visit.language] }
        return [
            "name": person.name, "address": PersonPage.address(person.id),
            "parts": (roles + visit.seats(of: person.id) + organisations.sorted()).joined(
                separator: ", "),
        ]
    }

    private static func form(_ visit: Visit) -> Form {
        let language = visit.language
        let typed = visit.attempt?.typed["name"].flatMap(CoinedName.of) ?? ""
        var form = Form(
            "register", "directory.registerPerson",
            given: [("person:identifier", "name"), ("_to", "\(path)/{person}")],
            places: [typed: "name", "emails": "emails:lines"], for: visit)
        form.add(
            "name", label: PeopleWords.name(language), description: PeopleWords.nameHelp(language),
            needs: .text(most: Limits.nameCharactersMost))
        form.add(
            "emails:lines", "lines", label: PeopleWords.emails(language),
            description: PeopleWords.emailsHelp(language),
            needs: .each(.all([.email, .free { holder(of: $0, visit) }])),
            says: [.alreadyExists: FieldRefusalWords.twice.phrase])
        return form
    }
}

extension PeoplePage {
    /// Who has that e-mail address, however it is written.
    private static func holder(of email: String, _ visit: Visit) -> String? {
        visit.directory.people.first { person in
            person.emails.contains { $0.lowercased() == email.lowercased() }
        }?.name
    }
}

extension Visit {
    /// The seats of that person in the rounds of which the visitor sees the committee.
    func seats(of person: PersonID) -> [String] {
        rounds.sorted { $0.key < $1.key }.compactMap { _, round in
            for viewer in round.viewers {
                guard case .committee(let seats) = round.part(.committee, for: viewer),
                    let seat = seats.first(where: { $0.person == person }),
                    let name = round.summary?.name
                else { continue }
                return
                    "\(seat.kind.phrase[language]) \(PeopleWords.ofCommittee(language)) (\(name))"
            }
            return nil
        }
    }
}

/// The words of the people's page.
enum PeopleWords: String, Words {
    case title, search, name, nameHelp, emails, emailsHelp, registerTitle, button, parts,
        ofCommittee, noneFound

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Mensen", "People")
        case .search: Phrase("Zoek op naam of e-mailadres", "Search by name or e-mail address")
        case .name: Phrase("Naam", "Name")
        case .nameHelp:
            Phrase(
                "Zo ziet iedereen deze persoon. Hebben twee mensen dezelfde naam? "
                    + "Zet er dan iets bij.",
                "Everybody sees this person by this name. Have two people the same name? "
                    + "Then add something to it.")
        case .emails: Phrase("E-mailadressen (optioneel)", "E-mail addresses (optional)")
        case .emailsHelp: Phrase("Op elke regel één.", "One on each line.")
        case .registerTitle: Phrase("Een persoon opnemen", "Add a person")
        case .button: Phrase("Persoon opnemen", "Add the person")
        case .parts: Phrase("Rollen en organisaties", "Roles and organisations")
        case .ofCommittee: Phrase("van de commissie", "of the committee")
        case .noneFound: Phrase("Er is niemand gevonden.", "Nobody was found.")
        }
    }
}
