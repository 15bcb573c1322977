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
        desk?.sitting.state == .planned
    }

    private static func isAhead(_ desk: SittingDesk?) -> Bool {
        desk.map { $0.sitting.state != .closed } == true
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round, planning(id, round, visit) != nil,
            !isAhead(SittingDesk(id, round, visit))
        else { return [] }
        return [PageTask(AgendaWords.plan(visit.language), to: address(id))]
    }

    private static func items(_ desk: SittingDesk) -> [[String: Any]] {
        desk.sitting.agenda.compactMap { number in
            desk.dossiers.first { $0.dossier == number }
        }.map { dossier in
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
            ]
        }
    }

    private static func seats(_ desk: SittingDesk) -> [String] {
        desk.seats.map {
            "\($0.name), \($0.kind.phrase[desk.language].lowercased())" + desk.replacing($0)
        }
    }

    /// For who plans a sitting, once there is anything to put on its agenda.
    private static func planning(_ id: RoundID, _ round: RoundView, _ visit: Visit) -> Form? {
        let planners = [RoundViewer.secretary, .coordinator].filter(round.viewers.contains)
        guard let viewer = planners.first, let phase = round.summary?.phase,
            phase == .screening || phase == .sitting
        else { return nil }
        let planned = SittingDesk(id, round, visit).flatMap { isPlanned($0) ? $0.sitting : nil }
        let agenda = planned?.agenda ?? []
        let known = round.dossiers(for: viewer)
        let ready = known.filter { [.admissible, .inAssessment].contains($0.state) }
        let items = agenda.compactMap { number in known.first { $0.dossier == number } } + ready
        guard !items.isEmpty else { return nil }
        let language = visit.language
        var form = Form(
            "plan", "round.planSitting", given: [("round", id.rawValue), ("agenda:list", "")],
            places: ["agenda": "agenda.0:integer"], for: visit)
        form.add(
            "plannedAt", "moment", label: AgendaWords.moment(language),
            value: planned.map { String("\($0.plannedAt)".prefix(16)) } ?? "")
        let choices = items.map { ("\($0.dossier)", "\($0.dossier): \($0.title)") }
        for (index, dossier) in items.enumerated() {
            // Beside an agenda stands what isn't on it, to be chosen.
            let isChosen = planned == nil || index < agenda.count
            form.add(
                "agenda.\(index):integer", "select",
                label: "\(AgendaWords.place(language)) \(index + 1)",
                value: isChosen ? "\(dossier.dossier)" : "",
                choices: [("", AgendaWords.nothing(language))] + choices)
        }
        return form
    }
}

/// The words of the agenda.
enum AgendaWords: String, Words {
    case title, sitting, when, items, noItems, asked, kept, committee, plan, planText, moment
    case place, nothing, button, saved, none, change, changeText, changeButton

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
        case .nothing: Phrase("Geen dossier", "No dossier")
        case .button: Phrase("Vergadering plannen", "Plan the sitting")
        case .saved: Phrase("De vergadering is gepland.", "The sitting is planned.")
        case .none:
            Phrase("Er is nog geen vergadering gepland.", "No sitting is planned yet.")
        }
    }
}
