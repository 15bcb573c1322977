extension Round {
    package func decide(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        let events = try decided(command, by: actor, in: world)
        try requireConfirmed(command, events, by: actor, in: world)
        return events
    }

    private func decided(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        if case .createRound(let rules) = command {
            try require(actor.holds(.coordinator), .notAllowed)
            try require(phase == .absent, .alreadyExists, subject: "\(id)")
            try rules.check()
            return [.roundCreated(rules: rules)]
        }
        try require(phase != .absent, .unknownRound, subject: "\(id)")
        switch command {
        case .createRound, .changeRules, .publishRound, .moveClosing, .startScreening,
            .finishRound, .withdrawRound:
            try require(actor.holds(.coordinator), .notAllowed)
            return try decideRound(command, in: world)
        case .passTime:
            try require(actor.identity == .server, .notAllowed)
            return try decideTime(in: world)
        case .recordExport(let form):
            try require(
                actor.holds(.coordinator) || actor.holds(.auditor) || actor.holds(.administrator),
                .notAllowed)
            try requireText(form, most: Limits.nameCharactersMost, subject: "form")
            // A member with a vote may be kept from what an export shows.
            let votes = actor.person.flatMap(committee.seat)?.votes == true
            try require(!votes, .notAllowed)
            try require(!hasHiddenMaterial, .hiddenMaterial)
            // Talks are municipality's and coalition's; who keeps the server running is neither.
            let reads = actor.holds(.coordinator) || actor.holds(.auditor)
            try require(reads || !hasTalks, .hiddenMaterial)
            return [.roundExported(form: form)]
        case .appointSeat, .dismissSeat, .callSubstitute:
            return try decideCommittee(command, by: actor, in: world)
        case .declareInterests, .recordInterest:
            return try decideInterest(command, by: actor, in: world)
        case .startDossier, .changeTitle, .writeSection, .writeRole, .setCostLines,
            .setInvolvedParties, .setEffects:
            return try decideContent(command, by: actor, in: world)
        case .invitePartner, .withdrawInvitation, .acceptInvitation, .declineInvitation,
            .leaveCoalition:
            return try decideCoalition(command, by: actor, in: world)
        case .offerForSigning, .signDossier, .submitDossier, .withdrawDossier:
            return try decideSubmission(command, by: actor, in: world)
        case .moveSection, .declineToSign, .reopenDossier:
            return try decideProgress(command, by: actor, in: world)
        case .extendTerm(let weeks, let reasons):
            return try extendTerm(weeks, reasons, by: actor, in: world)
        case .requestSupplement, .admitDossier, .declineToConsider:
            try require(actor.holds(.coordinator), .notAllowed)
            return try decideScreening(command, by: actor, in: world)
        case .planSitting, .openSitting, .suspendSitting, .resumeSitting, .closeSitting,
            .markPresence, .noteConnection, .takeUpDossier:
            return try decideSitting(command, by: actor)
        case .giveCastingVote, .recheckCoalition:
            return try decideGate(command, by: actor, in: world)
        case .openJointBallot, .closeJointBallot, .revealJointBallot, .adoptJointBallot,
            .dropJointBallot:
            return try decideJoint(command, by: actor)
        case .draftMotivation, .readMotivation, .readMotivations:
            return try decideMotivation(command, by: actor, in: world)
        case .adviseAmount, .markIncompatible, .bookPot, .askOverride, .approveOverride,
            .refuseOverride, .withdrawOverride:
            return try decidePot(command, by: actor, in: world)
        case .acceptOffer, .declineOffer:
            return try decideOffer(command, by: actor, in: world)
        case .proposeAgreement, .signAgreement, .saveReport, .handInReport, .adoptReport,
            .returnReport, .claimTranche, .approveTranche, .refuseTranche, .payTranche,
            .proposeSettlement, .adoptSettlement, .receiveBack, .recordForecast, .recordTalk,
            .registerHandover, .confirmHandover, .stopInitiative, .releaseLessons, .recordResult,
            .recordImport, .takeSnapshot:
            return try decideInitiative(command, by: actor, in: world)
        case .prepareBallot, .openBallot, .closeBallot, .revealBallot, .repeatBallot,
            .adoptBallot, .leaveUnassessed:
            return try decideBallot(command, by: actor)
        case .castGateVote, .giveScore, .enterPaperVote, .enterPaperScores, .countersignVote:
            return try decideVote(command, by: actor)
        case .adoptRanking(let seed, let boundary):
            return try decideRanking(seed: seed, boundary: boundary, by: actor, in: world)
        case .intendDecision, .releaseDecisions:
            return try decideDecision(command, by: actor, in: world)
        }
    }

    private func decideRound(
        _ command: RoundCommand, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .changeRules(let rules): return [try change(rules, in: world)]
        case .publishRound:
            try require(phase == .draft, .wrongPhase, subject: phase.rawValue)
            try require(
                committee.holds(.chair), .rulesIncomplete, subject: "chair")
            try require(
                committee.seats.count { $0.votes } >= rules.quorumLeast, .rulesIncomplete,
                subject: "committee")
            try require(
                world.now < rules.closesAt.instant, .datesOutOfOrder, subject: "closesAt")
            let today = AmsterdamTime(world.now).date
            let register = world.directory.register.values
                .filter { $0.regularSince <= today }.sorted { $0.id < $1.id }
            return [
                .roundPublished(
                    version: 1, fingerprint: world.hashing.fingerprint(of: rules),
                    register: register),
                .potBooked(entries: [LedgerEntry(.set, rules.pot)]),
            ]
        case .moveClosing(let closesAt):
            try require(
                phase == .published || phase == .open, .wrongPhase, subject: phase.rawValue)
            try require(world.now < rules.closesAt.instant, .roundClosed)
            try require(rules.closesAt.instant < closesAt.instant, .closingOnlyLater)
            var moved = rules
            moved.closesAt = closesAt
            return [
                .closingMoved(
                    closesAt: closesAt, fingerprint: world.hashing.fingerprint(of: moved))
            ]
        case .startScreening:
            try require(phase == .closed, .wrongPhase, subject: phase.rawValue)
            return [.screeningStarted]
        case .finishRound:
            try require(phase == .decided, .wrongPhase, subject: phase.rawValue)
            try require(
                undecided.isEmpty, .dossiersNotFinished,
                subject: undecided.map(String.init).joined(separator: ", "))
            return [.roundFinished]
        case .withdrawRound(let reasons):
            try require(phase < .decided, .wrongPhase, subject: phase.rawValue)
            try requireReasons(reasons, subject: "reasons")
            return [.roundWithdrawn(reasons: reasons)]
        default: preconditionFailure("only commands about the round itself come here")
        }
    }

    /// The dossiers with an offer that nobody answered yet, or with a decision that isn't released.
    private var undecided: [DossierNumber] {
        dossiers.filter { $0.state == .offeredInPart || pending[$0.number] != nil }.map(\.number)
    }

    private func change(_ rules: RoundRules, in world: World) throws(Refusal) -> RoundEvent {
        try rules.check()
        if phase == .draft { return .rulesChanged(rules: rules) }
        try require(phase == .published || phase == .open, .rulesFrozen)
        try require(world.now < self.rules.closesAt.instant, .roundClosed)
        try require(submissionsCount == 0, .rulesFrozen, subject: "submissions")
        try require(
            phase == .published || self.rules.opensAt == rules.opensAt, .rulesFrozen,
            subject: "opensAt")
        try require(
            self.rules.closesAt.instant <= rules.closesAt.instant, .closingOnlyLater)
        // The pot was announced with the rules: no correction may touch it (Awb 4:27).
        try require(rules.pot == self.rules.pot, .rulesFrozen, subject: "pot")
        return .rulesCorrected(
            version: rulesVersion + 1, rules: rules,
            fingerprint: world.hashing.fingerprint(of: rules))
    }
}
