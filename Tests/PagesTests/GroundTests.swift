import Domain
import Testing

struct GroundTests {
    private func grounds(
        _ cause: AllocationCause, _ gate: [BallotSubject: GateOutcome] = [:]
    ) -> [RefusalGround] {
        RefusalGround.defaults(for: cause, gate: gate)
    }

    @Test func `the advice brings its own grounds for refusal`() {
        #expect(grounds(.fits) == [] && grounds(.withdrawn) == [])
        #expect(grounds(.notAssessed) == [.notAssessed])
        #expect(grounds(.belowThreshold) == [.belowThreshold])
        #expect(grounds(.part(of: Cents(2), minimum: Cents(1))) == [.ceilingReached])
        #expect(grounds(.doesNotFit(short: Cents(1))) == [.ceilingReached])
        #expect(grounds(.afterStop(at: 3)) == [.ceilingReached])
    }

    @Test func `a failed gate brings a ground for each failed item, in the gate's order`() {
        let all = Dictionary(
            uniqueKeysWithValues: BallotSubject.gate.map { ($0, GateOutcome.doesNotMeet) })
        #expect(
            grounds(.failedGate, all) == [
                .notCollaborative, .notAccelerating, .notInnovative, .alreadyRegular,
            ])
        #expect(
            grounds(.failedGate, [.notRegular: .doesNotMeet, .collaboration: .meets])
                == [.alreadyRegular])
        #expect(grounds(.belowThreshold, all) == [.belowThreshold])
    }

    @Test func `a ground for refusal keeps its name`() {
        #expect(
            RefusalGround.allCases.map(\.rawValue) == [
                "notCollaborative", "notAccelerating", "notInnovative", "alreadyRegular",
                "notAssessed", "belowThreshold", "ceilingReached", "incompatible",
                "loweredByAdvice", "activitiesUnlikely", "dutiesUnlikely", "noProperAccount",
                "falseData",
                "insolvency", "other",
            ])
    }
}
