import Domain
import Support
import Testing

/// Two rounds that differ in one hidden value alone look the same to everyone who may not know it.
struct TwoWorldsTests {
    @Test func `a hidden gate verdict with its reasons changes nothing for anyone else`() {
        var worlds = Worlds(RoundStage.ballotReady.builder())
        worlds.play(.openBallot(ballot: "1-1"), by: DemoCast.chair)
        worlds.play(
            .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            .castGateVote(
                ballot: "1-1", verdict: .doesNotMeet, reasons: "Dit bestaat al in de wijk Noord."),
            by: DemoCast.memberOne)
        playToTheReveal(&worlds)
        worlds.expectAlike(hiddenFrom: Self.all(but: DemoCast.memberOne))
    }

    @Test func `a hidden abstention changes nothing for anyone else`() {
        var worlds = Worlds(RoundStage.ballotReady.builder())
        worlds.play(.openBallot(ballot: "1-1"), by: DemoCast.chair)
        worlds.play(
            .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            .castGateVote(ballot: "1-1", verdict: .abstain, reasons: nil), by: DemoCast.memberOne)
        playToTheReveal(&worlds)
        worlds.expectAlike(hiddenFrom: Self.all(but: DemoCast.memberOne))
    }

    @Test func `a vote that was changed looks like one that was repeated`() {
        var worlds = Worlds(RoundStage.ballotReady.builder())
        worlds.play(.openBallot(ballot: "1-1"), by: DemoCast.chair)
        worlds.play(
            .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil), by: DemoCast.memberOne)
        worlds.play(
            .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            .castGateVote(ballot: "1-1", verdict: .doesNotMeet, reasons: RoundBuilder.reasons),
            by: DemoCast.memberOne)
        playToTheReveal(&worlds)
        worlds.expectAlike(hiddenFrom: Self.all(but: DemoCast.memberOne))
    }

    @Test func `a hidden score changes nothing for anyone else`() {
        for (one, other) in [(1, 5), (3, 0), (4, 5)] {
            var worlds = Worlds(RoundStage.scoresOpen.builder())
            let ballot = worlds.first.latestBallot
            for criterion in worlds.first.round.rules.criteria {
                worlds.play(
                    .giveScore(ballot: ballot, criterion: criterion.code, value: one),
                    .giveScore(ballot: ballot, criterion: criterion.code, value: other),
                    by: DemoCast.memberTwo)
            }
            worlds.play(.leaveNothing, by: DemoCast.chair)
            worlds.close()
            worlds.expectAlike(hiddenFrom: Self.all(but: DemoCast.memberTwo))
        }
    }

    @Test func `an intended decision changes nothing for applicants, council or committee`() {
        var worlds = Worlds(RoundStage.ranked.builder())
        worlds.play(
            .intendDecision(
                dossier: 1, outcome: .granted, amount: Cents(4_000_000),
                motivation: RoundBuilder.reasons, grounds: [], deviation: nil),
            .intendDecision(
                dossier: 1, outcome: .rejected, amount: .zero,
                motivation: "Toch niet: de begroting laat het niet toe.", grounds: [.other],
                deviation: "De begroting laat het dit jaar niet toe."),
            by: DemoCast.decisionMaker)
        worlds.play(
            .withdrawDossier(dossier: 2, version: worlds.first.version(2), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.home))
        worlds.expectAlike(
            hiddenFrom: everyViewer.filter {
                ![.decisionMaker, .coordinator, .auditor].contains($0)
            }, but: [.decisionMaker])
    }

    @Test func `who is kept from a dossier can't count its ballots from the next one's`() {
        var one = RoundStage.tabled.builder()
        var other = one
        one.gate(.collaboration, [.meets, .meets, .meets, .meets])
        one.adopt()
        other.gate(.collaboration, [.meets, .meets, .doesNotMeet, .doesNotMeet])
        other.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        other.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
        for person in DemoCast.voters { other.vote(.meets, by: person) }
        other.reveal()
        other.adopt()
        for number in [one.round.ballots.count, other.round.ballots.count] { #expect(number > 0) }
        let kept = RoundViewer.member(DemoCast.conflicted)
        func expectAlike(_ when: String) {
            let worlds = [one, other].map { builder in
                builder.round.partKeys.compactMap { key in
                    builder.round.part(key, for: kept).map { "\(key)=\(canonicalText(of: $0))" }
                }
            }
            #expect(worlds[0] == worlds[1], "\(when)")
            for ballot: BallotName in ["1-1", "1-2", "1-3"] {
                let told = [one, other].map {
                    $0.refusal(
                        of: .castGateVote(ballot: ballot, verdict: .meets, reasons: nil),
                        by: DemoCast.conflicted)
                }
                #expect(told[0] == told[1] && told[0]?.code == .interestConflict, "\(when)")
            }
        }
        expectAlike("after the first dossier")
        one.takeUp(2)
        other.takeUp(2)
        expectAlike("with the next on the table")
        one.openBallot(.collaboration)
        other.openBallot(.collaboration)
        expectAlike("with a ballot on the next")
        one.arrive([DemoCast.conflicted])
        other.arrive([DemoCast.conflicted])
        one.vote(.meets, by: DemoCast.conflicted)
        other.vote(.meets, by: DemoCast.conflicted)
        expectAlike("with a vote on the next")
    }

    @Test func `a vote from paper changes nothing for anyone else, the secretary included`() {
        var worlds = Worlds(RoundStage.ballotOpen.builder())
        worlds.play(
            .enterPaperVote(
                ballot: "1-1", person: DemoCast.deputy, verdict: .meets, reasons: nil),
            .enterPaperVote(
                ballot: "1-1", person: DemoCast.deputy, verdict: .doesNotMeet,
                reasons: "Dit bestaat al in de wijk Noord."), by: DemoCast.secretary)
        worlds.play(.countersignVote(ballot: "1-1", agrees: true), by: DemoCast.deputy)
        worlds.close()
        worlds.expectAlike(hiddenFrom: Self.all(but: DemoCast.deputy))
    }

    private static func all(but voter: PersonID) -> [RoundViewer] {
        everyViewer.filter { $0 != .member(voter) }
    }

    /// Everything that may happen to a ballot before the reveal, with a lost quorum on the way.
    private func playToTheReveal(_ worlds: inout Worlds) {
        for person in [DemoCast.chair, DemoCast.deputy] {
            worlds.play(
                .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil), by: person)
        }
        worlds.presence(of: DemoCast.deputy, false)
        worlds.presence(of: DemoCast.memberTwo, false)
        worlds.presence(of: DemoCast.deputy, true)
        worlds.play(.suspendSitting, by: DemoCast.secretary)
        worlds.play(.resumeSitting, by: DemoCast.secretary)
        worlds.close()
    }
}

extension RoundCommand {
    /// A command that is refused whatever was scored.
    fileprivate static let leaveNothing = RoundCommand.leaveUnassessed(
        dossier: 1, reasons: RoundBuilder.reasons)
}
