internal import Domain

/// The agenda of the sitting, to plan and to print.
package enum AgendaPage: Page {
    package static let path = "/rounds/{round}/agenda"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary else { return nil }
        let desk = SittingDesk(visit)
        let form = planning(id, round, visit)
        guard desk != nil || form != nil else { return nil }
        let language = visit.language
        return PageContent(
            AgendaWords.title(language), template: "agenda",
            words: AgendaWords.values(in: language),
            values: [
                "isPlanned": desk != nil, "items": desk.map(items) ?? [],
                "when": desk.map { visit.written.moment($0.sitting.plannedAt) } ?? "",
                "number": desk.map { "\($0.sitting.number)" } ?? "",
                "roundName": summary.name, "seats": desk.map(seats) ?? [],
                "forms": form.map { [$0.values] } ?? [], "mayPlan": form != nil,
                "isPlannedAnew": isPlanned(desk),
                "isForVote": form != nil && forVote(round),
                "taken": taken(desk, language),
                "isEmptyAgenda": desk?.sitting.agenda.isEmpty == true,
            ], forms: form.map { [$0] } ?? [],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ])
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round,
            isAhead(SittingDesk(id, round, visit)) || planning(id, round, visit) != nil
        else { return [] }
        return [PageLink(AgendaWords.title(visit.language), to: address(id))]
    }

    /// Whether it is planned and can be planned anew, as long as it isn't opened.
    private static func isPlanned(_ desk: SittingDesk?) -> Bool {
        desk.map { $0.sitting.state == .planned && !$0.isAgendaFallen } == true
    }

    /// That what can't be discussed as things are goes off the agenda when it is saved.
    private static func taken(_ desk: SittingDesk?, _ language: Language) -> [String] {
        guard let desk, isPlanned(desk) else { return [] }
        let taken = desk.onAgenda.filter { DossierChange($0) != nil }.map {
            "\(DeskWords.inSentence(language)) \($0.dossier)"
        }
        guard !taken.isEmpty else { return [] }
        return ["\(AgendaWords.taken(language)) \(taken.joined(separator: ", "))."]
    }

    private static func isAhead(_ desk: SittingDesk?) -> Bool {
        desk.map { $0.sitting.state != .closed } == true
    }

    /// Whether another is to be planned: there is none, or nothing is left of the one that is.
    private static func isWanting(_ desk: SittingDesk?) -> Bool {
        !isAhead(desk) || desk.map { $0.sitting.state == .planned && $0.isAgendaFallen } == true
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        let changes = ChangeTasks(in: round, for: visit)?.tasks ?? []
        guard let id = round.summary?.round, planning(id, round, visit) != nil,
            isWanting(SittingDesk(id, round, visit))
        else { return changes }
        let note = forVote(round) ? AgendaWords.voteText(visit.language) : ""
        return changes + [PageTask(AgendaWords.plan(visit.language), to: address(id), note: note)]
    }

    private static func items(_ desk: SittingDesk) -> [[String: Any]] {
        desk.onAgenda.map { dossier in
            let kept = desk.keptFrom(dossier.dossier).map(desk.name)
            let asked = dossier.body.map {
                "\(AgendaWords.asked(desk.language)) "
                    + desk.visit.written.money($0.totals.requested)
            }
            return [
                "title": "\(SittingWords.dossier(desk.language)) \(dossier.dossier): "
                    + dossier.title,
                "coalition": dossier.coalition.joined(separator: ", "), "asked": asked ?? "",
                "isOwn": dossier.keptFrom, "keptFrom": SittingWords.keptFrom(desk.language),
                "hasKept": !kept.isEmpty, "kept": kept.joined(separator: ", "),
                "changes": DossierChange(dossier).map { [$0.onAgenda(desk.visit.written)] } ?? [],
            ]
        }
    }

    private static func seats(_ desk: SittingDesk) -> [String] {
        desk.seats.map {
            "\($0.name), \($0.kind.phrase[desk.language].lowercased())" + desk.replacing($0)
        }
    }

    /// Whether a vote on equal dossiers is all that is left to plan.
    private static func forVote(_ round: RoundView) -> Bool {
        [RoundViewer.secretary, .coordinator].contains {
            !round.equals(for: $0).unvoted.isEmpty
                && round.dossiers(for: $0).allSatisfy { !ahead.contains($0.state) }
        }
    }

    private static let ahead: [DossierState] = [
        .submitted, .supplementRequested, .admissible, .scheduled, .inAssessment,
    ]

    /// An agenda as a whole is refused at its first item, and one dossier of it where it was chosen.
    private static func places(_ visit: Visit) -> [String: String] {
        let chosen = (visit.attempt?.typed ?? [:]).filter {
            $0.key.hasPrefix("agenda.") && !$0.value.isEmpty
        }
        return Dictionary(chosen.map { ($0.value, $0.key) }) { one, other in min(one, other) }
            .merging(["agenda": "agenda.0:integer"]) { own, _ in own }
    }

    /// For who plans a sitting, once there is anything to put on its agenda.
    private static func planning(_ id: RoundID, _ round: RoundView, _ visit: Visit) -> Form? {
        let planners = [RoundViewer.secretary, .coordinator].filter(round.viewers.contains)
        guard let viewer = planners.first, let phase = round.summary?.phase,
            phase == .screening || phase == .sitting
        else { return nil }
        let planned = SittingDesk(id, round, visit).flatMap { isPlanned($0) ? $0 : nil }
        // What can't be discussed as things are can't be planned either.
        let agenda = planned?.onAgenda.filter { DossierChange($0) == nil } ?? []
        let known = round.dossiers(for: viewer)
        let ready = known.filter { [.admissible, .inAssessment].contains($0.state) }
        let items = agenda + ready
        guard !items.isEmpty || forVote(round) else { return nil }
        let language = visit.language
        var form = Form(
            "plan", "round.planSitting", given: [("round", id.rawValue), ("agenda:list", "")],
            places: places(visit), for: visit)
        form.add(
            "plannedAt", "moment", label: AgendaWords.moment(language),
            value: planned.map { String("\($0.sitting.plannedAt)".prefix(16)) } ?? "")
        let choices = items.map { ("\($0.dossier)", "\($0.dossier): \($0.title)") }
        let fields = items.indices.map {
            (name: "agenda.\($0):integer", label: "\(AgendaWords.place(language)) \($0 + 1)")
        }
        for (index, dossier) in items.enumerated() {
            // Beside an agenda stands what isn't on it, to be chosen.
            let isChosen = planned == nil || index < agenda.count
            form.add(
                fields[index].name, "select", label: fields[index].label,
                value: isChosen ? "\(dossier.dossier)" : "",
                choices: [("", AgendaWords.nothing(language))] + choices,
                needs: .unlike(Array(fields[..<index])),
                says: [.malformed: AgendaWords.one.phrase])
        }
        return form
    }
}

