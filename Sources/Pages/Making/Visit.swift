package import Domain

/// Somebody who looks at a page, and everything that the page may go by.
package struct Visit: Sendable {
    package let language: Language
    /// Nil for who hasn't signed in.
    package let visitor: Visitor?
    /// Where the visitor is: the path that was asked for.
    package let address: String
    /// What stands in the address in the place of each name.
    package let names: [String: String]
    package let query: [String: String]
    package let now: AmsterdamTime
    /// The round that the address names, or else every round in which the person has a view.
    package let rounds: [RoundID: RoundView]
    /// Organisations, and people for who may see them, by name.
    package let directory: DirectoryView
    /// What was just sent from this page and refused.
    package let attempt: Attempt?
    /// What every form carries, so that no other site can send one.
    package let formToken: String
    /// Makes a command's key that nobody used before.
    package let newKey: @Sendable () -> String

    package init(
        language: Language, visitor: Visitor?, address: String, names: [String: String] = [:],
        query: [String: String] = [:], now: AmsterdamTime, rounds: [RoundID: RoundView] = [:],
        directory: DirectoryView = .none,
        attempt: Attempt? = nil, formToken: String, newKey: @escaping @Sendable () -> String
    ) {
        self.language = language
        self.visitor = visitor
        self.address = address
        self.names = names
        self.query = query
        self.now = now
        self.rounds = rounds
        self.directory = directory
        self.attempt = attempt
        self.formToken = formToken
        self.newKey = newKey
    }

    /// The round that the address names.
    package var round: (id: RoundID, view: RoundView)? {
        guard let id = names["round"].flatMap(RoundID.init(rawValue:)), let view = rounds[id] else {
            return nil
        }
        return (id, view)
    }

    /// The number of the dossier that the address names.
    package var dossier: DossierNumber? { names["dossier"].flatMap { DossierNumber($0) } }

    /// Amounts and days in the visitor's language.
    package var written: Written { Written(language) }

    /// Whether the form of that name was just sent and accepted.
    package func hasSaved(_ form: String) -> Bool {
        attempt == nil && query["saved"] == form
    }
}

/// Who is signed in.
package struct Visitor: Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let memberships: [OrganisationID: OrganisationRole]
    package let roles: [MunicipalRole]

    package init(_ person: Person) {
        self.person = person.id
        name = person.name
        memberships = person.memberships
        roles = person.municipalRoles
    }
}
