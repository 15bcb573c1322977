internal import Domain

/// That a dossier can't be discussed as things are, though the committee was to do so.
enum DossierChange {
    /// The coalition took it back, at that moment.
    case withdrawn(AmsterdamTime)
    /// It lies with the coalition again, or waits for another screening.
    case withCoalition
    /// The municipality declined to consider it.
    case declined

    /// Nil for what goes its way.
    init?(_ dossier: DossierPart) {
        switch dossier.state {
        case .withdrawn:
            guard let moment = dossier.withdrawnAt else { return nil }
            self = .withdrawn(moment)
        case .submitted, .supplementRequested: self = .withCoalition
        case .notConsidered: self = .declined
        default: return nil
        }
    }

    /// What the agenda and the page of the sitting say of it.
    func onAgenda(_ written: Written) -> String {
        switch self {
        case .withdrawn(let moment):
            ChangeWords.withdrawnOn(written.language) + " \(written.moment(moment)). "
                + ChangeWords.noVote(written.language)
        case .withCoalition: ChangeWords.back(written.language)
        case .declined:
            ChangeWords.declined(written.language) + " " + ChangeWords.noVote(written.language)
        }
    }

    /// What the minutes say of it, of a sitting that was closed at that moment.
    func inMinutes(_ written: Written, closedAt: AmsterdamTime?) -> String {
        guard case .withdrawn(let moment) = self else { return onAgenda(written) }
        let isAfter = closedAt.map { $0.instant <= moment.instant } == true
        let said: ChangeWords = isAfter ? .withdrawnAfter : .withdrawnBefore
        let then = isAfter ? "" : " " + ChangeWords.notHandled(written.language)
        return "\(said(written.language)) \(written.moment(moment))." + then
    }
}

/// What the start page tells who prepares and leads the committee's work of dossiers that were
/// withdrawn or lost a partner since the closing, and what they do now.
struct ChangeTasks {
    private let desk: RoundDesk
    /// The sitting that is planned or under way.
    private let sitting: SittingDesk?
    /// Whether there is an agenda that a member may read.
    private let hasAgenda: Bool

    /// Nil for everybody else, and in every other phase.
    init?(in round: RoundView, for visit: Visit) {
        guard
            let desk = RoundDesk(
                round, visit, as: [.coordinator, .secretary], orMember: true),
            (Phase.closed...Phase.ranked).contains(desk.summary.phase)
        else { return nil }
        let leads = desk.seats.contains {
            $0.person == visit.visitor?.person && [.chair, .deputyChair].contains($0.kind)
        }
        guard leads || !desk.viewer.isMember else { return nil }
        self.desk = desk
        let latest = SittingDesk(desk.id, round, visit)
        sitting = latest.flatMap { $0.sitting.state == .closed ? nil : $0 }
        hasAgenda = latest != nil
    }

    private var language: Language { desk.language }

    var tasks: [PageTask] {
        desk.dossiers.compactMap { dossier in
            switch DossierChange(dossier) {
            case .withdrawn(let moment): withdrawn(dossier, moment)
            case .withCoalition: withCoalition(dossier)
            case .declined, nil: nil
            }
        }
    }

    private func withdrawn(_ dossier: DossierPart, _ moment: AmsterdamTime) -> PageTask? {
        guard moment.instant >= desk.summary.closesAt.instant else { return nil }
        let what = "\(desk.title(of: dossier.dossier)) \(ChangeWords.isWithdrawn(language))"
        let when = desk.written.moment(moment)
        if case .ranking(let ranking) = desk.part(.ranking) {
            guard ranking.line(of: dossier.dossier) != nil else { return nil }
            return PageTask(
                what, to: AllocationPage.address(desk.id),
                note: desk.note("\(when). \(ChangeWords.divided(language))"), isNews: true)
        }
        guard desk.summary.phase != .ranked else { return nil }
        if let planned = planned(dossier) {
            return PageTask(
                what, to: AgendaPage.address(desk.id),
                note: desk.note(
                    "\(when). \(onAgenda(planned)) \(ChangeWords.noVote(language)) "
                        + remedy(planned)), isNews: desk.viewer.isMember)
        }
        return PageTask(
            what, to: sitting == nil ? read(dossier) : SittingPage.address(desk.id),
            note: desk.note("\(when). \(ChangeWords.noVote(language))"), isNews: true)
    }

    private func withCoalition(_ dossier: DossierPart) -> PageTask? {
        let planned = planned(dossier)
        let supplement = dossier.state == .supplementRequested ? dossier.body?.supplement : nil
        guard let left = supplement?.left, let due = supplement?.due else {
            return planned.map { waiting(dossier, on: $0) }
        }
        let name =
            dossier.body?.partners.first { $0.organisation.id == left }?.organisation.name
            ?? left.rawValue
        let again: ChangeWords = desk.isCoordinator ? .screenAgain : .screenedAgain
        let note = [
            "\(name) \(ChangeWords.leftOn(language)) "
                + "\(dossier.body?.askedSupplement.map { desk.written.date($0.asked) } ?? "").",
            "\(ChangeWords.mend(language)) \(desk.written.lastDay(until: due)).",
            again(language),
        ]
        let late = planned.map { [onAgenda($0), ChangeWords.ifLate(language)] } ?? []
        return PageTask(
            "\(ChangeWords.partnerLeft(language)) \(dossier.dossier): “\(dossier.title)”",
            to: read(dossier), note: desk.note((note + late).joined(separator: " ")))
    }

