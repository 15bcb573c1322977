internal import Domain

/// A funded dossier as one person sees it: by the view that shows most of it, with what this person
/// may do.
struct InitiativeDesk {
    let id: RoundID
    let view: RoundView
    let visit: Visit
    let summary: RoundSummary
    let number: DossierNumber
    let viewer: RoundViewer
    /// Nil for who received a handover and sees nothing else.
    let part: InitiativePart?
    let talks: TalksPart?
    let handovers: [HandoverPart]

    /// The initiative that the address names; nil for whom there is none.
    init?(_ visit: Visit) {
        guard let (id, view) = visit.round, let number = visit.dossier else { return nil }
        self.init(number, in: view, id, visit)
    }

    init?(_ number: DossierNumber, in view: RoundView, _ id: RoundID, _ visit: Visit) {
        guard let summary = view.summary else { return nil }
        let viewers = view.organisations.map { RoundViewer.applicant($0) } + Self.municipal
        let seeing = viewers.first { view.part(.initiative(number), for: $0) != nil }
        let receiving = viewers.first { view.part(.handovers(number), for: $0) != nil }
        guard let viewer = seeing ?? receiving else { return nil }
        (self.id, self.view, self.visit, self.summary) = (id, view, visit, summary)
        (self.number, self.viewer) = (number, viewer)
        if case .initiative(let part) = view.part(.initiative(number), for: viewer) {
            self.part = part
        } else {
            part = nil
        }
        let talking = viewers.compactMap { view.part(.talks(number), for: $0) }.first
        if case .talks(let talks) = talking { self.talks = talks } else { talks = nil }
        let held = viewers.compactMap { viewer -> [HandoverPart]? in
            guard case .handovers(let own) = view.part(.handovers(number), for: viewer) else {
                return nil
            }
            return own
        }
        handovers = held.max { $0.count < $1.count } ?? []
    }

    private static let municipal: [RoundViewer] = [
        .relationshipManager, .coordinator, .budgetHolder, .decisionMaker, .secretary, .auditor,
        .neighbourhoodTeam,
    ]

    /// The numbers of every initiative of which the person sees anything.
    static func numbers(in view: RoundView) -> [DossierNumber] {
        let viewers = view.organisations.map { RoundViewer.applicant($0) } + municipal
        let found = viewers.flatMap { viewer in
            view.numbers { key in
                switch key {
                case .initiative(let number), .handovers(let number):
                    view.part(key, for: viewer) == nil ? nil : number
                default: nil
                }
            }
        }
        return Set(found).sorted()
    }

    /// Every initiative in the round of which the person sees anything.
    static func all(in view: RoundView, for visit: Visit) -> [InitiativeDesk] {
        guard let id = view.summary?.round else { return [] }
        return numbers(in: view).compactMap { InitiativeDesk($0, in: view, id, visit) }
    }

    var language: Language { visit.language }
    var written: Written { visit.written }
    var today: CivilDate { visit.now.date }

    /// The dossier as the same view shows it; nil for who received a handover from outside.
    var dossier: DossierPart? {
        guard case .dossier(let dossier) = view.part(.dossier(number), for: viewer) else {
            return nil
        }
        return dossier
    }

    /// What the initiative is called; the public overview says so to everybody.
    var title: String {
        if let dossier { return dossier.title }
        guard case .grants(let lines) = view.part(.grants, for: viewer) else { return "\(number)" }
        return lines.first { $0.dossier == number }?.activities ?? "\(number)"
    }

    /// The lessons that were given to everybody.
    var released: Lessons? {
        guard case .lessons(let lessons) = view.part(.lessons(number), for: viewer) else {
            return nil
        }
        return lessons.lessons
    }
}

// What this person may do.
extension InitiativeDesk {
    /// Follows initiatives for the municipality.
    var isManager: Bool {
        view.viewers.contains(.relationshipManager) || view.viewers.contains(.coordinator)
    }

    /// Approves and pays for the municipality.
    var isHolder: Bool { view.viewers.contains(.budgetHolder) }

    /// The organisation of the coalition that the person belongs to; the lead when it is several.
    var partner: Partner? {
        let own = dossier?.body?.partners.filter { partner in
            partner.standing == .accepted && view.organisations.contains(partner.organisation.id)
        }
        return own?.first(where: \.isLead) ?? own?.first
    }

    private var role: OrganisationRole? {
        partner.flatMap { visit.visitor?.memberships[$0.organisation.id] }
    }

    /// Writes for an organisation of the coalition.
    var mayWrite: Bool { role?.mayEdit == true }

    /// Writes for the lead.
    var leads: Bool { mayWrite && partner?.isLead == true }

    /// Signs for the lead.
    var signs: Bool { leads && role == .signatory }

    /// Neither settled nor stopped.
    var isRunning: Bool { part != nil && part?.lessons == nil && !isSettled }

    var isSettled: Bool { part?.settlement?.adoptedBy != nil }

    /// The agreement that holds now.
    var agreement: IndicatorAgreement? {
        part?.agreements.first { $0.version == part?.inForce }
    }

    /// A proposal that lacks a signature; an older one can't be signed any more.
    var proposal: IndicatorAgreement? {
        part?.agreements.last.flatMap { $0.isAgreed ? nil : $0 }
    }

    /// Whether nothing stands in the way of claiming that tranche, its date included.
    func mayClaim(_ payment: InitiativePart.Payment) -> Bool {
        payment.claimable && agreement != nil
            && payment.agreed.notBefore.map { $0 <= today } != false
    }

    /// Whether this person is of the party that received, and it hasn't confirmed yet.
    func mayConfirm(_ part: HandoverPart) -> Bool {
        guard part.handover.consent, part.handover.confirmedOn == nil else { return false }
        guard let receiver = part.handover.receiver else {
            return view.viewers.contains(.neighbourhoodTeam)
        }
        return view.organisations.contains(receiver)
            && visit.visitor?.memberships[receiver]?.mayEdit == true
    }

    /// A form that gives a command about this initiative, for the coalition's organisation or the
    /// municipality.
    func form(
        _ name: String, _ method: String, _ given: [(name: String, value: String)] = [],
        by organisation: OrganisationID? = nil, places: [String: String] = [:]
    ) -> Form {
        let acting = organisation.map { [("actingFor", $0.rawValue)] } ?? []
        return Form(
            name, "round.\(method)",
            given: [("round", id.rawValue)] + acting + [("dossier:integer", "\(number)")] + given,
            places: places, for: visit)
    }
}
