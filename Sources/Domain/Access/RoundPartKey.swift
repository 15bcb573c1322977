/// The parts of a view of a round: each is sent whole when it changes.
package enum RoundPartKey: Hashable, Sendable, CustomStringConvertible {
    case round, rules, register, committee, interests, sitting, pot, ranking, allocation
    case dossier(DossierNumber)
    case ballot(BallotName)
    case decision(DossierNumber)
    case robustness, portfolio, history, overrides, proposal, joint, reading
    case letter(DossierNumber)
    case initiative(DossierNumber), talks(DossierNumber), handovers(DossierNumber)
    case lessons(DossierNumber)
    case snapshot(Int)
    case grants, imports

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
        case .initiative(let number): "initiative/\(number)"
        case .talks(let number): "talks/\(number)"
        case .handovers(let number): "handovers/\(number)"
        case .lessons(let number): "lessons/\(number)"
        case .snapshot(let number): "snapshot/\(number)"
        case .grants: "grants"
        case .imports: "imports"
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
        case .initiative(let number): (20, number, 0)
        case .talks(let number): (21, number, 0)
        case .handovers(let number): (22, number, 0)
        case .lessons(let number): (23, number, 0)
        case .snapshot(let number): (24, number, 0)
        case .grants: (25, 0, 0)
        case .imports: (26, 0, 0)
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
            + dossiers.map { .letter($0.number) } + initiativeKeys
    }

    private var initiativeKeys: [RoundPartKey] {
        let numbers = initiatives.keys.sorted()
        return numbers.map { .initiative($0) } + numbers.map { .talks($0) }
            + numbers.map { .handovers($0) } + numbers.map { .lessons($0) }
            + snapshots.map { .snapshot($0.number) } + [.grants, .imports]
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
            .jointBallotDropped, .termExtended, .offerAccepted, .offerLapsed, .overrideAsked,
            .overrideWithdrawn:
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
            [.allocation, .portfolio] + decisionKeys(and: [])
        case .robustnessReported: [.robustness]
        case .overrideApproved, .overrideRefused: [.overrides]
        case .reserveProposed: [.proposal]
        case .decisionsVoided(let dossiers): decisionKeys(and: dossiers)
        case .lettersWritten(let letters): Set(letters.map(\.dossier)).sorted().map { .letter($0) }
        case .decisionIntended(let decision): decisionKeys(and: [decision.dossier])
        case .potBooked(let entries):
            [.pot, .grants]
                + Set(entries.compactMap(\.dossier)).sorted().flatMap {
                    [.decision($0), .initiative($0)]
                }
        case .potAdjusted: [.round, .pot]
        case .roundExported: [.round]
        // These change where the dossier is.
        case .agreementProposed(let number, _, _, _, _), .agreementSigned(let number, _, _),
            .grantSettled(let number, _), .initiativeStopped(let number, _):
            [.dossier(number), .decision(number), .initiative(number), .talks(number), .grants]
        case .reportSaved(let number, _, _, _, _), .trancheClaimed(let number, _),
            .trancheApproved(let number, _, _), .trancheRefused(let number, _, _),
            .tranchePaid(let number, _, _), .settlementProposed(let number, _),
            .amountReceivedBack(let number, _), .forecastRecorded(let number, _),
            .resultRecorded(let number, _, _):
            [.initiative(number)]
        case .reportHandedIn(let number, _, _, _), .reportAdopted(let number, _, _),
            .reportReturned(let number, _, _):
            [.initiative(number), .talks(number)]
        case .signalRaised(let number, _), .talkRecorded(let number, _): [.talks(number)]
        case .handoverRegistered(let number, _), .handoverConfirmed(let number, _, _, _):
            [.handovers(number)]
        case .lessonsReleased(let number): [.lessons(number)]
        case .importRecorded: [.imports]
        case .snapshotTaken(let snapshot): [.snapshot(snapshot.number)]
        }
    }

    /// The decisions on those dossiers and all others: each tells who got money instead of it.
    private func decisionKeys(and dossiers: [DossierNumber]) -> [RoundPartKey] {
        Set(decisions.keys).union(dossiers).sorted().map { .decision($0) }
    }
}
