import Client
import Domain
import Testing
import Wire

@Suite struct `A view put together` {
    private func event(
        _ offset: Int, epoch: String = "first", _ parts: [String: JSONValue] = ["n": 1]
    ) throws -> ViewEvent {
        try ViewEvent([
            "stream": "round/venlo-2019", "view": "chair", "epoch": .string(epoch),
            "offset": .integer(offset), "at": "2026-04-06T10:00:00.000Z", "parts": .object(parts),
        ])
    }

    private func fold(at offset: Int) -> ViewFold {
        var fold = ViewFold(ViewName(stream: .round("venlo-2019"), view: "chair"))
        fold.replace(epoch: "first", offset: offset, parts: ["n": 0, "gone": .null, "old": 7])
        return fold
    }

    @Test(arguments: [
        (5, "first", ViewFold.Verdict.duplicate), (1, "first", .duplicate), (6, "first", .applied),
        (7, "first", .gap), (100, "first", .gap), (6, "second", .gap), (5, "second", .gap),
    ])
    func `after offset 5 takes 6 alone`(
        offset: Int, epoch: String, verdict: ViewFold.Verdict
    ) throws {
        var fold = fold(at: 5)
        #expect(fold.apply(try event(offset, epoch: epoch)) == verdict)
        let wasApplied = verdict == .applied
        #expect(fold.state?.offset == (wasApplied ? 6 : 5))
        #expect(fold.state?["n"] == (wasApplied ? 1 : 0))
        #expect(fold.statistics.eventsApplied == (wasApplied ? 1 : 0))
        #expect(fold.statistics.duplicatesIgnored == (verdict == .duplicate ? 1 : 0))
    }

    @Test func `takes nothing before its first snapshot`() throws {
        var fold = ViewFold(ViewName(stream: .directory, view: "all"))
        #expect(fold.position == nil)
        #expect(fold.apply(try event(1)) == .gap)
        #expect(fold.state == nil)
    }

    @Test func `loses the parts that are null, and all parts to a snapshot`() throws {
        var fold = fold(at: 1)
        #expect(fold.state?.parts == ["n": 0, "old": 7])
        #expect(fold.apply(try event(2, ["old": .null, "new": ["a": 1]])) == .applied)
        #expect(fold.state?.parts == ["n": 0, "new": ["a": 1]])
        fold.replace(epoch: "second", offset: 1, parts: ["fresh": true])
        #expect(fold.state?.parts == ["fresh": true])
        #expect(fold.position == ViewPosition(epoch: "second", offset: 1))
        #expect(fold.statistics.snapshots == 2)
    }
}
