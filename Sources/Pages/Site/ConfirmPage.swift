package import Domain

/// What a command would bring about, before it is given: the last look (F32).
package enum ConfirmPage {
    /// The page, with a form that gives the same command again with what was seen.
    ///
    /// `fields` are those of the form that was sent, without the words of the page itself; `wish` is
    /// the page that the form leads to, where that is another than its own.
    package static func content(
        of consequence: Consequence, seen: Digest, fields: [(name: String, value: String)],
        method: String, form: String, wish: String?, for visit: Visit
    ) -> PageContent {
        let isCoalition = fields.contains { $0.name == "actingFor" }
        let act = ConfirmedAct(method: method)
        let lines =
            lines(of: consequence, by: act, visit)
            + (act == .bookPot ? ConfirmedBooking.lines(consequence, visit) : [])
            + (ConfirmedLeaving(act, fields, visit)?.lines ?? [])
            + letterCount(consequence.letters.count, isCoalition, visit.language)
            + untold(act, visit.language)
        let facts =
            ConfirmedFacts(act, fields, visit).all
            + (act == .bookPot ? ConfirmedBooking.facts(fields, visit) : [])
        let again = Form(
            form, method,
            given: fields + [("confirm", seen.description)] + (wish.map { [("_to", $0)] } ?? []),
            for: visit)
        return PageContent(
            ConfirmWords.title(visit.language), template: "confirm",
            words: ConfirmWords.values(in: visit.language),
            values: [
                "roundName": visit.round?.view.summary?.name ?? "",
                "act": told(act, fields, visit), "facts": facts, "hasFacts": !facts.isEmpty,
                "lines": lines,
                "hasLines": !lines.isEmpty, "forms": [again.values],
                "letters": letters(of: consequence, visit),
                "address": visit.address,
            ])
    }

    /// Where dossiers go, and what that means for them.
    private static func moves(
        of consequence: Consequence, by act: ConfirmedAct?, _ visit: Visit
    ) -> [String] {
        let language = visit.language
        var lines: [String] = []
        for move in consequence.dossiers {
            let isLeft = act == .leaveCoalition && move.to == .supplementRequested
            let known = known(move.dossier, visit)
            let from = known.flatMap { $0.state == move.from ? $0.stateName(language) : nil }
            lines.append(
                "\(title(of: move.dossier, visit)): \(from ?? move.from.phrase[language]) → "
                    + (isLeft ? LeavingWords.awaits.phrase : move.to.phrase)[language])
            if move.to == .submitted, move.from != .supplementRequested {
                lines.append(ConfirmWords.submitted(language))
            }
            if move.from == .submitted, move.to == .draft {
                let words: [ConfirmWords] = [.staysValid, .signAgain, .seen]
                lines += words.map { $0(language) }
            }
        }
        return lines
    }

    private static func lines(
        of consequence: Consequence, by act: ConfirmedAct?, _ visit: Visit
    ) -> [String] {
        let language = visit.language
        var lines: [String] = []
        if let phase = consequence.phase {
            lines.append(ConfirmWords.phase(language) + ": " + phase.phrase[language])
            if phase == .published { lines.append(ConfirmWords.frozen(language)) }
        }
        lines += moves(of: consequence, by: act, visit)
        lines += consequence.signaturesVoided.map {
            "\(ConfirmWords.signatureVoided(language)): \(name(of: $0.organisation, visit)) "
                + "(\(ConfirmWords.dossier(language)) \($0.dossier))"
        }
        lines += consequence.ledger.map {
            word(for: $0.kind)(language) + ": " + visit.written.money($0.amount)
                + inBrackets($0.dossier, visit)
        }
        lines += consequence.termsStarted.map { told($0, visit) }
        lines += outcome(of: consequence, visit)
        return lines
    }

    /// Until when something is possible; offers begin for several dossiers at once.
    private static func told(_ term: Consequence.Term, _ visit: Visit) -> String {
        let until =
            term.kind == .opening
            ? visit.written.moment(AmsterdamTime(term.until)) : visit.written.end(term.until)
        return "\(word(for: term.kind)(visit.language)) \(until)"
            + (term.kind == .offer ? inBrackets(term.dossier, visit) : "")
    }

    private static func inBrackets(_ number: DossierNumber?, _ visit: Visit) -> String {
        number.map { " (\(title(of: $0, visit)))" } ?? ""
    }

    /// What no effect on the round tells: what is public from then on, and what can't be undone.
    private static func untold(_ act: ConfirmedAct?, _ language: Language) -> [String] {
        switch act {
        case .takeSnapshot?: [ConfirmWords.madePublic(language)]
        case .withdrawDossier?, .withdrawRound?: [ConfirmWords.noWayBack(language)]
        default: []
        }
    }

    /// How many letters go; a coalition looks ahead at its own organisation's alone.
    private static func letterCount(
        _ count: Int, _ isCoalition: Bool, _ language: Language
    ) -> [String] {
        guard count > 0 else { return [] }
        let word: ConfirmWords = isCoalition ? .ownLetters : .letters
        return ["\(word(language)): \(count)"]
    }
}

