internal import Domain

// What the pages of an initiative have in common: their heading, and the way from one to the other.
extension InitiativeDesk {
    /// A page of this initiative.
    func page(
        _ title: String, template: String, words: [String: String], values: [String: Any],
        forms: [Form] = [], at current: any Page.Type
    ) -> PageContent {
        let isFirst = current.path == InitiativePage.path
        let head: [String: Any] = [
            "heading": isFirst ? self.title : title, "initiativeTitle": isFirst ? "" : self.title,
            "isPart": !isFirst, "navLabel": InitiativeNavWords.label(language),
            "places": places(current),
        ]
        let first = PageLink(
            self.title, to: InitiativePage.address(id, number))
        let trail =
            [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ] + (isFirst || part == nil ? [] : [first])
        return PageContent(
            isFirst ? self.title : "\(title) – \(self.title)", template: template, words: words,
            values: values.merging(head) { own, _ in own }, forms: forms, trail: trail,
            live: (id, viewer))
    }

    private func places(_ current: any Page.Type) -> [[String: Any]] {
        var pages: [(any Page.Type, InitiativeNavWords)] = []
        if part != nil {
            pages = [
                (InitiativePage.self, .figures), (AgreementPage.self, .agreement),
                (ReportsPage.self, .reports), (PaymentsPage.self, .payments),
            ]
        }
        if talks != nil { pages.append((TalksPage.self, .talks)) }
        if part != nil || !handovers.isEmpty { pages.append((HandoversPage.self, .handovers)) }
        if part != nil { pages.append((LessonsPage.self, .lessons)) }
        return pages.map { page, word in
            [
                "text": word(language), "address": page.address(id, number),
                "isCurrent": page.path == current.path,
            ]
        }
    }
}

/// The words of the way between the pages of an initiative.
enum InitiativeNavWords: String, Words {
    case label, figures, agreement, reports, payments, talks, handovers, lessons

    var phrase: Phrase {
        switch self {
        case .label: Phrase("Over dit initiatief", "About this initiative")
        case .figures: Phrase("Cijfers", "Figures")
        case .agreement: Phrase("Afspraken", "Agreement")
        case .reports: Phrase("Rapportages", "Reports")
        case .payments: Phrase("Betalingen", "Payments")
        case .talks: Phrase("Gesprekken", "Talks")
        case .handovers: Phrase("Overdrachten", "Handovers")
        case .lessons: Phrase("Lessen", "Lessons")
        }
    }
}
