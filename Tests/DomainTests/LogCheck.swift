import Domain
import Support
import Testing

/// Replays a log from its first event and holds it against everything that must be true of any log.
///
/// The fold equals the round that was played; `verify` finds nothing; and what an event doesn't
/// name as touched looks the same to everybody.
func expectSound(_ builder: RoundBuilder, _ name: String, from start: Int = 0) {
    var replayed = Round(stream: .round(DemoCast.round))
    var shown: [RoundViewer: [RoundPartKey: RoundPart]] = [:]
    for (index, (event, stamp)) in builder.log.enumerated() {
        let deviation = replayed.deviation(of: event, stamp: stamp, hashing: builder.hashing)
        #expect(deviation == nil, "\(name): \(caseName(of: event)) at \(stamp.position)")
        replayed.apply(event, stamp: stamp)
        if index + 1 < start { continue }
        let now = everything(in: replayed)
        if index >= start { expectTouched(event, replayed, from: shown, to: now, name) }
        shown = now
        expectLawful(replayed, name)
    }
    #expect(replayed == builder.round, "\(name) replayed")
}

/// Somebody of every kind.
private let watchers: [RoundViewer] =
    [
        .applicant(DemoCast.mental), .applicant(DemoCast.home), .member(DemoCast.chair),
        .member(DemoCast.conflicted), .member(DemoCast.undeclared),
        .member(DemoCast.memberTwo),
    ] + RoundViewer.plain

private func everything(in round: Round) -> [RoundViewer: [RoundPartKey: RoundPart]] {
    var all: [RoundViewer: [RoundPartKey: RoundPart]] = [:]
    for viewer in watchers {
        for key in round.partKeys { all[viewer, default: [:]][key] = round.part(key, for: viewer) }
    }
    return all
}

private func expectTouched(
    _ event: RoundEvent, _ round: Round, from before: [RoundViewer: [RoundPartKey: RoundPart]],
    to after: [RoundViewer: [RoundPartKey: RoundPart]], _ name: String
) {
    guard let touched = round.partKeys(touchedBy: event) else { return }
    for key in round.partKeys where !touched.contains(key) {
        for viewer in watchers where before[viewer]?[key] != after[viewer]?[key] {
            Issue.record("\(name): \(caseName(of: event)) changes \(key) for \(viewer)")
        }
    }
}

private func expectLawful(_ round: Round, _ name: String) {
    #expect(round.ledger.available >= .zero, "\(name)")
    let ledger = round.ledger
    let given =
        ledger.total(.granted) + ledger.total(.reserved) - ledger.total(.reservationEnded)
    let pot = ledger.total(.set) + ledger.total(.raised) + ledger.total(.carriedOver)
    #expect(given <= pot, "\(name)")
    for ballot in round.ballots where ballot.state == .adopted {
        #expect(ballot.result != nil, "\(name)")
    }
    for line in round.ranking?.lines ?? [] {
        let gate = round.dossier(line.dossier)?.gate ?? [:]
        #expect(gate.count == 4 && gate.values.allSatisfy { $0 == .meets }, "\(name)")
    }
    for dossier in round.dossiers where dossier.state == .granted {
        #expect(dossier.gate.values.filter { $0 == .meets }.count == 4, "\(name)")
    }
}
