import Domain
import Support
import Testing

/// The last look at all scores: one vote over everything that was assessed (F9).
struct JointBallotTests {
    private let chair = DemoCast.chair
    private let open = RoundCommand.openJointBallot(kind: .adjustment)

    private func part(_ builder: RoundBuilder, _ viewer: RoundViewer = .secretary) -> JointPart? {
        guard case .joint(let part) = builder.round.part(.joint, for: viewer) else { return nil }
        return part
    }

    private func ballot(
        _ name: BallotName, _ builder: RoundBuilder, _ viewer: RoundViewer = .secretary
    ) -> BallotPart? {
        guard case .ballot(let part) = builder.round.part(.ballot(name), for: viewer) else {
            return nil
        }
        return part
    }

    private func give(_ value: Int, on name: BallotName) -> RoundCommand {
        .giveScore(ballot: name, criterion: "zakelijk", value: value)
    }

    private func finish(_ builder: inout RoundBuilder) {
        builder.given(.closeJointBallot(missing: builder.jointMissing), by: chair)
        builder.given(.revealJointBallot, by: chair)
        builder.given(.adoptJointBallot, by: chair)
    }

    @Test func `scores are adjusted only where the rules say so`() {
        for adjusts in [nil, false] {
            var rules = RuleSample()
            rules.adjusts = adjusts
            expectRefused(
                .notAllowed, open, by: chair, in: RoundStage.jointReady.builder(rules: rules))
        }
        expectAccepted(open, by: chair, in: RoundStage.jointReady.builder())
    }

    @Test func `a joint vote waits until everything is assessed, and is opened by its chair`() {
        var builder = RoundStage.sitting.builder()
        expectRefused(.dossiersNotFinished, open, by: chair, in: builder)
        builder.assess(1, [4])
        expectRefused(.dossiersNotFinished, open, by: chair, in: builder)
        builder.takeUp(2)
        builder.openBallot(.collaboration)
        expectRefused(.ballotUnfinished, open, by: chair, in: builder)
        let ready = RoundStage.jointReady.builder()
        for person in [DemoCast.deputy, DemoCast.secretary, DemoCast.coordinator] {
            expectRefused(.notAllowed, open, by: person, in: ready)
        }
        expectRefused(.interestConflict, open, by: DemoCast.conflicted, in: ready)
        expectRefused(.sittingNotOpen, open, by: chair, in: RoundStage.assessed.builder())
        for command in [
            RoundCommand.closeJointBallot(missing: []), .revealJointBallot, .adoptJointBallot,
        ] {
            #expect(ready.refusal(of: command, by: chair) != nil)
        }
    }

    @Test func `it begins with what everybody gave, and what is changed counts`() {
        var builder = RoundStage.jointReady.builder()
        builder.readAll()
        let old = builder.round.dossier(1)
        builder.given(open, by: chair)
        #expect(part(builder)?.ballots == ["1-6", "2-6"])
        let own = ballot("1-6", builder, .member(DemoCast.memberOne))?.own?.scores
        #expect(own?.values.allSatisfy { $0 == 4 } == true && own?.count == 6)
        builder.given(give(5, on: "2-6"), by: DemoCast.memberOne)
        builder.given(give(5, on: "2-6"), by: DemoCast.memberTwo)
        finish(&builder)
        #expect(builder.round.dossier(2)?.assessment?.value(of: "zakelijk") == 4)
        #expect(builder.round.dossier(2)?.assessment?.total == 63)
        #expect(builder.round.dossier(1) == old)
        #expect(builder.round.ballot("2-5")?.state == .adopted)
        builder.closeSitting()
        builder.rank()
        #expect(builder.round.ranking?.line(of: 2)?.total == 63)
        // How far they agreed before they talked is told beside how far they do now.
        let report = builder.round.robustness
        #expect(report?.agreementFirst.alpha == 1)
        #expect(report?.agreementLast.alpha.map { $0 < 1 } == true)
        expectSound(builder, "adjusted", from: builder.log.count - 12)
    }

