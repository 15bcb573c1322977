/// The parts of a view of a round: each is sent whole when it changes.
package enum RoundPartKey: Hashable, Sendable, CustomStringConvertible {
    case round, rules, register, committee, interests, sitting, pot, ranking, allocation
    case dossier(DossierNumber)
    case ballot(BallotName)
    case decision(DossierNumber)

    package var description: String {
        switch self {
        case .round: "round"
        case .rules: "rules"
        case .register: "register"
        case .committee: "committee"
        case .interests: "interests"
        case .sitting: "sitting"
        case .pot: "pot"
        case .ranking: "ranking"
        case .allocation: "allocation"
        case .dossier(let number): "dossier/\(number)"
        case .ballot(let name): "ballot/\(name)"
        case .decision(let number): "decision/\(number)"
        }
    }
}

extension RoundPartKey: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: (Int, Int, Int) {
        switch self {
        case .round: (0, 0, 0)
        case .rules: (1, 0, 0)
        case .register: (2, 0, 0)
        case .committee: (3, 0, 0)
        case .interests: (4, 0, 0)
        case .dossier(let number): (5, number, 0)
        case .sitting: (6, 0, 0)
        case .ballot(let name): (7, name.dossier, name.ordinal)
        case .pot: (8, 0, 0)
        case .ranking: (9, 0, 0)
        case .allocation: (10, 0, 0)
        case .decision(let number): (11, number, 0)
        }
    }
}

extension Round {
    package var partKeys: [RoundPartKey] {
        [.round, .rules, .register, .committee, .interests]
            + dossiers.map { .dossier($0.number) } + [.sitting]
            + ballots.map { .ballot($0.name) } + [.pot, .ranking, .allocation]
            + dossiers.map { .decision($0.number) }
    }

    package func partKeys(touchedBy event: RoundEvent) -> [RoundPartKey]? {
        switch event {
        // These change what may be seen of everything.
        case .roundCreated, .roundPublished, .roundOpened, .roundClosed, .screeningStarted,
            .roundFinished, .roundWithdrawn, .seatAppointed, .seatDismissed, .substituteCalled,
            .interestsDeclared, .decisionsReleased, .dossierSubmitted, .rankingAdopted,
            .votesVoided, .dossierTakenUp, .dossierWithdrawn, .sittingPlanned, .sittingClosed,
            .dossierAdmitted, .dossierNotConsidered, .sittingOpened:
            nil
        case .rulesChanged, .rulesCorrected, .closingMoved: [.round, .rules]
        case .dossierStarted(let number, _, _, _), .contentChanged(let number, _, _, _),
            .partnerInvited(let number, _, _), .invitationAccepted(let number, _),
            .partnerWent(let number, _, _, _), .offeredForSigning(let number),
            .dossierSigned(let number, _), .signaturesVoided(let number, _),
            .supplementRequested(let number, _), .supplementExpired(let number, _, _),
            .gateFailed(let number), .dossierAssessed(let number),
            .dossierLeftUnassessed(let number, _):
            [.dossier(number)]
        case .sittingSuspended, .sittingResumed: [.sitting]
        case .presenceChanged: [.sitting]
        case .ballotPrepared(let number, _, _, _), .ballotOpened(let number),
            .ballotSuspended(let number), .ballotResumed(let number),
            .gateVoteCast(let number, _, _), .scoreGiven(let number, _, _, _),
            .paperVoteEntered(let number, _), .paperVoteCountersigned(let number, _, _),
            .ballotClosed(let number, _), .ballotRevealed(let number, _):
            ballot(number).map { [.ballot($0.name)] } ?? []
        case .ballotAdopted(let number, _), .adoptionLapsed(let number):
            ballot(number).map { [.ballot($0.name), .dossier($0.dossier)] } ?? []
        case .potAllocated: [.allocation] + decisions.keys.sorted().map { .decision($0) }
        case .decisionIntended(let decision): [.decision(decision.dossier)]
        case .potBooked: [.pot]
        case .roundExported: [.round]
        }
    }
}
