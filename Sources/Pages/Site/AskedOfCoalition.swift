internal import Domain

/// What is asked of a coalition: by a partner that won't sign yet or has left, and by the
/// municipality after the submission, a supplement or an answer to a part that is offered; on top
/// of every page of the dossier, and on the start page.
enum AskedOfCoalition {
    /// What is asked, by when, and the steps by which it is answered; empty when nothing is.
    static func values(_ own: OwnDossier) -> [[String: Any]] {
        (ended(own) + byPartners(own) + afterLeaving(own) + byMunicipality(own)).enumerated().map {
            index, asked in
            asked.merging(["askedNumber": index + 1]) { own, _ in own }
        }
    }

    /// That nothing is asked any more, and why: it was withdrawn, or never submitted in time.
    private static func ended(_ own: OwnDossier) -> [[String: Any]] {
        let language = own.visit.language
        if own.dossier.state == .withdrawn {
            let reasons = own.body.reasons.map { [AskedWords.was(language), $0] } ?? []
            return [values(AskedWords.withdrawn(language), reasons, [])]
        }
        guard own.isTooLate else { return [] }
        return [values(AskedWords.tooLate(language), [AskedWords.notSubmitted(language)], [])]
    }

    /// Why partners won't sign yet, while it can still be put right; all partners read it (F33).
    private static func byPartners(_ own: OwnDossier) -> [[String: Any]] {
        guard
            [.draft, .signing].contains(own.dossier.state) || own.supplement != nil
                || own.offer != nil
        else { return [] }
        let language = own.visit.language
        return own.body.standingRefusals.map { refusal in
            guard !own.isAnswered(refusal) else { return answered(refusal, own) }
            let isDraft = own.dossier.state == .draft
            let next: (texts: [String], steps: [PageLink]) =
                isDraft && own.isInTime ? offeringAgain(own) : ([], [])
            let changes = refusal.sections.map { link(to: $0, .look, own) }
            return values(
                "\(own.name(of: refusal.organisation)) \(AskedWords.refuses(language))",
                [AskedWords.because(language), refusal.reasons]
                    + (isDraft ? [AskedWords.reopened(language)] : []) + next.texts,
                changes + next.steps)
        }
    }

    /// The lead has the button for it; to the others is said who does it.
    private static func offeringAgain(
        _ own: OwnDossier
    ) -> (texts: [String], steps: [PageLink]) {
        let language = own.visit.language
        if own.isLead, own.isWritable {
            let address = DossierSteps.address(of: SigningPage.self, own) + "#offer"
            return ([], [PageLink(AskedWords.offerAgain(language), to: address)])
        }
        return ([leadOffers(own)], [])
    }

    private static func leadOffers(_ own: OwnDossier) -> String {
        let lead = own.body.partners.first(where: \.isLead)?.organisation.name ?? ""
        return "\(AskedWords.leadOffers(own.visit.language)) \(lead)."
    }

    /// What a partner wouldn't sign earlier and has before it again.
    private static func answered(
        _ refusal: SigningRefusalPart, _ own: OwnDossier
    ) -> [String: Any] {
        let language = own.visit.language
        let since = "\(change(since: refusal, own)) \(AskedWords.again(language))"
        return values(
            "\(own.name(of: refusal.organisation)) \(AskedWords.refused(language))",
            [AskedWords.wasBecause(language), refusal.reasons, since],
            refusal.sections.map { link(to: $0, .see, own) })
    }

    private static func change(
        since refusal: SigningRefusalPart, _ own: OwnDossier
    ) -> String {
        let language = own.visit.language
        if let changed = refusal.changed, !changed.isEmpty {
            let names = changed.map { $0.phrase[language] }.joined(separator: ", ")
            return "\(AskedWords.changedIn(language)) \(names)."
        }
        let isChanged = refusal.version < own.body.version
        let word: AskedWords = isChanged ? .changedSince : .unchangedSince
        return word(language)
    }

    /// What a partner that left after the submission makes necessary: nobody asked for it (F4).
    private static func afterLeaving(_ own: OwnDossier) -> [[String: Any]] {
        guard let supplement = own.supplement, let left = supplement.left else { return [] }
        let language = own.visit.language
        let due = own.visit.written.lastDay(until: supplement.due)
        let texts = [
            "\(own.name(of: left)) \(LeavingWords.gone(language)) \(AskedWords.was(language))",
            supplement.questions,
            "\(LeavingWords.mend(language)) \(LeavingWords.until(language)) \(due). "
                + LeavingWords.otherwise(language),
        ]
        let then = own.isLead ? [] : [leadOffers(own)]
        return [
            values(
                LeavingWords.happened(language), texts + then,
                steps(changing: Section.allCases, own))
        ]
    }