    @Test func `what was written about another result is read again, and the rest stands`() {
        var builder = RoundStage.jointReady.builder()
        builder.readAll()
        builder.given(open, by: chair)
        builder.given(give(5, on: "2-6"), by: DemoCast.memberOne)
        finish(&builder)
        let codes = Set(builder.round.rules.criteria.map(\.code.rawValue))
        for dossier in builder.round.dossiers.prefix(2) {
            #expect(codes.isSubset(of: dossier.motivations.keys))
            for (item, motivation) in dossier.motivations {
                let stands = dossier.number == 1 || !codes.contains(item)
                #expect((motivation.reading != nil) == stands, "\(dossier.number) \(item)")
            }
        }
        builder.closeSitting()
        builder.rank()
        expectRefused(
            .decisionsIncomplete, .releaseDecisions, by: DemoCast.decisionMaker, in: builder)
    }

    @Test func `the missing are listed, and everybody's turnout is noted per dossier`() {
        var builder = RoundStage.jointOpen.builder()
        let missing = [DemoCast.conflicted, DemoCast.undeclared].sorted()
        #expect(part(builder)?.missing == missing)
        #expect(part(builder, .member(chair))?.missing == missing)
        for viewer in [RoundViewer.member(DemoCast.deputy), .auditor, .projector] {
            #expect(part(builder, viewer)?.missing == nil && part(builder, viewer) != nil)
        }
        for listed in [[], [DemoCast.undeclared], missing + [DemoCast.deputy]] {
            expectRefused(
                .missingNotListed, .closeJointBallot(missing: listed), by: chair, in: builder)
        }
        builder.given(.closeJointBallot(missing: missing.reversed()), by: chair)
        expectRefused(.ballotNotOpen, give(5, on: "2-6"), by: DemoCast.memberOne, in: builder)
        builder.given(.revealJointBallot, by: chair)
        #expect(ballot("1-6", builder)?.cast == 4 && ballot("1-6", builder)?.eligible == 5)
        #expect(ballot("2-6", builder)?.cast == 4 && ballot("2-6", builder)?.eligible == 6)
        #expect(part(builder)?.missing == nil)
    }

    @Test func `without its quorum a joint vote isn't opened, is suspended, and isn't revealed`() {
        let gone = [DemoCast.deputy, DemoCast.memberTwo]
        var ready = RoundStage.jointReady.builder()
        ready.leave(gone)
        expectRefused(.quorumMissing, open, by: chair, in: ready)
        var builder = RoundStage.jointOpen.builder()
        builder.leave(gone)
        #expect(builder.round.ballot("1-6")?.state == .suspended)
        #expect(builder.round.ballot("2-6")?.state == .suspended)
        let close = RoundCommand.closeJointBallot(missing: builder.jointMissing)
        expectRefused(.ballotNotOpen, close, by: chair, in: builder)
        builder.arrive([DemoCast.deputy])
        #expect(builder.round.ballot("2-6")?.state == .open)
        builder.given(close, by: chair)
        builder.leave([DemoCast.deputy])
        expectRefused(.quorumMissing, .revealJointBallot, by: chair, in: builder)
        expectSound(builder, "quorum", from: builder.log.count - 9)
    }

    @Test func `nothing of it is known before the reveal, and then it is the same for all`() {
        for stage in [RoundStage.jointOpen, .jointClosed] {
            let builder = stage.builder()
            for viewer in everyViewer {
                for name: BallotName in ["1-6", "2-6"] {
                    guard let shown = ballot(name, builder, viewer) else { continue }
                    #expect(shown.result == nil && shown.votes == nil, "\(viewer)")
                }
            }
            expectRefused(
                .hiddenMaterial, .recordExport(form: "jsonl"), by: DemoCast.auditor, in: builder)
        }
        let builder = RoundStage.jointRevealed.builder()
        let shown = ballot("1-6", builder)?.result
        #expect(shown?.scores?.total == 80)
        #expect(ballot("1-6", builder, .member(DemoCast.memberOne))?.result == shown)
        #expect(ballot("1-6", builder, .projector)?.result?.scores == shown?.scores)
        #expect(part(builder, .member(DemoCast.conflicted))?.ballots == ["2-6"])
        for viewer in [RoundViewer.applicant(DemoCast.mental), .council, .decisionMaker] {
            #expect(part(builder, viewer) == nil)
        }
    }

