internal import Domain

/// A dossier as its coalition writes it: one form for each section.
package enum DossierPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit) else { return nil }
        let language = visit.language
        let (open, closed) = sections(of: own)
        let title = own.isLead && own.mayWrite(nil) ? [titleForm(own)] : []
        let forms = open.map { form(for: $0, own) }
        let link = PageLink(own.summary.name, to: RoundPage.address(own.id))
        return PageContent(
            own.dossier.title, template: "dossier", words: DossierWords.values(in: language),
            values: [
                "dossierTitle": own.dossier.title, "number": own.dossier.dossier,
                "stepsLabel": StepWords.label(language),
                "steps": DossierSteps.of(own, Self.self),
                "state": own.dossier.stateName(language),
                "coalition": own.body.partners.filter { $0.standing == .accepted }.map {
                    ["id": $0.organisation.id.rawValue, "name": $0.organisation.name]
                },
                "closesLabel": closesLabel(own),
                "closes": closes(own).map { [$0] } ?? [],
                "isYetToOpen": own.summary.isYetToOpen && own.dossier.state != .withdrawn,
                "opens": visit.written.moment(own.summary.opensAt),
                "requested": visit.written.money(own.body.totals.requested),
                "titleForms": title.map { $0.labelled(DossierWords.saveTitle(language)) },
                "isWritable": !forms.isEmpty,
                "forms": zip(open, forms).map { section, form in
                    // Beside the text that is compared with the register.
                    form.values.merging([
                        "isHinted": section == .renewal, "writer": writer(of: section, own),
                    ]) { own, _ in own }
                },
                "hintsOnTop": !open.contains(.renewal),
                "isRead": !closed.isEmpty, "texts": texts(closed, own.body, language),
                "asked": AskedOfCoalition.values(own), "locked": LockedDossier.values(own),
                "me": visit.visitor?.person.rawValue ?? "",
                "hints": own.registerHints, "hasHints": !own.registerHints.isEmpty,
            ],
            forms: title + forms, trail: [RoundPage.trail(language), link],
            live: (own.id, own.viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round else { return [] }
        return OwnDossier.all(in: round).map { _, dossier in
            PageLink(
                DossierWords.entry(visit.language) + " “\(dossier.title)”",
                to: address(id, dossier.dossier))
        }
    }

    private static func closesLabel(_ own: OwnDossier) -> String {
        let language = own.visit.language
        guard own.supplement != nil else { return DossierWords.closes(language) }
        return own.dossier.leaving == nil
            ? AskedWords.answer(language) : LeavingWords.until(language)
    }

    /// Until when it can be submitted; nil once it is with the municipality, or was withdrawn.
    private static func closes(_ own: OwnDossier) -> String? {
        if let supplement = own.supplement {
            return own.visit.written.lastDay(until: supplement.due)
        }
        guard own.dossier.state != .withdrawn else { return nil }
        return own.summary.phase <= .closed ? own.visit.written.moment(own.summary.closesAt) : nil
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        writing(in: round, for: visit) + withdrawn(in: round, for: visit)
    }

    /// That it was withdrawn, for all who took part, until the round is decided.
    private static func withdrawn(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, summary.phase < .decided else { return [] }
        let language = visit.language
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            let standing = dossier.body?.partners.first { $0.organisation.id == organisation }
            guard standing?.standing == .accepted, dossier.state == .withdrawn else { return nil }
            let when = dossier.withdrawnAt.map { "\(visit.written.moment($0)). " } ?? ""
            let reasons = dossier.body?.reasons.map { "\(AskedWords.was(language)) \($0)" } ?? ""
            return PageTask(
                "\(DossierWords.entry(language)) “\(dossier.title)” "
                    + ChangeWords.isWithdrawn(language),
                to: address(summary.round, dossier.dossier), note: when + reasons, isNews: true)
        }
    }

    private static func writing(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary else { return [] }
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            let standing = dossier.body?.partners.first { $0.organisation.id == organisation }
            guard standing?.standing == .accepted, dossier.state == .draft,
                visit.visitor?.memberships[organisation]?.mayEdit == true,
                [.published, .open].contains(summary.phase),
                visit.now.instant < summary.closesAt.instant
            else { return nil }
            let refusals = dossier.body.map {
                AskedOfCoalition.refusals(in: $0, to: organisation, visit.language)
            }
            return PageTask(
                DossierWords.task(visit.language) + " “\(dossier.title)”",
                to: address(summary.round, dossier.dossier),
                note: (refusals ?? "")
                    + (dossier.body?.countedMeanwhile(dossier.state, visit.language) ?? "")
                    + summary.term(visit))
        }
    }

    /// The texts that may be changed now, and those that may only be read.
    private static func sections(of own: OwnDossier) -> (open: [Section], closed: [Section]) {
        (Section.texts.filter(own.mayWrite), Section.texts.filter { !own.mayWrite($0) })
    }

    private static func form(for section: Section, _ own: OwnDossier) -> Form {
        let language = own.visit.language
        var form = own.form(
            section.rawValue, "writeSection", [("section", section.rawValue)],
            places: [section.rawValue: "text", "\(own.dossier.dossier)": "text"])
        form.add(
            "text", "area", label: section.phrase[language],
            description: section.question[language],
            value: own.body.content.sections[section] ?? "",
            charactersMost: own.view.rules?.sectionCharactersMost, says: own.lengthAdvice)
        return form
    }

    /// Who saved it last, for who is typing in it when that happens.
    private static func writer(of section: Section, _ own: OwnDossier) -> String {
        own.body.writers?[section].map { own.name(of: $0) }
            ?? DossierWords.somebody(own.visit.language)
    }

    /// The lead may call the dossier otherwise; nobody else may.
    private static func titleForm(_ own: OwnDossier) -> Form {
        var form = own.form("title", "changeTitle")
        form.add(
            "title", label: RoundWords.titleLabel(own.visit.language),
            description: DossierWords.titleHelp(own.visit.language), value: own.dossier.title)
        return form
    }

    private static func texts(
        _ sections: [Section], _ body: DossierPart.Body, _ language: Language
    ) -> [[String: Any]] {
        sections.map { section in
            let text = body.content.sections[section] ?? ""
            return [
                "heading": section.phrase[language],
                "text": text.isEmpty ? DossierWords.empty(language) : text,
            ]
        }
    }
}

