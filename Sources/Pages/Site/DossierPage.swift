internal import Domain

/// A dossier as its coalition writes it: one form for each section.
package enum DossierPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let (viewer, dossier) = own(visit), let body = dossier.body
        else { return nil }
        let isWritable = mayWrite(dossier, viewer, summary, visit)
        let forms = isWritable ? sectionForms(id, round, viewer, body, visit) : []
        let link = PageLink(summary.name, to: RoundPage.address(id))
        return PageContent(
            dossier.title, template: "dossier", words: DossierWords.values(in: visit.language),
            values: [
                "dossierTitle": dossier.title, "number": dossier.dossier,
                "state": dossier.state.phrase[visit.language],
                "coalition": dossier.coalition, "closes": visit.written.moment(summary.closesAt),
                "requested": visit.written.money(body.totals.requested),
                "isWritable": isWritable, "forms": forms.map(\.values),
                "texts": isWritable ? [] : texts(body, visit.language),
            ],
            forms: forms, trail: [RoundPage.trail(visit.language), link], live: (id, viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round else { return [] }
        return dossiers(of: round).map { _, dossier in
            PageLink(
                DossierWords.entry(visit.language) + " “\(dossier.title)”",
                to: address(id, dossier.dossier))
        }
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary else { return [] }
        return dossiers(of: round).compactMap { viewer, dossier in
            guard mayWrite(dossier, viewer, summary, visit) else { return nil }
            let until = visit.written.moment(summary.closesAt)
            return PageTask(
                DossierWords.task(visit.language) + " “\(dossier.title)”",
                to: address(summary.round, dossier.dossier),
                note: DossierWords.until(visit.language) + " \(until)")
        }
    }

    private static func dossiers(of round: RoundView) -> [(RoundViewer, DossierPart)] {
        round.organisations.flatMap { organisation in
            let viewer = RoundViewer.applicant(organisation)
            return round.dossiers(for: viewer).filter { $0.body != nil }.map { (viewer, $0) }
        }
    }

    private static func own(_ visit: Visit) -> (RoundViewer, DossierPart)? {
        guard let round = visit.round?.view, let number = visit.dossier else { return nil }
        return dossiers(of: round).first { $0.1.dossier == number }
    }

    private static func mayWrite(
        _ dossier: DossierPart, _ viewer: RoundViewer, _ summary: RoundSummary, _ visit: Visit
    ) -> Bool {
        guard case .applicant(let organisation) = viewer, let body = dossier.body else {
            return false
        }
        let isPartner = body.partners.contains {
            $0.organisation.id == organisation && $0.standing == .accepted
        }
        return isPartner && dossier.state == .draft
            && visit.visitor?.memberships[organisation]?.mayEdit == true
            && [.published, .open].contains(summary.phase)
            && visit.now.instant < summary.closesAt.instant
    }

    private static func sectionForms(
        _ id: RoundID, _ round: RoundView, _ viewer: RoundViewer, _ body: DossierPart.Body,
        _ visit: Visit
    ) -> [Form] {
        guard case .applicant(let organisation) = viewer, let number = visit.dossier else {
            return []
        }
        return Section.texts.map { section in
            var form = Form(
                section.rawValue, "round.writeSection",
                given: [
                    ("round", id.rawValue), ("actingFor", organisation.rawValue),
                    ("dossier:integer", "\(number)"), ("version:integer", "\(body.version)"),
                    ("section", section.rawValue),
                ],
                places: [section.rawValue: "text", "\(number)": "text"], for: visit)
            form.add(
                "text", "area", label: section.phrase[visit.language],
                description: section.question[visit.language],
                value: body.content.sections[section] ?? "",
                charactersMost: round.rules?.sectionCharactersMost)
            return form
        }
    }

    private static func texts(
        _ body: DossierPart.Body, _ language: Language
    ) -> [[String: Any]] {
        Section.texts.map { section in
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
    case state, coalition, closes, requested, sections, advice, save, empty, entry, task, until

    var phrase: Phrase {
        switch self {
        case .state: Phrase("Stand", "State")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .closes: Phrase("Indienen tot", "Submit before")
        case .requested: Phrase("Gevraagd bedrag", "Requested amount")
        case .sections: Phrase("Uw kansendossier", "Your dossier")
        case .advice:
            Phrase(
                "Sla elk onderdeel apart op. Een tekst die te lang is, blijft bewaard; kort hem "
                    + "in voordat u het dossier laat ondertekenen.",
                "Save each part by itself. A text that is too long is kept; shorten it before "
                    + "you offer the dossier for signing.")
        case .save: Phrase("Dit onderdeel opslaan", "Save this part")
        case .empty: Phrase("Nog niet ingevuld.", "Not filled in yet.")
        case .entry: Phrase("Kansendossier", "Dossier")
        case .task: Phrase("Werk verder aan", "Go on with")
        case .until: Phrase("Indienen kan tot", "It can be submitted until")
        }
    }
}
