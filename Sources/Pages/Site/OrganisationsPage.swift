internal import Domain

/// The organisations that the municipality knows, and registering one.
package enum OrganisationsPage: Page {
    package static let path = "/organisations"

    package static func content(of visit: Visit) -> PageContent? {
        guard visit.directory.seesPeople else { return nil }
        let language = visit.language
        let search = ListSearch(visit, label: OrganisationsWords.search(language))
        let all = visit.directory.organisations
        let (shown, rest) = search.shown(of: all) { [$0.name, $0.kvk, $0.concern] }
        let forms = visit.keepsDirectory ? [form(visit)] : []
        return PageContent(
            OrganisationsWords.title(language), template: "organisations",
            words: OrganisationsWords.values(in: language),
            values: [
                "organisations": shown.map { row(of: $0, language) }, "hasShown": !shown.isEmpty,
                "forms": forms.map { $0.under(OrganisationsWords.button(language)) },
                "isEmpty": all.isEmpty,
            ].merging(search.values(rest: rest)) { own, _ in own },
            forms: forms, trail: [RoundPage.trail(language)])
    }

    package static func tasks(for visit: Visit) -> [PageTask] {
        guard visit.visitor?.roles.contains(.coordinator) == true else { return [] }
        let waiting = visit.directory.organisations.filter { !$0.verified }
        guard let first = waiting.first else { return [] }
        let language = visit.language
        let isOne = waiting.count == 1
        return [
            PageTask(
                OrganisationsWords.task(language) + " "
                    + (isOne
                        ? first.name
                        : "\(waiting.count) \(OrganisationsWords.organisations(language))"),
                to: isOne ? OrganisationPage.address(first.id) : path,
                note: OrganisationsWords.taskNote(language))
        ]
    }

    package static func entries(for visit: Visit) -> [PageLink] {
        visit.directory.seesPeople
            ? [PageLink(OrganisationsWords.title(visit.language), to: path)] : []
    }

    private static func row(of organisation: Organisation, _ language: Language) -> [String: Any] {
        let words: OrganisationsWords = organisation.verified ? .verified : .unverified
        return [
            "name": organisation.name, "address": OrganisationPage.address(organisation.id),
            "kvk": organisation.kvk, "state": words(language),
            "contract": organisation.isContracted
                ? organisation.segments.joined(separator: ", ")
                : OrganisationsWords.noContract(language),
        ]
    }

    private static func form(_ visit: Visit) -> Form {
        let language = visit.language
        let typed = visit.attempt?.typed["name"].flatMap(CoinedName.of) ?? ""
        var form = Form(
            "register", "directory.registerOrganisation",
            given: [("organisation:identifier", "name"), ("_to", "\(path)/{organisation}")],
            places: [typed: "name", "sectors": "sectors:lines", "segments": "segments:lines"],
            for: visit)
        form.add(
            "name", label: OrganisationsWords.name(language),
            needs: .text(most: Limits.nameCharactersMost))
        form.add(
            "kvk", label: OrganisationsWords.kvk(language),
            description: OrganisationsWords.kvkHelp(language),
            needs: .all([
                .digits(8),
                .free { kvk in visit.directory.organisations.first { $0.kvk == kvk }?.name },
            ]))
        form.add(
            "agb:optional", label: OrganisationsWords.agb(language),
            description: OrganisationsWords.agbHelp(language), needs: .optional(.digits(8)))
        form.add(
            "concern:optional", label: OrganisationsWords.concern(language),
            description: OrganisationsWords.concernHelp(language))
        form.add(
            "sectors:lines", "lines", label: OrganisationsWords.sectors(language),
            description: OrganisationsWords.sectorsHelp(language))
        form.add(
            "segments:lines", "lines", label: OrganisationsWords.segments(language),
            description: OrganisationsWords.segmentsHelp(language))
        return form
    }
}

/// The words of the organisations' pages.
enum OrganisationsWords: String, Words {
    case title, search, name, kvk, kvkHelp, agb, agbHelp, concern, concernHelp, sectors
    case sectorsHelp, segments, segmentsHelp, registerTitle, button, state, contract, noContract
    case verified, unverified, none, noneFound, task, organisations, taskNote

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Organisaties", "Organisations")
        case .search: Phrase("Zoek op naam, concern of KvK-nummer", "Search by name or KvK number")
        case .name: Phrase("Naam", "Name")
        case .kvk: Phrase("KvK-nummer", "KvK number")
        case .kvkHelp:
            Phrase(
                "Acht cijfers, zoals in het handelsregister.",
                "Eight digits, as in the trade register.")
        case .agb: Phrase("AGB-code (optioneel)", "AGB code (optional)")
        case .agbHelp: Phrase("Acht cijfers.", "Eight digits.")
        case .concern: Phrase("Concern (optioneel)", "Group (optional)")
        case .concernHelp:
            Phrase(
                "Hoort de organisatie bij een groter geheel? Vul dan de naam daarvan in. "
                    + "Organisaties van één concern kunnen samen geen coalitie vormen.",
                "Is the organisation part of a group? Then enter the name of the group. "
                    + "Organisations of one group can't make a coalition together.")
        case .sectors: Phrase("Sectoren (optioneel)", "Sectors (optional)")
        case .sectorsHelp:
            Phrase("Op elke regel één, zoals GGZ of thuiszorg.", "One on each line.")
        case .segments: Phrase("Gecontracteerd voor (optioneel)", "Contracted for (optional)")
        case .segmentsHelp:
            Phrase(
                "Op elke regel een segment, zoals Wmo begeleiding. Leeg als er geen contract is.",
                "A segment on each line. Empty when there is no contract.")
        case .registerTitle: Phrase("Een organisatie opnemen", "Add an organisation")
        case .button: Phrase("Organisatie opnemen", "Add the organisation")
        case .state: Phrase("Stand", "State")
        case .contract: Phrase("Contract", "Contract")
        case .noContract: Phrase("Geen contract", "No contract")
        case .verified: Phrase("Gecontroleerd", "Verified")
        case .unverified: Phrase("Nog te controleren", "To be verified")
        case .none:
            Phrase(
                "Er zijn nog geen organisaties. Neem hieronder de eerste op.",
                "There are no organisations yet. Add the first one below.")
        case .noneFound:
            Phrase("Er is niets gevonden.", "Nothing was found.")
        case .task: Phrase("Controleer", "Verify")
        case .organisations: Phrase("organisaties", "organisations")
        case .taskNote:
            Phrase(
                "Zonder controle kan een organisatie niet tekenen.",
                "Without it an organisation can't sign.")
        }
    }
}
