internal import Domain

/// The register of regular services: what no longer counts as innovative (F5), and adding to it.
package enum RegularServicesPage: Page {
    package static let path = "/regular-services"

    package static func content(of visit: Visit) -> PageContent? {
        guard visit.visitor != nil else { return nil }
        let language = visit.language
        let search = ListSearch(visit, label: RegularServicesWords.search(language))
        let all = visit.directory.services
        let (shown, rest) = search.shown(of: all) { [$0.title, $0.description] }
        let forms = isKept(by: visit) ? [form(visit)] : []
        return PageContent(
            RegularServicesWords.title(language), template: "regular-services",
            words: RegularServicesWords.values(in: language),
            values: [
                "services": shown.map { row(of: $0, visit) }, "hasShown": !shown.isEmpty,
                "isEmpty": all.isEmpty,
                "forms": forms.map { $0.under(RegularServicesWords.button(language)) },
            ].merging(search.values(rest: rest)) { own, _ in own },
            forms: forms, trail: [RoundPage.trail(language)])
    }

    package static func entries(for visit: Visit) -> [PageLink] {
        [PageLink(RegularServicesWords.title(visit.language), to: path)]
    }

    private static func isKept(by visit: Visit) -> Bool {
        visit.visitor?.roles.contains(.coordinator) == true
    }

    private static func row(of service: RegularService, _ visit: Visit) -> [String: Any] {
        [
            "name": service.title, "text": service.description,
            "since": visit.written.date(service.regularSince), "sourceName": service.source,
        ]
    }

    private static func form(_ visit: Visit) -> Form {
        let language = visit.language
        let typed = visit.attempt?.typed["title"].flatMap(CoinedName.of) ?? ""
        var form = Form(
            "add", "directory.addRegularService",
            given: [("service:identifier", "title")],
            places: [typed: "title", "regularSince": "regularSince:date"], for: visit)
        form.add(
            "title", label: RegularServicesWords.name(language),
            needs: .text(most: Limits.nameCharactersMost))
        form.add(
            "description", "area", label: RegularServicesWords.description(language),
            description: RegularServicesWords.descriptionHelp(language),
            charactersMost: Limits.descriptionCharactersMost,
            needs: .text(most: Limits.descriptionCharactersMost))
        form.add(
            "regularSince:date", "date", label: RegularServicesWords.since(language),
            description: RegularServicesWords.sinceHelp(language))
        form.add(
            "source", label: RegularServicesWords.source(language),
            description: RegularServicesWords.sourceHelp(language),
            needs: .text(most: Limits.nameCharactersMost))
        return form
    }
}

/// The words of the register's page.
enum RegularServicesWords: String, Words {
    case title, text, search, name, description, descriptionHelp, since, sinceHelp, source
    case sourceHelp, addTitle, addText, button, none, noneFound

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Wat al gewone zorg is", "What is regular service already")
        case .text:
            Phrase(
                "Wat hier staat, geldt niet meer als nieuw. Een kansendossier moet iets anders "
                    + "doen dan dit.",
                "What stands here no longer counts as new. A dossier must do something other "
                    + "than this.")
        case .search: Phrase("Zoek in deze lijst", "Search this list")
        case .name: Phrase("Naam", "Name")
        case .description: Phrase("Omschrijving", "Description")
        case .descriptionHelp:
            Phrase(
                "Schrijf zo dat een aanbieder herkent of zijn plan hieronder valt.",
                "Write it so that a provider sees whether its plan falls under this.")
        case .since: Phrase("Gewoon sinds", "Regular since")
        case .sinceHelp:
            Phrase(
                "Een ronde gaat uit van wat op de dag van publicatie al gewoon is.",
                "A round goes by what is regular on the day of its publication.")
        case .source: Phrase("Bron", "Source")
        case .sourceHelp:
            Phrase(
                "Waar dit is vastgelegd: een besluit, een contract of een beleidsstuk.",
                "Where this was laid down: a decision, a contract or a policy document.")
        case .addTitle: Phrase("Iets toevoegen", "Add something")
        case .addText:
            Phrase(
                "Wat u toevoegt, geldt voor rondes die daarna worden gepubliceerd en kan er niet "
                    + "meer uit.",
                "What you add holds for rounds that are published after it and can't be removed.")
        case .button: Phrase("Aan de lijst toevoegen", "Add to the list")
        case .none: Phrase("De lijst is nog leeg.", "The list is still empty.")
        case .noneFound: Phrase("Er is niets gevonden.", "Nothing was found.")
        }
    }
}
