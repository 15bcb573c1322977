internal import Domain

/// Forms to print and fill in by pen, for who sits at the table without a device (F6).
package enum ScoreFormPage: Page {
    package static let path = "/rounds/{round}/score-forms"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = SittingDesk(visit), isOpen(desk) else { return nil }
        let language = desk.language
        let agenda = desk.onAgenda.filter { DossierChange($0) == nil }
        return PageContent(
            ScoreFormWords.title(language), template: "score-forms",
            words: ScoreFormWords.values(in: language),
            values: [
                "sheets": agenda.map { sheet($0, desk) }, "hasSheets": !agenda.isEmpty,
                "when": visit.written.moment(desk.sitting.plannedAt),
            ],
            trail: [
                RoundPage.trail(language),
                PageLink(desk.summary.name, to: RoundPage.address(desk.id)),
            ])
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, let desk = SittingDesk(id, round, visit), isOpen(desk)
        else { return [] }
        return [PageLink(ScoreFormWords.title(visit.language), to: address(id))]
    }

    private static func isOpen(_ desk: SittingDesk) -> Bool {
        desk.sitting.state != .closed && (desk.viewer == .secretary || desk.viewer.isMember)
    }

    private static func sheet(_ dossier: DossierPart, _ desk: SittingDesk) -> [String: Any] {
        let language = desk.language
        return [
            "heading": "\(SittingWords.dossier(language)) \(dossier.dossier): \(dossier.title)",
            "coalition": dossier.coalition.joined(separator: ", "),
            "gate": BallotSubject.gate.map { $0.phrase[language] },
            "verdicts": GateVote.Verdict.allCases.map { $0.phrase[language] },
            "width": GateVote.Verdict.allCases.count + 1,
            "criteria": desk.rules.criteria.map { ["title": $0.title, "text": $0.text] },
            "scale": desk.rules.scale.enumerated().map { "\($0.offset + 1) \($0.element)" },
            "values": (1...desk.rules.scaleMost).map { "\($0)" } + ["0"],
        ]
    }
}

/// The words of the forms on paper.
enum ScoreFormWords: String, Words {
    case title, text, empty, name, signature, date, gate, reason, scores, scale, abstain, criterion
    case requirement

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Stemformulieren op papier", "Vote forms on paper")
        case .text:
            Phrase(
                "Druk deze pagina af: elk dossier begint op een nieuw blad. De secretaris voert de "
                    + "formulieren in, en het lid bevestigt dat.",
                "Print this page: each dossier begins on a new sheet. The secretary enters the "
                    + "forms, and the member confirms that.")
        case .empty:
            Phrase("Er staat geen dossier op de agenda.", "There is no dossier on the agenda.")
        case .name: Phrase("Naam", "Name")
        case .signature: Phrase("Handtekening", "Signature")
        case .date: Phrase("Datum van de vergadering", "Date of the sitting")
        case .gate: Phrase("Eisen", "Requirements")
        case .requirement: Phrase("Eis", "Requirement")
        case .reason:
            Phrase("Reden (verplicht bij “voldoet niet”)", "Reason (with “does not meet”)")
        case .scores: Phrase("Scores", "Scores")
        case .criterion: Phrase("Criterium", "Criterion")
        case .scale: Phrase("Schaal:", "Scale:")
        case .abstain:
            Phrase("0 betekent: kan ik niet beoordelen.", "0 means: cannot assess.")
        }
    }
}
