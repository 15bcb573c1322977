/// One round from call to award, as its events made it.
///
/// The pot, the frozen rules, the interests and the ranking bind all dossiers of a round, so a
/// round is one stream and every one of its laws can be checked in one place.
package struct Round: Aggregate {
    package let id: RoundID
    package internal(set) var phase = Phase.absent
    /// Nil before the round exists.
    var plan: RoundRules?
    /// 0 before publication.
    package internal(set) var rulesVersion = 0
    package internal(set) var rulesFingerprint: Digest?
    /// The register of regular services as it was at publication.
    package internal(set) var register: [RegularService] = []
    package internal(set) var committee = Committee()
    package internal(set) var dossiers: [Dossier] = []
    package internal(set) var sittings: [Sitting] = []
    /// Who is known to be there, and how.
    package internal(set) var presence: [PersonID: Set<PresenceSource>] = [:]
    package internal(set) var ballots: [Ballot] = []
    package internal(set) var ranking: Ranking?
    package internal(set) var allocation: Allocation?
    package internal(set) var robustness: Robustness?
    /// The set with the highest sum of totals that fits, as information; worked out once for each
    /// division, because it may take long.
    package internal(set) var portfolio: Portfolio?
    package internal(set) var superseded: [SupersededRanking] = []
    package internal(set) var reconsiderations: [Reconsideration] = []
    /// The vote over several dossiers that is under way.
    package internal(set) var joint: JointBallot?
    /// The tie-breaks that were held and adopted.
    package internal(set) var revotes: [Revote] = []
    package internal(set) var incompatible: [IncompatiblePair] = []
    package internal(set) var overrides: [OverrideRequest] = []
    package internal(set) var decisions: [DossierNumber: Decision] = [:]
    /// Decisions on the reserve that are taken after the release and not yet told.
    package internal(set) var pending: [DossierNumber: Decision] = [:]
    /// What the rule makes of the reserve with the money that came free.
    package internal(set) var proposal: Allocation?
    /// What the decisions rest on that were told after the release, by the number of the dossier.
    var laterDivisions: [DossierNumber: Allocation] = [:]
    package internal(set) var letters: [Letter] = []
    package internal(set) var extensionWeeks = 0
    package internal(set) var termSignals: [SignalledTerm] = []
    /// In which order each member is shown the dossiers.
    package internal(set) var readingOrders: [PersonID: [DossierNumber]] = [:]
    /// The register, made ready for looking up likenesses.
    var registerIndex = RegisterIndex(of: [])
    package internal(set) var ledger = Ledger()
    /// What the last event says must be booked, until it is.
    var unbooked: [LedgerEntry] = []
    package internal(set) var submissionsCount = 0
    /// What was granted and is followed, by the number of its dossier.
    package internal(set) var initiatives: [DossierNumber: Initiative] = [:]
    package internal(set) var imports: [ImportNote] = []
    package internal(set) var snapshots: [Snapshot] = []
    package internal(set) var reasons: String?

    package init(stream: StreamID) {
        guard case .round(let id) = stream else {
            preconditionFailure("\(stream) is not a round's stream")
        }
        self.id = id
    }

    /// The rules as they are now; a round that exists has them.
    package var rules: RoundRules {
        guard let plan else { preconditionFailure("a round has rules from its first event on") }
        return plan
    }

    package static func founds(_ command: RoundCommand) -> Bool {
        if case .createRound = command { true } else { false }
    }

    package static var passTime: RoundCommand { .passTime }

    /// The dossier with that agenda number, or nil.
    package func dossier(_ number: DossierNumber) -> Dossier? {
        dossiers.numbered(number)
    }

    /// The ballot with that number in the log, or nil.
    package func ballot(_ number: BallotNumber) -> Ballot? {
        ballots.numbered(number)
    }

    /// The ballot of that name, or nil.
    package func ballot(_ name: BallotName) -> Ballot? {
        ballots.first { $0.name == name }
    }

    /// The sitting that is under way, also while suspended.
    package var currentSitting: Sitting? {
        sittings.first { $0.state == .opened || $0.state == .suspended }
    }

    /// The dossier that is being discussed.
    var currentDossier: Dossier? { currentSitting?.current.flatMap(dossier) }

    /// The newest ballot on that subject of that dossier.
    func latestBallot(of dossier: DossierNumber, on subject: BallotSubject) -> Ballot? {
        ballots.last { $0.dossier == dossier && $0.subject == subject && !$0.isDropped }
    }

    /// The ballot on that subject of that dossier whose result counts, or nil.
    func adoptedBallot(of dossier: DossierNumber, on subject: BallotSubject) -> Ballot? {
        ballots.last { $0.dossier == dossier && $0.subject == subject && $0.state == .adopted }
    }

    /// Whether votes are in the log that are still to be revealed.
    ///
    /// A ballot on a dossier that has left the table is never revealed, so it seals nothing.
    package var hasSealedVotes: Bool {
        phase == .sitting
            && ballots.contains {
                $0.state.isSealed && $0.hasVotes
                    && (dossier($0.dossier)?.state == .inAssessment || joins($0))
            }
    }

    /// Whether the ballot is part of the joint vote that is under way.
    func joins(_ ballot: Ballot) -> Bool { joint?.ballots.contains(ballot.number) == true }

    /// Whether the log holds what even the organisers don't see yet: no export then (F24). Drafts
    /// until closing, votes until their reveal, decisions until their release.
    package var hasHiddenMaterial: Bool {
        hasSealedVotes || (phase < .closed && !dossiers.isEmpty)
            || (!decisions.isEmpty && !isReleased) || !pending.isEmpty
    }

    package var isReleased: Bool { phase == .decided || phase == .finished }
}

