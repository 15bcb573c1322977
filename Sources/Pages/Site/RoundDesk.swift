internal import Domain

/// A round as somebody of the municipality or its committee works in it: by the first of these
/// views that the person has.
struct RoundDesk {
    let id: RoundID
    let view: RoundView
    let viewer: RoundViewer
    let summary: RoundSummary
    let rules: RoundRules
    let visit: Visit

    /// Nil for who has none of these views, and for members unless they are named.
    init?(_ visit: Visit, as viewers: [RoundViewer], orMember: Bool = false) {
        guard let view = visit.round?.view else { return nil }
        self.init(view, visit, as: viewers, orMember: orMember)
    }

    init?(
        _ view: RoundView, _ visit: Visit, as viewers: [RoundViewer], orMember: Bool = false
    ) {
        let own = orMember ? visit.visitor.map { [RoundViewer.member($0.person)] } ?? [] : []
        guard let viewer = (own + viewers).first(where: view.viewers.contains),
            case .round(let summary) = view.part(.round, for: viewer),
            case .rules(let rules) = view.part(.rules, for: viewer)
        else { return nil }
        (self.id, self.view, self.viewer) = (summary.round, view, viewer)
        (self.summary, self.rules, self.visit) = (summary, rules, visit)
    }

    var language: Language { visit.language }
    var written: Written { visit.written }
    var dossiers: [DossierPart] { view.dossiers(for: viewer) }
    var isCoordinator: Bool { viewer == .coordinator }

    /// A part of the one view by which this person works.
    func part(_ key: RoundPartKey) -> RoundPart? { view.part(key, for: viewer) }

    func dossier(_ number: DossierNumber) -> DossierPart? {
        dossiers.first { $0.dossier == number }
    }

    /// `Dossier 3: “Samen sneller thuis”`.
    func title(of number: DossierNumber) -> String {
        let title = dossier(number).map { ": “\($0.title)”" } ?? ""
        return "\(DeskWords.dossier(language)) \(number)\(title)"
    }

    /// `Dossier 1 en dossier 3`, as it stands in a sentence.
    func list(_ numbers: [DossierNumber]) -> String {
        let names = numbers.map { "\(DeskWords.inSentence(language)) \($0)" }
        let and = DeskWords.and(language)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " \(and) \(last)"
    }

    /// Who sits on the committee.
    var seats: [SeatSummary] {
        guard case .committee(let seats) = part(.committee) else { return [] }
        return seats
    }

    func name(of person: PersonID) -> String {
        seats.first { $0.person == person }?.name ?? person.rawValue
    }

    /// The name of the round, and more of what the start page tells of it.
    func note(_ more: String) -> String {
        more.isEmpty ? summary.name : "\(summary.name). \(more)"
    }

    /// A form that gives a command in this round.
    func form(
        _ name: String, _ method: String, _ given: [(name: String, value: String)] = [],
        places: [String: String] = [:]
    ) -> Form {
        Form(
            name, "round.\(method)", given: [("round", id.rawValue)] + given, places: places,
            for: visit)
    }

    /// A page of this round, below those.
    func page(
        _ title: String, template: String, words: [String: String], values: [String: Any],
        forms: [Form] = [], below: [PageLink] = []
    ) -> PageContent {
        PageContent(
            title, template: template, words: words,
            values: values.merging(["heading": title]) { own, _ in own }, forms: forms,
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ] + below, live: (id, viewer))
    }
}

/// Words that every page of a round's desk has in common.
enum DeskWords: String, Words {
    case dossier, inSentence, and

    var phrase: Phrase {
        switch self {
        case .dossier: Phrase("Dossier", "Dossier")
        case .inSentence: Phrase("dossier", "dossier")
        case .and: Phrase("en", "and")
        }
    }
}
