internal import Domain

// Whole rounds that use the harder half of the rule book.
extension RoundSamplePlays {
    static let hard: [RoundBuilder] = [
        writing, casting, dividing, lapsing, afterwards, declining, disagreeing,
    ]

    /// Sections that go from hand to hand, a signatory who declines, and writing on after submission.
    private static let writing: RoundBuilder = {
        var builder = RoundStage.open.builder()
        let lead = DemoCast.editor(of: DemoCast.mental)
        let partner = DemoCast.editor(of: DemoCast.disability)
        func move(
            _ stage: SectionWork.Stage, _ with: OrganisationID? = nil, by person: PersonID
        ) {
            builder.given(
                .moveSection(
                    dossier: 1, version: builder.version(1), section: .risks, stage: stage,
                    partner: with), by: person)
        }
        move(.withPartner, DemoCast.disability, by: lead)
        move(.readyForReview, by: partner)
        move(.done, by: lead)
        builder.sign(1, by: [DemoCast.mental])
        builder.given(
            .declineToSign(
                dossier: 1, version: builder.version(1), reasons: RoundBuilder.reasons,
                sections: [.risks]), by: DemoCast.signatory(of: DemoCast.disability))
        builder.submit(1)
        builder.given(.reopenDossier(dossier: 1, version: builder.version(1)), by: lead)
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Anders."),
            by: lead)
        builder.close()
        builder.pass(to: builder.round.deadline ?? builder.now)
        builder.given(
            .extendTerm(weeks: 4, reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
        return builder
    }()

    /// A tie that comes back and is decided by the chair, and a coalition that has changed.
    private static let casting: RoundBuilder = {
        var rules = RuleSample()
        rules.chairCasts = true
        var builder = RoundStage.ballotTied.builder(rules: rules)
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
        for (person, verdict) in zip(
            DemoCast.voters, [.meets, .meets, .doesNotMeet, .doesNotMeet] as [GateVote.Verdict])
        { builder.vote(verdict, by: person) }
        builder.reveal()
        builder.given(
            .giveCastingVote(ballot: "1-2", verdict: .meets, reasons: RoundBuilder.reasons),
            by: DemoCast.chair)
        builder.adopt()
        builder.change(
            .concernChanged(organisation: DemoCast.disability, concern: "Een ander concern"))
        builder.given(.recheckCoalition(dossier: 1), by: DemoCast.coordinator)
        return builder
    }()

    /// Everything that bears on the division: advice, rivals, more money, an override; then part
    /// offers that are accepted and that lapse, and the reserve.
    private static let dividing: RoundBuilder = {
        var rules = RuleSample()
        rules.adjusts = true
        rules.allocation = .skip
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for requested in [6_000_000, 5_000_000, 4_500_000, 2_000_000, 1_500_000] {
            builder.submit(builder.draft(requested: requested, minimum: 1_000_000))
        }
        builder.admitAll()
        builder.given(
            .markIncompatible(dossier: 4, other: 5, reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        builder.openSitting()
        for (number, value) in [(1, 5), (2, 4), (3, 4), (4, 3), (5, 3)] {
            builder.assess(number, [value, value, value, 3, 3, number == 3 ? 2 : 3])
        }
        builder.given(.openJointBallot(kind: .adjustment), by: DemoCast.chair)
        builder.given(
            .dropJointBallot(reasons: RoundBuilder.reasons), by: DemoCast.chair)
        builder.joint(.adjustment, [2: 4])
        builder.given(
            .adviseAmount(dossier: 1, amount: Cents(5_500_000), reasons: RoundBuilder.reasons),
            by: DemoCast.chair)
        builder.joint(.tieBreak, [4: 4, 5: 3])
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        builder.given(
            .bookPot(kind: .carriedOver, amount: Cents(1_500_000), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        let skipped = [2, 3, 4].filter { builder.round.allocation?.line(of: $0)?.amount == .zero }
        builder.given(
            .askOverride(
                dossier: 5, amount: Cents(1_000_000), reasons: RoundBuilder.reasons,
                skipped: skipped.map { SkippedDossier($0, RoundBuilder.reasons) }),
            by: DemoCast.coordinator)
        builder.decideAll()
        builder.given(.approveOverride(dossier: 5), by: DemoCast.budgetHolder)
        builder.decideAll()
        builder.release()
        return builder
    }()

    /// What is asked against the rule is refused by one, and what is asked then is taken back.
    private static let disagreeing: RoundBuilder = {
        var builder = RoundStage.overrideAsked.builder()
        builder.given(
            .refuseOverride(dossier: 1, reasons: RoundBuilder.reasons), by: DemoCast.budgetHolder)
        builder.given(
            .askOverride(
                dossier: 1, amount: Cents(3_500_000), reasons: RoundBuilder.reasons, skipped: []),
            by: DemoCast.coordinator)
        builder.given(.withdrawOverride(dossier: 1), by: DemoCast.coordinator)
        return builder
    }()

    /// A ranking that lapses through an interest found late, and is adopted again.
    private static let lapsing: RoundBuilder = {
        var builder = RoundStage.intended.builder()
        builder.given(
            .recordInterest(person: DemoCast.memberTwo, interest: interest(1)),
            by: DemoCast.coordinator)
        return builder
    }()

    /// A part offer that is fitted and accepted, one that lapses, and an interest found too late.
    private static let afterwards: RoundBuilder = {
        var rules = RuleSample()
        rules.pot = 7_000_000
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for requested in [4_000_000, 4_500_000, 2_500_000] {
            builder.submit(builder.draft(requested: requested, minimum: 1_000_000))
        }
        builder.admitAll()
        builder.openSitting()
        for (number, value) in [(1, 5), (2, 4), (3, 3)] { builder.assess(number, [value]) }
        builder.closeSitting()
        builder.rank()
        builder.readAll()
        builder.given(
            .draftMotivation(
                dossier: 3, item: "zakelijk", text: "De kosten zijn goed onderbouwd."),
            by: DemoCast.secretary)
        builder.given(
            .readMotivation(
                dossier: 3, item: "zakelijk",
                fingerprint: builder.hashing.fingerprint(of: "De kosten zijn goed onderbouwd."),
                agrees: false, reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
        builder.given(
            .draftMotivation(dossier: 3, item: "zakelijk", text: RoundBuilder.reasons),
            by: DemoCast.secretary)
        builder.decideAll()
        builder.release()
        builder.accept(2, requested: 2_800_000)
        builder.given(
            .declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        builder.given(
            .bookPot(kind: .raised, amount: Cents(2_000_000), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        builder.given(builder.following(3), by: DemoCast.decisionMaker)
        builder.release()
        builder.pass(to: builder.round.deadline ?? builder.now)
        return builder
    }()

    /// A part offer that is declined.
    private static let declining: RoundBuilder = {
        var builder = RoundStage.offerMade.builder()
        guard let offered = builder.round.dossiers.first(where: { $0.state == .offeredInPart })
        else { return builder }
        builder.given(
            .declineOffer(
                dossier: offered.number, version: offered.version, reasons: "Te weinig."),
            by: DemoCast.signatory(of: offered.lead.organisation.id))
        return builder
    }()
}
