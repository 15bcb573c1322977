/// The parts of a view of a round: each is sent whole when it changes.
package enum RoundPartKey: Hashable, Sendable, CustomStringConvertible {
    case round, rules, register, committee, interests, sitting, pot, ranking, allocation
    case dossier(DossierNumber)
    case ballot(BallotName)
    case decision(DossierNumber)
    case robustness, portfolio, history, overrides, proposal, joint, reading
    case letter(DossierNumber)

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
        case .robustness: "robustness"
        case .portfolio: "portfolio"
        case .history: "history"
        case .overrides: "overrides"
        case .proposal: "proposal"
        case .joint: "joint"
        case .reading: "reading"
        case .letter(let number): "letter/\(number)"
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
        case .robustness: (12, 0, 0)
        case .portfolio: (13, 0, 0)
        case .history: (14, 0, 0)
        case .overrides: (15, 0, 0)
        case .proposal: (16, 0, 0)
        case .joint: (17, 0, 0)
        case .reading: (18, 0, 0)
        case .letter(let number): (19, number, 0)
        }
    }
}

extension Round {
    package var partKeys: [RoundPartKey] {
        [.round, .rules, .register, .committee, .interests]
            + dossiers.map { .dossier($0.number) } + [.sitting]
            + ballots.map { .ballot($0.name) } + [.pot, .ranking, .allocation]
            + dossiers.map { .decision($0.number) }
            + [.robustness, .portfolio, .history, .overrides, .proposal, .joint, .reading]
            + dossiers.map { .letter($0.number) }
    }

    package func partKeys(touchedBy event: RoundEvent) -> [RoundPartKey]? {
        switch event {
        // Once the committee has dossiers before it, who takes part says who is kept from them.
        case .invitationAccepted(let number, _), .partnerWent(let number, _, _, _),
            .submissionRestored(let number, _, _), .supplementExpired(let number, _, _),
            .coalitionRechecked(let number, _):
            dossier(number)?.submitted != nil ? nil : [.dossier(number)]
        // These change what may be seen of everything.
        case .roundCreated, .roundPublished, .roundOpened, .roundClosed, .screeningStarted,
            .roundFinished, .roundWithdrawn, .seatAppointed, .seatDismissed, .substituteCalled,
            .interestsDeclared, .decisionsReleased, .dossierSubmitted, .rankingAdopted,
            .votesVoided, .dossierTakenUp, .dossierWithdrawn, .sittingPlanned, .sittingClosed,
            .dossierAdmitted, .dossierNotConsidered, .sittingOpened, .rankingLapsed,
            .jointBallotOpened, .jointBallotClosed, .jointBallotRevealed, .jointBallotAdopted,
            .jointBallotDropped, .termExtended, .offerAccepted, .offerLapsed:
            nil
        case .rulesChanged, .rulesCorrected, .closingMoved: [.round, .rules]
        case .dossierStarted(let number, _, _, _), .contentChanged(let number, _, _, _),
            .partnerInvited(let number, _, _), .offeredForSigning(let number),
            .dossierSigned(let number, _), .signaturesVoided(let number, _),
            .gateFailed(let number), .dossierAssessed(let number),
            .dossierLeftUnassessed(let number, _), .sectionMoved(let number, _, _),
            .signingDeclined(let number, _, _, _), .dossierReopened(let number),
            .motivationRead(let number, _, _, _, _), .amountAdvised(let number, _):
            [.dossier(number)]
        case .motivationDrafted(let number, _, _, _): [.dossier(number), .decision(number)]
        // With a member of the coalition come and go the interests of the committee in it.
        case .supplementRequested(let number, _): [.dossier(number), .reading]
        case .incompatibilityMarked(let one, let other, _): [.dossier(one), .dossier(other)]
        case .readingOrderDrawn: [.reading]
        case .lateInterestWeighed: [.history]
        case .termSignalled: [.round]
        case .sittingSuspended, .sittingResumed: [.sitting]
        case .presenceChanged: [.sitting]
        case .ballotPrepared(let number, _, _, _), .ballotOpened(let number),
            .ballotSuspended(let number), .ballotResumed(let number),
            .gateVoteCast(let number, _, _), .scoreGiven(let number, _, _, _),
            .paperVoteEntered(let number, _), .paperVoteCountersigned(let number, _, _),
            .ballotClosed(let number, _), .ballotRevealed(let number, _),
            .castingVoteGiven(let number, _):
            ballot(number).map { [.ballot($0.name)] + (joins($0) ? [.joint] : []) } ?? []
        case .ballotAdopted(let number, _), .adoptionLapsed(let number):
            ballot(number).map { [.ballot($0.name), .dossier($0.dossier)] } ?? []
        case .potAllocated:
            [.allocation, .portfolio] + decisions.keys.sorted().map { .decision($0) }
        case .robustnessReported: [.robustness]
        case .overrideAsked, .overrideApproved: [.overrides]
        case .reserveProposed: [.proposal]
        case .decisionsVoided(let dossiers): dossiers.map { .decision($0) }
        case .lettersWritten(let letters): Set(letters.map(\.dossier)).sorted().map { .letter($0) }
        case .decisionIntended(let decision): [.decision(decision.dossier)]
        case .potBooked(let entries):
            [.pot] + Set(entries.compactMap(\.dossier)).sorted().map { .decision($0) }
        case .potAdjusted: [.pot]
        case .roundExported: [.round]
        }
    }
}
