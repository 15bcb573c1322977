import Domain
import Support
import Testing

/// Where being funded hangs on one member or one method, that is confirmed in so many numbers (F9).
struct BoundaryTests {
    /// Money for one of two; `values` are each member's scores on dossier 1 and on dossier 2.
    private func assessed(_ values: [DossierNumber: [Int]]) -> RoundBuilder {
        var rules = RuleSample()
        rules.pot = 4_000_000
        var builder = RoundStage.sitting.builder(rules: rules)
        for (number, scores) in values.sorted(by: { $0.key < $1.key }) {
            builder.takeUp(number)
            builder.passGate()
            builder.openBallot(.scores)
            for (person, score) in zip(DemoCast.voters, scores) {
                builder.score([score], by: person)
            }
            builder.reveal()
            builder.adopt()
        }
        builder.closeSitting()
        return builder
    }

    private var close: RoundBuilder { assessed([1: [3, 3, 3, 5], 2: [3, 3, 4, 3]]) }
    private var clear: RoundBuilder { assessed([1: [5, 5, 5, 5], 2: [3, 3, 3, 3]]) }

    private func adopt(_ boundary: [DossierNumber]) -> RoundCommand {
        .adoptRanking(seed: RuleSample.seed, boundary: boundary)
    }

    @Test func `a boundary case is confirmed by exactly its numbers`() {
        var builder = close
        for boundary in [[], [1], [2], [1, 2, 3], [1, 1, 2]] {
            #expect(
                builder.refusal(of: adopt(boundary), by: DemoCast.chair)
                    == Refusal(.boundaryNotConfirmed, subject: "1, 2"))
        }
        let events = builder.given(adopt([2, 1]), by: DemoCast.chair)
        #expect(events.map(caseName) == ["rankingAdopted", "potAllocated", "robustnessReported"])
        guard case .robustnessReported(let report, let confirmed, _)? = events.last else { return }
        #expect(report.boundary == [1, 2] && confirmed == [1, 2])
        #expect(builder.round.robustness == report)
        let changing = report.variants.filter { !$0.changed.isEmpty }.map(\.kind)
        #expect(changing.contains(.without(member: DemoCast.memberTwo)))
        expectSound(builder, "a boundary case", from: builder.log.count - 3)
    }

    @Test func `a round in which no member's scores matter has no boundary case to confirm`() {
        var builder = clear
        for boundary in [[1], [1, 2]] {
            expectRefused(.boundaryNotConfirmed, adopt(boundary), by: DemoCast.chair, in: builder)
        }
        builder.given(adopt([]), by: DemoCast.chair)
        let report = builder.round.robustness
        #expect(report?.boundary == [])
        #expect(report?.variants.count == DemoCast.voters.count + 2)
        #expect(report?.variants.allSatisfy { $0.funded == [1] && $0.changed.isEmpty } == true)
    }

    @Test func `whoever may not lead the ranking isn't told its boundary cases`() {
        let builder = close
        for role in Role.allCases where role != .chair {
            let refusal = builder.refusal(of: adopt([]), by: role.actor(in: builder))
            #expect(refusal?.code != .boundaryNotConfirmed && refusal != nil, "\(role)")
        }
    }

    @Test func `the report is seen by who sees the ranking, and by nobody else`() {
        var builder = close
        for viewer in everyViewer {
            #expect(builder.round.part(.robustness, for: viewer) == nil, "\(viewer)")
        }
        builder.given(adopt([1, 2]), by: DemoCast.chair)
        builder.decideAll()
        for released in [false, true] {
            if released { builder.release() }
            for viewer in everyViewer {
                let sees = builder.round.part(.ranking, for: viewer) != nil
                #expect((builder.round.part(.robustness, for: viewer) != nil) == sees, "\(viewer)")
            }
        }
        for viewer in [
            RoundViewer.member(DemoCast.conflicted), .member(DemoCast.undeclared), .observer,
            .projector, .council, .applicant(DemoCast.mental),
        ] {
            #expect(builder.round.part(.robustness, for: viewer) == nil, "\(viewer)")
        }
    }

    @Test func `a dry run of the ranking shows the report that its confirmation is about`() throws {
        let builder = close
        let rehearsed = try builder.round.rehearse(
            adopt([1, 2]), by: builder.actor(DemoCast.chair), in: builder.world)
        #expect(rehearsed.consequence.robustness?.boundary == [1, 2])
        #expect(rehearsed.consequence.ranking?.lines.map(\.dossier) == [1, 2])
    }

    @Test func `a ranking that lapses takes its report with it`() {
        var builder = close
        builder.given(adopt([1, 2]), by: DemoCast.chair)
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        #expect(builder.round.robustness == nil)
        for viewer in everyViewer {
            #expect(builder.round.part(.robustness, for: viewer) == nil)
        }
    }
}