    /// That it isn't ready for the sitting that it is planned for; a chair can't change that.
    private func waiting(_ dossier: DossierPart, on planned: SittingDesk) -> PageTask {
        PageTask(
            "\(desk.title(of: dossier.dossier)) \(ChangeWords.isNotReady(language))",
            to: AgendaPage.address(desk.id),
            note: desk.note("\(onAgenda(planned)) \(ChangeWords.back(language))"),
            isNews: desk.viewer.isMember)
    }

    /// Where this person reads of it: the screening isn't for members, nor is an agenda before any
    /// sitting is planned.
    private func read(_ dossier: DossierPart) -> String {
        guard desk.viewer.isMember else {
            return ScreenedDossierPage.address(desk.id, dossier.dossier)
        }
        return hasAgenda ? AgendaPage.address(desk.id) : RoundPage.address(desk.id)
    }

    /// The sitting on whose agenda it is, that isn't opened yet.
    private func planned(_ dossier: DossierPart) -> SittingDesk? {
        sitting.flatMap {
            $0.sitting.state == .planned && $0.sitting.agenda.contains(dossier.dossier) ? $0 : nil
        }
    }

    private func onAgenda(_ planned: SittingDesk) -> String {
        "\(ChangeWords.onAgenda(language)) \(desk.written.moment(planned.sitting.plannedAt))."
    }

    private func remedy(_ planned: SittingDesk) -> String {
        if desk.viewer.isMember { return ChangeWords.secretaryMends(language) }
        return (planned.isAgendaFallen ? ChangeWords.emptyAgenda : .takeOff)(language)
    }
}

/// The words of what changed in a dossier since the closing.
enum ChangeWords: String, Words {
    case withdrawnOn, noVote, back, declined, withdrawnAfter, withdrawnBefore, notHandled
    case isWithdrawn, divided, takeOff, emptyAgenda, secretaryMends, partnerLeft, leftOn, mend
    case screenAgain, screenedAgain, onAgenda, ifLate, isNotReady

    var phrase: Phrase {
        switch self {
        case .withdrawnOn: Phrase("Ingetrokken op", "Withdrawn on")
        case .noVote:
            Phrase("De commissie stemt er niet over.", "The committee does not vote on it.")
        case .back:
            Phrase(
                "De commissie kan het pas bespreken als de gemeente het opnieuw heeft toegelaten.",
                "The committee can discuss it only once the municipality has admitted it again.")
        case .declined: Phrase("Buiten behandeling gesteld.", "Not considered.")
        case .withdrawnAfter:
            Phrase(
                "De coalitie heeft dit dossier na de vergadering ingetrokken, op",
                "The coalition withdrew this dossier after the sitting, on")
        case .withdrawnBefore:
            Phrase(
                "De coalitie heeft dit dossier ingetrokken, op",
                "The coalition withdrew this dossier, on")
        case .notHandled:
            Phrase(
                "De commissie heeft er daarna niet meer over gestemd.",
                "After that the committee did not vote on it any more.")
        case .isWithdrawn: Phrase("is ingetrokken", "was withdrawn")
        case .divided:
            Phrase(
                "Het geld is daarom opnieuw verdeeld. Bekijk de nieuwe verdeling.",
                "So the money was divided again. Look at the new division.")
        case .takeOff: Phrase("Haal het van de agenda.", "Take it off the agenda.")
        case .emptyAgenda:
            Phrase(
                "Er staat nu niets meer op de agenda: zeg de vergadering af, of plan een andere.",
                "Nothing is left on the agenda: call the sitting off, or plan another one.")
        case .secretaryMends:
            Phrase(
                "De secretaris of de coördinator past de agenda aan.",
                "The secretary or the coordinator changes the agenda.")
        case .partnerLeft:
            Phrase("Een partner verliet de coalitie van dossier", "A partner left dossier")
        case .leftOn: Phrase("ging weg op", "left on")
        case .mend:
            Phrase(
                "De coalitie kan dit herstellen tot en met",
                "The coalition can mend this up to and including")
        case .screenAgain:
            Phrase(
                "Toets daarna opnieuw of zij aan de eisen voldoet.",
                "Screen again after that whether it meets the requirements.")
        case .screenedAgain:
            Phrase(
                "De coördinator toetst daarna opnieuw of zij aan de eisen voldoet.",
                "After that the coordinator screens again whether it meets the requirements.")
        case .onAgenda: Phrase("Het staat op de agenda van", "It is on the agenda of")
        case .ifLate:
            Phrase(
                "Is het dan niet opnieuw toegelaten? Haal het van de agenda.",
                "Is it not admitted again by then? Take it off the agenda.")
        case .isNotReady: Phrase("is nog niet toegelaten", "is not admitted yet")
        }
    }
}
