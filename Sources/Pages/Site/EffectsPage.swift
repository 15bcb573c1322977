internal import Domain

/// What a dossier is to reach, and who takes part without money or signature.
package enum EffectsPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}/effects"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit) else { return nil }
        let language = visit.language
        let effects = own.isLead && own.mayWrite(.effects) ? [effectsForm(own)] : []
        let parties = own.isLead && own.mayWrite(nil) ? [partiesForm(own)] : []
        let content = own.body.content
        return own.page(
            EffectsWords.title(language), template: "effects",
            words: EffectsWords.values(in: language),
            values: [
                "effects": effects.map(\.values), "parties": parties.map(\.values),
                "isOpen": !effects.isEmpty, "takesParties": !parties.isEmpty,
                "effectTexts": content.effects.map { text(of: $0, own) },
                "partyTexts": content.involved.map { text(of: $0, language) },
            ], forms: effects + parties, at: Self.self)
    }

    /// An expected effect in one sentence.
    static func text(of effect: ExpectedEffect, _ own: OwnDossier) -> String {
        text(of: effect, own.view.rules, own.visit)
    }

    static func text(
        of effect: ExpectedEffect, _ rules: RoundRules?, _ visit: Visit
    ) -> String {
        let written = visit.written
        let language = visit.language
        let title = rules?.effects.first { $0.code == effect.effect }?.title ?? ""
        return "\(title) – \(effect.indicator): \(EffectsWords.from(language)) "
            + "\(written.number(effect.baseline)) \(EffectsWords.to(language)) "
            + "\(written.number(effect.target)), "
            + "\(EffectsWords.measured(language)) \(written.date(effect.measuredOn))"
    }

    /// A party and what it is.
    static func text(of party: InvolvedParty, _ language: Language) -> String {
        "\(party.name) (\(party.kind.phrase[language]))"
    }

    private static func effectsForm(_ own: OwnDossier) -> Form {
        let language = own.visit.language
        let stored = own.body.content.effects
        let choices =
            [("", EffectsWords.choose(language))]
            + (own.view.rules?.effects.map { ($0.code.rawValue, $0.title) } ?? [])
        var form = own.form("effects", "setEffects", [("effects:list", "")])
        for index in 0..<own.rowCount(stored: stored.count, in: "effects", of: "effects") {
            let effect = stored.indices.contains(index) ? stored[index] : nil
            let name = "effects.\(index)"
            let row = [
                "effect:optional", "indicator:optional", "baseline:number", "target:number",
                "measuredOn:optional",
            ].map { "\(name).\($0)" }
            form.begin(
                (effect == nil ? EffectsWords.newEffect : .effect)(language) + " \(index + 1)",
                saysBelow: true)
            form.add(
                "\(name).effect:optional", "select", label: EffectsWords.serves(language),
                value: effect?.effect.rawValue ?? "", choices: choices,
                needs: .row(row, .choice))
            form.add(
                "\(name).indicator:optional", label: EffectsWords.indicator(language),
                value: effect?.indicator ?? "",
                needs: .row(row, .text(most: Limits.nameCharactersMost)))
            form.add(
                "\(name).baseline:number", label: EffectsWords.baseline(language),
                value: effect.map { own.visit.written.number($0.baseline) } ?? "",
                needs: .row(row, .number))
            form.add(
                "\(name).target:number", label: EffectsWords.target(language),
                value: effect.map { own.visit.written.number($0.target) } ?? "",
                needs: .row(row, .number))
            form.add(
                "\(name).measuredOn:optional", "date", label: EffectsWords.measuredOn(language),
                value: effect.map { "\($0.measuredOn)" } ?? "", needs: .row(row, .date))
        }
        return form
    }

    private static func partiesForm(_ own: OwnDossier) -> Form {
        let language = own.visit.language
        let stored = own.body.content.involved
        let choices =
            [("", EffectsWords.choose(language))]
            + InvolvedParty.Kind.allCases.map { ($0.rawValue, $0.phrase[language]) }
        var form = own.form("parties", "setInvolvedParties", [("parties:list", "")])
        for index in 0..<own.rowCount(stored: stored.count, in: "parties", of: "parties") {
            let party = stored.indices.contains(index) ? stored[index] : nil
            form.begin(
                (party == nil ? EffectsWords.newParty : .party)(language) + " \(index + 1)",
                saysBelow: true)
            let row = ["name", "kind"].map { "parties.\(index).\($0):optional" }
            form.add(
                row[0], label: EffectsWords.name(language), value: party?.name ?? "",
                needs: .row(row, .text(most: Limits.nameCharactersMost)))
            form.add(
                row[1], "select", label: EffectsWords.kind(language),
                value: party?.kind.rawValue ?? "", choices: choices, needs: .row(row, .choice))
        }
        return form
    }
}

/// The words of the effects and of the parties involved.
enum EffectsWords: String, Words {
    case title, effectsTitle, effectsText, partiesTitle, partiesText, effect, newEffect, party
    case newParty, serves, indicator, baseline, target, measuredOn, name, kind, choose
    case effectsButton, partiesButton, none, from, to, measured

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Effecten en betrokkenen", "Effects and parties involved")
        case .effectsTitle: Phrase("Verwachte effecten", "Expected effects")
        case .effectsText:
            Phrase(
                "Wat wilt u bereiken, en hoe meet u dat? Maak een regel helemaal leeg om die te "
                    + "verwijderen.",
                "What is the aim, and how is it measured? Empty a line altogether to remove it.")
        case .partiesTitle: Phrase("Betrokken partijen", "Parties involved")
        case .partiesText:
            Phrase(
                "Wie doet mee zonder geld en zonder handtekening? Denk aan het wijkteam.",
                "Who takes part without money or signature? Think of the neighbourhood team.")
        case .effect: Phrase("Effect", "Effect")
        case .newEffect: Phrase("Nieuw effect", "New effect")
        case .party: Phrase("Partij", "Party")
        case .newParty: Phrase("Nieuwe partij", "New party")
        case .serves: Phrase("Maatschappelijk effect", "Societal effect")
        case .indicator: Phrase("Wat u meet", "What you measure")
        case .baseline: Phrase("Waarde nu", "Value now")
        case .target: Phrase("Waarde die u wilt bereiken", "Value that you aim for")
        case .measuredOn: Phrase("Gemeten op", "Measured on")
        case .name: Phrase("Naam", "Name")
        case .kind: Phrase("Soort", "Kind")
        case .choose: Phrase("Maak een keuze", "Make a choice")
        case .effectsButton: Phrase("Effecten opslaan", "Save the effects")
        case .partiesButton: Phrase("Partijen opslaan", "Save the parties")
        case .none: Phrase("Nog niet ingevuld.", "Not filled in yet.")
        case .from: Phrase("van", "from")
        case .to: Phrase("naar", "to")
        case .measured: Phrase("gemeten op", "measured on")
        }
    }
}
