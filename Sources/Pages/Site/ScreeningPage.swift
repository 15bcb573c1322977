internal import Domain

/// What was submitted and how far its screening is: where the coordinator begins after the closing.
package enum ScreeningPage: Page {
    package static let path = "/rounds/{round}/screening"

    /// Who guards the process and may read what was submitted.
    static let viewers: [RoundViewer] = [.coordinator, .secretary, .auditor]

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = RoundDesk(visit, as: viewers) else { return nil }
        let language = desk.language
        let start = mayStart(desk) ? [desk.form("start", "startScreening")] : []
        let extend = mayExtend(desk) ? [extensionForm(desk)] : []
        let dossiers = desk.dossiers
        return desk.page(
            ScreeningWords.title(language), template: "screening",
            words: ScreeningWords.values(in: language),
            values: [
                "intro": intro(desk), "start": start.map(\.values), "extend": extend.map(\.values),
                "rows": dossiers.map { row($0, desk) }, "hasRows": !dossiers.isEmpty,
            ], forms: start + extend)
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = RoundDesk(round, visit, as: viewers), desk.summary.phase >= .closed else {
            return []
        }
        return [PageLink(ScreeningWords.title(visit.language), to: address(desk.id))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = RoundDesk(round, visit, as: [.coordinator]) else { return [] }
        if mayStart(desk) {
            return [
                PageTask(
                    ScreeningWords.startTask(desk.language), to: address(desk.id),
                    note: desk.summary.name)
            ]
        }
        guard desk.summary.phase == .screening || desk.summary.phase == .sitting else { return [] }
        return desk.dossiers.filter { $0.state == .submitted }.map { task($0, desk) }
    }

    /// What has lost a partner is screened again, and is told from what is new.
    private static func task(_ dossier: DossierPart, _ desk: RoundDesk) -> PageTask {
        let language = desk.language
        let asked = dossier.body?.askedSupplement
        let word: ScreeningWords = asked?.left == nil ? .task : .taskAgain
        let left = asked?.left.map { name -> [String] in
            let what: ScreeningWords = asked?.answered == nil ? .notMended : .mended
            return ["\(name) \(ScreeningWords.left(language)) \(what(language))"]
        }
        return PageTask(
            "\(word(language)) \(dossier.dossier): “\(dossier.title)”",
            to: ScreenedDossierPage.address(desk.id, dossier.dossier),
            note: ((left ?? []) + [due(dossier, desk)]).joined(separator: " "))
    }

    private static func mayStart(_ desk: RoundDesk) -> Bool {
        desk.isCoordinator && desk.summary.phase == .closed
    }

    private static func mayExtend(_ desk: RoundDesk) -> Bool {
        desk.isCoordinator && (Phase.closed...Phase.ranked).contains(desk.summary.phase)
            && desk.dossiers.contains { $0.decisionDue != nil }
    }

    private static func extensionForm(_ desk: RoundDesk) -> Form {
        var form = desk.form("extend", "extendTerm")
        form.add(
            "weeks:integer", label: ScreeningWords.weeks(desk.language),
            description: ScreeningWords.weeksHelp(desk.language),
            needs: .whole(1...Limits.extensionWeeksMost))
        form.add(
            "reasons", "area", label: ScreeningWords.reasons(desk.language),
            description: ScreeningWords.extendHelp(desk.language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        return form
    }

    private static func intro(_ desk: RoundDesk) -> String {
        let language = desk.language
        switch desk.summary.phase {
        case .absent, .draft, .published, .open:
            return ScreeningWords.early(language) + " "
                + desk.written.moment(desk.summary.closesAt) + "."
        case .closed:
            return (desk.isCoordinator ? ScreeningWords.ready : .waits)(language)
        case .screening, .sitting:
            let open = desk.dossiers.count {
                $0.state == .submitted || $0.state == .supplementRequested
            }
            let all = desk.dossiers.count
            return language == .dutch
                ? "\(all - open) van de \(all) dossiers zijn getoetst."
                : "\(all - open) of \(all) dossiers have been screened."
        case .ranked, .decided, .finished, .withdrawn: return ScreeningWords.over(language)
        }
    }

    private static func row(_ dossier: DossierPart, _ desk: RoundDesk) -> [String: Any] {
        [
            "number": dossier.dossier, "dossierTitle": dossier.title,
            "address": ScreenedDossierPage.address(desk.id, dossier.dossier),
            "coalition": dossier.coalition.joined(separator: ", "),
            "state": dossier.stateName(desk.language), "note": note(dossier, desk),
        ]
    }

    private static func note(_ dossier: DossierPart, _ desk: RoundDesk) -> String {
        if dossier.state == .supplementRequested, let asked = dossier.body?.supplement {
            return ScreeningWords.atCoalition(desk.language) + " "
                + desk.written.lastDay(until: asked.due)
        }
        return due(dossier, desk)
    }

    private static func due(_ dossier: DossierPart, _ desk: RoundDesk) -> String {
        dossier.decisionDue.map {
            ScreeningWords.due(desk.language) + " " + desk.written.date($0)
        } ?? ""
    }
}

/// The words of the screening.
enum ScreeningWords: String, Words {
    case title, early, ready, waits, over, startText, start, startTask, task, tableTitle, number
    case dossier, coalition, state, note, none, atCoalition, due, extendTitle, weeks, weeksHelp
    case reasons, extendHelp, extend, taskAgain, left, mended, notMended

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Toets op volledigheid", "Screening")
        case .early:
            Phrase("Coalities kunnen nog indienen, tot", "Coalitions can still submit, until")
        case .ready:
            Phrase(
                "De inzendtermijn is voorbij. U kunt nu beginnen met de toets.",
                "The time to submit is over. You can begin the screening now.")
        case .waits:
            Phrase(
                "De inzendtermijn is voorbij. De coördinator begint de toets.",
                "The time to submit is over. The coordinator begins the screening.")
        case .over: Phrase("De toets is afgerond.", "The screening is done.")
        case .startText:
            Phrase(
                "U toetst per dossier of het volledig is en aan de regels voldoet. Daarna kan de "
                    + "commissie erover vergaderen.",
                "For each dossier you check whether it is complete and keeps to the rules. After "
                    + "that the committee can discuss it.")
        case .start: Phrase("De toets beginnen", "Begin the screening")
        case .startTask: Phrase("Begin met de toets", "Begin the screening")
        case .task: Phrase("Toets dossier", "Screen dossier")
        case .taskAgain: Phrase("Toets opnieuw: dossier", "Screen again: dossier")
        case .left: Phrase("verliet de coalitie.", "left the coalition.")
        case .mended:
            Phrase(
                "De coalitie heeft opnieuw ingediend. Kijk of zij nu aan de eisen voldoet.",
                "The coalition has submitted again. See whether it meets the requirements now.")
        case .notMended:
            Phrase(
                "De coalitie heeft niet op tijd opnieuw ingediend. U kunt het dossier niet "
                    + "toelaten, alleen buiten behandeling stellen.",
                "The coalition has not submitted again in time. You cannot admit the dossier, "
                    + "only decline to consider it.")
        case .tableTitle: Phrase("Ingediende dossiers", "Submitted dossiers")
        case .number: Phrase("Nummer", "Number")
        case .dossier: Phrase("Dossier", "Dossier")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .state: Phrase("Stand", "State")
        case .note: Phrase("Termijn", "Term")
        case .none: Phrase("Er is nog geen dossier ingediend.", "No dossier was submitted yet.")
        case .atCoalition:
            Phrase("Bij de coalitie, tot en met", "With the coalition, up to and including")
        case .due: Phrase("Besluit uiterlijk op", "To be decided by")
        case .extendTitle: Phrase("Meer tijd voor het besluit", "More time for the decision")
        case .weeks: Phrase("Met hoeveel weken?", "By how many weeks?")
        case .weeksHelp:
            Phrase("Dit kan één keer per ronde.", "This can be done once in a round.")
        case .reasons: Phrase("Waarom?", "Why?")
        case .extendHelp:
            Phrase(
                "Minstens 20 tekens. De coalities krijgen hierover meteen een brief.",
                "At least 20 characters. The coalitions get a letter about this at once.")
        case .extend: Phrase("Termijn verlengen", "Extend the term")
        }
    }
}