    private static func byMunicipality(_ own: OwnDossier) -> [[String: Any]] {
        let language = own.visit.language
        if let supplement = own.supplement {
            guard supplement.left == nil else { return [] }
            return [
                values(
                    AskedWords.supplement(language), texts(supplement, own),
                    steps(changing: supplement.sections, own))
            ]
        }
        guard let offer = own.offer else { return [] }
        let written = own.visit.written
        let text =
            "\(AskedWords.offered(language)) \(written.money(offer.amount)). "
            + "\(AskedWords.requested(language)) \(written.money(own.body.totals.requested)). "
            + "\(AskedWords.answer(language)) \(written.lastDay(until: offer.until)). "
            + AskedWords.lapses(language)
        let fit = link(.fit, to: CostsPage.self, own)
        guard own.isLead else {
            return [values(AskedWords.offer(language), [text, leadOffers(own)], [fit])]
        }
        let steps = [
            fit, link(.sign, to: SigningPage.self, own), link(.accept, to: SigningPage.self, own),
        ]
        return [values(AskedWords.offer(language), [text], steps)]
    }

    /// What the start page asks of who may answer.
    static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round else { return [] }
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            guard visit.visitor?.memberships[organisation]?.mayEdit == true,
                let body = dossier.body,
                let partner = body.partners.first(where: { $0.organisation.id == organisation }),
                partner.standing == .accepted
            else { return nil }
            // An offer is answered by the lead; of a partner only its signature is asked.
            let isUnsigned = body.unsigned.contains { $0.organisation.id == organisation }
            let isAsked = partner.isLead || dossier.state != .offeredInPart || isUnsigned
            return isAsked ? task(dossier, id, isLead: partner.isLead, visit) : nil
        }
    }

    private static func task(
        _ dossier: DossierPart, _ id: RoundID, isLead: Bool, _ visit: Visit
    ) -> PageTask? {
        if let leaving = dossier.leaving { return mending(dossier, after: leaving, id, visit) }
        let (word, until): (AskedWords, Instant?) =
            switch dossier.state {
            case .supplementRequested: (.supplementTask, dossier.body?.supplement?.due)
            case .offeredInPart: (isLead ? .offerTask : .offerSignature, dossier.body?.offer?.until)
            default: (.supplementTask, nil)
            }
        guard let until, visit.now.instant < until else { return nil }
        return PageTask(
            word(visit.language) + " “\(dossier.title)”",
            to: SigningPage.address(id, dossier.dossier),
            note: AskedWords.until(visit.language) + " "
                + visit.written.lastDay(until: until))
    }

    /// That a partner left after the submission, and until when the others submit again.
    private static func mending(
        _ dossier: DossierPart, after leaving: Supplement, _ id: RoundID, _ visit: Visit
    ) -> PageTask? {
        guard visit.now.instant < leaving.due else { return nil }
        let language = visit.language
        let name = leaving.left.flatMap { dossier.body?.name(of: $0) } ?? ""
        let due = visit.written.lastDay(until: leaving.due)
        return PageTask(
            "\(LeavingWords.task(language)) “\(dossier.title)”",
            to: SigningPage.address(id, dossier.dossier),
            note: "\(name) \(LeavingWords.gone(language)) \(LeavingWords.until(language)) "
                + "\(due). \(LeavingWords.otherwise(language))")
    }

    private static func texts(_ supplement: Supplement, _ own: OwnDossier) -> [String] {
        let language = own.visit.language
        let due = own.visit.written.lastDay(until: supplement.due)
        return [
            AskedWords.asks(language), supplement.questions,
            "\(AskedWords.answer(language)) \(due). \(AskedWords.late(language))",
        ] + (own.isLead ? [] : [leadOffers(own)])
    }

    /// What to change, and what the lead does after that.
    private static func steps(changing sections: [Section], _ own: OwnDossier) -> [PageLink] {
        let changes = sections.map { link(to: $0, .change, own) }
        guard own.isLead else { return changes }
        return changes + [
            link(.sign, to: SigningPage.self, own), link(.submit, to: SigningPage.self, own),
        ]
    }

    private static func link(
        to section: Section, _ word: AskedWords, _ own: OwnDossier
    ) -> PageLink {
        let language = own.visit.language
        let anchor = section.isText ? "#\(section.rawValue)" : ""
        return PageLink(
            "\(word(language)): \(section.phrase[language])",
            to: DossierSteps.address(of: DossierSteps.page(of: section), own) + anchor)
    }

    private static func link(
        _ word: AskedWords, to page: any Page.Type, _ own: OwnDossier
    ) -> PageLink {
        PageLink(word(own.visit.language), to: DossierSteps.address(of: page, own))
    }

    private static func values(
        _ title: String, _ texts: [String], _ steps: [PageLink]
    ) -> [String: Any] {
        ["askedTitle": title, "askedTexts": texts, "askedSteps": steps.map(\.values)]
    }
}

