internal import Domain

/// The pages on which a coalition makes its dossier, in order, and which of them are complete.
enum DossierSteps {
    /// For the list on top of each page.
    static func of(_ own: OwnDossier, _ current: any Page.Type) -> [[String: Any]] {
        let language = own.visit.language
        return all(own).map { page, word, isDone in
            [
                "text": word(language), "address": address(of: page, own), "isDone": isDone,
                "isCurrent": page.path == current.path,
                "state": (isDone ? StepWords.done : .open)(language),
            ]
        }
    }

    static func address(of page: any Page.Type, _ own: OwnDossier) -> String {
        page.address(own.id, own.dossier.dossier)
    }

    /// Where a gap is filled.
    static func address(of gap: Refusal, _ own: OwnDossier) -> String {
        if let section = gap.subject.flatMap(Section.init), section.isText {
            return address(of: DossierPage.self, own) + "#\(section.rawValue)"
        }
        return address(of: gap.subject == "effects" ? EffectsPage.self : CoalitionPage.self, own)
    }

    private static func all(_ own: OwnDossier) -> [(any Page.Type, StepWords, Bool)] {
        let open = Set(own.gaps.map { address(of: $0, own).prefix { $0 != "#" } })
        let isFilled = { (page: any Page.Type) in !open.contains(address(of: page, own)[...]) }
        let members = own.body.partners.count { $0.standing == .accepted }
        return [
            (DossierPage.self, .texts, isFilled(DossierPage.self)),
            (CoalitionPage.self, .partners, isFilled(CoalitionPage.self) && members > 1),
            (CostsPage.self, .costs, own.body.totals.requested > .zero),
            (EffectsPage.self, .effects, isFilled(EffectsPage.self)),
            (SigningPage.self, .signing, own.body.receipt != nil && own.dossier.state != .draft),
        ]
    }
}

/// The words of the steps.
enum StepWords: String, Words {
    case label, texts, partners, costs, effects, signing, done, open

    var phrase: Phrase {
        switch self {
        case .label: Phrase("Stappen van dit dossier", "Steps of this dossier")
        case .texts: Phrase("Teksten", "Texts")
        case .partners: Phrase("Partners", "Partners")
        case .costs: Phrase("Kosten", "Costs")
        case .effects: Phrase("Effecten en betrokkenen", "Effects and parties involved")
        case .signing: Phrase("Controleren en indienen", "Check and submit")
        case .done: Phrase("klaar", "complete")
        case .open: Phrase("nog niet klaar", "not complete yet")
        }
    }
}
