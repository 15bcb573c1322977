internal import Domain

/// A round in the view of its coordinator, for the pages where it is set up.
struct RoundSetUp {
    let id: RoundID
    let summary: RoundSummary
    let rules: RoundRules
    let seats: [SeatSummary]
    let visit: Visit

    /// The round that the address names; nil for who doesn't coordinate it.
    init?(_ visit: Visit) {
        guard let (id, view) = visit.round else { return nil }
        self.init(id, view, visit)
    }

    /// This round; nil for who doesn't coordinate it.
    init?(_ id: RoundID, _ view: RoundView, _ visit: Visit) {
        guard case .round(let summary) = view.part(.round, for: .coordinator),
            case .rules(let rules) = view.part(.rules, for: .coordinator)
        else { return nil }
        self.id = id
        self.summary = summary
        self.rules = rules
        self.visit = visit
        if case .committee(let seats) = view.part(.committee, for: .coordinator) {
            self.seats = seats
        } else {
            seats = []
        }
    }

    var language: Language { visit.language }
    /// Members who vote as long as nobody is replaced.
    var voters: [SeatSummary] {
        seats.filter { [.chair, .deputyChair, .member].contains($0.kind) }
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

    /// A page of this round's setting up.
    func page(
        _ title: String, template: String, words: [String: String], values: [String: Any],
        forms: [Form]
    ) -> PageContent {
        PageContent(
            "\(title) – \(summary.name)", template: template, words: words,
            values: values.merging(["heading": title, "roundName": summary.name]) { own, _ in own },
            forms: forms,
            trail: [
                RoundPage.trail(language),
                PageLink(summary.name, to: RoundPage.address(id)),
            ], live: (id, .coordinator))
    }
}
