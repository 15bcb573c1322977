import Client
import Domain
import Synchronization
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A command` {
    private let command = RoundCommand.suspendSitting

    @Test func `is answered, has a key of its own and one effect`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                #expect(try await client.greeting().user == "anna")
                #expect(try await client.send(command, to: "venlo-2019").already == false)
                let result = try await client.call(
                    method: "round.suspendSitting", params: ["round": "venlo-2019"])
                #expect(result["accepted"]?.bool == true)
                _ = try await client.send(.withdrawToken(token: "old"))
                #expect(try await client.rounds().map(\.round) == ["venlo-2019"])
            }
            try await server.until { !$0.closures.isEmpty }
            server.state.withLock { state in
                #expect(Set(state.effects).count == 3)
                #expect(state.effects.allSatisfy { CommandKey($0) != nil })
                #expect(state.requests.last?.params == [:])
                #expect(state.closures == [1000])
            }
        }
    }

    @Test func `keeps the key that its sender chose, however often it is sent`() async throws {
        let key = CommandKey.random()
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                let params: JSON = ["round": "venlo-2019", "key": .string(key.text)]
                let first = try await client.call(method: "round.suspendSitting", params: params)
                #expect(first["already"]?.bool == false)
                #expect(try await client.send(command, to: "venlo-2019", key: key).already)
            }
            #expect(server.state.withLock { $0.keys } == [key.text, key.text])
        }
    }

    @Test(arguments: [
        (FakeServer.CommandFault.cutBefore, 2, false), (.cutBeforeAnswer, 2, true),
        (.cutAfterAnswer, 1, false),
    ])
    func `that is broken off has one effect under the same key`(
        fault: FakeServer.CommandFault, sendings: Int, already: Bool
    ) async throws {
        try await FakeServer.run { state in
            state.onCommand = { $0 == 1 ? fault : .none }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let result = try await client.send(command, to: "venlo-2019")
                #expect(result.already == already)
            }
            server.state.withLock { state in
                #expect(state.effects.count == 1)
                #expect(state.keys.count == sendings && Set(state.keys).count == 1)
            }
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `among many, broken off anywhere, is done once`(seed: UInt64) async throws {
        let generator = Mutex(SeededGenerator(seed: seed))
        try await FakeServer.run { state in
            state.onCommand = { _ in
                switch generator.withLock({ Int.random(in: 0..<20, using: &$0) }) {
                case 0: .cutBefore
                case 1: .cutBeforeAnswer
                case 2: .cutAfterAnswer
                case 3: .refuse(.busy(retryAfterMilliseconds: 1))
                case 4: .refuse(.rateExceeded(retryAfterMilliseconds: 1))
                default: .none
                }
            }
        } _: { server in
            try await Client.withClient(server.configuration { $0.retriesMost = 1_000 }) { client in
                await withTaskGroup(of: CallFailure?.self) { group in
                    for _ in 1...60 {
                        group.addTask {
                            do throws(CallFailure) {
                                _ = try await client.send(command, to: "venlo-2019")
                                return nil
                            } catch {
                                return error
                            }
                        }
                    }
                    for await failure in group { #expect(failure == nil) }
                }
                #expect(await client.statistics.connections > 1)
            }
            server.state.withLock { state in
                #expect(state.effects.count == 60 && Set(state.effects).count == 60)
            }
        }
    }

    @Test func `that is refused says why in both languages and is not sent again`() async throws {
        let refusal = CallError(
            code: -32010,
            data: .init(code: "roundClosed", nl: "De ronde is dicht.", en: "The round is closed."))
        try await FakeServer.run {
            $0.onCommand = { _ in .refuse(refusal) }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let failure = await #expect(throws: CallFailure.self) {
                    try await client.send(command, to: "venlo-2019")
                }
                #expect(failure == .refused(CallRefusal(refusal)))
                #expect(failure?.description == "The round is closed. (roundClosed)")
            }
            #expect(server.state.withLock { $0.keys.count } == 1)
        }
    }

    @Test func `without an answer ends in time, and the connection stays`() async throws {
        try await FakeServer.run {
            $0.onCommand = { $0 == 1 ? .silence : .none }
        } _: { server in
            let configuration = server.configuration { $0.answerTimeout = .seconds(1) }
            try await Client.withClient(configuration) { client in
                _ = try await client.greeting()
                await #expect(throws: CallFailure.timedOut) {
                    try await client.send(command, to: "venlo-2019")
                }
                _ = try await client.send(command, to: "venlo-2019")
                #expect(await client.statistics.connections == 1)
            }
        }
    }

    @Test func `of a cancelled task is given up at once`() async throws {
        try await FakeServer.run {
            $0.onCommand = { _ in .silence }
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                let task = Task { try await client.send(command, to: "venlo-2019") }
                try await server.until { $0.keys.count == 1 }
                task.cancel()
                await #expect(throws: CallFailure.cancelled) { try await task.value }
                let early = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await client.send(command, to: "venlo-2019")
                }
                await #expect(throws: CallFailure.cancelled) { try await early.value }
            }
        }
    }

    @Test func `after the end is refused at once`() async throws {
        try await FakeServer.run { server in
            let client = try await Client.withClient(server.configuration()) { client in
                _ = try await client.greeting()
                return client
            }
            await #expect(throws: CallFailure.closed) {
                try await client.send(command, to: "venlo-2019")
            }
            await #expect(throws: CallFailure.closed) { try await client.greeting() }
            await #expect(throws: CallFailure.closed) {
                try await client.follow(round: "venlo-2019", view: "chair")
            }
        }
    }
}