    @Test func `nobody takes anything up, leaves or opens another one meanwhile`() {
        for stage in [RoundStage.jointOpen, .jointClosed, .jointRevealed] {
            var builder = stage.builder()
            for number in 1...2 {
                expectRefused(
                    .ballotUnfinished, .takeUpDossier(dossier: number), by: DemoCast.secretary,
                    in: builder)
            }
            expectRefused(.ballotUnfinished, .closeSitting, by: DemoCast.secretary, in: builder)
            expectRefused(.ballotUnfinished, open, by: chair, in: builder)
            expectRefused(
                .ballotUnfinished, .openJointBallot(kind: .tieBreak), by: chair, in: builder)
            // Also when a dossier on it has to be adopted again.
            builder.given(.declareInterests(interests: [interest(2)]), by: DemoCast.memberTwo)
            for command in [
                RoundCommand.closeBallot(ballot: "2-6", missing: builder.missing("2-6")),
                .revealBallot(ballot: "2-6"), .repeatBallot(ballot: "2-6"),
                .adoptBallot(ballot: "2-6", motivations: [:]),
            ] {
                expectRefused(.ballotUnfinished, command, by: chair, in: builder)
            }
        }
    }

    @Test func `what lapses during a joint vote is adopted on its own, and the rest by it`() {
        var builder = RoundStage.jointOpen.builder()
        builder.given(give(1, on: "1-6"), by: DemoCast.memberOne)
        builder.given(.declareInterests(interests: [interest(2)]), by: DemoCast.memberTwo)
        #expect(builder.round.dossier(2)?.state == .inAssessment)
        finish(&builder)
        #expect(builder.round.dossier(1)?.assessment?.value(of: "zakelijk") == Rational(13, 4))
        #expect(builder.round.ballot("2-6")?.state == .revealed)
        for ordinal in 1...4 {
            builder.given(
                .adoptBallot(
                    ballot: BallotName(dossier: 2, ordinal: ordinal), motivations: [:]), by: chair)
        }
        builder.adopt()
        #expect(builder.round.dossier(2)?.state == .assessed)
        expectSound(builder, "lapsed during", from: RoundStage.jointOpen.builder().log.count)
    }

    @Test func `a paper vote that isn't the member's own makes it be held again without it`() {
        var builder = RoundStage.jointOpen.builder()
        let scores = Dictionary(
            uniqueKeysWithValues: builder.round.rules.criteria.map { ($0.code, 2) })
        builder.arrive([DemoCast.conflicted])
        builder.given(
            .enterPaperScores(ballot: "2-6", person: DemoCast.conflicted, scores: scores),
            by: DemoCast.secretary)
        builder.given(.closeJointBallot(missing: builder.jointMissing), by: chair)
        builder.given(.revealJointBallot, by: chair)
        expectRefused(.countersignMissing, .adoptJointBallot, by: chair, in: builder)
        expectRefused(.ballotUnfinished, open, by: chair, in: builder)
        builder.given(.countersignVote(ballot: "2-6", agrees: false), by: DemoCast.conflicted)
        builder.given(open, by: chair)
        #expect(ballot("2-7", builder)?.cast == 4)
        #expect(ballot("2-7", builder, .member(DemoCast.conflicted))?.own == nil)
        finish(&builder)
        expectSound(builder, "contested", from: RoundStage.jointOpen.builder().log.count)
    }
}
