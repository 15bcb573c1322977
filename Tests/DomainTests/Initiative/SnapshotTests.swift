import Domain
import Support
import Testing

/// What the council and the public see, and what comes in from imports (F17).
struct SnapshotTests {
    private let manager = DemoCast.relationshipManager

    @Test func `a snapshot holds what may be known, and stays as it was`() throws {
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        builder.given(
            .recordResult(dossier: 1, result: InitiativeSample.result(12, value: 60)), by: manager)
        builder.given(.recordResult(dossier: 1, result: InitiativeSample.result()), by: manager)
        builder.given(
            .recordResult(
                dossier: 2, result: InitiativeSample.result(0, of: 0, value: nil)), by: manager)
        builder.pay(1)
        builder.given(builder.snapshot(), by: manager)
        let snapshot = try #require(builder.round.snapshots.first)
        #expect(snapshot.number == 1 && snapshot.corrects == nil)
        #expect(snapshot.pot.granted == Cents(8_000_000) && snapshot.pot.paid == Cents(1_500_000))
        #expect(snapshot.pot.available == Cents(2_000_000))
        #expect(snapshot.counts.map(\.count) == [1, 1])
        #expect(snapshot.initiatives.map(\.dossier) == [1, 2])
        // The newest of an indicator counts; one about nobody isn't ripe.
        #expect(snapshot.initiatives[0].results == [InitiativeSample.result().published])
        #expect(snapshot.initiatives[1].results.isEmpty)
        builder.settle(3_000_000, on: 2)
        #expect(builder.round.snapshots == [snapshot])
        for viewer in everyViewer {
            #expect(builder.round.part(.snapshot(1), for: viewer) == .snapshot(snapshot))
        }
    }

