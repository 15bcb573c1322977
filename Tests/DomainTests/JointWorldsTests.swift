import Domain
import Support
import Testing

/// The same for what spans several dossiers: joint votes, motivations, reading, what lapsed.
struct JointWorldsTests {
    private let chair = DemoCast.chair

    @Test func `a score that is changed in a joint vote changes nothing for anyone else`() {
        for (kind, criterion): (JointBallot.Kind, CriterionCode) in [
            (.adjustment, "zakelijk"), (.tieBreak, .tieBreak),
        ] {
            var builder = RoundStage.sitting.builder()
            for number in 1...2 { builder.assess(number, [3]) }
            var worlds = Worlds(builder)
            worlds.play(.openJointBallot(kind: kind), by: chair)
            for (name, one, other): (BallotName, Int, Int) in [("1-6", 1, 5), ("2-6", 4, 0)] {
                worlds.play(
                    .giveScore(ballot: name, criterion: criterion, value: one),
                    .giveScore(ballot: name, criterion: criterion, value: other),
                    by: DemoCast.memberTwo)
            }
            worlds.presence(of: DemoCast.deputy, false)
            worlds.presence(of: DemoCast.memberOne, false)
            worlds.presence(of: DemoCast.deputy, true)
            worlds.play(.suspendSitting, by: DemoCast.secretary)
            worlds.play(.resumeSitting, by: DemoCast.secretary)
            worlds.play(
                .closeJointBallot(missing: worlds.first.jointMissing),
                .closeJointBallot(missing: worlds.second.jointMissing), by: chair)
            #expect(worlds.first.round.joint?.state == .closed)
            worlds.expectAlike(
                hiddenFrom: everyViewer.filter { $0 != .member(DemoCast.memberTwo) })
        }
    }

    @Test func `who is kept from a dossier learns nothing of it from the vote over all, or after`()
    {
        var (one, other) = (RoundStage.sitting.builder(), RoundStage.sitting.builder())
        one.assess(1, [4])
        other.assess(1, [5])
        one.assess(2, [3])
        other.assess(2, [3])
        var worlds = Worlds(one, other)
        worlds.play(.openJointBallot(kind: .adjustment), by: chair)
        worlds.play(
            .giveScore(ballot: "1-6", criterion: "zakelijk", value: 2),
            .giveScore(ballot: "1-6", criterion: "zakelijk", value: 5), by: DemoCast.memberOne)
        worlds.play(.closeJointBallot(missing: worlds.first.jointMissing), by: chair)
        worlds.play(.revealJointBallot, by: chair)
        worlds.play(.adoptJointBallot, by: chair)
        worlds.play(
            .draftMotivation(dossier: 1, item: "zakelijk", text: "De kosten zijn te hoog."),
            .draftMotivation(dossier: 1, item: "zakelijk", text: "De kosten zijn mooi laag."),
            by: DemoCast.secretary)
        let reads = ["De kosten zijn te hoog.", "De kosten zijn mooi laag."].map { text in
            RoundCommand.readMotivation(
                dossier: 1, item: "zakelijk",
                fingerprint: worlds.first.hashing.fingerprint(of: text), agrees: true,
                reasons: nil)
        }
        worlds.play(reads[0], reads[1], by: DemoCast.coordinator)
        worlds.play(.closeSitting, by: DemoCast.secretary)
        worlds.play(worlds.first.ranking(), worlds.second.ranking(), by: chair)
        #expect(worlds.first.round.phase == .ranked && worlds.second.round.phase == .ranked)
        #expect(worlds.first.round.ranking != worlds.second.round.ranking)
        worlds.play(
            .recordInterest(person: DemoCast.memberTwo, interest: interest(1)),
            by: DemoCast.coordinator)
        #expect(worlds.first.round.superseded != worlds.second.round.superseded)
        worlds.expectAlike(
            hiddenFrom: [.member(DemoCast.conflicted), .member(DemoCast.undeclared)]
                + everyViewer.filter { isApplicant($0) } + [.council],
            but: Set(Role.allCases).subtracting([
                .conflictedMember, .undeclaredMember, .outsider, .councilMember, .nobody,
                .leadSignatory, .partnerReader, .administrator,
            ]))
    }
}
