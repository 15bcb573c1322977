internal import Domain

/// A place in a round's course from which tests start; together they hold every phase, every state
/// of a ballot, and a dossier at each step.
///
/// Dossier 1 is of `mental` and `disability`, dossier 2 of `home` and `disability`; dossier 3 is a
/// draft of `digital` that is never submitted, with an invitation to `mentalYouth`. In `published`
/// dossier 1 has just been started and its partner invited.
package enum RoundStage: String, CaseIterable, Sendable {
    case absent, draft, published, open, sectionWithPartner, offered, signing, submitted, closed
    case screening, supplement
    case admitted, planned, sitting, tabled, ballotReady, ballotOpen, paperEntered
    case ballotSuspended, ballotClosed, ballotRevealed, ballotTied, secondTie, coalitionChanged,
        ballotAdopted, gateFailed,
        gatePassed
    case scoresOpen, scoresClosed, scoresRevealed, sittingSuspended, jointReady, assessed,
        jointOpen,
        jointClosed
    case jointRevealed, ranked, intended
    case overrideAsked, decided, offerMade, offerFitted, finished, withdrawn
    // Dossier 1 after its grant; a tranche goes on beside the report on the first period.
    case agreementProposed, agreed, reportSaved, reportHandedIn, reportAdopted, settlementProposed
    case settled, initiativeStopped

    /// The round as it stands here, played from its first command; with the sample rules it is
    /// played once for all tests.
    package func builder(rules: RuleSample? = nil) -> RoundBuilder {
        rules.map(played) ?? Self.withSampleRules[self] ?? played(RuleSample())
    }

    private static let withSampleRules = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, $0.played(RuleSample())) })

    private func played(_ rules: RuleSample) -> RoundBuilder {
        var builder = RoundBuilder(rules: rules)
        advance(&builder)
        return builder
    }

    private func advance(_ builder: inout RoundBuilder) {
        switch self {
        case .absent: break
        case .draft: builder.create()
        case .published:
            builder.publish()
            builder.given(
                .startDossier(title: "Dossier 1"), by: DemoCast.editor(of: DemoCast.mental))
            builder.given(
                .invitePartner(
                    dossier: 1, version: builder.version(1), organisation: DemoCast.disability),
                by: DemoCast.editor(of: DemoCast.mental))
        case .open, .sectionWithPartner, .offered, .signing, .submitted:
            advanceDossiers(&builder)
        case .closed:
            builder = Self.submitted.builder(rules: builder.rules)
            builder.close()
            builder.declareAll()
        case .screening, .supplement, .admitted, .planned: advanceScreening(&builder)
        case .sitting:
            builder = Self.admitted.builder(rules: builder.rules)
            builder.openSitting()
        case .tabled:
            builder = Self.sitting.builder(rules: builder.rules)
            builder.takeUp(1)
        case .ballotReady, .ballotOpen, .paperEntered, .ballotSuspended, .ballotClosed,
            .ballotRevealed,
            .ballotTied, .secondTie, .ballotAdopted, .gateFailed, .gatePassed, .sittingSuspended:
            advanceGate(&builder)
        case .coalitionChanged:
            builder = Self.screening.builder(rules: builder.rules)
            builder.change(
                .concernChanged(organisation: DemoCast.disability, concern: "Ander concern"))
        case .scoresOpen, .scoresClosed, .scoresRevealed: advanceScores(&builder)
        case .jointReady, .jointOpen, .jointClosed, .jointRevealed: advanceJoint(&builder)
        case .assessed, .ranked, .overrideAsked, .intended, .decided, .offerMade, .offerFitted,
            .finished:
            advanceDecision(&builder)
        case .agreementProposed, .agreed, .reportSaved, .reportHandedIn, .reportAdopted,
            .settlementProposed, .settled, .initiativeStopped:
            advanceInitiative(&builder)
        case .withdrawn:
            builder = Self.submitted.builder(rules: builder.rules)
            builder.given(
                .withdrawRound(reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
        }
    }

    private func advanceDossiers(_ builder: inout RoundBuilder) {
        builder.open()
        builder.draft()
        builder.draft(lead: DemoCast.home)
        builder.given(
            .startDossier(title: "Concept"), by: DemoCast.editor(of: DemoCast.digital))
        builder.given(
            .invitePartner(
                dossier: 3, version: builder.version(3), organisation: DemoCast.mentalYouth),
            by: DemoCast.editor(of: DemoCast.digital))
        if self == .open { return }
        if self == .sectionWithPartner {
            builder.given(
                .moveSection(
                    dossier: 1, version: builder.version(1), section: .risks,
                    stage: .withPartner, partner: DemoCast.disability),
                by: DemoCast.editor(of: DemoCast.mental))
            return
        }
        builder.sign(1, by: [])
        if self == .offered { return }
        builder.sign(1, by: self == .signing ? [DemoCast.disability] : nil)
        if self == .signing { return }
        builder.given(builder.submitting(1), by: DemoCast.editor(of: DemoCast.mental))
        builder.submit(2)
    }

    private func advanceScreening(_ builder: inout RoundBuilder) {
        builder = Self.closed.builder(rules: builder.rules)
        builder.given(.startScreening, by: DemoCast.coordinator)
        switch self {
        case .supplement:
            builder.given(
                .requestSupplement(
                    dossier: 1, version: builder.submittedVersion(1), questions: "Wat kost het?",
                    sections: [.costs, .risks]),
                by: DemoCast.coordinator)
        case .admitted, .planned:
            for number in 1...2 {
                builder.given(
                    .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                    by: DemoCast.coordinator)
            }
            if self == .planned {
                builder.given(
                    .planSitting(plannedAt: amsterdam("2026-04-10T13:00:00"), agenda: [1, 2]),
                    by: DemoCast.secretary)
            }
        default: break
        }
    }

    private func advanceGate(_ builder: inout RoundBuilder) {
        builder = Self.tabled.builder(rules: builder.rules)
        switch self {
        case .ballotReady:
            builder.given(.prepareBallot(subject: .collaboration), by: DemoCast.secretary)
        case .ballotOpen, .paperEntered, .ballotSuspended, .ballotClosed, .sittingSuspended:
            builder.openBallot(.collaboration)
            builder.vote(.meets, by: DemoCast.chair)
            builder.vote(.doesNotMeet, by: DemoCast.memberOne)
            builder.vote(.abstain, by: DemoCast.memberTwo)
            if self == .ballotSuspended { builder.leave([DemoCast.deputy, DemoCast.memberTwo]) }
            if self == .paperEntered {
                builder.given(
                    .enterPaperVote(
                        ballot: "1-1", person: DemoCast.deputy, verdict: .meets, reasons: nil),
                    by: DemoCast.secretary)
            }
            if self == .ballotClosed { builder.closeBallot() }
            if self == .sittingSuspended {
                builder.given(.suspendSitting, by: DemoCast.secretary)
            }
        case .ballotRevealed:
            builder.gate(.collaboration, [.meets, .meets, .doesNotMeet, .abstain])
        case .ballotTied:
            builder.gate(.collaboration, [.meets, .meets, .doesNotMeet, .doesNotMeet])
        case .secondTie:
            for _ in 1...2 {
                if builder.round.ballots.isEmpty {
                    builder.openBallot(.collaboration)
                } else {
                    builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
                    builder.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
                }
                for (index, person) in DemoCast.voters.enumerated() {
                    builder.vote(index < 2 ? .meets : .doesNotMeet, by: person)
                }
                builder.reveal()
            }
        case .ballotAdopted:
            builder.gate(.collaboration, [.meets, .meets, .meets, .abstain])
            builder.adopt()
        case .gateFailed:
            for subject in BallotSubject.gate {
                let verdict = subject == .notRegular ? GateVote.Verdict.doesNotMeet : .meets
                builder.gate(subject, [verdict, verdict, verdict, .abstain])
                builder.adopt()
            }
        default: builder.passGate()
        }
    }

    private func advanceScores(_ builder: inout RoundBuilder) {
        builder = Self.gatePassed.builder(rules: builder.rules)
        builder.openBallot(.scores)
        builder.score([4], by: DemoCast.chair)
        builder.score([1, 2, 3, 4, 5, 0], by: DemoCast.deputy)
        builder.score([5, 4, 3, 3, 3, 2], by: DemoCast.memberOne)
        if self == .scoresOpen { return }
        builder.closeBallot()
        if self == .scoresClosed { return }
        builder.given(.revealBallot(ballot: builder.latestBallot), by: DemoCast.chair)
    }

    /// Both dossiers are assessed, and the committee looks over all its scores once more.
    private func advanceJoint(_ builder: inout RoundBuilder) {
        builder = Self.sitting.builder(rules: builder.rules)
        builder.assess(1, [4])
        builder.assess(2, [3])
        if self == .jointReady { return }
        builder.given(.openJointBallot(kind: .adjustment), by: DemoCast.chair)
        if self == .jointOpen { return }
        builder.given(.closeJointBallot(missing: builder.jointMissing), by: DemoCast.chair)
        if self == .jointClosed { return }
        builder.given(.revealJointBallot, by: DemoCast.chair)
    }

    private func advanceDecision(_ builder: inout RoundBuilder) {
        builder = Self.sitting.builder(rules: builder.rules)
        builder.assess(1, [4])
        builder.assess(2, [3])
        builder.closeSitting()
        if self == .assessed { return }
        builder.rank()
        if self == .ranked { return }
        if self == .overrideAsked {
            builder.given(
                .askOverride(
                    dossier: 1, amount: Cents(3_000_000), reasons: RoundBuilder.reasons,
                    skipped: []), by: DemoCast.coordinator)
            return
        }
        builder.decideAll()
        if self == .offerMade || self == .offerFitted { builder.offer(1, Cents(3_500_000)) }
        if self == .intended { return }
        builder.release()
        if self == .offerFitted { builder.fit(1, requested: 3_500_000) }
        if self == .finished { builder.given(.finishRound, by: DemoCast.coordinator) }
    }

    private func advanceInitiative(_ builder: inout RoundBuilder) {
        builder = Self.decided.builder(rules: builder.rules)
        if self == .agreementProposed {
            builder.given(builder.proposing(), by: DemoCast.relationshipManager)
            return
        }
        builder.agree()
        builder.now = amsterdam("2026-10-05T10:00:00").instant
        builder.given(
            .registerHandover(
                dossier: 1, handover: InitiativeSample.handover(on: builder.today)),
            by: DemoCast.editor(of: DemoCast.mental))
        if self == .agreed { return }
        if self == .initiativeStopped {
            builder.given(
                .stopInitiative(dossier: 1, lessons: InitiativeSample.lessons),
                by: DemoCast.signatory(of: DemoCast.mental))
            return
        }
        let figures = InitiativeSample.figures(70)
        if self == .reportSaved {
            builder.pay(1, until: .handedIn)
            builder.given(builder.saving(1, figures), by: DemoCast.editor(of: DemoCast.mental))
            return
        }
        if self == .reportHandedIn {
            builder.pay(1, until: .approvedOnSubstance)
            builder.handIn(1, figures)
            return
        }
        builder.report(1, figures)
        if self == .reportAdopted {
            builder.pay(1, until: .approvedOnFinance)
            return
        }
        builder.pay(1)
        if self == .settled { return builder.settle(1_000_000) }
        builder.given(
            .proposeSettlement(
                dossier: 1, amount: Cents(1_000_000), reasons: RoundBuilder.reasons),
            by: DemoCast.relationshipManager)
    }
}
