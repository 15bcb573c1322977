internal import Domain

/// Who takes part in a dossier: inviting, answering an invitation, and the own organisation's role.
package enum CoalitionPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}/partners"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit) else { return nil }
        let language = visit.language
        let invite = own.isLead && own.mayWrite(nil) ? [inviteForm(own)] : []
        let role = own.mayWrite(.roles) ? [roleForm(own)] : []
        let withdrawals = invite.isEmpty ? [:] : withdrawalForms(own)
        let mayAnswer = isAsked(own) && own.mayEdit
        let accept = mayAnswer ? [own.form("accept", "acceptInvitation")] : []
        let decline = mayAnswer ? [declineForm(own)] : []
        let leave = mayLeave(own) ? [leaveForm(own)] : []
        let groups = [invite, role, accept, decline, leave, Array(withdrawals.values)]
        return own.page(
            CoalitionWords.title(language), template: "coalition",
            words: CoalitionWords.values(in: language),
            values: [
                "partners": own.body.partners.map { row(of: $0, own, withdrawals) },
                "invite": invite.map(\.values), "role": role.map(\.values),
                "accept": accept.map(\.values), "decline": decline.map(\.values),
                "leave": leave.map(\.values),
            ], forms: groups.flatMap(\.self), at: Self.self)
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        invitations(in: round, for: visit) + departures(in: round, for: visit)
    }

    /// Who left what is still a draft, for its lead.
    private static func departures(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, [.published, .open].contains(summary.phase)
        else { return [] }
        let language = visit.language
        return OwnDossier.all(in: round).flatMap { organisation, dossier -> [PageTask] in
            let partners = dossier.body?.partners ?? []
            let own = partners.first { $0.organisation.id == organisation }
            guard own?.isLead == true, dossier.state == .draft else { return [] }
            return partners.filter { $0.standing == .left }.map { partner in
                PageTask(
                    "\(partner.organisation.name) \(LeavingWords.leftDraft(language)) "
                        + "“\(dossier.title)”",
                    to: address(summary.round, dossier.dossier),
                    note: "\(LeavingWords.partsGone(language)) \(partner.reasons ?? "")",
                    isNews: true)
            }
        }
    }

    private static func invitations(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round else { return [] }
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            let partner = dossier.body?.partners.first { $0.organisation.id == organisation }
            guard let partner, partner.standing == .invited, let until = partner.invitedUntil,
                visit.now.instant < until,
                visit.visitor?.memberships[organisation]?.mayEdit == true
            else { return nil }
            return PageTask(
                CoalitionWords.task(visit.language) + " “\(dossier.title)”",
                to: address(id, dossier.dossier),
                note: CoalitionWords.until(visit.language) + " "
                    + last(until, before: round.summary?.closesAt, visit))
        }
    }

    /// Until when an invitation can be answered to any use: the last day of its term, or the moment
    /// at which the round closes.
    private static func last(
        _ until: Instant, before closing: AmsterdamTime?, _ visit: Visit
    ) -> String {
        let written = visit.written
        guard let closing, closing.instant < until else {
            return "\(CoalitionWords.through(visit.language)) \(written.lastDay(until: until))"
        }
        return "\(CoalitionWords.before(visit.language)) \(written.moment(closing))"
    }

    private static func isAsked(_ own: OwnDossier) -> Bool {
        guard let partner = own.partner, partner.standing == .invited else { return false }
        return partner.invitedUntil.map { own.visit.now.instant < $0 } == true
    }

    private static func row(
        of partner: Partner, _ own: OwnDossier, _ withdrawals: [OrganisationID: Form]
    ) -> [String: Any] {
        let language = own.visit.language
        let content = own.body.content.partners.first {
            $0.organisation == partner.organisation.id
        }
        let until = partner.standing == .invited ? partner.invitedUntil : nil
        let role = content?.role ?? ""
        return [
            "name": partner.organisation.name, "lead": partner.isLead,
            "standing": partner.standing.phrase[language], "hasUntil": until != nil,
            "until": until.map { last($0, before: own.summary.closesAt, own.visit) } ?? "",
            "isMember": content != nil, "because": partner.reasons.map { [$0] } ?? [],
            "role": role.isEmpty ? DossierWords.empty(language) : role,
            "withdraw": withdrawals[partner.organisation.id].map { [$0.values] } ?? [],
        ]
    }

    private static func inviteForm(_ own: OwnDossier) -> Form {
        let language = own.visit.language
        let field = "organisation:choice"
        let typed = own.visit.attempt?.typed[field] ?? ""
        var form = own.form("invite", "invitePartner", places: [typed: field])
        form.add(
            field, "select", label: CoalitionWords.organisation(language),
            description: CoalitionWords.organisationHelp(language),
            choices: [("", CoalitionWords.choose(language))] + invitable(own))
        return form
    }

    /// The organisations that are in the coalition already, or asked to be, can't be asked again.
    private static func invitable(_ own: OwnDossier) -> [(value: String, text: String)] {
        let asked = own.body.partners.filter { [.invited, .accepted].contains($0.standing) }
            .map(\.organisation.id)
        return own.visit.directory.organisations.filter { !asked.contains($0.id) }.map {
            let mark = $0.verified ? "" : " – " + CoalitionWords.unverified(own.visit.language)
            return ($0.id.rawValue, $0.name + mark)
        }
    }

    private static func roleForm(_ own: OwnDossier) -> Form {
        let language = own.visit.language
        let role = own.body.content.partners.first { $0.organisation == own.organisation }?.role
        var form = own.form(
            "role", "writeRole",
            places: [
                Section.roles.rawValue: "text", "\(own.dossier.dossier)": "text",
                "\(own.organisation)": "text",
            ])
        form.add(
            "text", "area", label: Section.roles.question[language],
            description: CoalitionWords.roleHelp(language), value: role ?? "",
            charactersMost: own.view.rules?.sectionCharactersMost, says: own.lengthAdvice)
        return form
    }

    private static func declineForm(_ own: OwnDossier) -> Form {
        own.form(
            "decline", "declineInvitation", asking: "reasons",
            CoalitionWords.reasons(own.visit.language),
            CoalitionWords.reasonsHelp(own.visit.language))
    }

    /// Whether the visitor's organisation can go: until the committee has the dossier (F4).
    private static func mayLeave(_ own: OwnDossier) -> Bool {
        guard own.partner?.standing == .accepted, !own.isLead, own.role == .signatory else {
            return false
        }
        switch own.dossier.state {
        case .draft, .signing: return own.isInTime
        case .submitted, .supplementRequested, .admissible:
            return [.open, .closed, .screening].contains(own.summary.phase)
        default: return false
        }
    }

    private static func leaveForm(_ own: OwnDossier) -> Form {
        own.form(
            "leave", "leaveCoalition", asking: "reasons",
            CoalitionWords.leaveReasons(own.visit.language),
            CoalitionWords.leaveHelp(own.visit.language))
    }

    private static func withdrawalForms(_ own: OwnDossier) -> [OrganisationID: Form] {
        let invited = own.body.partners.filter { $0.standing == .invited }
        return Dictionary(
            uniqueKeysWithValues: invited.map {
                let id = $0.organisation.id
                return (
                    id,
                    own.form(
                        "withdraw-\(id)", "withdrawInvitation", [("organisation", id.rawValue)])
                )
            })
    }
}