extension ConfirmPage {
    /// What is done, and to which dossier.
    private static func told(
        _ act: ConfirmedAct?, _ fields: [(name: String, value: String)], _ visit: Visit
    ) -> String {
        let name = act?.phrase[visit.language] ?? ""
        let number = fields.first { $0.name == "dossier:integer" }.flatMap {
            DossierNumber($0.value)
        }
        let quarter = SnapshotForm.quarter(in: fields).map { SnapshotForm.name($0, visit.language) }
        return ([name] + [number.map { title(of: $0, visit) }, quarter].compactMap(\.self))
            .joined(separator: ": ")
    }

    /// The dossier as who looks knows it; nil for who doesn't.
    private static func known(_ number: DossierNumber, _ visit: Visit) -> DossierPart? {
        let view = visit.round?.view
        return view?.viewers.lazy.compactMap { viewer in
            view?.dossiers(for: viewer).first { $0.dossier == number }
        }.first
    }

    /// What the dossier is called by who looks.
    static func title(of number: DossierNumber, _ visit: Visit) -> String {
        let known = known(number, visit)?.title
        let plain = "\(ConfirmWords.dossier(visit.language)) \(number)"
        return known.map { "\(plain) “\($0)”" } ?? plain
    }

    private static func name(of organisation: OrganisationID, _ visit: Visit) -> String {
        visit.directory.name(of: organisation) ?? "\(organisation)"
    }

    private static func word(for entry: LedgerEntry.Kind) -> ConfirmWords {
        entry == .set ? .potSet : .booked
    }

    private static func word(for term: Consequence.Term.Kind) -> ConfirmWords {
        switch term {
        case .opening: .opening
        case .closing: .closing
        case .invitation: .invitation
        case .supplement: .supplement
        case .offer: .offer
        case .decision: .decision
        }
    }

