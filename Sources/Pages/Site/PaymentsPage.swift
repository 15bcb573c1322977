internal import Domain

/// The award in parts: claiming, approving by two people, paying, and what it comes to in the end.
package enum PaymentsPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/payments"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), let part = desk.part else { return nil }
        let language = visit.language
        let rows = part.tranches.map { PaymentForms(desk: desk, payment: $0) }
        let ending = SettlementForms(desk: desk, part: part).all
        return desk.page(
            PaymentWords.title(language), template: "payments",
            words: PaymentWords.values(in: language),
            values: [
                "saved": saved(visit),
                "award": visit.written.money(part.award),
                "paid": visit.written.money(part.paid),
                "outstanding": visit.written.money(part.outstanding),
                "hasOutstanding": part.outstanding > .zero,
                "tranches": rows.map(\.values), "hasTranches": !rows.isEmpty,
                "settlements": part.settlement.map { [settlement($0, desk)] } ?? [],
                "ending": ending.map { $0.form.labelled($0.button, isSubtle: true) },
                "hasEnding": !ending.isEmpty,
                "unsettleable": SettlementForms(desk: desk, part: part).waits,
            ], forms: rows.flatMap { $0.all.map(\.form) } + ending.map(\.form), at: Self.self)
    }

    /// What was done, where the same act of another person comes after it.
    private static func saved(_ visit: Visit) -> [String] {
        guard visit.attempt == nil,
            visit.query["saved"]?.hasPrefix("\(PaymentForms.substance)-") == true
        else { return [] }
        return [PaymentWords.approvedSubstance(visit.language)]
    }

    private static func settlement(
        _ settlement: Settlement, _ desk: InitiativeDesk
    ) -> [String: Any] {
        let word: PaymentWords = settlement.adoptedBy == nil ? .proposed : .adopted
        return [
            "amount": desk.written.money(settlement.amount), "reasons": settlement.reasons,
            "state": word(desk.language),
        ]
    }
}

/// A form with the words on its button.
struct LabelledForm {
    let form: Form
    let button: String
}

/// What can be done with one tranche, by who looks at it.
struct PaymentForms {
    let desk: InitiativeDesk
    let payment: InitiativePart.Payment
    /// How the form is called by which the substance of a tranche is approved.
    static let substance = "substance"

    private var language: Language { desk.language }
    private var state: Tranche.State { payment.progress.state }

    var values: [String: Any] {
        let terms = desk.agreement?.terms
        let controls = all.enumerated().map { index, control in
            control.form.labelled(control.button, isSubtle: index > 0)
        }
        return [
            "number": payment.tranche, "amount": desk.written.money(payment.agreed.amount),
            "condition": terms.map { desk.conditions(of: payment.agreed, in: $0) } ?? "",
            "state": state.phrase[language], "reasons": payment.progress.reasons ?? "",
            "wasRefused": payment.progress.reasons != nil, "advice": advice,
            "controls": controls,
        ]
    }

    /// Whom to turn to, for who approves or pays and can't refuse.
    private var advice: [String] {
        let isHolders = state == .approvedOnSubstance || state == .approvedOnFinance
        guard isHolders, desk.isHolder, !desk.isManager else { return [] }
        return [PaymentWords.elsewhere(language)]
    }

    var all: [LabelledForm] {
        var forms: [LabelledForm] = []
        switch state {
        case .planned where desk.leads && desk.mayClaim(payment):
            forms.append(simple("claim", "claimTranche", .claim, by: desk.partner?.organisation.id))
        case .handedIn where desk.isManager:
            forms.append(
                simple(
                    Self.substance, "approveTranche", .approveSubstance, [("check", "substance")]))
        case .approvedOnSubstance where desk.isHolder:
            forms.append(
                simple("finance", "approveTranche", .approveFinance, [("check", "finance")]))
        case .approvedOnFinance where desk.isHolder:
            forms.append(simple("pay", "payTranche", .pay))
        default: break
        }
        if desk.isManager, [.handedIn, .approvedOnSubstance, .approvedOnFinance].contains(state) {
            forms.append(refusal)
        }
        return forms
    }

    private func simple(
        _ name: String, _ method: String, _ word: PaymentWords,
        _ given: [(name: String, value: String)] = [], by organisation: OrganisationID? = nil
    ) -> LabelledForm {
        let form = desk.form(
            "\(name)-\(payment.tranche)", method,
            [("tranche:integer", "\(payment.tranche)")] + given, by: organisation)
        return LabelledForm(form: form, button: word(language))
    }

