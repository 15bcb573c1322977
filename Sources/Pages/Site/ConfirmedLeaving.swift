internal import Domain

/// What leaves a dossier with a partner, for the last look of who leaves.
struct ConfirmedLeaving {
    private let organisation: OrganisationID
    private let dossier: DossierPart
    private let visit: Visit

    /// Nil for every other act, and for whoever has no part in the dossier.
    init?(_ act: ConfirmedAct?, _ fields: [(name: String, value: String)], _ visit: Visit) {
        func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        guard act == .leaveCoalition, let view = visit.round?.view,
            let organisation = field("actingFor").flatMap(OrganisationID.init(rawValue:)),
            let number = field("dossier:integer").flatMap({ DossierNumber($0) }),
            let dossier = view.dossiers(for: .applicant(organisation)).first(where: {
                $0.dossier == number
            })
        else { return nil }
        (self.organisation, self.dossier, self.visit) = (organisation, dossier, visit)
    }

    private var language: Language { visit.language }

    /// The role, each cost line, what the others keep or do, and that who leaves reads it no more; the
    /// signatures are told already, but for that they are given anew.
    var lines: [String] {
        guard let body = dossier.body,
            let own = body.content.partners.first(where: { $0.organisation == organisation })
        else { return [] }
        let role = own.role.isEmpty ? [] : ["\(LeavingWords.role(language)) “\(own.role)”"]
        let costs = own.costLines.map {
            "\(LeavingWords.cost(language)) \($0.description), "
                + "\(LeavingWords.requested(language)) \(visit.written.money($0.requested))"
        }
        let left = body.totals.requested - own.totals.requested
        let total =
            own.costLines.isEmpty
            ? [] : ["\(LeavingWords.left(language)) \(visit.written.money(left))."]
        let isSigned = body.signatures.contains { !$0.void }
        let anew = isSigned ? [LeavingWords.signAnew(language)] : []
        let isSubmitted = body.receipt != nil
        let then =
            isSubmitted
            ? ["\(LeavingWords.resubmit(language)) \(LeavingWords.otherwise(language))"]
            : [LeavingWords.staysDraft(language)]
        return role + costs + total + anew + then
            + [LeavingWords.closed(language), LeavingWords.back(language)]
    }
}

/// The words of what leaves with a partner, and of what the others do then.
enum LeavingWords: String, Words {
    case role, cost, requested, left, signAnew, resubmit, closed, back
    case otherwise, happened, gone, mend, until, task, awaits, staysDraft, leftDraft, partsGone

    var phrase: Phrase {
        switch self {
        case .role:
            Phrase(
                "De rol van uw organisatie gaat uit het dossier:",
                "Your organisation’s role leaves the dossier:")
        case .cost:
            Phrase(
                "Deze kosten gaan uit het dossier:", "These costs leave the dossier:")
        case .requested: Phrase("gevraagd", "requested")
        case .left:
            Phrase(
                "De coalitie vraagt daarna samen nog", "After that the coalition still requests")
        case .signAnew:
            Phrase(
                "Alle handtekeningen vervallen, ook die van de anderen. Zij tekenen opnieuw.",
                "All signatures fall, also those of the others. They sign again.")
        case .resubmit:
            Phrase(
                "De anderen moeten op tijd opnieuw indienen.",
                "The others have to submit again in time.")
        case .otherwise:
            Phrase(
                "Lukt dat niet, dan kan de gemeente het dossier niet toelaten. Zij kan het dan "
                    + "buiten behandeling stellen.",
                "Without that the municipality can’t admit the dossier. It can then decline to "
                    + "consider it.")
        case .staysDraft:
            Phrase(
                "Het kansendossier blijft als concept van de andere partners. Zij kunnen er verder "
                    + "aan schrijven.",
                "The dossier stays with the other partners, as a draft. They can go on writing "
                    + "it.")
        case .leftDraft: Phrase("doet niet meer mee aan", "no longer takes part in")
        case .partsGone:
            Phrase(
                "De rol en de kosten van deze organisatie zijn uit het dossier. De reden was:",
                "The role and costs of this organisation have left the dossier. The reason was:")
        case .happened:
            Phrase("Een partner doet niet meer mee", "A partner no longer takes part")
        case .gone: Phrase("doet niet meer mee.", "no longer takes part.")
        case .mend:
            Phrase(
                "Pas het dossier aan en dien het opnieuw in.",
                "Change the dossier and submit it again.")
        case .until:
            Phrase("Opnieuw indienen kan tot en met", "Submit again no later than")
        case .task: Phrase("Dien opnieuw in:", "Submit again:")
        case .awaits: Phrase("Moet opnieuw worden ingediend", "To be submitted again")
        case .closed:
            Phrase(
                "Uw organisatie kan dit dossier daarna niet meer bekijken. Bewaar eerst wat u nog "
                    + "nodig hebt.",
                "After that your organisation can no longer see this dossier. First keep what you "
                    + "still need.")
        case .back:
            Phrase(
                "U kunt dit niet terugdraaien. Alleen de penvoerder kan u opnieuw uitnodigen.",
                "You can’t undo this. Only the lead can invite you again.")
        }
    }
}
