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
    /// What was just sent from this page and refused.
    package let attempt: Attempt?
    /// What every form carries, so that no other site can send one.
    package let formToken: String
    /// How what somebody has read is named in a command.
    package let hashing: any Hashing
    /// Makes a command's key that nobody used before.
    package let newKey: @Sendable () -> String

    package init(
        language: Language, visitor: Visitor?, address: String, names: [String: String] = [:],
        query: [String: String] = [:], now: AmsterdamTime, rounds: [RoundID: RoundView] = [:],
        attempt: Attempt? = nil, formToken: String, hashing: any Hashing,
        newKey: @escaping @Sendable () -> String
    ) {
        self.language = language
        self.visitor = visitor
        self.address = address
        self.names = names
        self.query = query
        self.now = now
        self.rounds = rounds
        self.attempt = attempt
        self.formToken = formToken
        self.hashing = hashing
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

/// What somebody sent from a form and why it didn't happen.
package struct Attempt: Sendable, Equatable {
    /// The form on the page.
    package let form: String
    /// What was typed, by the names of the fields.
    package let typed: [String: String]
    package let refusal: PageRefusal

    package init(form: String, typed: [String: String], refusal: PageRefusal) {
        self.form = form
        self.typed = typed
        self.refusal = refusal
    }
}

/// Why something didn't happen, in words.
package struct PageRefusal: Sendable, Equatable {
    /// The name that never changes.
    package let code: String
    package let sentence: Phrase
    /// What it is about: a field, a section, an organisation.
    package let subject: String?
    /// The place in the form that is wrong, such as `lines.2.requested`.
    package let path: String?

    package init(code: String, sentence: Phrase, subject: String? = nil, path: String? = nil) {
        self.code = code
        self.sentence = sentence
        self.subject = subject
        self.path = path
    }
}
