internal import Domain

/// One person: for which organisations, in which roles, and how the person comes in.
package enum PersonPage: Page {
    package static let path = "/people/{person}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let id = visit.names["person"].flatMap(PersonID.init(rawValue:)),
            case .person(let person, let tokens) = visit.directory.part(.person(id))
        else { return nil }
        let language = visit.language
        let desk = PersonDesk(person: person, tokens: tokens, visit: visit)
        let memberships = desk.memberships
        let roles = desk.roles
        let open = desk.openTokens + desk.secondFactor
        let additions = desk.additions
        let links = desk.linkForms
        let rows = memberships + roles + open
        return PageContent(
            person.name, template: "person", words: PersonWords.values(in: language),
            values: [
                "heading": person.name, "emails": person.emails.joined(separator: ", "),
                "hasEmails": !person.emails.isEmpty,
                "memberships": memberships.map(\.values), "hasMemberships": !memberships.isEmpty,
                "roles": roles.map(\.values), "hasRoles": !roles.isEmpty,
                "tokens": open.map(\.values), "hasTokens": !open.isEmpty,
                "hasAdditions": !additions.isEmpty,
                "additions": additions.map { form, button in form.under(button(language)) },
                "links": links.map { $0.under(PersonWords.linkButton(language)) },
                "hasLinks": !links.isEmpty, "linkRefused": desk.whoGivesLinks,
            ], forms: rows.compactMap(\.form) + additions.map(\.0) + links,
            trail: [
                RoundPage.trail(language),
                PageLink(PeopleWords.title(language), to: PeoplePage.path),
            ])
    }
}

/// What is known of a person, and what the visitor may change of it.
private struct PersonDesk {
    /// A line of a list, with the button that ends what it says.
    struct Row {
        let text: String
        let note: String
        let form: Form?
        let button: String

        var values: [String: Any] {
            [
                "text": text, "note": note, "hasNote": !note.isEmpty,
                "ends": form.map { [$0.under(button, isSubtle: true)] } ?? [],
            ]
        }
    }

    let person: Person
    let tokens: [DirectoryPart.TokenSummary]
    let visit: Visit

    private var language: Language { visit.language }
    private var administers: Bool { visit.visitor?.roles.contains(.administrator) == true }
    /// Who gives somebody a link could come in as that person.
    private var givesLinks: Bool { administers || visit.visitor?.person == person.id }

    var memberships: [Row] {
        person.memberships.sorted { $0.key < $1.key }.map { id, role in
            Row(
                text: visit.directory.name(of: id) ?? "\(id)", note: role.phrase[language],
                form: visit.keepsDirectory
                    ? form("end-\(id)", "endMembership", [("organisation", id.rawValue)]) : nil,
                button: PersonWords.endMembership(language))
        }
    }

    var roles: [Row] {
        visit.seats(of: person.id).map { Row(text: $0, note: "", form: nil, button: "") }
            + person.municipalRoles.map { role in
                Row(
                    text: role.phrase[language], note: "",
                    form: administers
                        ? form("revoke-\(role)", "revokeRole", [("role", role.rawValue)]) : nil,
                    button: PersonWords.revoke(language))
            }
    }

    /// The extra check, which an administrator takes away from somebody else, such as when a phone is
    /// lost; one's own goes by its own page, with a code.
    var secondFactor: [Row] {
        guard person.hasSecondFactor else { return [] }
        let mayEnd = administers && visit.visitor?.person != person.id
        return [
            Row(
                text: SecondFactorWords.title(language), note: "",
                form: mayEnd ? form("factor", "removeSecondFactor") : nil,
                button: SecondFactorWords.removeButton(language))
        ]
    }

    /// What the person can come in with now.
    var openTokens: [Row] {
        tokens.filter { !$0.withdrawn && visit.now.instant < $0.expiresAt }.map { token in
            Row(
                text: token.scope.phrase[language],
                note: PersonWords.until(language) + " "
                    + visit.written.moment(AmsterdamTime(token.expiresAt)),
                form: givesLinks
                    ? Form(
                        "withdraw-\(token.token)", "directory.withdrawToken",
                        given: [("token", token.token.rawValue)], for: visit) : nil,
                button: PersonWords.withdraw(language))
        }
    }

    /// Forms that add something, with the words on their buttons.
    var additions: [(Form, PersonWords)] {
        var additions: [(Form, PersonWords)] = []
        if visit.keepsDirectory {
            var form = form("member", "addMembership", places: ["role": "role:choice"])
            form.add(
                "organisation:choice", "select", label: PersonWords.organisation(language),
                choices: [("", CoalitionWords.choose(language))]
                    + visit.directory.organisations.map { ($0.id.rawValue, $0.name) })
            form.add(
                "role:choice", "select", label: OrganisationWords.role(language),
                choices: OrganisationRole.allCases.map { ($0.rawValue, $0.phrase[language]) },
                says: [.alreadyExists: FieldRefusalWords.heldAlready.phrase])
            additions.append((form, .memberButton))
        }
        if administers {
            var form = form("role", "grantRole")
            let free = MunicipalRole.allCases.filter { !person.municipalRoles.contains($0) }
            form.add(
                "role:choice", "select", label: PersonWords.role(language),
                description: PersonWords.roleHelp(language),
                choices: [("", PersonWords.chooseRole(language))]
                    + free.map { ($0.rawValue, $0.phrase[language]) })
            additions.append((form, .roleButton))
        }
        return additions
    }

