internal import Domain

/// The live sitting: what is on the table, the vote, and after the reveal what it came to.
///
/// It shows one view: until the reveal that view has no value of anybody else, and so nor has this.
package enum SittingPage: Page {
    package static let path = "/rounds/{round}/sitting"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = SittingDesk(visit) else { return nil }
        let ballots = desk.current.map { SittingBallot(desk: desk, ballot: $0) }
        let marks = desk.presenceForms
        let controls = desk.controls
        let judging = desk.judging
        let joining = desk.joining
        let joiningText = desk.joiningText
        let unfinished = desk.unfinished
        let words = SittingWords.values(in: visit.language)
        let values: [String: Any] = [
            "announcement": announcement(desk), "quorum": quorum(desk),
            "ballots": ballots.map(\.values),
            "ballotsState": desk.ballots.map { "\($0.ballot) \($0.state)" }.joined(separator: ", "),
            "controls": controls.map(\.values), "hasControls": !controls.isEmpty,
            "judging": judging.map(\.values), "mustJudge": !judging.isEmpty,
            "joining": joining.map(\.values), "joiningText": joiningText,
            "mustJoin": !joining.isEmpty || !joiningText.isEmpty,
            "unfinished": unfinished, "hasUnfinished": !unfinished.isEmpty,
            "seats": seats(desk, marks), "hasSeats": desk.part.present != nil,
            "isClosed": desk.sitting.state == .closed, "after": after(visit),
            "fallen": fallen(desk), "hasFallen": !fallen(desk).isEmpty,
        ]
        let forms =
            ballots.flatMap(\.forms) + (controls + judging + joining).map(\.form)
            + marks.values.map(\.form)
        return PageContent(
            words["title"] ?? "", template: "sitting", words: words,
            values: values.merging(table(desk)) { own, _ in own }
                .merging(earlier(desk)) { own, _ in own },
            forms: forms,
            trail: [
                RoundPage.trail(visit.language),
                PageLink(desk.summary.name, to: RoundPage.address(desk.id)),
            ], live: (desk.id, desk.viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, SittingDesk(id, round, visit) != nil else {
            return []
        }
        return [PageLink(SittingWords.title(visit.language), to: address(id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round, let desk = SittingDesk(id, round, visit),
            desk.runs || desk.viewer.isMember
        else { return [] }
        switch desk.sitting.state {
        case .planned where desk.isAgendaFallen: return []
        case .planned:
            return [
                PageTask(
                    SittingWords.come(visit.language), to: address(id),
                    note: visit.written.moment(desk.sitting.plannedAt))
            ]
        case .opened:
            let toCheck = desk.allBallots.contains {
                !SittingPaper(desk: desk, ballot: $0).countersigning.isEmpty
            }
            let word = toCheck ? PaperWords.task : nil
            return [
                PageTask(
                    word?(visit.language) ?? SittingWords.task(visit.language), to: address(id))
            ]
        case .suspended, .closed: return []
        }
    }

    /// Where to go on when the sitting is closed.
    private static func after(_ visit: Visit) -> [[String: Any]] {
        guard let view = visit.round?.view else { return [] }
        let links =
            MinutesPage.entries(in: view, for: visit) + RankingPage.entries(in: view, for: visit)
        return links.map(\.values)
    }

    static func announcement(_ desk: SittingDesk) -> String {
        let lines = desk.current.compactMap { ballot -> String? in
            let shown = SittingBallot(desk: desk, ballot: ballot)
            let subject = desk.joint == nil ? ballot.subject.phrase[desk.language] : shown.heading
            switch ballot.state {
            case .open, .suspended, .closed: return "\(subject): " + shown.turnout
            case .revealed: return "\(subject): " + SittingWords.revealed(desk.language)
            case .ready, .adopted: return nil
            }
        }
        if !lines.isEmpty { return lines.joined(separator: " ") }
        return switch desk.sitting.state {
        case .planned:
            SittingWords.planned(desk.language) + " "
                + desk.visit.written.moment(desk.sitting.plannedAt) + "."
        case .opened: SittingWords.opened(desk.language)
        case .suspended: SittingWords.suspended(desk.language)
        case .closed: SittingWords.closed(desk.language)
        }
    }

    /// What isn't discussed, or not any more, though it is on the agenda.
    private static func fallen(_ desk: SittingDesk) -> [[String: String]] {
        guard desk.sitting.state != .closed else { return [] }
        return desk.onAgenda.compactMap { dossier in
            DossierChange(dossier).map {
                [
                    "name": "\(SittingWords.dossier(desk.language)) \(dossier.dossier): "
                        + dossier.title,
                    "change": $0.onAgenda(desk.visit.written),
                ]
            }
        }
    }

    private static func table(_ desk: SittingDesk) -> [String: Any] {
        let language = desk.language
        if let joint = desk.joint {
            let title: AdviceWords = joint.kind == .tieBreak ? .jointTie : .jointAdjustment
            return head("joint", title(language), AdviceWords.jointText(language))
        }
        guard let dossier = desk.table else {
            return head(
                "none", SittingWords.nothing(language), SittingWords.nothingText(language))
        }
        let title = "\(SittingWords.dossier(language)) \(dossier.dossier): \(dossier.title)"
        let texts = dossier.body.map { body in
            Section.texts.map { section in
                [
                    "heading": section.phrase[language],
                    "text": body.content.sections[section] ?? "",
                ]
            }
        }
        let change = DossierChange(dossier).map { $0.onAgenda(desk.visit.written) }
        let text =
            dossier.keptFrom
            ? SittingWords.keptFrom(language)
            : change
                ?? "\(SittingWords.coalition(language)) \(dossier.coalition.joined(separator: ", "))"
        return [
            "tableState": "\(dossier.dossier) \(dossier.state)", "tableTitle": title,
            "tableText": text, "hasReading": texts != nil, "reading": texts ?? [],
            "notes": ReadDossierPage.address(desk.id, dossier.dossier),
        ]
    }

    /// What is on, when it is no dossier of which something can be read.
    private static func head(
        _ state: String, _ title: String, _ text: String
    ) -> [String: Any] {
        [
            "tableState": state, "tableTitle": title, "tableText": text, "hasReading": false,
            "reading": [String](), "notes": "",
        ]
    }

    private static func earlier(_ desk: SittingDesk) -> [String: Any] {
        let lines = earlierLines(desk)
        return ["earlier": lines, "hasEarlier": !lines.isEmpty]
    }

    /// What earlier votes on what is on the table came to.
    static func earlierLines(_ desk: SittingDesk) -> [String] {
        guard desk.joint == nil else { return [] }
        let busy = Set(desk.current.map(\.ballot))
        let held = desk.ballots.filter { !busy.contains($0.ballot) && $0.result != nil }
        return held.map {
            let ballot = SittingBallot(desk: desk, ballot: $0)
            return "\(ballot.heading): \(ballot.pastOutcome)"
        }
    }

    static func quorum(_ desk: SittingDesk) -> String {
        // Each of several dossiers has a quorum of its own, which the server sees to.
        if desk.joint != nil { return "" }
        guard let quorum = desk.part.quorum else { return SittingWords.noQuorum(desk.language) }
        return desk.language == .dutch
            ? "\(quorum.present) van \(quorum.eligible) leden zijn er; er zijn er "
                + "\(quorum.needed) nodig."
            : "\(quorum.present) of \(quorum.eligible) members are here; "
                + "\(quorum.needed) are needed."
    }

    private static func seats(
        _ desk: SittingDesk, _ marks: [PersonID: SittingControl]
    ) -> [[String: Any]] {
        guard let present = desk.part.present else { return [] }
        return desk.seats.filter { $0.kind != .secretary }.map { seat in
            let kept = desk.joint == nil ? desk.sitting.current.map(desk.keptFrom) : nil
            let isKept = kept?.contains(seat.person) == true
            let word =
                isKept ? SittingWords.recused : present.contains(seat.person) ? .here : .away
            return [
                "name": seat.name + desk.replacing(seat), "word": word(desk.language),
                "mark": marks[seat.person].map { [$0.values] } ?? [],
            ]
        }
    }
}

extension RoundViewer {
    /// Whether it is the view of a member of the committee.
    var isMember: Bool { if case .member = self { true } else { false } }
}