    @Test func `the council sees counts in multiples of five and what follows from those`() {
        let shown = InitiativeSample.result(7, of: 17, value: Rational(700, 17)).published
        #expect(shown.numerator == 5 && shown.n == 15 && shown.notYetMature == 5)
        #expect(shown.value == Rational(500, 15))
        #expect(
            InitiativeSample.result(nil, of: 17, value: Rational(700, 17)).published.value == 41)
        let hidden = InitiativeSample.result(nil, of: nil, value: nil).published
        #expect(hidden.n == nil && hidden.value == nil)
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        builder.given(
            .recordResult(
                dossier: 1, result: InitiativeSample.result(7, of: 17, value: Rational(700, 17))),
            by: manager)
        builder.given(builder.snapshot(), by: manager)
        #expect(builder.round.snapshots.first?.initiatives.first?.results == [shown])
    }

    @Test func `a correction is another snapshot that names the newest one, with reasons`() {
        var builder = RoundStage.agreed.builder()
        builder.given(builder.snapshot(), by: manager)
        let first = builder.round.snapshots
        let quarter = Quarter(year: 2026, quarter: 1)
        let summaries = [1, 2].map { PublicSummary(dossier: $0, text: "Anders.") }
        func take(_ corrects: Int?, _ reasons: String?) -> RoundCommand {
            .takeSnapshot(
                quarter: quarter, summaries: summaries, corrects: corrects, reasons: reasons)
        }
        #expect(
            builder.refusal(of: take(nil, nil), by: manager)
                == Refusal(.staleVersion, subject: "corrects", current: 1))
        expectRefused(.reasonsMissing, take(1, nil), by: manager, in: builder)
        builder.given(take(1, RoundBuilder.reasons), by: manager)
        #expect(builder.round.snapshots.map(\.corrects) == [nil, 1])
        #expect(builder.round.snapshots.first == first.first)
        expectRefused(.staleVersion, take(1, RoundBuilder.reasons), by: manager, in: builder)
        expectAccepted(take(2, RoundBuilder.reasons), by: manager, in: builder)
        expectSound(builder, "corrected", from: builder.log.count - 3)
    }

    @Test func `it is of a quarter that is over, with words for every initiative`() {
        var builder = RoundStage.agreed.builder()
        func take(_ quarter: Int, _ dossiers: [Int], text: String = "Kort.") -> RoundCommand {
            .takeSnapshot(
                quarter: Quarter(year: 2026, quarter: quarter),
                summaries: dossiers.map { PublicSummary(dossier: $0, text: text) },
                corrects: nil, reasons: nil)
        }
        builder.now = amsterdam("2026-09-30T23:59:59").instant
        expectRefused(.datesOutOfOrder, take(3, [1, 2]), by: manager, in: builder)
        builder.now = amsterdam("2026-10-01T00:00:00").instant
        expectAccepted(take(3, [1, 2]), by: manager, in: builder)
        for quarter in [0, 5] {
            expectRefused(.malformed, take(quarter, [1, 2]), by: manager, in: builder)
        }
        for dossiers in [[1], [2, 1], [1, 2, 3]] {
            #expect(
                builder.refusal(of: take(3, dossiers), by: manager)
                    == Refusal(.summariesIncomplete, subject: "1, 2"))
        }
        let most = Limits.summaryCharactersMost
        expectAccepted(take(3, [1, 2], text: families(most)), by: manager, in: builder)
        expectRefused(
            .textTooLong, take(3, [1, 2], text: families(most + 1)), by: manager, in: builder)
    }

    @Test func `as many snapshots as there may be, and no more`() {
        var builder = RoundStage.agreed.builder()
        let quarters = (2001...2026).flatMap { year in
            (1...4).map { Quarter(year: year, quarter: $0) }
        }
        for quarter in quarters.prefix(Limits.snapshots) {
            builder.given(builder.snapshot(quarter), by: manager)
        }
        #expect(
            builder.refusal(of: builder.snapshot(quarters[Limits.snapshots]), by: manager)
                == Refusal(.tooMany, limit: Limits.snapshots))
    }

    @Test func `verify makes each snapshot again`() throws {
        var builder = RoundStage.agreed.builder()
        let events = builder.given(builder.snapshot(), by: manager)
        guard case .snapshotTaken(let snapshot)? = events.first else {
            Issue.record("no snapshot")
            return
        }
        let stamp = Stamp(position: 1, at: builder.now, by: .person(manager))
        let before = RoundStage.agreed.builder().round
        let other = RoundStage.decided.builder().round
        let event = RoundEvent.snapshotTaken(snapshot: snapshot)
        #expect(before.deviation(of: event, stamp: stamp, hashing: builder.hashing) == nil)
        #expect(other.deviation(of: event, stamp: stamp, hashing: builder.hashing) != nil)
    }

    @Test func `the public overview has every grant since the release, and what became of it`() {
        #expect(RoundStage.intended.builder().round.part(.grants, for: .council) == nil)
        var builder = RoundStage.settled.builder()
        guard case .grants(let lines)? = builder.round.part(.grants, for: .council) else {
            Issue.record("the council doesn't see the overview")
            return
        }
        #expect(lines.map(\.dossier) == [1, 2])
        #expect(lines[0].legalSource == "Subsidieregeling kansendossiers 2026")
        #expect(
            lines[0].recipient == "Stichting ggz-maas" && lines[0].recipientNumber == "12345000")
        #expect(lines[0].activities == "Dossier 1" && !lines[0].aims.isEmpty)
        #expect(lines[0].granted == Cents(4_000_000) && lines[0].settled == Cents(1_000_000))
        #expect(lines[0].settledOn == builder.today && lines[1].settledOn == nil)
        #expect(lines[0].withdrawn == Cents(2_500_000) && lines[1].settled == nil)
        builder.given(.receiveBack(dossier: 1, amount: Cents(500_000)), by: DemoCast.budgetHolder)
        #expect(builder.round.part(.grants, for: .council) == .grants(lines))
    }

    @Test func `a result rests on an import that the round knows, or is refused`() {
        var builder = RoundStage.agreed.builder()
        let note = InitiativeSample.note
        func result(
            knownOn: CivilDate, value: Rational? = nil, absence: RecordedResult.Absence? = nil,
            firstMature: CivilDate? = nil, basis: Digest?
        ) -> RoundCommand {
            .recordResult(
                dossier: 1,
                result: RecordedResult(
                    indicator: .sustainedOutflow, definition: 1, horizon: "P6M",
                    from: InitiativeSample.day("2025-07-01"),
                    to: InitiativeSample.day("2026-03-31"),
                    referenceDate: InitiativeSample.day("2026-10-01"), knownOn: knownOn,
                    value: value, n: value == nil ? 0 : 20, numerator: nil, notYetMature: 6,
                    absence: absence, firstMature: firstMature, basis: basis))
        }
        let day = note.knownOn
        let immature = result(knownOn: day, absence: .immature, firstMature: day, basis: note.hash)
        expectRefused(.unknownImport, immature, by: manager, in: builder)
        builder.given(.recordImport(note: note), by: manager)
        expectRefused(
            .unknownImport, result(knownOn: day.advanced(byDays: 1), basis: note.hash),
            by: manager, in: builder)
        expectRefused(
            .unknownImport, result(knownOn: day, basis: .zero), by: manager, in: builder)
        expectAccepted(immature, by: manager, in: builder)
        expectRefused(
            .malformed, result(knownOn: day, value: 70, absence: .tooFew, basis: nil),
            by: manager, in: builder)
        expectRefused(
            .malformed,
            result(knownOn: day, absence: .tooFew, firstMature: day, basis: note.hash),
            by: manager, in: builder)
    }

    @Test func `of an import the log holds its hash and counts, once for a day`() {
        var builder = RoundStage.agreed.builder()
        builder.given(.recordImport(note: InitiativeSample.note), by: manager)
        expectRefused(
            .alreadyExists, .recordImport(note: InitiativeSample.note), by: manager, in: builder)
        let wrong = ImportNote(
            hash: .zero, knownOn: builder.today, read: 10, accepted: 8, doubled: 1, refused: 0)
        expectRefused(.malformed, .recordImport(note: wrong), by: manager, in: builder)
        #expect(builder.round.part(.imports, for: .relationshipManager) != nil)
        #expect(builder.round.part(.imports, for: .council) == nil)
    }
}
