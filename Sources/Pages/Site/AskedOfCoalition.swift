internal import Domain

/// What is asked of a coalition: by a partner that won't sign yet or has left, and by the
/// municipality after the submission, a supplement or an answer to a part that is offered; on top
/// of every page of the dossier.
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
                "\(who(refusal, own.body, to: own.organisation, language)) "
                    + AskedWords.refuses(language),
                [AskedWords.because(language), refusal.reasons]
                    + (isDraft ? [AskedWords.reopened(language)] : []) + next.texts,
                changes + next.steps)
        }
    }

    /// Who won't sign yet, in sentences for that organisation.
    static func refusals(
        in body: DossierPart.Body, to own: OrganisationID, _ language: Language
    ) -> String {
        body.standingRefusals.map {
            "\(who($0, body, to: own, language)) \(AskedWords.refuses(language)). "
        }.joined()
    }

    /// Who wouldn't sign, as its own people read it and as the others do.
    private static func who(
        _ refusal: SigningRefusalPart, _ body: DossierPart.Body, to own: OrganisationID,
        _ language: Language
    ) -> String {
        refusal.organisation == own
            ? AskedWords.yours(language) : body.name(of: refusal.organisation)
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
            "\(who(refusal, own.body, to: own.organisation, language)) "
                + AskedWords.refused(language),
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
        let again = invitingAnother(own) + steps(changing: incomplete(own), own)
        let look = link(.lookAll, to: DossierPage.self, own)
        return [values(LeavingWords.happened(language), texts + then, again + [look])]
    }

    /// A lead that nobody is left with needs another partner before it can submit.
    private static func invitingAnother(_ own: OwnDossier) -> [PageLink] {
        let standing = own.body.partners.filter { [.accepted, .invited].contains($0.standing) }
        guard own.isLead, standing.count < 2 else { return [] }
        let address = DossierSteps.address(of: CoalitionPage.self, own) + "#invite"
        return [PageLink(AskedWords.inviteAnother(own.visit.language), to: address)]
    }

    /// The sections in which something lacks or is too long.
    private static func incomplete(_ own: OwnDossier) -> [Section] {
        let gaps = own.gaps.filter { $0.code != .invitationPending }
        // What is about an organisation is about its role.
        var sections = gaps.map { $0.subject.flatMap(Section.init(rawValue:)) ?? .roles }
        if own.body.totals.requested <= .zero { sections.append(.costs) }
        return Section.allCases.filter(sections.contains)
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
