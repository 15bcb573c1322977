internal import Domain

/// A few whole rounds that between them make every event.
package enum RoundSamplePlays {
    package static let all: [RoundBuilder] =
        [
            straight, turns, coalitions, sittings, RoundStage.withdrawn.builder(), lottery,
        ] + hard + followed

    /// From call to the end, with what was published corrected on the way.
    private static let straight: RoundBuilder = {
        var builder = RoundBuilder()
        builder.create()
        builder.given(.changeRules(rules: builder.rules.rules), by: DemoCast.coordinator)
        builder.given(
            .dismissSeat(person: DemoCast.undeclared), by: DemoCast.coordinator)
        builder.given(.publishRound, by: DemoCast.coordinator)
        builder.given(.changeRules(rules: builder.rules.rules), by: DemoCast.coordinator)
        builder.given(
            .moveClosing(closesAt: amsterdam("2026-03-31T12:00:00")), by: DemoCast.coordinator)
        builder.rules.closesAt = "2026-03-31T12:00:00"
        builder.pass(to: builder.rules.opensAt)
        for requested in [4_000_000, 4_500_000, 2_500_000, 2_000_000] {
            builder.submit(builder.draft(requested: requested, minimum: 1_000_000))
        }
        builder.admitAll()
        builder.openSitting()
        for (number, value) in [(1, 5), (2, 4), (3, 3), (4, 2)] {
            builder.assess(number, [value], voters: DemoCast.voters)
        }
        builder.closeSitting()
        builder.rank()
        builder.given(
            .withdrawDossier(dossier: 2, version: builder.version(2), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.mental))
        builder.decideAll()
        builder.release()
        builder.given(.finishRound, by: DemoCast.coordinator)
        builder.given(.recordExport(form: "jsonl"), by: DemoCast.auditor)
        return builder
    }()

    /// A supplement that expires, a dossier that isn't considered, every change of content.
    private static let turns: RoundBuilder = {
        var builder = RoundStage.open.builder()
        let writer = DemoCast.editor(of: DemoCast.mental)
        builder.given(
            .changeTitle(dossier: 1, version: builder.version(1), title: "SamenDoen"), by: writer)
        builder.given(
            .setInvolvedParties(
                dossier: 1, version: builder.version(1), parties: [involved()]), by: writer)
        let old = builder.signing(1)
        builder.sign(1, by: [DemoCast.mental])
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Weinig."),
            by: writer)
        builder.given(old, by: DemoCast.signatory(of: DemoCast.disability))
        builder.submit(1)
        builder.submit(2)
        builder.close()
        builder.given(.startScreening, by: DemoCast.coordinator)
        builder.given(
            .requestSupplement(
                dossier: 1, version: builder.submittedVersion(1), questions: "Wat kost het?",
                sections: [.risks]),
            by: DemoCast.coordinator)
        builder.pass(to: "2026-05-01T00:00:00")
        builder.given(
            .declineToConsider(
                dossier: 2, version: builder.submittedVersion(2), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        return builder
    }()

    /// Partners that come and go.
    private static let coalitions: RoundBuilder = {
        var builder = RoundStage.open.builder()
        let writer = DemoCast.editor(of: DemoCast.mental)
        for partner in [DemoCast.home, DemoCast.outsider, DemoCast.digital] {
            builder.given(
                .invitePartner(dossier: 1, version: builder.version(1), organisation: partner),
                by: writer)
        }
        builder.given(
            .declineInvitation(dossier: 1, version: builder.version(1), reasons: "Geen ruimte."),
            by: DemoCast.editor(of: DemoCast.home))
        builder.given(
            .withdrawInvitation(
                dossier: 1, version: builder.version(1), organisation: DemoCast.outsider),
            by: writer)
        builder.given(
            .leaveCoalition(
                dossier: 1, version: builder.version(1), reasons: "Andere plannen."),
            by: DemoCast.signatory(of: DemoCast.disability))
        builder.pass(to: "2026-02-20T00:00:00")
        builder.submit(2)
        builder.given(
            .leaveCoalition(
                dossier: 2, version: builder.version(2), reasons: "Ons team is opgeheven."),
            by: DemoCast.signatory(of: DemoCast.disability))
        return builder
    }()

    /// Quorum lost and found, a late interest, a failed gate and a dossier left unassessed.
    private static let sittings: RoundBuilder = {
        var builder = RoundStage.ballotSuspended.builder()
        builder.arrive([DemoCast.deputy])
        builder.given(.suspendSitting, by: DemoCast.secretary)
        builder.given(.resumeSitting, by: DemoCast.secretary)
        builder.arrive([DemoCast.memberTwo])
        builder.reveal()
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
        for person in DemoCast.voters.dropLast() { builder.vote(.meets, by: person) }
        builder.given(
            .enterPaperVote(
                ballot: "1-2", person: DemoCast.memberTwo, verdict: .meets, reasons: nil),
            by: DemoCast.secretary)
        builder.given(.countersignVote(ballot: "1-2", agrees: true), by: DemoCast.memberTwo)
        builder.reveal()
        builder.adopt()
        builder.given(
            .callSubstitute(substitute: DemoCast.substitute, member: DemoCast.conflicted),
            by: DemoCast.coordinator)
        builder.given(
            .declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        builder.arrive([DemoCast.substitute])
        builder.adopt()
        for subject in BallotSubject.gate.dropFirst() {
            builder.gate(subject, [.doesNotMeet, .doesNotMeet, .meets])
            builder.adopt()
        }
        builder.takeUp(2)
        builder.given(
            .leaveUnassessed(dossier: 2, reasons: RoundBuilder.reasons), by: DemoCast.chair)
        return builder
    }()

    /// Two dossiers that only the lottery tells apart.
    private static let lottery: RoundBuilder = {
        var builder = RoundStage.sitting.builder()
        builder.assess(1, [3])
        builder.assess(2, [3])
        builder.joint(.tieBreak, [1: 4, 2: 4])
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        return builder
    }()
}