/// The words of a coalition's dossier.
enum DossierWords: String, Words {
    case state, coalition, opens, closes, requested, sections, advice, save, empty, entry, task
    case here, taken, theirs, somebody, hints, hintsText, titleHelp, saveTitle

    private static let kept = SectionLength.most(Limits.draftCharactersMost)

    var phrase: Phrase {
        switch self {
        case .state: Phrase("Stand", "State")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .opens: Phrase("Indienen vanaf", "Submit from")
        case .closes: Phrase("Indienen tot", "Submit before")
        case .requested: Phrase("Gevraagd bedrag", "Requested amount")
        case .sections: Phrase("Teksten van dit kansendossier", "Texts of this dossier")
        case .advice:
            Phrase(
                "Sla elk onderdeel apart op. Een tekst die te lang is om in te dienen, kunt u wel "
                    + "bewaren, met \(Self.kept.nl). Kort hem in voordat u het dossier laat "
                    + "ondertekenen.",
                "Save each part by itself. A text that is too long to be submitted can be kept "
                    + "with \(Self.kept.en). Shorten it before you offer the dossier for signing.")
        case .save: Phrase("Dit onderdeel opslaan", "Save this part")
        case .empty: Phrase("Nog niet ingevuld.", "Not filled in yet.")
        case .entry: Phrase("Kansendossier", "Dossier")
        case .task: Phrase("Werk verder aan", "Go on with")
        case .titleHelp:
            Phrase(
                "Een korte naam waaraan iedereen het dossier herkent.",
                "A short name by which everybody knows the dossier.")
        case .saveTitle: Phrase("Titel opslaan", "Save the title")
        case .here: Phrase("Nu ook in dit dossier:", "Also in this dossier now:")
        case .taken:
            Phrase(
                "werkt nu aan dit onderdeel. Wacht even, of spreek af wie het opslaat.",
                "is working on this part now. Wait a moment, or agree on who saves it.")
        case .theirs:
            Phrase(
                "heeft dit onderdeel intussen opgeslagen. Er is niets weg: die tekst staat "
                    + "hieronder, uw eigen tekst in het veld. Zet in het veld wat er samen moet "
                    + "komen te staan, en sla dan op.",
                "has saved this part in the meantime. Nothing is lost: that text stands below, "
                    + "your own in the field. Put into the field what the two should be "
                    + "together, and then save.")
        case .somebody: Phrase("Iemand anders", "Somebody else")
        case .hints: Phrase("Lijkt op wat al gewone zorg is", "Looks like what is regular service")
        case .hintsText:
            Phrase(
                "Uw tekst lijkt op deze diensten uit het register. Dat is een tip, geen oordeel. "
                    + "Leg in uw tekst uit wat bij u anders of nieuw is.",
                "Your text resembles these services in the register. It is a hint, no verdict. "
                    + "Explain in your text what is different or new about yours.")
        }
    }
}