/// The words of the partners' page.
enum CoalitionWords: String, Words {
    case title, lead, until, through, before, role, invite, inviteText, inviteButton, organisation
    case organisationHelp, choose, unverified, roleTitle, roleHelp, roleButton, answer, answerText,
        accept
    case declineTitle, decline, reasons, reasonsHelp, withdraw, task
    case because, leaveTitle, leaveText, leaveReasons, leaveHelp, leave

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Partners", "Partners")
        case .because: Phrase("De reden:", "The reason:")
        case .leaveTitle: Phrase("De coalitie verlaten", "Leave the coalition")
        case .leaveText:
            Phrase(
                "Uw organisatie doet dan niet meer mee. Haar rol en haar kosten gaan uit het "
                    + "kansendossier. Is het al ingediend, dan krijgen de anderen tijd om het aan "
                    + "te passen en opnieuw te ondertekenen.",
                "Your organisation then takes no part any more. Its role and costs leave the "
                    + "dossier. If that was submitted, the others get time to change it and to "
                    + "sign again.")
        case .leaveReasons: Phrase("Waarom gaat u weg?", "Why do you leave?")
        case .leaveHelp: Phrase("Alle partners lezen dit.", "All partners read this.")
        case .leave: Phrase("De coalitie verlaten", "Leave the coalition")
        case .lead: Phrase("penvoerder", "lead applicant")
        case .until: Phrase("Antwoorden kan", "Answer")
        case .through: Phrase("tot en met", "no later than")
        case .before: Phrase("tot", "before")
        case .role: Phrase("Wat deze organisatie doet", "What this organisation does")
        case .invite: Phrase("Een partner uitnodigen", "Invite a partner")
        case .inviteText:
            Phrase(
                "De organisatie kan het concept lezen en antwoorden. Zolang er een uitnodiging "
                    + "open staat, kunt u niet laten ondertekenen.",
                "The organisation can read the draft and answer. While an invitation is open, "
                    + "you can't offer the dossier for signing.")
        case .inviteButton: Phrase("Partner uitnodigen", "Invite partner")
        case .organisation: Phrase("Organisatie", "Organisation")
        case .organisationHelp:
            Phrase(
                "Staat de organisatie er niet bij? Vraag de gemeente om haar op te nemen.",
                "Isn't the organisation in the list? Ask the municipality to add it.")
        case .choose: Phrase("Kies een organisatie", "Choose an organisation")
        case .unverified:
            Phrase("nog niet gecontroleerd, kan nog niet tekenen", "not verified, can't sign yet")
        case .roleTitle: Phrase("Uw organisatie", "Your organisation")
        case .roleHelp:
            Phrase(
                "Alleen uw eigen organisatie kan deze tekst veranderen.",
                "Only your own organisation can change this text.")
        case .roleButton: Phrase("Deze tekst opslaan", "Save this text")
        case .answer: Phrase("U bent uitgenodigd", "You are invited")
        case .answerText:
            Phrase(
                "Doet uw organisatie mee aan dit dossier? Lees eerst het concept.",
                "Does your organisation take part in this dossier? Read the draft first.")
        case .accept: Phrase("Deelname bevestigen", "Confirm participation")
        case .declineTitle: Phrase("Niet meedoen", "Not taking part")
        case .decline: Phrase("Uitnodiging afslaan", "Decline the invitation")
        case .reasons: Phrase("Waarom niet?", "Why not?")
        case .reasonsHelp:
            Phrase("De penvoerder krijgt dit te lezen.", "The lead applicant will read this.")
        case .withdraw: Phrase("Uitnodiging intrekken", "Withdraw the invitation")
        case .task: Phrase("Beantwoord de uitnodiging voor", "Answer the invitation for")
        }
    }
}
