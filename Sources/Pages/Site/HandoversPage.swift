internal import Domain

/// The register of handovers: written by who hands over, confirmed by who received.
package enum HandoversPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/handovers"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), desk.part != nil || !desk.handovers.isEmpty else {
            return nil
        }
        let language = visit.language
        let register = registerForm(desk).map { [$0] } ?? []
        let confirmations = desk.handovers.reduce(into: [Int: Form]()) { forms, part in
            if desk.mayConfirm(part) { forms[part.number] = confirmForm(part, desk) }
        }
        return desk.page(
            HandoverWords.title(language), template: "handovers",
            words: HandoverWords.values(in: language),
            values: [
                "handovers": desk.handovers.reversed().map {
                    row($0, confirmations[$0.number], desk)
                },
                "hasHandovers": !desk.handovers.isEmpty,
                "register": register.map {
                    $0.labelled(HandoverWords.register(language))
                },
            ], forms: register + confirmations.sorted { $0.key < $1.key }.map(\.value),
            at: Self.self)
    }

    private static func row(
        _ part: HandoverPart, _ form: Form?, _ desk: InitiativeDesk
    ) -> [String: Any] {
        let language = desk.language
        let handover = part.handover
        let word: HandoverWords =
            switch (handover.consent, handover.confirmedOn, part.isWarm) {
            case (false, _, _): .noConsent
            case (_, nil, _): .waits
            case (_, _, true?): .warm
            default: .cold
            }
        func date(_ day: CivilDate?) -> String { day.map(desk.written.date) ?? "–" }
        return [
            "number": part.number, "reference": handover.reference, "state": word(language),
            "destination": handover.destination.phrase[language],
            "form": handover.form.phrase[language], "heldOn": date(handover.heldOn),
            "ended": date(handover.careEndedOn), "contact": date(handover.firstContactOn),
            "confirmedOn": date(handover.confirmedOn),
            "confirm": form.map { [$0.labelled(HandoverWords.confirm(language))] } ?? [],
        ]
    }

    private static func confirmForm(_ part: HandoverPart, _ desk: InitiativeDesk) -> Form {
        var form = desk.form(
            "confirm-\(part.number)", "confirmHandover",
            [("handover:integer", "\(part.number)")], by: part.handover.receiver)
        form.add(
            "confirmedOn", "date", label: HandoverWords.receivedOn(desk.language),
            value: "\(desk.today)")
        form.add(
            "firstContactOn:optional", "date", label: HandoverWords.contactOn(desk.language),
            description: HandoverWords.contactText(desk.language),
            value: part.handover.firstContactOn?.description ?? "")
        return form
    }

    private static func registerForm(_ desk: InitiativeDesk) -> Form? {
        guard desk.mayWrite, desk.agreement != nil, !desk.isSettled, let partner = desk.partner
        else { return nil }
        let language = desk.language
        var form = desk.form(
            "register", "registerHandover",
            [("handover.from", partner.organisation.id.rawValue)], by: partner.organisation.id,
            places: [
                "reference": "handover.reference", "handover": "handover.heldOn",
                "receiver": "handover.receiver:optional",
                "alreadyExists": "handover.reference",
            ])
        form.add(
            "handover.reference", label: HandoverWords.reference(language),
            description: HandoverWords.referenceText(language),
            needs: .text(most: Limits.referenceCharactersMost))
        form.add(
            "handover.destination", "select", label: HandoverWords.destination(language),
            choices: WarmHandover.Destination.allCases.map { ($0.rawValue, $0.phrase[language]) })
        form.add(
            "handover.receiver:optional", "select", label: HandoverWords.receiver(language),
            choices: [("", HandoverWords.team(language))]
                + desk.visit.directory.organisations.filter {
                    $0.id != partner.organisation.id
                }.map { ($0.id.rawValue, $0.name) })
        form.add(
            "handover.form", "select", label: HandoverWords.form(language),
            choices: WarmHandover.Form.allCases.map { ($0.rawValue, $0.phrase[language]) })
        form.add(
            "handover.heldOn", "date", label: HandoverWords.heldOn(language), needs: .date,
            says: [.datesOutOfOrder: FieldRefusalWords.past.phrase])
        form.add(
            "handover.careEndedOn", "date", label: HandoverWords.ended(language),
            description: HandoverWords.endedText(language), needs: .date)
        form.add(
            "handover.firstContactOn:optional", "date", label: HandoverWords.contactOn(language),
            description: HandoverWords.contactText(language))
        form.addChoice(
            "handover.consent:boolean", label: HandoverWords.consent(language), value: nil,
            options: [
                ("true", HandoverWords.yes(language), ""),
                ("false", HandoverWords.no(language), ""),
            ])
        return form
    }
}