    /// A form that makes a link to sign in with, for as long as is chosen.
    var linkForms: [Form] {
        guard givesLinks else { return [] }
        var form = Form(
            "link", "directory.issueToken",
            given: [
                ("token", "link-" + visit.newKey()), ("holder", "person/\(person.id)"),
                ("scope", TokenScope.signIn.rawValue), ("label", "link"),
            ], places: ["expiresAt": "expiresAt"], for: visit)
        let hours = [1, 8, 24, 72]
        form.add(
            "expiresAt", "select", label: PersonWords.validity(language),
            description: PersonWords.validityHelp(language),
            value: "\(visit.now.instant.advanced(bySeconds: 24 * 3600))",
            choices: hours.map {
                let until = visit.now.instant.advanced(bySeconds: $0 * 3600)
                let moment = visit.written.moment(AmsterdamTime(until))
                return ("\(until)", "\($0) \(PersonWords.hours(language)) \(moment)")
            })
        return [form]
    }

    /// Who can give a link where the visitor can't; empty where the visitor can.
    var whoGivesLinks: String {
        if givesLinks { return "" }
        let names = visit.directory.people.filter { $0.municipalRoles.contains(.administrator) }
            .map(\.name)
        return PersonWords.linkRefused(language) + " " + names.joined(separator: ", ") + "."
    }

    private func form(
        _ name: String, _ method: String, _ given: [(name: String, value: String)] = [],
        places: [String: String] = [:]
    ) -> Form {
        Form(
            name, "directory.\(method)", given: [("person", person.id.rawValue)] + given,
            places: places, for: visit)
    }
}

/// The words of one person's page.
enum PersonWords: String, Words {
    case addTitle, emails, memberships, noMemberships, endMembership, roles, noRoles, revoke, tokens
    case noTokens, until, withdraw, organisation, memberButton, role, roleHelp, chooseRole
    case roleButton, linkTitle, linkText, linkButton, linkRefused, validity, validityHelp, hours

    var phrase: Phrase {
        switch self {
        case .addTitle: Phrase("Toevoegen", "Add")
        case .emails: Phrase("E-mailadressen", "E-mail addresses")
        case .memberships: Phrase("Organisaties", "Organisations")
        case .noMemberships:
            Phrase("Hoort bij geen organisatie.", "Belongs to no organisation.")
        case .endMembership: Phrase("Hoort hier niet meer bij", "No longer belongs here")
        case .roles:
            Phrase(
                "Rollen bij de gemeente en in de commissie",
                "Roles in the municipality and the committee")
        case .noRoles:
            Phrase("Heeft geen rol bij de gemeente.", "Has no role in the municipality.")
        case .revoke: Phrase("Rol intrekken", "Revoke the role")
        case .tokens: Phrase("Toegang op dit moment", "Access at this moment")
        case .noTokens: Phrase("Kan nu niet binnenkomen.", "Can't come in now.")
        case .until: Phrase("tot", "until")
        case .withdraw: Phrase("Intrekken", "Withdraw")
        case .organisation: Phrase("Organisatie", "Organisation")
        case .memberButton: Phrase("Bij deze organisatie plaatsen", "Add to this organisation")
        case .role: Phrase("Rol", "Role")
        case .roleHelp:
            Phrase(
                "De rol geldt meteen en voor de hele gemeente.",
                "The role holds at once and for the whole municipality.")
        case .chooseRole: Phrase("Kies een rol", "Choose a role")
        case .roleButton: Phrase("Rol geven", "Grant the role")
        case .linkTitle: Phrase("Aanmeldlink", "Sign-in link")
        case .linkText:
            Phrase(
                "Met een aanmeldlink komt deze persoon één keer binnen, zonder wachtwoord. "
                    + "U ziet de link één keer, op een blad dat u kunt afdrukken.",
                "With a sign-in link this person comes in once, without a password. "
                    + "You see the link once, on a sheet to print.")
        case .linkButton: Phrase("Aanmeldlink maken en tonen", "Make and show a sign-in link")
        case .linkRefused:
            Phrase(
                "Alleen een beheerder geeft aanmeldlinks, omdat een link toegang geeft als deze "
                    + "persoon. Vraag het aan:",
                "Only an administrator gives sign-in links, since a link gives access as this "
                    + "person. Ask:")
        case .validity: Phrase("Hoe lang de link werkt", "How long the link works")
        case .validityHelp:
            Phrase(
                "Hoe korter, hoe veiliger. Na gebruik werkt de link niet meer.",
                "The shorter, the safer. Once used, the link no longer works.")
        case .hours: Phrase("uur, tot", "hours, until")
        }
    }
}
