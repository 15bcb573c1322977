internal import Domain

/// The pages on which a coalition makes its dossier, in order, and which of them are complete.
enum DossierSteps {
    /// For the list on top of each page.
    static func of(_ own: OwnDossier, _ current: any Page.Type) -> [[String: Any]] {
        let language = own.visit.language
        let reopened = reopened(own)
        // Once the committee has it there is nothing to complete any more.
        let isMade = making.contains(own.dossier.state) && !own.isTooLate
        return all(own).map { page, word, isFilled in
            let isReopened = reopened.contains(page.path)
            let state: StepWords = isReopened ? .reopened : isFilled ? .done : .open
            return [
                "text": word(language), "address": address(of: page, own),
                "isDone": isMade && isFilled && !isReopened,
                "isCurrent": page.path == current.path, "state": isMade ? state(language) : "",
            ]
        }
    }

    private static let making: [DossierState] = [
        .draft, .signing, .submitted, .supplementRequested, .offeredInPart,
    ]

    /// Where that section is written.
    static func page(of section: Section) -> any Page.Type {
        switch section {
        case .costs: CostsPage.self
        case .effects: EffectsPage.self
        case .roles: CoalitionPage.self
        default: DossierPage.self
        }
    }

    /// The pages of sections over which a partner won't sign what the draft still is (F33).
    private static func reopened(_ own: OwnDossier) -> Set<String> {
        guard own.dossier.state == .draft else { return [] }
        let refusals = own.body.standingRefusals.filter { $0.version == own.body.version }
        return Set(refusals.flatMap(\.sections).map { page(of: $0).path })
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
            (
                SigningPage.self, .signing,
                own.body.receipt != nil
                    && ![.draft, .signing, .supplementRequested].contains(own.dossier.state)
            ),
        ]
    }
}

/// The words of the steps.
enum StepWords: String, Words {
    case label, texts, partners, costs, effects, signing, done, open, reopened

    var phrase: Phrase {
        switch self {
        case .label: Phrase("Stappen van dit dossier", "Steps of this dossier")
        case .texts: Phrase("Teksten", "Texts")
        case .partners: Phrase("Partners", "Partners")
        case .costs: Phrase("Kosten", "Costs")
        case .effects: Phrase("Effecten en betrokkenen", "Effects and parties involved")
        case .signing: Phrase("Controleren en indienen", "Check and submit")
        case .done: Phrase("klaar", "complete")
        case .reopened: Phrase("staat weer open", "open again")
        case .open: Phrase("nog niet klaar", "not complete yet")
        }
    }
}