// Quorum and eligibility (F7, F8).
extension Round {
    /// Whether an interest keeps this member from this dossier, by the round's scope.
    func isConflicted(_ seat: Seat, on dossier: Dossier) -> Bool {
        switch rules.conflictScope {
        case .dossier: committee.hasInterest(seat, in: dossier)
        // A draft that was never submitted competes with nothing, and nobody may learn of it.
        case .round:
            dossiers.contains { $0.submitted != nil && committee.hasInterest(seat, in: $0) }
        }
    }

    /// Who may vote on this dossier: appointed members or their substitutes, less the conflicted.
    func eligible(on dossier: Dossier) -> [Seat] {
        seatsWithVote.filter { !isConflicted($0, on: dossier) }
    }

    private var seatsWithVote: [Seat] {
        let replaced = Set(committee.seats.compactMap(\.replaces))
        return committee.seats.filter { $0.votes && !replaced.contains($0.person) }
    }

    func isPresent(_ person: PersonID) -> Bool { presence[person]?.isEmpty == false }

    /// max(absolute minimum, half of the eligible rounded up).
    func quorum(on dossier: Dossier) -> Int {
        max(rules.quorumLeast, (eligible(on: dossier).count + 1) / 2)
    }

    func hasQuorum(on dossier: Dossier) -> Bool {
        eligible(on: dossier).count { isPresent($0.person) } >= quorum(on: dossier)
    }

    /// Whether there are enough eligible members for a result at all.
    func isJudgeable(_ dossier: Dossier) -> Bool {
        eligible(on: dossier).count >= rules.quorumLeast
    }

    /// Who leads this dossier: the chair, else the deputy, else the first member who is free.
    func chair(on dossier: Dossier) -> PersonID? {
        Self.leader(among: eligible(on: dossier))
    }

    /// Who leads the ranking, which is relative: the same, among those who are kept from nothing.
    var rankingChair: PersonID? {
        let judged = dossiers.filter(\.isJudged)
        return Self.leader(
            among: seatsWithVote.filter { seat in
                !judged.contains { isConflicted(seat, on: $0) }
            })
    }

    private static func leader(among able: [Seat]) -> PersonID? {
        let declared = able.filter { $0.interests != nil }
        let seat =
            declared.first { $0.kind == .chair } ?? declared.first { $0.kind == .deputyChair }
            ?? declared.first
        return seat?.person
    }

    /// The eligible members whose vote on this ballot isn't complete, in order of their seats.
    func missing(on ballot: Ballot) -> [PersonID] {
        guard let dossier = dossier(ballot.dossier) else { return [] }
        return eligible(on: dossier).map(\.person).filter {
            !ballot.isComplete($0, criteria: rules.criteria.count)
        }
    }

    /// How many of the eligible have a complete vote on it, now or when it was revealed.
    func turnout(of ballot: Ballot) -> Turnout {
        if let turnout = ballot.turnout { return turnout }
        guard let dossier = dossier(ballot.dossier) else { return Turnout(cast: 0, eligible: 0) }
        let able = eligible(on: dossier).count
        return Turnout(cast: able - missing(on: ballot).count, eligible: able)
    }

    /// Whose votes count: the eligible while it is secret, and once it is revealed everyone who
    /// had one then and hasn't lost it.
    func counted(in ballot: Ballot) -> [PersonID] {
        guard ballot.state.isSealed, let dossier = dossier(ballot.dossier) else {
            return committee.seats.map(\.person)
        }
        return eligible(on: dossier).map(\.person)
    }

    /// The result of a ballot with the votes that it has now; who was there at the reveal stays.
    func result(of ballot: Ballot) -> BallotResult {
        let seats = counted(in: ballot)
        let present = ballot.result?.present ?? seats.filter(isPresent)
        guard ballot.subject.isGate else {
            let scores = seats.compactMap { ballot.scores[$0] }
            let result =
                ballot.subject == .tieBreak
                ? ScoreResult(tieBreak: scores, rules: rules)
                : ScoreResult(of: scores, rules: rules)
            return BallotResult(present: present, gate: nil, scores: result)
        }
        let verdicts = seats.compactMap { ballot.gateVotes[$0]?.verdict }
        let outcome = GateOutcome.of(
            verdicts, rule: rules.gateRule, votesLeast: rules.votesLeast, attempt: ballot.attempt)
        return BallotResult(
            present: present,
            gate: GateTally(
                outcome: outcome, meets: verdicts.count { $0 == .meets },
                doesNotMeet: verdicts.count { $0 == .doesNotMeet },
                abstained: verdicts.count { $0 == .abstain }),
            scores: nil)
    }
}

extension Array {
    /// The element with that number, counted from 1, or nil; any integer may be asked for.
    func numbered(_ number: Int) -> Element? {
        number >= 1 && number <= count ? self[number - 1] : nil
    }
}
