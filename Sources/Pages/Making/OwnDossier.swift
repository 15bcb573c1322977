package import Domain

/// A dossier in the view of an organisation that takes part in it or is invited to, and what its
/// visitor may do with it there.
struct OwnDossier {
    let id: RoundID
    let view: RoundView
    let summary: RoundSummary
    let organisation: OrganisationID
    let dossier: DossierPart
    let body: DossierPart.Body
    let visit: Visit

    /// The dossier that the address names; nil when no organisation of the visitor has it.
    init?(_ visit: Visit) {
        guard let (id, view) = visit.round, let summary = view.summary, let number = visit.dossier,
            let (organisation, dossier) = Self.all(in: view).first(where: { $1.dossier == number }),
            let body = dossier.body
        else { return nil }
        self.id = id
        self.view = view
        self.summary = summary
        self.organisation = organisation
        self.dossier = dossier
        self.body = body
        self.visit = visit
    }

    /// Every dossier in the views of the visitor's organisations.
    static func all(in round: RoundView) -> [(OrganisationID, DossierPart)] {
        round.organisations.flatMap { organisation in
            round.dossiers(for: .applicant(organisation)).filter { $0.body != nil }
                .map { (organisation, $0) }
        }
    }

    var viewer: RoundViewer { .applicant(organisation) }
    var partner: Partner? { body.partners.first { $0.organisation.id == organisation } }
    var isLead: Bool { partner?.isLead == true }
    var role: OrganisationRole? { visit.visitor?.memberships[organisation] }
    var mayEdit: Bool { role?.mayEdit == true }

    /// Whether the round takes dossiers, by the clock too.
    var isInTime: Bool {
        [.published, .open].contains(summary.phase) && visit.now.instant < summary.closesAt.instant
    }

    /// Whether it was never submitted, and can't be any more.
    var isTooLate: Bool {
        [.draft, .signing].contains(dossier.state) && body.receipt == nil
            && summary.phase >= .closed
    }

    /// Whether the visitor may change the content now.
    var isWritable: Bool {
        partner?.standing == .accepted && dossier.state == .draft && mayEdit && isInTime
    }

    /// What the municipality asks for, while it may be given.
    var supplement: Supplement? {
        guard dossier.state == .supplementRequested, let asked = body.supplement,
            visit.now.instant < asked.due
        else { return nil }
        return asked
    }

    /// The part that is offered, while it may be accepted.
    var offer: Offer? {
        guard dossier.state == .offeredInPart, let offer = body.offer,
            visit.now.instant < offer.until
        else { return nil }
        return offer
    }

    /// Whether a coalition that lost a partner writes the whole anew.
    private var isWrittenAnew: Bool { supplement?.left != nil }

    /// Whether the visitor may change that section now; nil is what belongs to no section.
    func mayWrite(_ section: Section?) -> Bool {
        if isWritable || (isMember && isWrittenAnew) { return true }
        guard isMember, let section else { return false }
        return supplement?.sections.contains(section) == true || (offer != nil && section == .costs)
    }

    private var isMember: Bool { partner?.standing == .accepted && mayEdit }

    /// Whether the coalition signs now, for the first time or again.
    var isSigning: Bool {
        guard mayEdit else { return false }
        return (dossier.state == .signing && isInTime) || supplement != nil || offer != nil
    }

    /// What the domain still misses before the dossier is offered for signing.
    var gaps: [Refusal] {
        body.content.gaps(
            of: body.partners, charactersMost: view.rules?.sectionCharactersMost ?? 0)
    }

    /// What of the register the texts look like, each as its title and description (F5).
    var registerHints: [String] { view.registerHints(of: body, for: viewer) }

    /// Whether the coalition went on after that refusal: the dossier was offered again, or changed
    /// where it needn't be offered.
    func isAnswered(_ refusal: SigningRefusalPart) -> Bool {
        dossier.state == .signing
            || (dossier.state != .draft && refusal.version < body.version)
    }

    /// A form for a command about the dossier as it is shown.
    func form(
        _ name: String, _ method: String, _ given: [(name: String, value: String)] = [],
        places: [String: String] = [:]
    ) -> Form {
        Form(
            name, "round.\(method)",
            given: [
                ("round", id.rawValue), ("actingFor", organisation.rawValue),
                ("dossier:integer", "\(dossier.dossier)"), ("version:integer", "\(body.version)"),
            ] + given, places: places, for: visit)
    }

    /// The same with one text.
    func form(
        _ name: String, _ method: String, asking field: String, _ label: String,
        _ description: String
    ) -> Form {
        var form = form(name, method)
        form.add(field, "area", label: label, description: description, needs: .reasons)
        return form
    }

    /// What an organisation of the coalition is called.
    func name(of organisation: OrganisationID) -> String {
        body.name(of: organisation)
    }

    /// A page of this dossier.
    func page(
        _ title: String, template: String, words: [String: String], values: [String: Any],
        forms: [Form], at current: any Page.Type
    ) -> PageContent {
        let steps: [String: Any] = [
            "heading": title, "dossierTitle": dossier.title,
            "stepsLabel": StepWords.label(visit.language), "steps": DossierSteps.of(self, current),
            "asked": AskedOfCoalition.values(self),
            "locked": current.path == SigningPage.path ? [] : LockedDossier.values(self),
        ]
        let trail = [
            RoundPage.trail(visit.language), PageLink(summary.name, to: RoundPage.address(id)),
            PageLink(dossier.title, to: DossierPage.address(id, dossier.dossier)),
        ]
        return PageContent(
            "\(title) – \(dossier.title)", template: template, words: words,
            values: values.merging(steps) { own, _ in own }, forms: forms, trail: trail,
            live: (id, viewer))
    }
}

extension Visit {
    /// The number of the newest dossier in the views of the visitor's organisations, in the round
    /// that the address names.
    package var newestDossier: DossierNumber? {
        round.flatMap { OwnDossier.all(in: $0.view).map(\.1.dossier).max() }
    }
}

extension OwnDossier {
    /// How many rows a form shows: those that are stored and two empty ones, or as many as were sent.
    func rowCount(stored: Int, in list: String, of form: String) -> Int {
        let typed = visit.attempt.flatMap { $0.form == form ? $0.typed : nil } ?? [:]
        let sent = typed.keys.compactMap { name -> Int? in
            let parts = name.split(separator: ".")
            return parts.count > 1 && parts[0] == list ? Int(parts[1]) : nil
        }
        return Form.rowCount(stored + 2, sent: sent)
    }
}
