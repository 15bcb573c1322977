internal import Domain

/// A sitting as one person sees it: the one view by which this person takes part.
struct SittingDesk {
    let id: RoundID
    let viewer: RoundViewer
    let visit: Visit
    let summary: RoundSummary
    let part: SittingPart
    let rules: RoundRules
    let seats: [SeatSummary]
    let dossiers: [DossierPart]
    /// Those on the dossier on the table.
    let ballots: [BallotPart]
    /// Those on every dossier.
    let allBallots: [BallotPart]
    private let interests: [InterestSummary]
    /// What is equal among the dossiers that are assessed, as far as this person may see it.
    let equals: EqualDossiers
    /// The vote over several dossiers that is under way.
    let joint: JointPart?

    /// Nil for whom there is no sitting.
    ///
    /// - Parameter viewer: in which view; nil for the one by which the person takes part.
    init?(_ visit: Visit, as viewer: RoundViewer? = nil) {
        guard let (id, round) = visit.round else { return nil }
        self.init(id, round, visit, as: viewer)
    }

    init?(_ id: RoundID, _ round: RoundView, _ visit: Visit, as viewer: RoundViewer? = nil) {
        let own = visit.visitor.map { [RoundViewer.member($0.person)] } ?? []
        let viewers =
            viewer.map { [$0] } ?? (own + [.secretary, .coordinator, .auditor, .observer])
        guard let viewer = viewers.first(where: { round.part(.sitting, for: $0) != nil }),
            case .sitting(let part) = round.part(.sitting, for: viewer),
            let summary = round.summary, let rules = round.rules
        else { return nil }
        (self.id, self.viewer, self.visit, self.part) = (id, viewer, visit, part)
        (self.summary, self.rules) = (summary, rules)
        if case .committee(let seats) = round.part(.committee, for: viewer) {
            self.seats = seats
        } else {
            seats = []
        }
        dossiers = round.dossiers(for: viewer)
        allBallots = round.ballots(for: viewer)
        equals = round.equals(for: viewer)
        ballots = allBallots.filter { $0.dossier == part.sitting.current }
        if case .interests(let interests) = round.part(.interests, for: viewer) {
            self.interests = interests
        } else {
            interests = []
        }
        if case .joint(let joint) = round.part(.joint, for: viewer) {
            self.joint = joint
        } else {
            joint = nil
        }
    }

    var language: Language { visit.language }
    var sitting: Sitting { part.sitting }

    /// What is on the table, as this person may know it.
    var table: DossierPart? { dossiers.first { $0.dossier == sitting.current } }

    /// The dossiers on the agenda, in its order.
    var onAgenda: [DossierPart] {
        sitting.agenda.compactMap { number in dossiers.first { $0.dossier == number } }
    }

    /// Whether nothing of its agenda can be discussed as things are.
    var isAgendaFallen: Bool {
        !onAgenda.isEmpty && onAgenda.allSatisfy { DossierChange($0) != nil }
    }

    /// The ballots of the vote over several dossiers.
    var joined: [BallotPart] {
        allBallots.filter { joint?.ballots.contains($0.ballot) == true }
    }

    /// Each subject's last ballot that isn't adopted, or those of the vote over several dossiers:
    /// what the committee is busy with.
    var current: [BallotPart] {
        if joint != nil { return joined }
        // On what was withdrawn nothing is voted any more.
        if table?.state == .withdrawn { return [] }
        return ballots.filter { ballot in
            ballot.state != .adopted
                && !ballots.contains {
                    $0.subject == ballot.subject && $0.ballot > ballot.ballot
                }
        }
    }

    /// Whether this person leads what is on the table.
    var leads: Bool { part.quorum?.chair != nil && part.quorum?.chair == visit.visitor?.person }

    /// Whether this person runs the sitting.
    var runs: Bool {
        seats.contains {
            $0.person == visit.visitor?.person
                && [.chair, .deputyChair, .secretary].contains($0.kind)
        }
    }

    /// Whether this person has a vote; a member whose place a substitute has taken has none.
    var hasVote: Bool {
        guard viewer.isMember, let person = visit.visitor?.person,
            let seat = seats.first(where: { $0.person == person })
        else { return false }
        let isSeated = [.chair, .deputyChair, .member].contains(seat.kind)
        return (isSeated || seat.replaces != nil) && !seats.contains { $0.replaces == person }
    }

    /// Who is kept from that dossier, as far as this person may know.
    func keptFrom(_ dossier: DossierNumber) -> [PersonID] {
        interests.filter { $0.keptFrom.contains(dossier) }.map(\.person)
    }

    /// Whose place a substitute has taken, in words.
    func replacing(_ seat: SeatSummary) -> String {
        seat.replaces.map { " (\(SittingWords.replaces(language)) \(name(of: $0)))" } ?? ""
    }

    func name(of person: PersonID) -> String {
        seats.first { $0.person == person }?.name ?? person.rawValue
    }

    /// A form that gives a command in this round.
    func form(
        _ name: String, _ method: String, _ given: [(name: String, value: String)] = [],
        places: [String: String] = [:]
    ) -> Form {
        Form(
            name, "round.\(method)", given: [("round", id.rawValue)] + given, places: places,
            for: visit)
    }
}

extension BallotSubject {
    /// What is voted on, as people see it.
    var phrase: Phrase {
        switch self {
        case .collaboration: Phrase(dutch, "Collaboration with other providers")
        case .acceleration: Phrase(dutch, "Speeds the transformation")
        case .innovation: Phrase(dutch, "Is innovative")
        case .notRegular: Phrase(dutch, "Is not part of the regular service yet")
        case .scores: Phrase(dutch, "Scores")
        case .tieBreak: Phrase(dutch, "Extra vote on a tie")
        }
    }
}

extension Ballot.State {
    /// Where a ballot is, as people see it.
    var phrase: Phrase {
        switch self {
        case .ready: Phrase("Staat klaar", "Ready")
        case .open: Phrase("Open", "Open")
        case .suspended: Phrase("Onderbroken", "Suspended")
        case .closed: Phrase("Gesloten", "Closed")
        case .revealed: Phrase("Zichtbaar", "Revealed")
        case .adopted: Phrase("Vastgesteld", "Adopted")
        }
    }
}

extension GateOutcome {
    /// The result of a hard requirement, as people see it.
    var phrase: Phrase {
        switch self {
        case .meets: Phrase("Voldoet", "Meets")
        case .doesNotMeet: Phrase("Voldoet niet", "Does not meet")
        case .tie:
            Phrase(
                "De stemmen staken. Bespreek dit en stem opnieuw.",
                "The votes are tied. Discuss this and vote again.")
        case .undecided:
            Phrase("Te weinig stemmen: nog geen uitslag", "Too few votes: no result yet")
        }
    }
}

extension GateVote.Verdict {
    /// The vote, as people give it.
    var phrase: Phrase {
        switch self {
        case .meets: Phrase("Voldoet", "Meets")
        case .doesNotMeet: Phrase("Voldoet niet", "Does not meet")
        case .abstain: Phrase("Kan ik niet beoordelen", "Cannot assess")
        }
    }

    /// The key of the keyboard that chooses it.
    var key: String {
        switch self {
        case .meets: "1"
        case .doesNotMeet: "2"
        case .abstain: "0"
        }
    }
}