/// The words of what is asked.
enum AskedWords: String, Words {
    case supplement, asks, answer, late, change, sign, submit, supplementTask, offerTask
    case offerSignature, withdrawn, was, tooLate, notSubmitted
    case until, offer, offered, requested, lapses, fit, accept, refuses, because, reopened, look
    case offerAgain, leadOffers, refused, wasBecause, changedIn, changedSince, unchangedSince
    case again, see

    var phrase: Phrase {
        switch self {
        case .supplement:
            Phrase("De gemeente vraagt een aanvulling", "The municipality asks for more")
        case .asks: Phrase("Dit wil de gemeente weten:", "This is what it wants to know:")
        case .answer: Phrase("Antwoorden kan tot en met", "Answer no later than")
        case .late:
            Phrase(
                "Antwoordt u niet op tijd, dan beoordeelt de gemeente wat u eerder indiende.",
                "Without an answer in time what you submitted before is what counts.")
        case .change: Phrase("Vul aan", "Complete")
        case .sign:
            Phrase("Laat alle partners opnieuw ondertekenen", "Have all partners sign again")
        case .submit: Phrase("Dien het dossier opnieuw in", "Submit the dossier again")
        case .supplementTask: Phrase("Beantwoord de vragen over", "Answer the questions on")
        case .offerTask: Phrase("Beantwoord het aanbod voor", "Answer the offer for")
        case .withdrawn:
            Phrase("Dit kansendossier is ingetrokken", "This dossier was withdrawn")
        case .was: Phrase("De reden was:", "The reason was:")
        case .tooLate: Phrase("De ronde is gesloten", "The round is closed")
        case .notSubmitted:
            Phrase(
                "Dit kansendossier is niet ingediend. Het doet niet mee.",
                "This dossier was not submitted. It takes no part.")
        case .offerSignature:
            Phrase("Onderteken voor het aangeboden bedrag", "Sign for the amount offered:")
        case .until: Phrase("Dit kan tot en met", "Possible up to and including")
        case .offer: Phrase("U krijgt een deel aangeboden", "A part is offered to you")
        case .offered: Phrase("De gemeente biedt uw coalitie", "The municipality offers")
        case .requested: Phrase("Uw kosten vragen nu", "Your costs now ask for")
        case .lapses:
            Phrase(
                "Antwoordt u niet op tijd, dan vervalt het aanbod.",
                "Without an answer in time the offer lapses.")
        case .fit:
            Phrase(
                "Pas de kosten aan, zodat u samen niet meer vraagt dan het aanbod",
                "Change the costs, so that together you ask for no more than the offer")
        case .refuses: Phrase("wil nog niet ondertekenen", "won’t sign yet")
        case .because: Phrase("Dit is de reden:", "This is the reason:")
        case .refused: Phrase("wilde eerder niet ondertekenen", "would not sign earlier")
        case .wasBecause: Phrase("Dit was de reden:", "This was the reason:")
        case .changedSince:
            Phrase("Daarna is het dossier veranderd.", "The dossier was changed after that.")
        case .changedIn: Phrase("Daarna is veranderd:", "Changed after that:")
        case .unchangedSince:
            Phrase("Daarna is er niets veranderd.", "Nothing was changed after that.")
        case .again:
            Phrase(
                "Het dossier ligt nu weer voor om te ondertekenen.",
                "Now the dossier can be signed again.")
        case .see: Phrase("Bekijk", "Look at")
        case .reopened:
            Phrase(
                "Het dossier is weer een concept. Verbeter het onderdeel dat hieronder staat.",
                "The dossier is a draft again. Improve the part that stands below.")
        case .look: Phrase("Bekijk en verbeter", "Look at and improve")
        case .offerAgain:
            Phrase("Laat daarna opnieuw ondertekenen", "Then offer it for signing again")
        case .leadOffers:
            Phrase(
                "Daarna laat de penvoerder opnieuw ondertekenen:",
                "After that the lead offers it for signing again:")
        case .accept:
            Phrase("Neem het aanbod aan, of wijs het af", "Accept the offer, or decline it")
        }
    }
}
