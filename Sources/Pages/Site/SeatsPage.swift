internal import Domain

/// Who is in the committee of a round: appointing, dismissing and replacing.
package enum SeatsPage: Page {
    package static let path = "/rounds/{round}/seats"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = RoundSetUp(visit) else { return nil }
        let language = visit.language
        let isOpen = own.summary.phase < .ranked
        let dismissals = isOpen ? own.seats.map { dismissal($0, own) } : []
        let appoint = isOpen ? [appointForm(own)] : []
        let call = isOpen ? callForms(own) : []
        let interest = FoundInterest.forms(own)
        let rows = own.seats.enumerated().map { index, seat -> [String: Any] in
            let ends =
                isOpen
                ? [dismissals[index].under(SeatsWords.dismiss(language), isSubtle: true)] : []
            let note = note(of: seat, own)
            return ["text": seat.name, "note": note, "hasNote": !note.isEmpty, "ends": ends]
        }
        return own.page(
            SeatsWords.title(language), template: "seats", words: SeatsWords.values(in: language),
            values: [
                "seats": rows, "hasSeats": !rows.isEmpty, "needed": needed(own),
                "people": PeoplePage.path,
                "appoint": appoint.map { $0.under(SeatsWords.appoint(language)) },
                "call": call.map { $0.under(SeatsWords.call(language)) },
                "interest": interest.map { $0.under(FoundInterestWords.record(language)) },
                "recorded": visit.hasSaved("interest")
                    ? [DoneAct.recordInterest.phrase[language]] : [],
                "interestTitle": FoundInterestWords.title(language),
                "interestText": FoundInterestWords.text(language),
            ], forms: dismissals + appoint + call + interest)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, RoundSetUp(id, round, visit) != nil else { return [] }
        return [PageLink(SeatsWords.title(visit.language), to: address(id))]
    }

    private static func needed(_ own: RoundSetUp) -> String {
        let language = own.language
        return "\(SeatsWords.voters(language)): \(own.voters.count). "
            + "\(SeatsWords.quorum(language)): \(own.rules.quorumLeast)."
    }

    private static func note(of seat: SeatSummary, _ own: RoundSetUp) -> String {
        let replaced = seat.replaces.flatMap { member in
            own.seats.first { $0.person == member }?.name
        }
        let kind = seat.kind.phrase[own.language]
        return replaced.map { "\(kind), \(SeatsWords.replaces(own.language)) \($0)" } ?? kind
    }

    private static func dismissal(_ seat: SeatSummary, _ own: RoundSetUp) -> Form {
        own.form(
            "dismiss-\(seat.person)", "dismissSeat", [("person", seat.person.rawValue)])
    }

    private static func appointForm(_ own: RoundSetUp) -> Form {
        let language = own.language
        let field = "person:choice"
        // A person who can't have the seat, and a seat that is taken, are said by their own names.
        var places: [String: String] = [:]
        for name in [field, "kind:choice"] {
            if let typed = own.visit.attempt?.typed[name] { places[typed] = name }
        }
        var form = own.form("appoint", "appointSeat", places: places)
        let free = own.visit.directory.people.filter { person in
            !own.seats.contains { $0.person == person.id }
        }
        form.add(
            field, "select", label: SeatsWords.person(language),
            description: SeatsWords.personHelp(language),
            choices: [("", OrganisationWords.choose(language))]
                + free.map { ($0.id.rawValue, $0.name) })
        let single: [Seat.Kind] = [.chair, .deputyChair, .secretary]
        let kinds = Seat.Kind.allCases.filter { kind in
            !single.contains(kind) || !own.seats.contains { $0.kind == kind }
        }
        form.add(
            "kind:choice", "select", label: SeatsWords.kind(language),
            description: SeatsWords.kindHelp(language),
            choices: kinds.map { ($0.rawValue, $0.phrase[language]) })
        return form
    }

    /// A form that puts a substitute in the place of a member, where there is one to call.
    private static func callForms(_ own: RoundSetUp) -> [Form] {
        let language = own.language
        let free = own.seats.filter { $0.kind == .substitute && $0.replaces == nil }
        let replaced = own.seats.compactMap(\.replaces)
        let members = own.voters.filter { !replaced.contains($0.person) }
        guard !free.isEmpty, !members.isEmpty else { return [] }
        var form = own.form("call", "callSubstitute")
        form.add(
            "substitute:choice", "select", label: Seat.Kind.substitute.phrase[language],
            choices: free.map { ($0.person.rawValue, $0.name) })
        form.add(
            "member:choice", "select", label: SeatsWords.member(language),
            choices: members.map { ($0.person.rawValue, $0.name) })
        return [form]
    }
}

/// The words of the seats' page.
enum SeatsWords: String, Words {
    case title, text, none, voters, quorum, replaces, dismiss, appointTitle, person, personHelp,
        addPerson
    case kind, kindHelp, appoint, callTitle, callText, member, call

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Leden van de commissie", "Members of the committee")
        case .text:
            Phrase(
                "De commissie beoordeelt de dossiers. De namen staan later bij elk besluit. "
                    + "Wie een belang heeft, geeft dat zelf op als de ronde gesloten is.",
                "The committee assesses the dossiers. The names are told with every decision. "
                    + "Who has an interest declares it once the round has closed.")
        case .none:
            Phrase("Er zijn nog geen leden benoemd.", "No members were appointed yet.")
        case .voters: Phrase("Leden met een stem", "Members with a vote")
        case .quorum: Phrase("Nodig voor een vergadering", "Needed for a sitting")
        case .replaces: Phrase("in de plaats van", "in the place of")
        case .dismiss: Phrase("Uit de commissie halen", "Remove from the committee")
        case .appointTitle: Phrase("Iemand benoemen", "Appoint somebody")
        case .person: Phrase("Persoon", "Person")
        case .personHelp:
            Phrase(
                "Een beslisser kan geen stem hebben.",
                "A decision maker can't have a vote.")
        case .addPerson:
            Phrase(
                "Staat de persoon er niet bij? Neem die eerst op bij Mensen",
                "Isn't the person in the list? Add the person at People first")
        case .kind: Phrase("Als", "As")
        case .kindHelp:
            Phrase(
                "Voorzitter, plaatsvervanger en secretaris zijn er elk één keer. De secretaris "
                    + "heeft geen stem.",
                "There is one chair, one deputy and one secretary. The secretary has no vote.")
        case .appoint: Phrase("Benoemen", "Appoint")
        case .callTitle: Phrase("Een plaatsvervanger oproepen", "Call a substitute")
        case .callText:
            Phrase(
                "De plaatsvervanger stemt vanaf dan in de plaats van het lid. Een open stem van "
                    + "het lid vervalt.",
                "From then on the substitute votes in the place of the member. An open vote of "
                    + "the member falls.")
        case .member: Phrase("In de plaats van", "In the place of")
        case .call: Phrase("Plaatsvervanger oproepen", "Call the substitute")
        }
    }
}