/// The words of the agenda.
enum AgendaWords: String, Words {
    case title, sitting, when, items, noItems, asked, kept, committee, plan, planText, moment
    case place, nothing, button, saved, none, change, changeText, changeButton
    case one, voteText, taken

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Agenda van de vergadering", "Agenda of the sitting")
        case .sitting: Phrase("Vergadering", "Sitting")
        case .when: Phrase("Wanneer", "When")
        case .items: Phrase("Te bespreken", "To discuss")
        case .noItems:
            Phrase("Er staat geen dossier op de agenda.", "There is no dossier on the agenda.")
        case .asked: Phrase("Gevraagd:", "Requested:")
        case .kept: Phrase("Doet niet mee vanwege een belang:", "Kept from it by an interest:")
        case .committee: Phrase("De commissie", "The committee")
        case .plan: Phrase("Plan een vergadering", "Plan a sitting")
        case .planText:
            Phrase(
                "Kies een moment en de volgorde van de dossiers. Een dossier dat u niet kiest, "
                    + "kunt u later plannen.",
                "Choose a moment and the order of the dossiers. A dossier that you don’t choose "
                    + "can be planned later.")
        case .moment: Phrase("Datum en tijd", "Date and time")
        case .change: Phrase("De vergadering veranderen", "Change the sitting")
        case .changeText:
            Phrase(
                "Tot de vergadering opent, kunt u het moment, de dossiers en hun volgorde "
                    + "veranderen. Kiest u geen van de dossiers op de agenda, dan plant u een "
                    + "vergadering erbij.",
                "Until the sitting opens you can change its moment, its dossiers and their order. "
                    + "If you choose none of those on the agenda, you plan another sitting.")
        case .changeButton: Phrase("Veranderingen opslaan", "Save the changes")
        case .place: Phrase("Agendapunt", "Item")
        case .voteText:
            Phrase(
                "Er zijn dossiers die op alles gelijk zijn. De commissie stemt daarover in een "
                    + "vergadering zonder andere dossiers.",
                "Some dossiers are equal on everything. The committee votes on that in a sitting "
                    + "without other dossiers.")
        case .one: Phrase("Kies minstens één dossier.", "Choose one dossier at least.")
        case .nothing: Phrase("Geen dossier", "No dossier")
        case .button: Phrase("Vergadering plannen", "Plan the sitting")
        case .taken:
            Phrase(
                "Als u deze vergadering opslaat, gaat van de agenda wat de commissie nu niet kan "
                    + "bespreken:",
                "When you save this sitting, what the committee can’t discuss now goes off the "
                    + "agenda:")
        case .saved: Phrase("De agenda is opgeslagen.", "The agenda was saved.")
        case .none:
            Phrase("Er is nog geen vergadering gepland.", "No sitting is planned yet.")
        }
    }
}
