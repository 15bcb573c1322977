internal import Domain

/// The rules of a round, to change before its publication and to correct until it opens; afterwards
/// its closing alone.
package enum RoundSettingsPage: Page {
    package static let path = "/rounds/{round}/settings"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = RoundSetUp(visit) else { return nil }
        let language = visit.language
        let rules =
            [.draft, .published].contains(own.summary.phase)
            ? [RulesForm(changing: own.rules, of: own.id, for: visit).form] : []
        let closing = [.published, .open].contains(own.summary.phase) ? [closingForm(own)] : []
        let finish = own.summary.phase == .decided ? [own.form("finish", "finishRound")] : []
        let withdrawal = own.summary.phase < .decided ? [withdrawalForm(own)] : []
        return own.page(
            RoundSettingsWords.title(language), template: "round-settings",
            words: RoundSettingsWords.values(in: language),
            values: [
                "rules": rules.map { $0.under(RoundSettingsWords.button(language)) },
                "isFrozen": rules.isEmpty, "isDraft": own.summary.phase == .draft,
                "isCorrected": own.summary.phase == .published,
                "rulesAddress": RulesPage.address(own.id),
                "checkAddress": CheckPage.address(own.id),
                "closing": closing.map { $0.under(RoundSettingsWords.closingButton(language)) },
                "finish": finish.map { $0.under(RoundSettingsWords.finishButton(language)) },
                "withdrawal": withdrawal.map {
                    $0.under(RoundSettingsWords.withdrawButton(language), isSubtle: true)
                },
            ], forms: rules + closing + finish + withdrawal)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, RoundSetUp(id, round, visit) != nil else { return [] }
        return [PageLink(RoundSettingsWords.title(visit.language), to: address(id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round, let own = RoundSetUp(id, round, visit),
            own.summary.phase == .decided,
            !round.dossiers(for: .coordinator).contains(where: { $0.state == .offeredInPart })
        else { return [] }
        return [
            PageTask(
                RoundSettingsWords.finishTask(visit.language), to: address(id),
                note: own.summary.name)
        ]
    }

    private static func closingForm(_ own: RoundSetUp) -> Form {
        let field = "closesAt:moment"
        var form = own.form("closing", "moveClosing", places: ["closesAt": field])
        form.add(
            field, "moment", label: RoundSettingsWords.closing(own.language),
            description: RoundSettingsWords.closingHelp(own.language),
            value: String("\(own.rules.closesAt)".prefix(16)))
        return form
    }

    private static func withdrawalForm(_ own: RoundSetUp) -> Form {
        var form = own.form("withdraw", "withdrawRound")
        form.add(
            "reasons", "area", label: RoundSettingsWords.reasons(own.language),
            description: RoundSettingsWords.reasonsHelp(own.language),
            charactersMost: Limits.reasonCharactersMost)
        return form
    }
}

/// The words of the settings' page.
enum RoundSettingsWords: String, Words {
    case title, text, correction, check, button, frozen, toRules, closingTitle, closing, closingHelp
    case closingButton, withdrawTitle, withdrawText, reasons, reasonsHelp, withdrawButton
    case finishTask, finishTitle, finishText, finishButton

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Instellingen van de ronde", "Settings of the round")
        case .text:
            Phrase(
                "Tot u publiceert, kunt u hier alles veranderen.",
                "Until you publish you can change everything here.")
        case .correction:
            Phrase(
                "De ronde is gepubliceerd. Tot zij opent, kunt u nog iets verbeteren. Iedereen "
                    + "ziet dan een nieuwe versie van de spelregels. Het bedrag ligt vast en "
                    + "sluiten kan niet eerder.",
                "The round is published. Until it opens you can still correct something. "
                    + "Everybody then sees a new version of the rules. The amount is fixed, and "
                    + "the closing can't come earlier.")
        case .check: Phrase("Controleren en publiceren", "Check and publish")
        case .button: Phrase("Instellingen opslaan", "Save the settings")
        case .frozen:
            Phrase(
                "De ronde is gepubliceerd. De spelregels liggen vast.",
                "The round is published. Its rules are fixed.")
        case .toRules: Phrase("Lees de spelregels", "Read the rules")
        case .closingTitle: Phrase("Later sluiten", "Close later")
        case .closing: Phrase("Indienen tot", "Closes")
        case .closingHelp:
            Phrase(
                "Alleen een later moment kan. Alle deelnemers zien het meteen.",
                "Only a later moment. All participants see it at once.")
        case .closingButton: Phrase("Sluiting verzetten", "Move the closing")
        case .finishTask: Phrase("Rond de ronde af", "Finish the round")
        case .finishTitle: Phrase("De ronde afronden", "Finish the round")
        case .finishText:
            Phrase(
                "Dat kan als op elk aanbod is geantwoord. De gefinancierde initiatieven gaan "
                    + "gewoon door. U ziet eerst wat er gebeurt.",
                "You can once every offer was answered. The funded initiatives simply go on. "
                    + "You see first what happens.")
        case .finishButton: Phrase("Ronde afronden", "Finish the round")
        case .withdrawTitle: Phrase("De ronde intrekken", "Withdraw the round")
        case .withdrawText:
            Phrase(
                "De ronde stopt voor iedereen en kan niet meer verder. U ziet eerst wat er "
                    + "gebeurt.",
                "The round stops for everybody and can't go on. You see first what happens.")
        case .reasons: Phrase("Waarom?", "Why?")
        case .reasonsHelp:
            Phrase(
                "Minstens 20 tekens. Alle deelnemers lezen dit.",
                "At least 20 characters. All participants read this.")
        case .withdrawButton: Phrase("Ronde intrekken", "Withdraw the round")
        }
    }
}
