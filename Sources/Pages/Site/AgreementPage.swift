internal import Domain

/// What municipality and coalition agree on: the terms that hold, the newest proposal, and signing it.
package enum AgreementPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/agreement"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), desk.part != nil else { return nil }
        let language = visit.language
        let sign = signForm(desk)
        let propose = proposer(desk).map { AgreementForm(desk: desk, organisation: $0).form }
        let forms = [sign, propose].compactMap(\.self)
        return desk.page(
            AgreementWords.title(language), template: "agreement",
            words: AgreementWords.values(in: language),
            values: [
                "inForce": desk.agreement.map { [table($0, desk)] } ?? [],
                "proposals": desk.proposal.map { [table($0, desk)] } ?? [],
                "sign": sign.map { [$0.labelled(AgreementWords.sign(language))] } ?? [],
                "propose": propose.map {
                    let form = $0.labelled(AgreementWords.propose(language), isSubtle: sign != nil)
                    return [open(form, desk)]
                } ?? [],
                "proposeTitle":
                    (desk.part?.agreements.isEmpty == true
                    ? AgreementWords.proposeTitle : .counterTitle)(language),
            ], forms: forms, at: Self.self)
    }

    /// The first proposal lies open; another one opens when it is asked for.
    private static func open(_ form: [String: Any], _ desk: InitiativeDesk) -> [String: Any] {
        let isBusy = ["failed", "saved"].contains { form[$0] as? Bool == true }
        let isOpen = isBusy || desk.part?.agreements.isEmpty == true
        return form.merging(["isOpen": isOpen]) { own, _ in own }
    }

    private static func table(
        _ agreement: IndicatorAgreement, _ desk: InitiativeDesk
    ) -> [String: Any] {
        AgreementTable(agreement: agreement, desk: desk).values
    }

    /// The organisation by which somebody proposes, nil within for the municipality; nil for who
    /// doesn't.
    private static func proposer(_ desk: InitiativeDesk) -> OrganisationID?? {
        guard desk.isRunning else { return nil }
        if desk.leads { return desk.partner?.organisation.id }
        return desk.isManager ? .some(nil) : nil
    }

    private static func signForm(_ desk: InitiativeDesk) -> Form? {
        guard desk.isRunning, let proposal = desk.proposal else { return nil }
        let side: AgreementSide? = desk.signs ? .coalition : desk.isManager ? .municipality : nil
        guard let side, !proposal.signatures.contains(where: { $0.side == side }) else {
            return nil
        }
        return desk.form(
            "sign", "signAgreement",
            [
                ("version:integer", "\(proposal.version)"),
                ("content", proposal.fingerprint.description),
            ], by: side == .coalition ? desk.partner?.organisation.id : nil)
    }
}

/// The words of the agreement.
enum AgreementWords: String, Words {
    case title, none, inForceTitle, proposalTitle, proposalBy, signaturesTitle, signed, unsigned
    case indicator, baseline, target, low, high, period, due, tranche, amount, condition
    case noCondition, notBefore, afterReport, talkEvery, storyAsked, storyFree, sign, signText
    case propose, proposeTitle, counterTitle, proposeText, first, last, notBeforeField
    case reportField, rest, talkMonths, storyField, yes, no, version, fingerprint, measured
    case reported, paidTitle

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Afspraken", "Agreement")
        case .none: Phrase("Er gelden nog geen afspraken.", "No agreement holds yet.")
        case .inForceTitle: Phrase("Wat er nu geldt", "What holds now")
        case .proposalTitle:
            Phrase("Voorstel dat nog getekend moet worden", "Proposal to be signed")
        case .proposalBy: Phrase("Voorstel van", "Proposed by")
        case .signaturesTitle: Phrase("Handtekeningen", "Signatures")
        case .signed: Phrase("getekend", "signed")
        case .unsigned: Phrase("nog niet getekend", "not signed yet")
        case .indicator: Phrase("Wat we meten", "What we measure")
        case .baseline: Phrase("Nulmeting", "Baseline")
        case .target: Phrase("Doel", "Target")
        case .low: Phrase("Bespreken onder", "Talk below")
        case .high: Phrase("Bespreken boven", "Talk above")
        case .period: Phrase("Periode", "Period")
        case .due: Phrase("Inleveren tot en met", "Hand in no later than")
        case .tranche: Phrase("Deel", "Part")
        case .amount: Phrase("Bedrag", "Amount")
        case .condition: Phrase("Voorwaarde", "Condition")
        case .noCondition: Phrase("als de afspraken getekend zijn", "once the agreement is signed")
        case .notBefore: Phrase("vanaf", "from")
        case .afterReport: Phrase("na vaststelling van de rapportage over", "after the report on")
        case .talkEvery:
            Phrase("Gesprek ten minste elke % maanden.", "A talk at least every % months.")
        case .storyAsked:
            Phrase("Bij elk cijfer hoort een duiding.", "Every figure comes with its story.")
        case .storyFree:
            Phrase("Een duiding bij een cijfer mag.", "A figure may come with its story.")
        case .sign: Phrase("Dit voorstel tekenen", "Sign this proposal")
        case .signText:
            Phrase(
                "Als beide partijen hebben getekend, gelden deze afspraken. Daarna kan er alleen "
                    + "nog iets veranderen met een nieuw voorstel dat u allebei tekent.",
                "Once both sides have signed, this agreement holds. After that only a new "
                    + "proposal that both sign changes it.")
        case .propose: Phrase("Dit voorstel doen", "Make this proposal")
        case .proposeTitle: Phrase("Afspraken voorstellen", "Propose an agreement")
        case .counterTitle: Phrase("Een ander voorstel doen", "Make another proposal")
        case .proposeText:
            Phrase(
                "Vul alleen in wat u wilt afspreken; laat de rest leeg. Een periode is een hele "
                    + "maand, een heel kwartaal of een half jaar. Onder of boven de grens die u "
                    + "invult, praat u er samen over. Verder gebeurt er dan niets.",
                "Fill in only what you want to agree on; leave the rest empty. A period is a whole "
                    + "month, quarter or half year. Below or above the bound that you fill in, "
                    + "you talk about it. Nothing else happens then.")
        case .first: Phrase("Eerste dag", "First day")
        case .last: Phrase("Laatste dag", "Last day")
        case .notBeforeField: Phrase("Niet eerder dan", "Not before")
        case .reportField: Phrase("Na rapportage over periode nummer", "After the report on period")
        case .rest: Phrase("Gesprek en duiding", "Talks and stories")
        case .talkMonths: Phrase("Maanden tussen gesprekken", "Months between talks")
        case .storyField: Phrase("Duiding verplicht bij elk cijfer", "Every figure needs a story")
        case .yes: Phrase("Ja", "Yes")
        case .no: Phrase("Nee", "No")
        case .version: Phrase("Versie", "Version")
        case .fingerprint: Phrase("Controlegetal", "Fingerprint")
        case .measured: Phrase("Indicatoren", "Indicators")
        case .reported: Phrase("Rapportages", "Reports")
        case .paidTitle: Phrase("Betaling in delen", "Payment in parts")
        }
    }
}
