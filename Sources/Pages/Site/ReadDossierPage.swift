internal import Domain

/// A whole dossier to read, with room for notes that never leave the reader's browser.
package enum ReadDossierPage: Page {
    package static let path = "/rounds/{round}/reading/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = ReadingPage.viewer(in: round, visit), let person = visit.visitor?.person
        else { return nil }
        let all = ReadingPage.ordered(round, viewer)
        guard let index = all.firstIndex(where: { $0.dossier == visit.dossier }),
            let body = all[index].body
        else { return nil }
        let language = visit.language
        let dossier = all[index]
        let next = all.indices.contains(index + 1) ? all[index + 1] : nil
        let title = "\(dossier.dossier): \(dossier.title)"
        return PageContent(
            title, template: "read-dossier", words: ReadDossierWords.values(in: language),
            values: [
                "title": title, "coalition": dossier.coalition.joined(separator: ", "),
                "place": place(index, of: all.count, language),
                "sections": sections(body, round, visit), "partners": partners(body, visit),
                "requested": visit.written.money(body.totals.requested),
                "total": visit.written.money(body.totals.total),
                "checks": checks(body, language),
                "hints": round.registerHints(of: body, for: viewer),
                "hasHints": !body.hints.isEmpty, "notes": "\(person)/\(id)/\(dossier.dossier)",
                "next": next.map { [["address": address(id, $0.dossier), "text": $0.title]] } ?? [],
            ],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
                PageLink(ReadingWords.title(language), to: ReadingPage.address(id)),
            ])
    }

    private static func place(_ index: Int, of count: Int, _ language: Language) -> String {
        language == .dutch
            ? "Dossier \(index + 1) van \(count) in uw volgorde."
            : "Dossier \(index + 1) of \(count) in your order."
    }

    private static func sections(
        _ body: DossierPart.Body, _ round: RoundView, _ visit: Visit
    ) -> [[String: String]] {
        let language = visit.language
        let written = visit.written
        let effects = body.content.effects.map { effect in
            let title = round.rules?.effects.first { $0.code == effect.effect }?.title ?? ""
            return "\(title) – \(effect.indicator): \(EffectsWords.from(language)) "
                + "\(written.number(effect.baseline)) \(EffectsWords.to(language)) "
                + "\(written.number(effect.target)), \(EffectsWords.measured(language)) "
                + written.date(effect.measuredOn)
        }
        let parties = body.content.involved.map { EffectsPage.text(of: $0, language) }
        let texts = Section.texts.map { ($0.phrase[language], body.content.sections[$0] ?? "") }
        let lists = [
            (EffectsWords.effectsTitle(language), effects.joined(separator: "\n")),
            (EffectsWords.partiesTitle(language), parties.joined(separator: "\n")),
        ]
        return (texts + lists).map { heading, text in
            ["heading": heading, "text": text.isEmpty ? DossierWords.empty(language) : text]
        }
    }

    private static func partners(
        _ body: DossierPart.Body, _ visit: Visit
    ) -> [[String: Any]] {
        body.content.partners.map { partner in
            let organisation = body.partners.first { $0.organisation.id == partner.organisation }
            return [
                "name": organisation?.organisation.name ?? partner.organisation.rawValue,
                "role": partner.role, "hasLines": !partner.costLines.isEmpty,
                "lines": partner.costLines.map { line in
                    [
                        "description": line.description,
                        "amounts": [
                            line.total, line.own, line.other, line.requested, line.minimum,
                        ].map(visit.written.money),
                    ] as [String: Any]
                },
            ]
        }
    }

    /// What the first requirement rests on, as far as it can be counted (F5).
    private static func checks(_ body: DossierPart.Body, _ language: Language) -> [String] {
        guard let check = body.collaboration else { return [] }
        let lead: ReadDossierWords = check.leadContracted ? .contracted : .uncontracted
        return [
            "\(ReadDossierWords.providers(language)) \(check.providers)",
            "\(ReadDossierWords.concerns(language)) \(check.concerns)", lead(language),
        ]
    }
}

/// The words of a dossier to read.
enum ReadDossierWords: String, Words {
    case partners, line, total, own, other, requested, minimum, check, providers, concerns
    case contracted, uncontracted, hints, hintsText, notes, notesText, clear, sure, noScript, next
    case costs, totalCosts, noLines

    var phrase: Phrase { notesPhrase ?? contentPhrase }

    private var notesPhrase: Phrase? {
        switch self {
        case .notes: Phrase("Uw aantekeningen", "Your notes")
        case .notesText:
            Phrase(
                "Ze staan alleen in deze browser, op dit apparaat. Ze gaan niet naar de gemeente "
                    + "en niemand anders ziet ze. Gebruik hiervoor geen gedeelde computer.",
                "They are in this browser only, on this device. They don’t go to the municipality "
                    + "and nobody else sees them. Don’t use a shared computer for them.")
        case .clear: Phrase("Aantekeningen wissen", "Erase the notes")
        case .sure:
            Phrase(
                "Uw aantekeningen bij dit dossier wissen? Dat kunt u niet ongedaan maken.",
                "Erase your notes on this dossier? That can’t be undone.")
        case .noScript:
            Phrase(
                "Aantekeningen maken kan hier alleen als scripts aan staan. Gebruik anders papier.",
                "Notes can be made here only with scripts on. Otherwise use paper.")
        default: nil
        }
    }

    private var contentPhrase: Phrase {
        switch self {
        case .partners: Phrase("Wie wat doet en wat het kost", "Who does what, and what it costs")
        case .costs: Phrase("Kosten van", "Costs of")
        case .line: Phrase("Post", "Line")
        case .total: Phrase("Totaal", "Total")
        case .own: Phrase("Eigen bijdrage", "Own contribution")
        case .other: Phrase("Ander geld", "Other money")
        case .requested: Phrase("Gevraagd", "Requested")
        case .minimum: Phrase("Minimaal nodig", "Least needed")
        case .totalCosts: Phrase("Totale kosten", "Total costs")
        case .noLines: Phrase("Geen kosten.", "No costs.")
        case .check: Phrase("Over de samenwerking", "About the collaboration")
        case .providers: Phrase("Aanbieders in de coalitie:", "Providers in the coalition:")
        case .concerns: Phrase("Verschillende concerns:", "Distinct groups:")
        case .contracted:
            Phrase(
                "De penvoerder heeft een contract met de gemeente.",
                "The lead has a contract with the municipality.")
        case .uncontracted:
            Phrase(
                "De penvoerder heeft geen contract met de gemeente.",
                "The lead has no contract with the municipality.")
        case .hints: Phrase("Lijkt op bestaande zorg", "Looks like existing service")
        case .hintsText:
            Phrase(
                "De tekst lijkt op deze diensten uit het register. Dat is een tip, geen oordeel.",
                "The text resembles these services in the register. It is a hint, no verdict.")
        case .next: Phrase("Volgend dossier:", "Next dossier:")
        case .notes, .notesText, .clear, .sure, .noScript: Phrase("", "")
        }
    }
}
