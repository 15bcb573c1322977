internal import Domain

/// The minutes of the committee: who was there at each reveal, who was kept out, and per dossier the
/// results, the advice and its motivation; never what one member voted.
package enum MinutesPage: Page {
    package static let path = "/rounds/{round}/minutes"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = SittingDesk(visit), isOpen(desk) else { return nil }
        let language = desk.language
        let items = dossiers(desk)
        return PageContent(
            MinutesWords.title(language), template: "minutes",
            words: MinutesWords.values(in: language),
            values: [
                "roundName": desk.summary.name, "number": "\(desk.sitting.number)",
                "when": visit.written.moment(desk.sitting.plannedAt),
                "times": times(desk),
                "isClosed": desk.sitting.state == .closed,
                "seats": desk.seats.map {
                    "\($0.name), \($0.kind.phrase[language])" + desk.replacing($0)
                },
                "dossiers": items.map { MinutesItem(desk: desk, dossier: $0).values },
                "isEmpty": items.isEmpty,
            ],
            trail: [
                RoundPage.trail(language),
                PageLink(desk.summary.name, to: RoundPage.address(desk.id)),
            ])
    }

    private static func times(_ desk: SittingDesk) -> [[String: String]] {
        let times: [(MinutesWords, AmsterdamTime?)] = [
            (.openedAt, desk.part.openedAt), (.closedAt, desk.part.closedAt),
        ]
        return times.compactMap { word, time in
            time.map { ["name": word(desk.language), "time": desk.visit.written.moment($0)] }
        }
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, let desk = SittingDesk(id, round, visit), isOpen(desk)
        else { return [] }
        return [PageLink(MinutesWords.title(visit.language), to: address(id))]
    }

    /// Once a sitting was opened, for its members and for who sees to the process.
    private static func isOpen(_ desk: SittingDesk) -> Bool {
        let isHeld = desk.sitting.state != .planned || !desk.allBallots.isEmpty
        return desk.viewer != .observer && isHeld
    }

    /// Those on the agenda in its order, then what earlier sittings dealt with, and what was
    /// withdrawn since the closing.
    private static func dossiers(_ desk: SittingDesk) -> [DossierPart] {
        let earlier = desk.dossiers.filter { dossier in
            let isHeld = desk.allBallots.contains { $0.dossier == dossier.dossier }
            let isLate = dossier.withdrawnAt.map {
                $0.instant >= desk.summary.closesAt.instant
            }
            return !desk.sitting.agenda.contains(dossier.dossier) && (isHeld || isLate == true)
        }
        return desk.onAgenda + earlier
    }
}

/// One dossier in the minutes.
struct MinutesItem {
    let desk: SittingDesk
    let dossier: DossierPart

    private var language: Language { desk.language }

    var values: [String: Any] {
        let kept = desk.keptFrom(dossier.dossier).map(desk.name)
        let ballots = revealed
        let present = Set(ballots.map { self.present(at: $0) })
        let motivations = motivations
        return [
            "heading": "\(SittingWords.dossier(language)) \(dossier.dossier): \(dossier.title)",
            "coalition": dossier.coalition.joined(separator: ", "),
            "conclusion": conclusion, "earlier": earlier,
            "isPresentSame": present.count == 1, "everPresent": present.first ?? "",
            "isKept": dossier.keptFrom, "keptText": SittingWords.keptFrom(language),
            "recused": kept.joined(separator: ", "), "hasRecused": !kept.isEmpty,
            "lapsed": lapsed(ballots),
            "changes": changes, "isAwaited": ballots.isEmpty && changes.isEmpty,
            "ballots": ballots.map(row), "hasBallots": !ballots.isEmpty,
            "motivations": motivations, "hasMotivations": !motivations.isEmpty,
            "advised": dossier.body?.advised.map(advised).map { [$0] } ?? [],
            "unassessed": dossier.state == .notAssessed ? dossier.body?.reasons ?? "" : "",
            "isUnassessed": dossier.state == .notAssessed,
        ]
    }

    /// That it was dealt with before the sitting that these minutes are of.
    private var earlier: [String] {
        let number = desk.sitting.number
        guard number > 1, !desk.sitting.agenda.contains(dossier.dossier),
            desk.allBallots.contains(where: { $0.dossier == dossier.dossier })
        else { return [] }
        return number == 2
            ? ["\(MinutesWords.dealtWith(language)) 1."] : [MinutesWords.earlier(language)]
    }

    /// Why the committee said nothing of it, or what became of it since.
    private var changes: [String] {
        DossierChange(dossier).map {
            [$0.inMinutes(desk.visit.written, closedAt: desk.part.closedAt)]
        } ?? []
    }

    /// Who was there at a reveal and turned out to have an interest: that vote doesn't count.
    private func lapsed(_ ballots: [BallotPart]) -> [String] {
        let late = desk.keptFrom(dossier.dossier).filter { person in
            ballots.contains { $0.result?.present.contains(person) == true }
        }
        return late.map { "\(MinutesWords.late(language)) \(desk.name(of: $0))." }
    }

    /// How many voted of those who could; where votes lapsed, how many that were.
    private func turnout(_ ballot: BallotPart) -> String {
        let voted = "\(ballot.cast) / \(ballot.eligible)"
        guard let tally = ballot.result?.gate else { return voted }
        let lapsed = ballot.cast - tally.meets - tally.doesNotMeet - tally.abstained
        return lapsed > 0 ? "\(voted) (\(lapsed) \(MinutesWords.lapsed(language)))" : voted
    }

    private func standing(_ ballot: BallotPart) -> String {
        let isRepeated = revealed.contains {
            $0.subject == ballot.subject && $0.attempt > ballot.attempt
        }
        return isRepeated && ballot.state != .adopted
            ? MinutesWords.repeated(language) : ballot.state.phrase[language]
    }

