internal import Domain

/// What became of a dossier, for its own coalition: the decision with its reasons, and the letters.
package enum ResultPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}/result"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit), own.body.receipt != nil else { return nil }
        let language = visit.language
        let decision = decision(own)
        let letters = letters(own)
        return own.page(
            ResultWords.title(language), template: "result",
            words: ResultWords.values(in: language),
            values: [
                "state": own.dossier.stateName(language),
                "decisions": decision.map { [values($0, own)] } ?? [],
                "waiting": decision == nil ? [waiting(own)] : [],
                "reasons": own.body.reasons.map { [$0] } ?? [],
                "letters": letters.map { letter, number in
                    PageLink(
                        letter.kind.phrase[language],
                        to: LetterPage.address(
                            own.id, own.dossier.dossier, letter.organisation, number)
                    ).values
                }, "hasLetters": !letters.isEmpty,
            ], forms: [], at: Self.self)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round else { return [] }
        return OwnDossier.all(in: round).filter { hasAny(of: $1, round, .applicant($0)) }.map {
            PageLink(
                "\(ResultWords.title(visit.language)): “\($1.title)”", to: address(id, $1.dossier))
        }
    }

    /// Whether there is anything to read: a decision, a letter, or why it ended before those.
    private static func hasAny(
        of dossier: DossierPart, _ round: RoundView, _ viewer: RoundViewer
    ) -> Bool {
        guard let body = dossier.body, body.receipt != nil else { return false }
        // Why it was withdrawn is told on its own pages: nothing was decided.
        let hasReasons = body.reasons != nil && dossier.state != .withdrawn
        return hasReasons || round.part(.letter(dossier.dossier), for: viewer) != nil
            || decision(dossier.dossier, round, viewer) != nil
    }

    /// Reading the decision is asked until the coordinator finishes the round; who is offered a part
    /// is asked for an answer instead.
    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, summary.phase == .decided else { return [] }
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            guard visit.visitor?.memberships[organisation]?.mayEdit == true,
                [.granted, .rejected, .reserve].contains(dossier.state),
                decision(dossier.dossier, round, .applicant(organisation)) != nil
            else { return nil }
            return PageTask(
                "\(ResultWords.task(visit.language)) “\(dossier.title)”",
                to: address(summary.round, dossier.dossier))
        }
    }

    private static func decision(_ own: OwnDossier) -> DecisionPart? {
        decision(own.dossier.dossier, own.view, own.viewer)
    }

    private static func decision(
        _ number: DossierNumber, _ round: RoundView, _ viewer: RoundViewer
    ) -> DecisionPart? {
        guard case .decision(let decision) = round.part(.decision(number), for: viewer) else {
            return nil
        }
        return decision
    }

    private static func letters(_ own: OwnDossier) -> [(letter: Letter, number: Int)] {
        guard
            case .letter(let letters) = own.view.part(
                .letter(own.dossier.dossier), for: own.viewer)
        else { return [] }
        return LettersPage.numbered(letters)
    }

    private static func waiting(_ own: OwnDossier) -> String {
        guard let due = own.dossier.decisionDue else {
            return ResultWords.waiting(own.visit.language)
        }
        return ResultWords.waiting(own.visit.language) + " "
            + ResultWords.due(own.visit.language) + " \(own.visit.written.date(due))."
    }

    private static func values(_ decision: DecisionPart, _ own: OwnDossier) -> [String: Any] {
        let language = own.visit.language
        let written = own.visit.written
        let rules = own.view.rules
        let items =
            BallotSubject.gate.map { ($0.rawValue, $0.phrase[language]) }
            + (rules?.criteria.map { ($0.code.rawValue, $0.title) } ?? [])
        let points = decision.total.map {
            written.points($0, threshold: rules?.thresholdPoints ?? 0)
        }
        let grounds = ToldGrounds(decision).among(decision.grounds ?? [])
        let setAside = SetAside(decision, written).values
        return [
            "outcome": decision.outcome.phrase[language],
            "amount": written.money(decision.amount), "hasAmount": decision.amount > .zero,
            "points": points ?? "", "hasPoints": points != nil,
            "place": decision.place ?? 0, "hasPlace": decision.place != nil,
            "motivation": decision.motivation,
            "grounds": grounds.map { $0.phrase[language] }, "hasGrounds": !grounds.isEmpty,
            "setAside": setAside, "hasSetAside": !setAside.isEmpty,
            "deviation": decision.deviation ?? "",
            "hasDeviation": decision.deviation?.isEmpty == false,
            "items": items.compactMap { code, title in
                decision.motivations[code].map { ["heading": title, "text": $0] }
            },
        ]
    }
}

/// The words of what became of a dossier.
enum ResultWords: String, Words {
    case title, state, waiting, due, outcome, amount, points, place, motivation, grounds
    case deviation, committee, letters, noLetters, reasons, task, setAside

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Besluit en brieven", "Decision and letters")
        case .task: Phrase("Lees het besluit over", "Read the decision on")
        case .state: Phrase("Stand", "State")
        case .waiting: Phrase("Er is nog geen besluit.", "There is no decision yet.")
        case .due: Phrase("Het besluit komt uiterlijk op", "The decision comes by")
        case .outcome: Phrase("Besluit", "Decision")
        case .amount: Phrase("Bedrag", "Amount")
        case .points: Phrase("Punten (van 100)", "Points (of 100)")
        case .place: Phrase("Plaats op de ranglijst", "Place in the ranking")
        case .motivation: Phrase("Motivering", "Motivation")
        case .grounds: Phrase("Gronden", "Grounds")
        case .deviation:
            Phrase(
                "Waarom van het advies is afgeweken", "Why the decision deviates from the advice")
        case .setAside: Phrase("Afwijking van de regel", "Deviation from the rule")
        case .committee: Phrase("Wat de commissie schreef", "What the committee wrote")
        case .letters: Phrase("Uw brieven", "Your letters")
        case .noLetters: Phrase("U kreeg nog geen brief.", "You have had no letter yet.")
        case .reasons: Phrase("Reden", "Reason")
        }
    }
}
