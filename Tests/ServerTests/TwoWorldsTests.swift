import Domain
import Server
import Support
import Synchronization
import Testing
import Wire

/// F22: two worlds that differ in one hidden vote look the same, byte for byte, to everybody else.
@Suite(.timeLimit(.minutes(15))) struct `Two worlds that differ in one hidden vote` {
    /// Everybody but who votes, each with the view that they have.
    private static let watchers: [(holder: Actor.Identity, viewer: RoundViewer)] = [
        (.person(DemoCast.chair), .member(DemoCast.chair)),
        (.person(DemoCast.memberTwo), .member(DemoCast.memberTwo)),
        (.person(DemoCast.conflicted), .member(DemoCast.conflicted)),
        (.person(DemoCast.undeclared), .member(DemoCast.undeclared)),
        (.person(DemoCast.secretary), .secretary), (.person(DemoCast.coordinator), .coordinator),
        (.person(DemoCast.decisionMaker), .decisionMaker), (.person(DemoCast.auditor), .auditor),
        (.person(DemoCast.budgetHolder), .observer), (.projector(DemoCast.round), .projector),
        (.person(DemoCast.councilMember), .council),
        (.person(DemoCast.editor(of: DemoCast.mental)), .applicant(DemoCast.mental)),
    ]

    /// What each of them received, in order, on all channels; and, last, what the voter did.
    private func world(
        _ stage: RoundStage, ballot: BallotName, votes: [RoundCommand]
    ) async throws -> [[String]] {
        let transcripts = Mutex<[[String]]>([])
        try await ServerHarness(stage).run { server in
            var peers: [Peer] = []
            for (holder, viewer) in Self.watchers {
                let peer = try await server.connect(as: holder)
                _ = await peer.subscribe(viewer)
                peers.append(peer)
            }
            let voter = try await server.connect(as: DemoCast.memberOne)
            _ = await voter.subscribe(.member(DemoCast.memberOne))
            for (index, vote) in votes.enumerated() {
                let answer = await voter.give(vote, key: index + 1)
                try #require(answer.isAccepted, "\(answer)")
            }
            var all: [[String]] = []
            for (peer, (holder, viewer)) in zip(peers, Self.watchers) {
                await probe(peer, viewer, ballot)
                let outside = try await overHTTP(holder, viewer, server)
                all.append(peer.transcript + outside)
            }
            _ = await voter.subscribe(.member(DemoCast.memberOne))
            all.append(voter.transcript)
            transcripts.withLock { $0 = all }
        }
        return transcripts.withLock { $0 }
    }

    /// Looks again, and gives commands whose refusals might tell something.
    private func probe(_ peer: Peer, _ viewer: RoundViewer, _ ballot: BallotName) async {
        _ = await peer.subscribe(viewer)
        _ = await peer.ask("round.list")
        for (index, command) in [
            RoundCommand.revealBallot(ballot: ballot),
            .adoptBallot(ballot: ballot, motivations: [:]),
            .closeBallot(ballot: ballot, missing: [DemoCast.secretary]),
            .repeatBallot(ballot: ballot), .closeSitting, .adoptRanking(seed: nil, boundary: []),
            .dismissSeat(person: DemoCast.memberOne), .recordExport(form: "probe"),
            .leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons),
            .prepareBallot(subject: .scores), .takeUpDossier(dossier: 2),
            .castGateVote(ballot: "1-99", verdict: .meets, reasons: nil),
            .giveScore(ballot: ballot, criterion: "versnelling", value: 99),
        ].enumerated() {
            _ = await peer.give(command, key: 100 + index)
        }
    }

    private func overHTTP(
        _ holder: Actor.Identity, _ viewer: RoundViewer, _ server: RunningServer
    ) async throws -> [String] {
        let view: [String: JSONValue] = [
            "round": .string(DemoCast.round.rawValue), "view": .string(viewer.description),
        ]
        let snapshot = try await server.call("round.subscribe", view, as: holder)
        let export = try await server.exchange(
            "GET", "/rounds/\(DemoCast.round)/export.jsonl",
            bearer: ServerHarness.secret(of: holder))
        return [snapshot, export].map { answer in
            let headers = answer.headers.sorted { $0.key < $1.key }
            return "\(answer.status)\n\(headers)\n\(answer.body)"
        }
    }

    private func compare(_ one: [[String]], _ other: [[String]]) {
        #expect(one.count == Self.watchers.count + 1)
        // The voter sees the difference, so there is one to see.
        #expect(one.last != other.last)
        for (index, (holder, _)) in Self.watchers.enumerated() {
            #expect(one[index].count > 15)
            #expect(one[index] == other[index], "\(holder)")
        }
    }

    @Test func `look the same at the gate to everybody but the voter`() async throws {
        let ballot: BallotName = "1-1"
        compare(
            try await world(
                .ballotOpen, ballot: ballot,
                votes: [.castGateVote(ballot: ballot, verdict: .meets, reasons: nil)]),
            try await world(
                .ballotOpen, ballot: ballot,
                votes: [
                    .castGateVote(
                        ballot: ballot, verdict: .doesNotMeet,
                        reasons: "Dit zijn redenen die niemand anders mag zien.")
                ]))
    }

    @Test func `look the same while scores are given, to everybody but the voter`() async throws {
        compare(
            try await world(
                .scoresOpen, ballot: "1-5",
                votes: [.giveScore(ballot: "1-5", criterion: "versnelling", value: 1)]),
            try await world(
                .scoresOpen, ballot: "1-5",
                votes: [.giveScore(ballot: "1-5", criterion: "versnelling", value: 5)]))
    }
}