extension WarmHandover.Destination {
    /// Who receives, as people call it.
    package var phrase: Phrase {
        switch self {
        case .neighbourhoodTeam: Phrase("Buurtteam", "Neighbourhood team")
        case .welfare: Phrase("Welzijnswerk", "Welfare work")
        case .volunteers: Phrase("Vrijwilligers", "Volunteers")
        case .generalPractice: Phrase("Huisarts", "General practice")
        case .ownNetwork: Phrase("Eigen netwerk", "Own network")
        case .other: Phrase("Anders", "Other")
        }
    }
}

extension WarmHandover.Form {
    /// How it was done, as people call it.
    package var phrase: Phrase {
        switch self {
        case .threeWayTalk: Phrase("Gesprek met z’n drieën", "Talk of three")
        case .jointVisit: Phrase("Samen op bezoek", "Visit together")
        case .jointCall: Phrase("Samen gebeld", "Call together")
        case .fileTransfer: Phrase("Alleen een brief of dossier", "A letter or file alone")
        }
    }
}

/// The words of handovers.
enum HandoverWords: String, Words {
    case title, purpose, none, listTitle, noConsent, waits, warm, cold, destination, form, heldOn
    case ended, endedText, contact, confirmedOn, confirm, receivedOn, contactOn, contactText,
        registerTitle
    case register, reference, referenceText, receiver, team, consent, yes, no, state

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Overdrachten", "Handovers")
        case .purpose:
            Phrase(
                "Een overdracht is warm als het persoonlijk ging, de ontvanger hem bevestigt en "
                    + "het eerste contact binnen 30 dagen na het einde van de zorg was. Hier staat "
                    + "niets over wie de cliënt is.",
                "A handover is warm when it was done in person, the receiver confirms it and the "
                    + "first contact was within 30 days after the care ended. Nothing here says "
                    + "who the client is.")
        case .none: Phrase("Er zijn nog geen overdrachten.", "There are no handovers yet.")
        case .listTitle: Phrase("Register", "Register")
        case .noConsent: Phrase("Geen toestemming", "No consent")
        case .waits: Phrase("Wacht op bevestiging", "Waits for confirmation")
        case .warm: Phrase("Warm", "Warm")
        case .cold: Phrase("Niet warm", "Not warm")
        case .destination: Phrase("Naar", "To")
        case .form: Phrase("Hoe", "How")
        case .heldOn: Phrase("Overgedragen op", "Handed over on")
        case .ended: Phrase("Laatste dag van de zorg", "Last day of care")
        case .endedText:
            Phrase(
                "De dag waarop de zorg van uw organisatie stopt. Dat mag ook een dag zijn die nog "
                    + "komt.",
                "The day on which your organisation’s care stops. It may be a day to come.")
        case .contact: Phrase("Eerste contact", "First contact")
        case .confirmedOn: Phrase("Bevestigd op", "Confirmed on")
        case .confirm: Phrase("Overdracht bevestigen", "Confirm the handover")
        case .receivedOn: Phrase("Ontvangen op", "Received on")
        case .contactOn: Phrase("Eerste contact op (optioneel)", "First contact on (optional)")
        case .contactText:
            Phrase(
                "De dag waarop u en de cliënt elkaar voor het eerst spraken.",
                "The day on which receiver and client first talked.")
        case .registerTitle: Phrase("Een overdracht melden", "Register a handover")
        case .register: Phrase("Overdracht melden", "Register the handover")
        case .reference: Phrase("Uw kenmerk", "Your reference")
        case .referenceText:
            Phrase(
                "Een eigen nummer, nooit een bsn of naam.",
                "A number of your own, never a citizen service number or a name.")
        case .receiver: Phrase("Wie ontvangt en bevestigt", "Who receives and confirms")
        case .team:
            Phrase(
                "Het buurtteam van de gemeente", "The municipality’s neighbourhood team")
        case .consent: Phrase("De cliënt vindt het goed", "The client consents")
        case .yes: Phrase("Ja", "Yes")
        case .no: Phrase("Nee", "No")
        case .state: Phrase("Stand", "State")
        }
    }
}
