internal import Domain

/// What is decided on now: the advice of the committee, and after the release what the rule proposes
/// for the reserve.
struct DecisionDesk {
    let desk: RoundDesk
    /// Nil before the ranking, and after the release when nothing is proposed.
    let advice: Allocation?
    let isReleased: Bool

    /// Who makes decisions or watches them being made.
    static let viewers: [RoundViewer] = [.decisionMaker, .coordinator, .auditor]

    init?(_ visit: Visit) {
        guard let view = visit.round?.view else { return nil }
        self.init(view, visit)
    }

    init?(_ view: RoundView, _ visit: Visit) {
        guard let desk = RoundDesk(view, visit, as: Self.viewers),
            (Phase.ranked...Phase.finished).contains(desk.summary.phase)
        else { return nil }
        self.desk = desk
        isReleased = desk.summary.phase != .ranked
        advice = isReleased ? AllocationPage.proposal(desk) : AllocationPage.allocation(desk)
    }

    var language: Language { desk.language }
    var isDecisionMaker: Bool { desk.viewer == .decisionMaker }

    func decision(_ number: DossierNumber) -> DecisionPart? {
        guard case .decision(let decision) = desk.part(.decision(number)) else { return nil }
        return decision
    }

    /// The advice on each dossier that a decision is taken on, in its order.
    var lines: [AllocationLine] {
        (advice?.lines ?? []).filter { desk.dossier($0.dossier)?.state != .withdrawn }
    }

    /// The decision that is intended and not told yet.
    func intended(_ number: DossierNumber) -> DecisionPart? {
        decision(number).flatMap { $0.released ? nil : $0 }
    }

    /// What is still missing before the decisions can be released, in sentences.
    var missing: [PageLink] {
        let decisions = lines.filter { intended($0.dossier) == nil }.map {
            PageLink(
                "\(desk.title(of: $0.dossier)): \(DecisionWords.noDecision(language))",
                to: DecisionPage.address(desk.id, $0.dossier))
        }
        // After the release a part of what is proposed may be released by itself.
        if isReleased { return decisions.count < lines.count ? [] : decisions }
        return decisions + lines.compactMap(unread)
    }

    /// How many motivations of a dossier are missing or were not read by a second.
    private func unread(_ line: AllocationLine) -> PageLink? {
        guard let body = desk.dossier(line.dossier)?.body else { return nil }
        let motivations = body.motivations ?? [:]
        let items = Set(DecisionItems(desk).needed(line)).union(motivations.keys)
        let count = items.count { motivations[$0]?.reading?.agrees != true }
        guard count > 0 else { return nil }
        return PageLink(
            "\(desk.title(of: line.dossier)): \(DecisionWords.unread(language)) \(count)",
            to: MotivationsPage.address(desk.id, line.dossier))
    }
}

/// The items of which the committee says something: the hard requirements and the criteria.
struct DecisionItems {
    let desk: RoundDesk

    init(_ desk: RoundDesk) { self.desk = desk }

    var all: [String] {
        BallotSubject.gate.map(\.rawValue) + desk.rules.criteria.map(\.code.rawValue)
    }

    func name(of item: String) -> String {
        BallotSubject(rawValue: item).map { $0.phrase[desk.language] }
            ?? desk.rules.criteria.first { $0.code.rawValue == item }?.title ?? item
    }

    /// Those that a letter can't do without; which hard requirements failed the texts say
    /// themselves.
    func needed(_ line: AllocationLine) -> [String] {
        line.place == nil ? [] : desk.rules.criteria.map(\.code.rawValue)
    }
}

extension DecisionOutcome {
    /// What is decided, as people see it.
    var phrase: Phrase {
        switch self {
        case .granted: Phrase("Toekennen", "Grant")
        case .offeredInPart: Phrase("Een deel aanbieden", "Offer a part")
        case .reserve: Phrase("Op de reservelijst", "On the reserve list")
        case .rejected: Phrase("Afwijzen", "Reject")
        }
    }
}

extension RefusalGround {
    /// The ground, as people choose it.
    var phrase: Phrase {
        switch self {
        case .notCollaborative: Phrase("Geen echte samenwerking", "No real collaboration")
        case .notAccelerating:
            Phrase("Versnelt de transformatie niet", "Does not speed the transformation")
        case .notInnovative: Phrase("Niet innovatief", "Not innovative")
        case .alreadyRegular: Phrase("Is al regulier aanbod", "Is a regular service already")
        case .notAssessed: Phrase("Kon niet worden beoordeeld", "Could not be assessed")
        case .belowThreshold: Phrase("Onder de drempel", "Below the threshold")
        case .ceilingReached: Phrase("Het geld is verdeeld", "The money is divided")
        case .incompatible:
            Phrase("Kan niet samen met een ander dossier", "Can’t go with another dossier")
        case .loweredByAdvice:
            Phrase("De commissie adviseert minder", "The committee advises less")
        case .activitiesUnlikely:
            Phrase("De activiteiten gaan misschien niet door", "The activities may not happen")
        case .dutiesUnlikely:
            Phrase("Plichten worden misschien niet nagekomen", "Duties may not be met")
        case .noProperAccount:
            Phrase("Er komt misschien geen goede verantwoording", "There may be no proper account")
        case .falseData: Phrase("Onjuiste of onvolledige gegevens", "False or incomplete data")
        case .insolvency:
            Phrase("Faillissement of schuldsanering", "Bankruptcy or debt restructuring")
        case .other: Phrase("Een andere reden", "Another reason")
        }
    }
}
