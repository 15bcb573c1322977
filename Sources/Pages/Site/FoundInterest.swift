internal import Domain

/// The form on which the coordinator records an interest that a member didn't declare (F8).
enum FoundInterest {
    /// None while nothing may be declared, or there is nobody or nothing to record it of.
    static func forms(_ own: RoundSetUp) -> [Form] {
        let dossiers = own.visit.round?.view.dossiers(for: .coordinator) ?? []
        let members = own.seats.filter { $0.kind != .secretary }
        guard (Phase.closed...Phase.finished).contains(own.summary.phase), !members.isEmpty,
            !dossiers.isEmpty
        else { return [] }
        let language = own.language
        let person = "person:choice"
        let dossier = "interest.dossier:integer"
        var form = own.form("interest", "recordInterest", places: places(own, person, dossier))
        form.add(
            person, "select", label: FoundInterestWords.member(language),
            choices: [("", OrganisationWords.choose(language))]
                + members.map { ($0.person.rawValue, $0.name) },
            says: [.interestsNotDeclared: FoundInterestWords.silent.phrase])
        form.add(
            dossier, "select", label: FoundInterestWords.dossier(language),
            choices: dossiers.map { ("\($0.dossier)", "\($0.dossier): \($0.title)") },
            says: [.alreadyExists: FoundInterestWords.known.phrase])
        form.addChoice(
            "interest.kind:choice", label: FoundInterestWords.kind(language), value: nil,
            options: Interest.Kind.allCases.map {
                ($0.rawValue, $0.phraseOfMember[language], "")
            })
        form.add(
            "interest.text:optional", "area", label: InterestsWords.which(language),
            description: InterestsWords.whichAdvice(language),
            charactersMost: Limits.reasonCharactersMost)
        return [form]
    }

    /// Refusals call the member and the dossier by their own names.
    private static func places(
        _ own: RoundSetUp, _ person: String, _ dossier: String
    ) -> [String: String] {
        var places = ["interests": person]
        for field in [person, dossier] {
            if let typed = own.visit.attempt?.typed[field] { places[typed] = field }
        }
        return places
    }
}

/// The words of that form.
enum FoundInterestWords: String, Words {
    case title, text, member, dossier, kind, known, silent, record

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Een belang vastleggen", "Record an interest")
        case .text:
            Phrase(
                "Blijkt later dat een lid een belang heeft? Leg het hier vast. Stemmen van dit lid "
                    + "over het dossier vervallen dan, met wat daarop rust. Na de bekendmaking "
                    + "blijven de besluiten staan. U ziet eerst wat het gevolg is.",
                "Does a member turn out to have an interest? Record it here. The member’s votes on "
                    + "the dossier fall then, with what rests on them. After the release the "
                    + "decisions stand. You see first what follows from it.")
        case .member: Phrase("Welk lid heeft het belang?", "Which member has the interest?")
        case .dossier: Phrase("Bij welk dossier?", "In which dossier?")
        case .kind: Phrase("Wat voor belang is het?", "What kind of interest is it?")
        case .known:
            Phrase(
                "Bij dit dossier is al een belang van dit lid bekend.",
                "An interest of this member in this dossier is known already.")
        case .silent:
            Phrase(
                "Dit lid heeft nog geen belangen opgegeven en kan daarom nog niets lezen of "
                    + "stemmen. Vraag het lid om dat eerst te doen.",
                "This member has declared no interests yet, and so can’t read or vote. Ask the "
                    + "member to do that first.")
        case .record: Phrase("Belang vastleggen", "Record the interest")
        }
    }
}
