import Domain
import Support
import Testing

/// What is asked against the rule and never counts: refused by a second person, or taken back (F10).
struct OverrideEndTests {
    private let coordinator = DemoCast.coordinator
    private let holder = DemoCast.budgetHolder
    private let refuse = RoundCommand.refuseOverride(dossier: 1, reasons: RoundBuilder.reasons)
    private let withdraw = RoundCommand.withdrawOverride(dossier: 1)
    private let approve = RoundCommand.approveOverride(dossier: 1)
    private let ask = RoundCommand.askOverride(
        dossier: 1, amount: Cents(3_500_000), reasons: RoundBuilder.reasons, skipped: [])

    private var asked: RoundBuilder { RoundStage.overrideAsked.builder() }

    @Test func `it is refused with reasons by whoever else could approve it`() throws {
        var builder = asked
        builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
        builder.change(.roleGranted(person: DemoCast.memberOne, role: .budgetHolder))
        for person in [DemoCast.memberOne, DemoCast.chair, DemoCast.decisionMaker] {
            expectRefused(.notAllowed, refuse, by: person, in: builder)
        }
        expectRefused(.sameEyes, refuse, by: coordinator, in: builder)
        expectRefused(
            .reasonsMissing, .refuseOverride(dossier: 1, reasons: families(19)), by: holder,
            in: builder)
        expectRefused(
            .nothingAsked, .refuseOverride(dossier: 2, reasons: RoundBuilder.reasons), by: holder,
            in: builder)
        expectRefused(.wrongPhase, refuse, by: holder, in: RoundStage.decided.builder())
        expectAccepted(refuse, by: DemoCast.auditor, in: builder)
        let before = builder.round.allocation
        let events = builder.given(refuse, by: holder)
        #expect(events == [.overrideRefused(dossier: 1, reasons: RoundBuilder.reasons)])
        #expect(builder.round.allocation == before)
        let request = try #require(builder.round.overrides.first)
        #expect(request.refused?.by == holder && request.refused?.reasons == RoundBuilder.reasons)
        #expect(!request.isOpen && request.approvedBy == nil)
        expectSound(builder, "refused", from: builder.log.count - 2)
    }

    @Test func `it is taken back by who asked for it, and by nobody else`() {
        var builder = asked
        builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
        for person in [DemoCast.auditor, holder, DemoCast.decisionMaker, DemoCast.chair] {
            expectRefused(.notAllowed, withdraw, by: person, in: builder)
        }
        expectRefused(.wrongPhase, withdraw, by: coordinator, in: RoundStage.decided.builder())
        expectRefused(
            .nothingAsked, .withdrawOverride(dossier: 2), by: coordinator, in: builder)
        #expect(builder.given(withdraw, by: coordinator) == [.overrideWithdrawn(dossier: 1)])
        #expect(builder.round.overrides.isEmpty)
        expectSound(builder, "withdrawn", from: builder.log.count - 2)
    }

    @Test func `nothing is said twice about it`() {
        for end in [refuse, withdraw, approve] {
            var builder = asked
            let isOwn = caseName(of: end) == "withdrawOverride"
            builder.given(end, by: isOwn ? coordinator : holder)
            expectRefused(.nothingAsked, refuse, by: holder, in: builder)
            expectRefused(.nothingAsked, approve, by: holder, in: builder)
            expectRefused(.nothingAsked, withdraw, by: coordinator, in: builder)
        }
    }

    @Test func `something else can be asked after it, and what was approved before stays`() {
        var builder = asked
        builder.given(approve, by: holder)
        builder.given(ask, by: coordinator)
        builder.given(refuse, by: holder)
        #expect(builder.round.overrides.map(\.approvedBy) == [holder, nil])
        builder.given(ask, by: coordinator)
        #expect(builder.round.overrides.map(\.refused?.by) == [nil, holder, nil])
        builder.given(withdraw, by: coordinator)
        #expect(builder.round.overrides.map(\.approvedBy) == [holder, nil])
        #expect(builder.round.allocation?.line(of: 1)?.override == Cents(3_000_000))
    }

    @Test func `a refusal stays in sight when something else is asked and taken back`() {
        var builder = asked
        builder.given(refuse, by: holder)
        builder.given(ask, by: coordinator)
        builder.given(withdraw, by: coordinator)
        for viewer in [RoundViewer.coordinator, .budgetHolder] {
            guard case .overrides(let seen)? = builder.round.part(.overrides, for: viewer) else {
                Issue.record("\(viewer) sees no overrides")
                continue
            }
            #expect(seen.map(\.refused?.reasons) == [RoundBuilder.reasons])
        }
        expectRefused(.nothingAsked, approve, by: holder, in: builder)
        expectRefused(.nothingAsked, withdraw, by: coordinator, in: builder)
        expectSound(builder, "refused and taken back", from: builder.log.count - 4)
    }

    @Test func `who was asked sees nothing more once it is taken back`() {
        var builder = asked
        builder.given(withdraw, by: coordinator)
        for key in [RoundPartKey.overrides, .ranking] {
            #expect(builder.round.part(key, for: .budgetHolder) == nil)
        }
        // All that was seen because something was asked is looked at again.
        #expect(builder.round.partKeys(touchedBy: .overrideWithdrawn(dossier: 1)) == nil)
    }

    @Test func `no log says that somebody judged their own, or took back another's`() {
        let builder = asked
        func deviation(_ event: RoundEvent, _ person: PersonID) -> String? {
            builder.round.deviation(
                of: event, stamp: Stamp(position: 9, at: builder.now, by: .person(person)),
                hashing: builder.hashing)
        }
        let refused = RoundEvent.overrideRefused(dossier: 1, reasons: RoundBuilder.reasons)
        #expect(deviation(refused, holder) == nil)
        #expect(deviation(refused, coordinator) != nil)
        #expect(deviation(.overrideWithdrawn(dossier: 1), coordinator) == nil)
        #expect(deviation(.overrideWithdrawn(dossier: 1), holder) != nil)
        #expect(deviation(.overrideWithdrawn(dossier: 2), coordinator) != nil)
    }
}