    private var refusal: LabelledForm {
        var form = desk.form(
            "refuse-\(payment.tranche)", "refuseTranche",
            [("tranche:integer", "\(payment.tranche)")])
        form.add(
            "reasons", "area", label: PaymentWords.refuseReasons(language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        return LabelledForm(form: form, button: PaymentWords.refuse(language))
    }
}

/// What the award comes to in the end: proposed by one, adopted by another.
struct SettlementForms {
    let desk: InitiativeDesk
    let part: InitiativePart

    private var language: Language { desk.language }

    var all: [LabelledForm] {
        (desk.isSettled || pending != nil ? [] : propose + adopt) + receive
    }

    /// What comes before the settlement, for who would propose or adopt it.
    var waits: [String] {
        guard !desk.isSettled, desk.isManager || (desk.isHolder && part.settlement != nil),
            let pending
        else { return [] }
        return [PageRefusal.isUnderWay(tranche: pending)[language]]
    }

    /// The first tranche that waits for the municipality.
    private var pending: String? {
        part.tranches.first { $0.progress.state.isUnderWay }.map { "\($0.tranche)" }
    }

    private var propose: [LabelledForm] {
        guard desk.isManager else { return [] }
        var form = desk.form("settle", "proposeSettlement")
        form.add(
            "amount:euros", label: PaymentWords.finalAmount(language),
            description: PaymentWords.finalText(language),
            value: part.settlement.map { desk.written.money($0.amount) } ?? "")
        form.add(
            "reasons", "area", label: PaymentWords.finalReasons(language),
            value: part.settlement?.reasons ?? "", charactersMost: Limits.reasonCharactersMost,
            needs: .reasons)
        return [LabelledForm(form: form, button: PaymentWords.propose(language))]
    }

    private var adopt: [LabelledForm] {
        guard desk.isHolder, let settlement = part.settlement else { return [] }
        let form = desk.form(
            "adopt", "adoptSettlement", [("amount:integer", "\(settlement.amount.value)")])
        return [LabelledForm(form: form, button: PaymentWords.adopt(language))]
    }

    private var receive: [LabelledForm] {
        guard desk.isHolder, part.outstanding > .zero else { return [] }
        var form = desk.form("receive", "receiveBack")
        form.add("amount:euros", label: PaymentWords.received(language), needs: .amount)
        return [LabelledForm(form: form, button: PaymentWords.receive(language))]
    }
}

extension Tranche.State {
    /// The state as people see it.
    package var phrase: Phrase {
        switch self {
        case .planned: Phrase("Nog niet aangevraagd", "Not claimed yet")
        case .handedIn: Phrase("Aangevraagd", "Claimed")
        case .approvedOnSubstance: Phrase("Inhoudelijk goedgekeurd", "Approved on substance")
        case .approvedOnFinance: Phrase("Financieel goedgekeurd", "Approved on finance")
        case .paid: Phrase("Betaald", "Paid")
        case .refused: Phrase("Geweigerd", "Refused")
        }
    }
}

/// The words of payments.
enum PaymentWords: String, Words {
    case title, award, paid, outstanding, part, none, condition, claim, approveSubstance
    case approveFinance, pay, refuse, refuseReasons, refused, endTitle, proposed, adopted
    case finalAmount, finalText, finalReasons, propose, adopt, received, receive, course
    case elsewhere, approvedSubstance

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Betalingen", "Payments")
        case .award: Phrase("Toegekend", "Granted")
        case .paid: Phrase("Betaald", "Paid")
        case .outstanding: Phrase("Nog terug te ontvangen", "Still to come back")
        case .part: Phrase("Deel", "Part")
        case .none:
            Phrase(
                "Er zijn nog geen delen afgesproken. Dat gebeurt bij de afspraken.",
                "No parts were agreed on yet. That is done in the agreement.")
        case .condition: Phrase("Aan te vragen", "Can be claimed")
        case .claim: Phrase("Betaling aanvragen", "Claim payment")
        case .approveSubstance: Phrase("Inhoudelijk goedkeuren", "Approve on substance")
        case .approveFinance: Phrase("Financieel goedkeuren", "Approve on finance")
        case .pay: Phrase("Vastleggen dat er betaald is", "Record that it was paid")
        case .refuse: Phrase("Betaling weigeren", "Refuse payment")
        case .refuseReasons: Phrase("Waarom weigert u dit deel?", "Why do you refuse this part?")
        case .refused: Phrase("Reden:", "Reason:")
        case .endTitle: Phrase("Eindbedrag", "Final amount")
        case .proposed: Phrase("Voorgesteld", "Proposed")
        case .adopted: Phrase("Vastgesteld", "Adopted")
        case .finalAmount: Phrase("Eindbedrag", "Final amount")
        case .finalText:
            Phrase(
                "Wat de coalitie in totaal krijgt, hooguit wat is toegekend. Wat over is, komt "
                    + "vrij; wat te veel is betaald, komt terug.",
                "What the coalition gets in all, no more than was granted. What is left is "
                    + "released; what was paid too much comes back.")
        case .finalReasons: Phrase("Toelichting", "Explanation")
        case .propose: Phrase("Eindbedrag voorstellen", "Propose the final amount")
        case .adopt: Phrase("Eindbedrag vaststellen", "Adopt the final amount")
        case .received: Phrase("Terugontvangen bedrag", "Amount received back")
        case .receive: Phrase("Ontvangst vastleggen", "Record the receipt")
        case .elsewhere:
            Phrase(
                "Klopt er iets niet? Keur dan niet goed en leg niets vast. Vraag de "
                    + "relatiemanager om dit deel te weigeren.",
                "Is something wrong? Then approve and record nothing. Ask the relationship "
                    + "manager to refuse this part.")
        case .approvedSubstance:
            Phrase(
                "Inhoudelijk goedgekeurd; de budgethouder keurt nog financieel goed.",
                "Approved on substance; the budget holder has yet to approve on finance.")
        case .course:
            Phrase(
                "De coalitie vraagt een deel aan. De relatiemanager kijkt of het werk is gedaan, "
                    + "iemand anders keurt de betaling goed en legt vast dat er betaald is.",
                "The coalition claims a part. The relationship manager sees whether the work was "
                    + "done, somebody else approves the payment and records that it was paid.")
        }
    }
}
