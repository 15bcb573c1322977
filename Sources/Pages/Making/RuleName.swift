internal import Domain

/// The rules of the exception list as people call them, with the official code behind it.
enum RuleName {
    /// What the rule of that code is called; a code that isn't known as it stands.
    static func of(_ code: String, _ language: Language) -> String {
        if let rule = MessageRule(rawValue: code) { return named(rule.phrase, code, language) }
        if let rule = LateNotice.Rule(rawValue: code) { return named(rule.phrase, code, language) }
        return code == "pause" ? pause[language] : code
    }

    /// Names of ours say nothing more than the words.
    private static func named(_ phrase: Phrase, _ code: String, _ language: Language) -> String {
        let isOfficial = code.contains { $0.isNumber }
        return phrase[language] + (isOfficial ? " (\(code))" : "")
    }

    private static let pause = Phrase("Te lang onderbroken", "Paused too long")
}

extension LateNotice.Rule {
    /// What came too late.
    fileprivate var phrase: Phrase {
        switch self {
        case .start: Phrase("Start te laat gemeld", "Start told late")
        case .stop: Phrase("Stop te laat gemeld", "Stop told late")
        }
    }
}

extension MessageRule {
    /// What is wrong with a message or a notice.
    fileprivate var phrase: Phrase {
        switch self {
        case .unreadable: Phrase("Bericht is niet te lezen", "Message can’t be read")
        case .namespace: Phrase("Soort bericht is onbekend", "Kind of message isn’t known")
        case .codeList: Phrase("Waarde staat niet in de codelijst", "Value isn’t in its code list")
        case .citizenNumber: Phrase("Bsn klopt niet", "Citizen service number is wrong")
        case .status: Phrase("Status van aanlevering klopt niet", "Status of delivery is wrong")
        case .withoutKey:
            Phrase("Zonder toewijzing of product", "Without allocation or product")
        case .endBeforeBegin: Phrase("Einde ligt voor het begin", "End before the begin")
        case .afterItsDate: Phrase("Dag ligt na het bericht", "Day after the message")
        case .identificationTwice:
            Phrase("Eén kenmerk voor twee berichten", "One name for two messages")
        case .keyTwiceInMessage:
            Phrase("Twee keer hetzelfde in een bericht", "The same twice in a message")
        case .removalOfNothing:
            Phrase("Verwijdert wat niet gemeld is", "Removes what wasn’t told")
        case .removedStartHasStop:
            Phrase("Verwijderde start heeft een stop", "Removed start has a stop")
        case .toldTwice: Phrase("Al eerder gemeld", "Told before")
        case .startWhileActive: Phrase("Start terwijl zorg al loopt", "Start while care goes on")
        case .stopWithoutStart: Phrase("Stop zonder start", "Stop without a start")
        case .pauseAfterFinal: Phrase("Onderbreking na het einde", "Pause after the end")
        case .secondPause: Phrase("Tweede onderbreking", "Second pause")
        case .finalBeforePause:
            Phrase("Einde voor het einde van de onderbreking", "End before the pause ended")
        case .secondFinal: Phrase("Tweede einde", "Second end")
        case .returned: Phrase("Teruggestuurd door de gemeente", "Sent back by the municipality")
        case .allocationRemoved: Phrase("Toewijzing is verwijderd", "Allocation was removed")
        }
    }
}
