internal import Domain

/// Setting up a new round: all its rules, filled in with what we advise.
package enum NewRoundPage: Page {
    package static let path = "/new-round"

    package static func content(of visit: Visit) -> PageContent? {
        guard visit.coordinates else { return nil }
        let language = visit.language
        let form = RulesForm(newRoundFor: visit).form
        return PageContent(
            NewRoundWords.title(language), template: "new-round",
            words: NewRoundWords.values(in: language),
            values: ["forms": [form.under(NewRoundWords.button(language))]], forms: [form],
            trail: [RoundPage.trail(language)])
    }

    package static func tasks(for visit: Visit) -> [PageTask] {
        guard visit.coordinates, visit.rounds.isEmpty else { return [] }
        return [PageTask(NewRoundWords.first(visit.language), to: path)]
    }

    package static func entries(for visit: Visit) -> [PageLink] {
        visit.coordinates ? [PageLink(NewRoundWords.title(visit.language), to: path)] : []
    }
}

extension Visit {
    /// Whether the visitor is a coordinator.
    var coordinates: Bool { visitor?.roles.contains(.coordinator) == true }
}

/// The words of the page for a new round.
enum NewRoundWords: String, Words {
    case title, text, button, first

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Nieuwe ronde", "New round")
        case .text:
            Phrase(
                "Hier stelt u de spelregels van een ronde in. Wat wij aanraden, staat al "
                    + "ingevuld. Niemand buiten de organisatie van de ronde ziet er iets van "
                    + "tot u publiceert, en tot dan kunt u alles nog veranderen.",
                "Here you set the rules of a round. What we advise is filled in already. Nobody "
                    + "but the organisers sees anything of it until you publish, and until then "
                    + "you can change everything.")
        case .button: Phrase("Ronde bewaren en controleren", "Save the round and check it")
        case .first: Phrase("Stel uw eerste ronde in", "Set up your first round")
        }
    }
}
