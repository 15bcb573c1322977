import Client
import Domain
import Synchronization
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A view that is followed` {
    private func follow(
        _ client: Client
    ) async throws(CallFailure) -> ViewFollower {
        try await client.follow(round: "venlo-2019", view: FakeServer.view)
    }

    /// The follower has what the server has.
    private func expectSame(_ follower: ViewFollower, _ server: FakeServer) async throws {
        let (board, head, epoch) = server.state.withLock { ($0.board, $0.head, $0.epoch) }
        let state = try await follower.first(within: .seconds(120)) {
            $0.offset == head && $0.epoch == epoch
        }
        #expect(state.parts == board.mapValues(JSON.init))
    }

    @Test func `shows its state at once and every last change`() async throws {
        try await FakeServer.run {
            $0.board = ["round": ["phase": "open"]]
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                #expect(follower.current["round"]?["phase"]?.text == "open")
                #expect(follower.stream == FakeServer.stream && follower.view == FakeServer.view)
                server.publish(["sitting": 1])
                server.publish(["sitting": .null, "pot": 5])
                try await expectSame(follower, server)
                #expect(follower.current.parts == ["round": ["phase": "open"], "pot": 5])
                #expect(follower.statistics.eventsApplied == 2)
                #expect(follower.statistics.snapshots == 1)
            }
        }
    }

    @Test func `tells where its holder is without a key, and takes it back`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let told = try await client.hint(
                    round: "venlo-2019", view: "applicant/zuid", part: "dossier/1", place: "risks")
                #expect(told.isShown && told.lapsesAfter == .seconds(30))
                try await client.takeBackHint(
                    round: "venlo-2019", view: "applicant/zuid", part: "dossier/1")
                _ = try await client.call(method: "round.hint", params: ["round": "venlo-2019"])
            }
            let name: [String: JSONValue] = [
                "round": "venlo-2019", "view": "applicant/zuid", "part": "dossier/1",
            ]
            #expect(
                server.state.withLock { $0.requests.map(\.params) } == [
                    name.merging(["place": "risks"]) { $1 }, name.merging(["gone": true]) { $1 },
                    ["round": "venlo-2019"],
                ])
        }
    }

    @Test func `has one follower, however often it is asked for`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                async let one = follow(client)
                async let other = follow(client)
                let (first, second) = try await (one, other)
                #expect(first === second)
                #expect(try await follow(client) === first)
                #expect(server.state.withLock { $0.requests.count } == 1)
            }
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `over breaks, losses and doubles at any event has no gap and no double`(
        seed: UInt64
    ) async throws {
        let generator = Mutex(SeededGenerator(seed: seed))
        let isCalm = Mutex(false)
        try await FakeServer.run { state in
            state.resumeMost = Int(seed) * 3
            state.onEvent = { _ in
                if isCalm.withLock({ $0 }) { return .none }
                return switch generator.withLock({ Int.random(in: 0..<40, using: &$0) }) {
                case 0: .cutBefore
                case 1: .cutAfter
                case 2...5: .drop
                case 6...9: .twice
                default: .none
                }
            }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                let offsets = Mutex<[Int]>([])
                let reader = Task {
                    for try await state in follower.updates {
                        offsets.withLock { $0.append(state.offset) }
                        // Every event sets its own number and the sum: a missed one would show.
                        let sum = state["sum"]?.integer ?? 0
                        let number = state["number"]?.integer ?? 0
                        #expect(sum == number * (number + 1) / 2)
                    }
                }
                var sum = 0
                for number in 1...150 {
                    sum += number
                    server.publish(["number": .integer(number), "sum": .integer(sum)])
                    try await Task.sleep(for: .milliseconds(1))
                }
                isCalm.withLock { $0 = true }
                // A lost tail is seen by the heartbeat alone.
                for _ in 1...6_000 where follower.current.offset < 150 {
                    server.heartbeat()
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await expectSame(follower, server)
                follower.end()
                try await reader.value
                let seen = offsets.withLock { $0 }
                #expect(seen == seen.sorted() && Set(seen).count == seen.count)
                #expect(seen.last == 150)
            }
        }
    }

    @Test func `asks for what it lost and ignores what it has`() async throws {
        try await FakeServer.run { state in
            state.onEvent = { [2: .drop, 4: .twice][$0] ?? .none }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                server.publish(["n": 1])
                server.publish(["m": 2])
                server.publish(["n": 3])
                try await expectSame(follower, server)
                server.publish(["n": 4])
                try await expectSame(follower, server)
                #expect(follower.current.parts == ["n": 4, "m": 2])
                // What came twice is behind what came once.
                for _ in 1...6_000 where follower.statistics.duplicatesIgnored == 0 {
                    try await Task.sleep(for: .milliseconds(10))
                }
                let statistics = follower.statistics
                #expect(statistics.gapsSeen == 1 && statistics.duplicatesIgnored == 1)
                #expect(statistics.resumes == 1 && statistics.snapshots == 1)
                #expect(statistics.eventsApplied == 4)
            }
        }
    }

    @Test func `asks from where it is after a break`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                server.publish(["n": 1])
                try await expectSame(follower, server)
                client.breakOff()
                try await server.until { $0.sessions.isEmpty || $0.hellos == 2 }
                server.publish(["n": 2])
                try await expectSame(follower, server)
                #expect(follower.statistics.snapshots == 1 && follower.statistics.resumes == 1)
            }
            let last = server.state.withLock { $0.requests.last?.params }
            #expect(last?["epoch"] == "first" && last?["offset"] == 1)
        }
    }

    @Test func `takes the whole again when the history is another one`() async throws {
        try await FakeServer.run {
            $0.board = ["old": 1]
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                server.publish(["n": 1])
                try await expectSame(follower, server)
                server.state.withLock { state in
                    (state.epoch, state.board, state.events) = ("second", ["new": 2], [])
                }
                client.breakOff()
                try await expectSame(follower, server)
                #expect(follower.current.parts == ["new": 2])
                server.publish(["n": 2])
                try await expectSame(follower, server)
                #expect(follower.statistics.snapshots == 2)
            }
        }
    }

    @Test func `sees a lost tail by the heartbeat, without traffic`() async throws {
        try await FakeServer.run {
            $0.onEvent = { _ in .drop }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                server.publish(["n": 1])
                server.heartbeat()
                try await expectSame(follower, server)
                server.heartbeat()
                _ = try await client.rounds()
                #expect(follower.statistics.gapsSeen == 1)
                #expect(server.state.withLock { $0.requests.count } == 3)
            }
        }
    }

    @Test func `is taken whole when the server can't go on from there`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                let stream = try #require(StreamID(FakeServer.stream))
                server.publishSilently(["n": 1])
                server.send(SubscriptionEnded(restartOf: stream, view: FakeServer.view).bytes)
                try await expectSame(follower, server)
                #expect(follower.statistics.snapshots == 2)
            }
        }
    }

    @Test func `ends with a reason when the right to it ends`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                let stream = try #require(StreamID(FakeServer.stream))
                let notice = SubscriptionEnded(
                    stream: stream, view: FakeServer.view, refusal: Refusal(.notAllowed))
                var states = follower.updates.makeAsyncIterator()
                #expect(try await states.next()?.offset == 0)
                server.send(notice.bytes)
                let failure = await #expect(throws: CallFailure.self) {
                    try await follower.first { _ in false }
                }
                guard case .refused(let refusal)? = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
                #expect(refusal.refusalCode == .notAllowed && refusal.number == -32003)
                await #expect(throws: CallFailure.refused(refusal)) { try await states.next() }
                #expect(try await states.next() == nil)
                client.breakOff()
                try await server.until { $0.hellos == 2 }
                _ = try await client.rounds()
                #expect(server.state.withLock { $0.requests.count } == 2)
            }
        }
    }

    @Test func `that may not be followed is refused at once`() async throws {
        let refusal = CallError(Refusal(.notAllowed))
        try await FakeServer.run {
            $0.subscribeRefusal = refusal
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                await #expect(throws: CallFailure.refused(CallRefusal(refusal))) {
                    try await follow(client)
                }
                await #expect(throws: CallFailure.noSuchName("NOT A NAME")) {
                    try await client.follow(round: "NOT A NAME", view: "chair")
                }
            }
        }
    }

    @Test func `is waited for no longer than was asked`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                await #expect(throws: CallFailure.timedOut) {
                    try await follower.first(within: .milliseconds(30)) { $0.offset == 9 }
                }
                let task = Task { try await follower.first { $0.offset == 9 } }
                task.cancel()
                await #expect(throws: CallFailure.cancelled) { try await task.value }
            }
        }
    }

    @Test func `is unsubscribed when it is left, and ends with its client`() async throws {
        try await FakeServer.run { server in
            let kept = try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                follower.end()
                try await server.until { $0.requests.count == 2 }
                #expect(
                    server.state.withLock { $0.requests.map(\.method) }
                        == ["round.subscribe", "round.unsubscribe"])
                return try await follow(client)
            }
            var states = kept.updates.makeAsyncIterator()
            #expect(try await states.next() != nil)
            #expect(try await states.next() == nil)
        }
    }

    @Test func `shows a slow reader the newest state and keeps nothing else`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let follower = try await follow(client)
                var states = follower.updates.makeAsyncIterator()
                _ = try await states.next()
                for number in 1...100 { server.publish(["n": .integer(number)]) }
                try await expectSame(follower, server)
                #expect(try await states.next()?["n"] == 100)
            }
        }
    }
}