    /// The letters word for word, as they would be sent.
    private static func letters(
        of consequence: Consequence, _ visit: Visit
    ) -> [[String: Any]] {
        consequence.letters.map { letter in
            [
                "letterTitle": "\(title(of: letter.dossier, visit)), "
                    + "\(name(of: letter.organisation, visit)): "
                    + letter.kind.phrase[visit.language],
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
        let divided = consequence.allocation.map { ConfirmedDivision($0, visit).lines } ?? []
        let voided = consequence.decisionsVoided.map {
            "\(ConfirmWords.decisionVoided(language)): \(ConfirmWords.dossier(language)) \($0)"
        }
        let lots = consequence.ranking.map {
            RankingLots($0, language).lines(consequence.allocation)
        }
        return ranked + (lots ?? []) + divided + voided
    }
}

/// The words of the last look.
enum ConfirmWords: String, Words {
    case title, text, nothing, button, back, phase, dossier, signatureVoided, booked, letters,
        ownLetters
    case frozen, submitted, potSet, opening, closing, invitation, supplement, offer, decision
    case place, gets, now, decisionVoided, staysValid, signAgain, seen, madePublic, noWayBack
    case potBecomes, proposal

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Controleer en bevestig", "Check and confirm")
        case .text:
            Phrase(
                "Er is nog niets gebeurd. Als u bevestigt, gebeurt dit:",
                "Nothing has happened yet. If you confirm, this happens:")
        case .nothing:
            Phrase(
                "Er is nog niets gebeurd. Als u bevestigt, gebeurt alleen dit.",
                "Nothing has happened yet. If you confirm, this alone is done.")
        case .button: Phrase("Bevestigen en uitvoeren", "Confirm and carry out")
        case .back: Phrase("Terug zonder iets te doen", "Back without doing anything")
        case .phase: Phrase("De ronde wordt", "The round becomes")
        case .dossier: Phrase("Dossier", "Dossier")
        case .signatureVoided: Phrase("Handtekening vervalt", "Signature falls")
        case .potBecomes: Phrase("De pot wordt", "The pot becomes")
        case .proposal: Phrase("Voorstel voor de reservelijst", "Proposal for the reserve list")
        case .booked: Phrase("Geboekt", "Booked")
        case .frozen:
            Phrase(
                "Iedereen met een account ziet daarna de ronde en haar spelregels. Tot de ronde "
                    + "opent, kunt u de spelregels nog verbeteren; het bedrag niet.",
                "From then on everybody with an account sees the round and its rules. Until it "
                    + "opens you can still correct the rules, but not the amount.")
        case .submitted:
            Phrase(
                "De inhoud ligt dan vast. Tot de sluiting kan de penvoerder nog verder schrijven "
                    + "en opnieuw indienen. Iedere partner krijgt een ontvangstbewijs.",
                "Its content is fixed then. Until the closing the lead can still go on writing "
                    + "and submit again. Each partner gets a receipt.")
        case .staysValid:
            Phrase(
                "Wat u indiende, blijft gelden tot u opnieuw indient. Dient u niet opnieuw in, "
                    + "dan beoordeelt de gemeente wat u al had ingediend.",
                "What you submitted stays valid until you submit again. If you don’t, the "
                    + "municipality assesses what you had submitted.")
        case .signAgain:
            Phrase(
                "Verandert er iets, dan vervallen alle handtekeningen. Alle partners ondertekenen "
                    + "dan opnieuw voordat u opnieuw kunt indienen.",
                "When anything changes, all signatures fall. All partners then sign again before "
                    + "you can submit again.")
        case .seen:
            Phrase(
                "Uw partners zien op hun startpagina dat het dossier weer een concept is.",
                "Your partners see on their start page that the dossier is a draft again.")
        case .madePublic:
            Phrase(
                "De raad en iedereen kunnen de momentopname daarna lezen. Zij is voorgoed openbaar: "
                    + "u kunt haar niet meer veranderen of weghalen, alleen een verbetering "
                    + "toevoegen.",
                "From then on the council and everybody can read the snapshot. It is public for "
                    + "good: you can’t change it or take it away, only add a correction.")
        case .potSet: Phrase("De pot wordt vastgelegd op", "The pot is fixed at")
        case .opening: Phrase("Indienen kan vanaf", "Submitting is possible from")
        case .closing: Phrase("Indienen kan", "Submitting is possible")
        case .invitation: Phrase("De uitnodiging geldt", "The invitation holds")
        case .supplement: Phrase("Aanvullen kan", "Supplementing is possible")
        case .offer: Phrase("Het aanbod geldt", "The offer holds")
        case .decision: Phrase("Besluiten kan op tijd", "A decision is in time")
        case .place: Phrase("Plaats", "Place")
        case .noWayBack: Phrase("U kunt dit niet terugdraaien.", "You can’t undo this.")
        case .gets: Phrase("krijgt", "gets")
        case .now: Phrase("nu", "now")
        case .decisionVoided: Phrase("Voorgenomen besluit vervalt", "Intended decision falls")
        case .ownLetters:
            Phrase(
                "Brieven aan uw organisatie (elke partner krijgt een eigen brief)",
                "Letters to your organisation (each partner gets its own)")
        case .letters: Phrase("Brieven die verstuurd worden", "Letters that are sent")
        }
    }
}
