package import Domain

/// What a command would bring about, before it is given: the last look (F32).
package enum ConfirmPage {
    /// The page, with a form that gives the same command again with what was seen.
    ///
    /// `fields` are those of the form that was sent, without the words of the page itself.
    package static func content(
        of consequence: Consequence, seen: Digest, fields: [(name: String, value: String)],
        method: String, form: String, for visit: Visit
    ) -> PageContent {
        let lines = lines(of: consequence, visit)
        let again = Form(
            form, method, given: fields + [("confirm", seen.description)], for: visit)
        return PageContent(
            ConfirmWords.title(visit.language), template: "confirm",
            words: ConfirmWords.values(in: visit.language),
            values: [
                "lines": lines, "hasLines": !lines.isEmpty, "forms": [again.values],
                "letters": letters(of: consequence, visit.language),
                "address": visit.address,
            ])
    }

    private static func lines(of consequence: Consequence, _ visit: Visit) -> [String] {
        let language = visit.language
        var lines: [String] = []
        if let phase = consequence.phase {
            lines.append(ConfirmWords.phase(language) + ": " + phase.phrase[language])
        }
        lines += consequence.dossiers.map {
            "\(ConfirmWords.dossier(language)) \($0.dossier): \($0.from.phrase[language]) → "
                + $0.to.phrase[language]
        }
        lines += consequence.signaturesVoided.map {
            "\(ConfirmWords.signatureVoided(language)): \($0.organisation) "
                + "(\(ConfirmWords.dossier(language)) \($0.dossier))"
        }
        lines += consequence.ledger.map {
            ConfirmWords.booked(language) + ": " + visit.written.money($0.amount)
        }
        lines += consequence.termsStarted.map {
            ConfirmWords.term(language) + ": " + visit.written.moment(AmsterdamTime($0.until))
        }
        lines += outcome(of: consequence, visit)
        if !consequence.letters.isEmpty {
            lines.append("\(ConfirmWords.letters(language)): \(consequence.letters.count)")
        }
        return lines
    }
}

extension ConfirmPage {
    /// The letters word for word, as they would be sent.
    private static func letters(
        of consequence: Consequence, _ language: Language
    ) -> [[String: Any]] {
        consequence.letters.map { letter in
            [
                "letterTitle": "\(ConfirmWords.dossier(language)) \(letter.dossier), "
                    + "\(letter.organisation): \(letter.kind.phrase[language])",
                "letterText": letter.text,
            ]
        }
    }

    /// The order and the division that would count, and the decisions that would fall by them.
    private static func outcome(of consequence: Consequence, _ visit: Visit) -> [String] {
        let language = visit.language
        let ranked = (consequence.ranking?.lines ?? []).map {
            "\(ConfirmWords.place(language)) \($0.place): \(ConfirmWords.dossier(language)) "
                + "\($0.dossier) (\(visit.written.decimal($0.total)))"
        }
        let divided = (consequence.allocation?.lines ?? []).map {
            "\(ConfirmWords.dossier(language)) \($0.dossier) \(ConfirmWords.gets(language)) "
                + visit.written.money($0.amount)
        }
        let voided = consequence.decisionsVoided.map {
            "\(ConfirmWords.decisionVoided(language)): \(ConfirmWords.dossier(language)) \($0)"
        }
        return ranked + divided + voided
    }
}

/// The words of the last look.
enum ConfirmWords: String, Words {
    case title, text, nothing, button, back, phase, dossier, signatureVoided, booked, term, letters
    case place, gets, decisionVoided

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Controleer en bevestig", "Check and confirm")
        case .text:
            Phrase(
                "Er is nog niets gebeurd. Als u bevestigt, gebeurt dit:",
                "Nothing has happened yet. If you confirm, this happens:")
        case .nothing:
            Phrase(
                "Wat u vroeg, wordt uitgevoerd. Verder verandert er niets.",
                "What you asked is done. Nothing else changes.")
        case .button: Phrase("Bevestigen en uitvoeren", "Confirm and carry out")
        case .back: Phrase("Terug zonder iets te doen", "Back without doing anything")
        case .phase: Phrase("De ronde wordt", "The round becomes")
        case .dossier: Phrase("Dossier", "Dossier")
        case .signatureVoided: Phrase("Handtekening vervalt", "Signature falls")
        case .booked: Phrase("Geboekt", "Booked")
        case .term: Phrase("Termijn tot", "Term until")
        case .place: Phrase("Plaats", "Place")
        case .gets: Phrase("krijgt", "gets")
        case .decisionVoided: Phrase("Voorgenomen besluit vervalt", "Intended decision falls")
        case .letters: Phrase("Brieven die verstuurd worden", "Letters that are sent")
        }
    }
}
