package import Domain

/// What each rule says to people when a message or a notice isn't used: in Dutch at level B1 and in
/// English.
package struct RuleSentence: Sendable, Equatable {
    package let nl: String
    package let en: String

    private init(_ nl: String, _ en: String) {
        self.nl = nl
        self.en = en
    }

    /// A pause that nothing followed for half a year.
    package static let longPause = RuleSentence(
        "Deze hulp ligt al langer dan zes maanden stil. Vraag de aanbieder of er nog een start of "
            + "een stop komt.",
        "This care has been paused for more than six months. Ask the provider whether a start or "
            + "a stop follows.")

    /// What is said of a start or stop that was told too late.
    package static func of(_ rule: LateNotice.Rule) -> RuleSentence {
        switch rule {
        case .start:
            RuleSentence(
                "De aanbieder meldde de start later dan vijf werkdagen. Bespreek dit met de "
                    + "aanbieder.",
                "The provider told the start more than five working days late. Discuss it with "
                    + "the provider.")
        case .stop:
            RuleSentence(
                "De aanbieder meldde het einde later dan vijf werkdagen. Bespreek dit met de "
                    + "aanbieder.",
                "The provider told the end more than five working days late. Discuss it with "
                    + "the provider.")
        }
    }

    /// What is said of what isn't used by a rule.
    package static func of(_ rule: MessageRule) -> RuleSentence {
        let (nl, en) = ofFiles(rule) ?? ofNotices(rule) ?? ofHistories(rule)
        return RuleSentence(nl, en)
    }

    private static func ofFiles(_ rule: MessageRule) -> (String, String)? {
        switch rule {
        case .unreadable:
            (
                "Het bestand is niet te lezen. Vraag de aanbieder het opnieuw te sturen.",
                "The file can't be read. Ask the provider to send it again."
            )
        case .namespace:
            (
                "Dit is geen bericht dat het programma kent. Controleer de berichtsoort en versie.",
                "This is no message that the program knows. Check its kind and version."
            )
        case .codeList:
            (
                "Een waarde in het bericht staat niet in de codelijst. Vraag om een correctie.",
                "A value in the message isn't in its code list. Ask for a correction."
            )
        case .citizenNumber:
            (
                "Het burgerservicenummer klopt niet. Vraag de aanbieder om een correctie.",
                "The citizen service number isn't right. Ask the provider for a correction."
            )
        default: nil
        }
    }

    private static func ofNotices(_ rule: MessageRule) -> (String, String)? {
        switch rule {
        case .status:
            (
                "De status is niet 1 (eerste aanlevering) of 3 (verwijderen).",
                "The status isn't 1 (first delivery) or 3 (removal)."
            )
        case .withoutKey:
            (
                "De toewijzing en het product ontbreken allebei. Zo horen start en stop nergens bij.",
                "Allocation and product are both missing, so nothing links start and stop."
            )
        case .endBeforeBegin:
            ("De einddatum ligt voor de begindatum.", "The end date is before the begin date.")
        case .afterItsDate:
            (
                "De begin- of einddatum ligt na de datum van het bericht.",
                "The begin or end date is after the message's date."
            )
        case .identificationTwice:
            (
                "Er zijn twee verschillende berichten met hetzelfde kenmerk. Geen van beide telt.",
                "Two different messages have the same identification. Neither of them counts."
            )
        case .keyTwiceInMessage:
            (
                "Dezelfde start of stop staat twee keer in het bericht.",
                "The same start or stop stands twice in the message."
            )
        default: nil
        }
    }

    private static func ofHistories(_ rule: MessageRule) -> (String, String) {
        switch rule {
        case .removalOfNothing:
            (
                "Er is niets om te verwijderen: de melding is nooit ontvangen.",
                "There is nothing to remove: the notice was never received."
            )
        case .removedStartHasStop:
            (
                "De start is verwijderd, maar er is nog een stop. Ook de stop moet worden verwijderd.",
                "The start was removed, but there still is a stop. That must be removed too."
            )
        case .toldTwice: ("Deze melding was er al.", "This notice was there already.")
        case .startWhileActive:
            (
                "Er loopt al een levering op deze toewijzing. Die moet eerst stoppen.",
                "A delivery on this allocation is still running. It must stop first."
            )
        case .stopWithoutStart:
            (
                "Bij deze stop hoort geen start. Vraag de aanbieder om het startbericht.",
                "No start belongs to this stop. Ask the provider for the start message."
            )
        case .pauseAfterFinal:
            (
                "De levering was al beëindigd; een tijdelijke stop kan dan niet meer.",
                "The delivery had ended already; it can't be paused any more."
            )
        case .secondPause:
            ("De levering lag al tijdelijk stil.", "The delivery was paused already.")
        case .finalBeforePause:
            (
                "De einddatum ligt voor het begin van de tijdelijke stop.",
                "The end date is before the pause that it follows."
            )
        case .secondFinal: ("De levering was al beëindigd.", "The delivery had ended already.")
        case .returned:
            (
                "De gemeente heeft dit bericht teruggestuurd met de genoemde retourcode.",
                "The municipality sent this message back with the return code shown."
            )
        case .allocationRemoved:
            (
                "De toewijzing is verwijderd; wat erop is gemeld, telt niet.",
                "The allocation was removed; what was told about it doesn't count."
            )
        default: preconditionFailure("the rules of files and notices were told before")
        }
    }
}
