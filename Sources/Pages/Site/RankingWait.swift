internal import Domain

/// What still has to be done before the chair can adopt the ranking.
struct RankingWait {
    private let desk: RoundDesk
    /// The dossiers that the committee hasn't finished yet.
    let dossiers: [DossierPart]

    init(_ desk: RoundDesk) {
        self.desk = desk
        dossiers = desk.dossiers.filter { RankingWaitWords.step(of: $0) != nil }
    }

    private var language: Language { desk.language }

    /// Whether nothing stands in the way any more.
    var isOver: Bool {
        [.screening, .sitting].contains(desk.summary.phase) && dossiers.isEmpty && first.isEmpty
    }

    /// Each dossier that isn't finished, with its state and the step that comes next.
    var rows: [String] {
        dossiers.map { dossier in
            let step = RankingWaitWords.step(of: dossier).map { " \($0(language))" } ?? ""
            return "\(desk.title(of: dossier.dossier)): \(dossier.stateName(language))." + step
        }
    }

    /// What comes first once all dossiers are assessed: a vote on those that are equal on
    /// everything, or else the end of the sitting.
    var first: [String] {
        let votes = desk.view.equals(for: desk.viewer).unvoted
        guard votes.isEmpty else {
            return votes.map {
                let list = desk.list($0)
                return list.prefix(1).uppercased() + list.dropFirst() + " "
                    + RankingWords.voteFirst(language)
            }
        }
        return isSitting ? [RankingWaitWords.close(language)] : []
    }

    /// Whether a sitting is under way, at which the ranking can't be adopted.
    private var isSitting: Bool {
        guard case .sitting(let part) = desk.part(.sitting) else { return false }
        return part.sitting.state == .opened || part.sitting.state == .suspended
    }
}

/// The words of what comes before the ranking.
enum RankingWaitWords: String, Words {
    case screen, supplement, plan, discuss, assess, close

    /// What is to be done with that dossier first; nil once the committee is done with it.
    static func step(of dossier: DossierPart) -> RankingWaitWords? {
        switch dossier.state {
        case .submitted: .screen
        case .supplementRequested: .supplement
        case .admissible: .plan
        case .scheduled: .discuss
        case .inAssessment: .assess
        default: nil
        }
    }

    var phrase: Phrase {
        switch self {
        case .screen:
            Phrase(
                "De coördinator toetst het eerst.", "The coordinator screens it first.")
        case .supplement:
            Phrase(
                "De coalitie dient het eerst opnieuw in. Daarna toetst de coördinator het.",
                "The coalition submits it again first. After that the coordinator screens it.")
        case .plan:
            Phrase(
                "De commissie behandelt het eerst in een vergadering.",
                "The committee deals with it in a sitting first.")
        case .discuss:
            Phrase(
                "De commissie neemt het eerst in behandeling, in de vergadering.",
                "The committee takes it up first, in the sitting.")
        case .assess:
            Phrase(
                "De commissie stelt eerst het advies vast, in de vergadering.",
                "The committee adopts its advice first, in the sitting.")
        case .close:
            Phrase(
                "De vergadering is nog niet gesloten. Sluit haar eerst. Daarna kan de voorzitter "
                    + "de ranglijst vaststellen.",
                "The sitting is not closed yet. Close it first. After that the chair can adopt "
                    + "the ranking.")
        }
    }
}