    private var revealed: [BallotPart] {
        desk.allBallots.filter { $0.dossier == dossier.dossier && $0.result != nil }
    }

    /// What the committee said of it in the end; where it stands as long as it said nothing.
    private var conclusion: String {
        if dossier.state == .notAssessed { return MinutesWords.unassessed(language) }
        let adopted = desk.allBallots.filter {
            $0.dossier == dossier.dossier && $0.state == .adopted
        }
        if adopted.contains(where: { $0.outcome == .doesNotMeet }) {
            return MinutesWords.failed(language)
        }
        guard let scores = adopted.last(where: { $0.subject == .scores }) else {
            return dossier.stateName(language)
        }
        return SittingBallot(desk: desk, ballot: scores).outcome
    }

    private func row(_ ballot: BallotPart) -> [String: String] {
        let shown = SittingBallot(desk: desk, ballot: ballot)
        return [
            "subject": shown.heading, "present": present(at: ballot),
            "turnout": turnout(ballot), "outcome": outcome(shown),
            "adopted": standing(ballot),
        ]
    }

    private func outcome(_ shown: SittingBallot) -> String {
        let ballot = shown.ballot
        guard let tally = ballot.result?.gate, let outcome = ballot.outcome else {
            return shown.outcome
        }
        let words: String =
            switch outcome {
            case .tie: MinutesWords.tied(language)
            case .undecided: MinutesWords.tooFew(language)
            case .meets, .doesNotMeet: outcome.phrase[language]
            }
        let counts = [
            (tally.meets, MinutesWords.inFavour), (tally.doesNotMeet, .against),
            (tally.abstained, .abstained),
        ].map { "\($0) \($1(language))" }
        let cast = ballot.castingVote.map { vote in
            " \(SittingWords.casting(language)): \(vote.verdict.phrase[language])"
                + (vote.reasons.map { " (\($0))" } ?? "") + "."
        }
        return "\(words) (\(counts.joined(separator: ", ")))." + (cast ?? "")
    }

    private func present(at ballot: BallotPart) -> String {
        (ballot.result?.present ?? []).map(desk.name).joined(separator: ", ")
    }

    /// In the order of the requirements and the criteria.
    private var motivations: [[String: String]] {
        let written = dossier.body?.motivations ?? [:]
        let items =
            BallotSubject.gate.map { ($0.rawValue, $0.phrase[language]) }
            + desk.rules.criteria.map { ($0.code.rawValue, $0.title) }
        return items.compactMap { code, title in
            written[code].map { ["title": title, "text": $0.text] }
        }
    }

    private func advised(_ advice: AmountAdvice) -> [String: String] {
        ["amount": desk.visit.written.money(advice.amount), "reasons": advice.reasons]
    }
}

/// The words of the minutes.
enum MinutesWords: String, Words {
    case title, sitting, round, late, lapsed, repeated, when, openedAt, closedAt, provisional
    case committee, empty, recused, votes, subject
    case present, turnout, outcome, standing, noVotes, motivations, advised, unassessed
    case chairSigns, secretarySigns, conclusion, failed, tied, tooFew, inFavour, against, abstained
    case dealtWith, earlier

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Verslag van de vergadering", "Minutes of the sitting")
        case .sitting: Phrase("Vergadering", "Sitting")
        case .round: Phrase("Ronde", "Round")
        case .late:
            Phrase(
                "Een belang bleek pas na de stemming. De stem is vervallen van",
                "An interest turned up after the vote. This vote lapsed:")
        case .lapsed: Phrase("vervallen", "lapsed")
        case .repeated: Phrase("Overgedaan", "Voted again")
        case .when: Phrase("Gepland op", "Planned for")
        case .openedAt: Phrase("Geopend op", "Opened on")
        case .closedAt: Phrase("Gesloten op", "Closed on")
        case .provisional:
            Phrase(
                "Voorlopig: de vergadering is nog niet gesloten.",
                "Provisional: the sitting is not closed yet.")
        case .committee: Phrase("De commissie", "The committee")
        case .empty: Phrase("Er is nog geen dossier besproken.", "No dossier was discussed yet.")
        case .conclusion: Phrase("Uitkomst", "Outcome")
        case .failed: Phrase("Voldoet niet aan de eisen", "Does not meet the requirements")
        case .tied: Phrase("De stemmen staakten", "The votes were tied")
        case .tooFew: Phrase("Te weinig stemmen", "Too few votes")
        case .inFavour: Phrase("voor", "in favour")
        case .against: Phrase("tegen", "against")
        case .abstained: Phrase("onthouden", "abstained")
        case .recused:
            Phrase("Deed niet mee vanwege een belang:", "Kept out of it by an interest:")
        case .votes: Phrase("Stemmingen", "Votes")
        case .subject: Phrase("Waarover", "About")
        case .present: Phrase("Aanwezig bij het onthullen", "Present at the reveal")
        case .turnout: Phrase("Gestemd", "Voted")
        case .outcome: Phrase("Uitslag", "Result")
        case .standing: Phrase("Status", "Status")
        case .noVotes: Phrase("Er is nog geen uitslag.", "There is no result yet.")
        case .motivations: Phrase("Motivering", "Motivation")
        case .dealtWith: Phrase("Behandeld in vergadering", "Dealt with in sitting")
        case .earlier:
            Phrase(
                "Behandeld in een eerdere vergadering.", "Dealt with in an earlier sitting.")
        case .advised: Phrase("Geadviseerd bedrag", "Advised amount")
        case .unassessed: Phrase("Niet beoordeeld", "Not assessed")
        case .chairSigns: Phrase("Voorzitter", "Chair")
        case .secretarySigns: Phrase("Secretaris", "Secretary")
        }
    }
}
