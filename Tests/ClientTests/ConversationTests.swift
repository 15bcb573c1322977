import Client
import Domain
import Testing
import Wire

/// A conversation with a clock that stands still until told.
struct Talk {
    var conversation: Conversation
    var now = Duration.zero
    var generator = SeededGenerator(seed: 1)
    var actions: [Conversation.Action] = []

    init(set: (inout Conversation.Settings) -> Void = { _ in }) {
        var settings = Conversation.Settings()
        set(&settings)
        conversation = Conversation(settings: settings, token: "secret")
    }

    /// What was sent since the last look, as (id, method).
    mutating func sent() throws -> [Request] {
        defer { actions = [] }
        return try actions.compactMap { action in
            guard case .send(let bytes) = action else { return nil }
            return try Request(parsing: bytes)
        }
    }

    mutating func connect(
        limits: HelloResult.Limits = .init(commandsPerSecond: 10_000, commandsBurst: 10_000)
    ) throws {
        actions += conversation.connected(at: now)
        let hello = HelloResult(
            connection: "c", user: "anna", actor: .person("anna"), roles: [],
            serverTime: Instant(milliseconds: 0), limits: limits)
        let methods = try sent().map(\.method)
        #expect(methods == ["hello"])
        receive(Response.bytes(id: Conversation.helloID, result: hello))
    }

    mutating func ask(_ number: Int, text: String = "") {
        actions += conversation.ask(
            number, method: "round.signDossier", params: ["text": .string(text)], at: now)
    }

    mutating func receive(_ bytes: [UInt8]) {
        actions += conversation.received(bytes, at: now)
    }

    mutating func answer(_ number: Int) {
        receive(Response.bytes(id: .number(number), result: CommandResult(already: false)))
    }

    mutating func refuse(_ number: Int, _ error: CallError) {
        receive(Response.bytes(id: .number(number), error: error))
    }

    mutating func pass(_ time: Duration) {
        now += time
        actions += conversation.passTime(at: now)
    }

    mutating func disconnect(_ code: UInt16) -> Conversation.Next {
        let (next, more) = conversation.disconnected(
            code: code, reason: "test", at: now, using: &generator)
        actions += more
        return next
    }

    /// The failures that callers got since the last look.
    mutating func failures() -> [Int: CallFailure] {
        defer { actions = [] }
        return actions.reduce(into: [:]) { failures, action in
            if case .answer(let number, .failure(let failure)) = action {
                failures[number] = failure
            }
        }
    }
}

extension [Request] {
    var numbers: [Int] {
        compactMap { if case .number(let number) = $0.id { number } else { nil } }
    }
}

@Suite struct `A conversation` {
    @Test func `sends nothing before hello is answered, then everything in order`() throws {
        var talk = Talk()
        for number in 1...3 { talk.ask(number) }
        #expect(talk.actions.isEmpty)
        try talk.connect()
        #expect(try talk.sent().numbers == [1, 2, 3])
    }

    @Test func `has as many requests in flight as it may, and no more`() throws {
        var talk = Talk { $0.requestsInFlightMost = 3 }
        try talk.connect()
        for number in 1...5 { talk.ask(number) }
        #expect(try talk.sent().numbers == [1, 2, 3])
        talk.answer(2)
        #expect(try talk.sent().numbers == [4])
    }

    @Test func `takes as many calls as may wait, and refuses the next`() throws {
        var talk = Talk {
            $0.requestsInFlightMost = 2
            $0.requestsWaitingMost = 4
        }
        try talk.connect()
        for number in 1...4 { talk.ask(number) }
        #expect(talk.failures() == [:])
        talk.ask(5)
        #expect(talk.failures() == [5: .tooManyWaiting(limit: 4)])
        talk.answer(1)
        talk.ask(6)
        #expect(talk.failures() == [:])
    }

    @Test func `takes a request of as many bytes as the server reads, and refuses one more`() throws
    {
        var talk = Talk()
        try talk.connect(limits: .init(messageBytes: 1_000))
        talk.ask(1)
        let empty = Request.bytes(
            id: .number(1), method: "round.signDossier", params: Array(#"{"text":""}"#.utf8)
        ).count
        talk.ask(2, text: String(repeating: "x", count: 1_000 - empty))
        #expect(try talk.sent().numbers == [1, 2])
        talk.ask(3, text: String(repeating: "x", count: 1_001 - empty))
        #expect(talk.failures() == [3: .tooLarge(limit: 1_000)])
    }

    @Test func `keeps to the pace of the server and says when it goes on`() throws {
        var talk = Talk()
        try talk.connect(limits: .init(commandsPerSecond: 10, commandsBurst: 2))
        for number in 1...4 { talk.ask(number) }
        #expect(try talk.sent().numbers == [1, 2])
        #expect(talk.conversation.nextMoment(at: talk.now) == .milliseconds(100))
        talk.pass(.milliseconds(100))
        #expect(try talk.sent().numbers == [3])
    }

    @Test func `asks again after busy as often as it may, and not sooner than the server said`()
        throws
    {
        var talk = Talk { $0.retriesMost = 2 }
        try talk.connect()
        talk.ask(1)
        for _ in 1...2 {
            #expect(try talk.sent().numbers == [1])
            talk.refuse(1, .busy(retryAfterMilliseconds: 300))
            #expect(talk.conversation.nextMoment(at: talk.now) == talk.now + .milliseconds(300))
            talk.pass(.milliseconds(299))
            #expect(talk.actions.isEmpty)
            talk.pass(.milliseconds(1))
        }
        #expect(try talk.sent().numbers == [1])
        let busy = CallError.busy(retryAfterMilliseconds: 300)
        talk.refuse(1, busy)
        #expect(talk.failures() == [1: .refused(CallRefusal(busy))])
    }

    @Test func `lets everything rest after a refusal by rate`() throws {
        var talk = Talk()
        try talk.connect()
        talk.ask(1)
        _ = try talk.sent()
        talk.refuse(1, .rateExceeded(retryAfterMilliseconds: 500))
        talk.ask(2)
        #expect(talk.actions.isEmpty)
        talk.pass(.milliseconds(500))
        #expect(try talk.sent().numbers == [1])
        talk.pass(.seconds(1))
        #expect(try talk.sent().numbers == [2])
    }

    @Test func `gives every other refusal to the caller, whole`() throws {
        var talk = Talk()
        try talk.connect()
        talk.ask(1)
        let stale = CallError(Refusal(.staleVersion, subject: "title", current: 4))
        talk.refuse(1, stale)
        let failures = talk.failures()
        guard case .refused(let refusal)? = failures[1] else {
            Issue.record("no refusal")
            return
        }
        #expect(refusal.refusalCode == .staleVersion && refusal.number == -32009)
        #expect(refusal.current == 4 && refusal.subject == "title")
    }

    @Test func `sends again what had no answer, in order and in the same bytes`() throws {
        var talk = Talk()
        try talk.connect()
        for number in 1...3 { talk.ask(number) }
        let first = try talk.sent()
        talk.answer(2)
        talk.actions = []
        guard case .reconnect = talk.disconnect(1006) else {
            Issue.record("stopped")
            return
        }
        talk.ask(4)
        try talk.connect()
        let again = try talk.sent()
        #expect(again.numbers == [1, 3, 4])
        #expect(Array(again.prefix(2)) == [first[0], first[2]])
        #expect(talk.conversation.statistics.requestsSentAgain == 2)
    }

    @Test func `gives up a call in time, whether it was sent or waits`() throws {
        var talk = Talk {
            $0.requestsInFlightMost = 1
            $0.answerTimeout = .seconds(3)
        }
        try talk.connect()
        talk.ask(1)
        talk.ask(2)
        #expect(talk.conversation.nextMoment(at: talk.now) == .seconds(3))
        talk.actions = []
        talk.pass(.milliseconds(2_999))
        #expect(talk.actions.isEmpty)
        talk.pass(.milliseconds(1))
        #expect(talk.failures() == [1: .timedOut, 2: .timedOut])
        talk.answer(1)
        #expect(talk.actions.isEmpty)
        #expect(talk.conversation.nextMoment(at: talk.now) == nil)
    }

    @Test func `gives up a hello in time and comes back`() throws {
        var talk = Talk { $0.helloTimeout = .seconds(2) }
        talk.actions += talk.conversation.connected(at: talk.now)
        talk.actions = []
        #expect(talk.conversation.nextMoment(at: talk.now) == .seconds(2))
        talk.pass(.seconds(2))
        #expect(talk.actions == [.close(.done)])
        #expect(talk.conversation.nextMoment(at: talk.now) == nil)
        guard case .reconnect = talk.disconnect(1000) else {
            Issue.record("stopped")
            return
        }
    }

    @Test(arguments: CloseCode.allCases)
    func `comes back after the codes that say so and stops after the others`(code: CloseCode) throws
    {
        var talk = Talk()
        try talk.connect()
        talk.ask(1)
        talk.actions = []
        switch talk.disconnect(code.rawValue) {
        case .reconnect(let delay):
            #expect(code.shouldReconnect)
            #expect(delay >= .milliseconds(500) && delay <= .seconds(20))
            #expect(talk.failures() == [:])
        case .stop(let failure):
            #expect(!code.shouldReconnect)
            #expect(failure == .disconnected(closeCode: code.rawValue, reason: "test"))
            #expect(talk.failures() == [1: failure])
            talk.ask(2)
            #expect(talk.failures() == [2: failure])
        }
    }

    @Test func `comes back when a stopping server wants it, and is served until then`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions = []
        talk.receive(ServerDraining(reconnectAfterMilliseconds: 4_000).bytes)
        talk.ask(1)
        #expect(try talk.sent().numbers == [1])
        talk.now += .seconds(1)
        #expect(talk.disconnect(1012) == .reconnect(after: .seconds(3)))
        talk.actions = []
        try talk.connect()
        #expect(try talk.sent().numbers == [1])
    }

    @Test func `stops when hello is refused, and comes back when it was only busy`() throws {
        let unknown = CallError(Refusal(.notSignedIn))
        for (error, stops) in [(unknown, true), (.busy(retryAfterMilliseconds: 1), false)] {
            var talk = Talk()
            talk.actions += talk.conversation.connected(at: talk.now)
            talk.actions = []
            talk.receive(Response.bytes(id: Conversation.helloID, error: error))
            #expect(talk.actions == [.close(.done)])
            let next = talk.disconnect(4401)
            #expect((next == .stop(.refused(CallRefusal(error)))) == stops)
        }
    }

    @Test func `gives up after as many attempts as it may`() {
        var talk = Talk { $0.connectionAttemptsMost = 3 }
        for _ in 1...2 {
            guard
                case .reconnect = talk.conversation.couldNotConnect("no", using: &talk.generator).0
            else {
                Issue.record("stopped")
                return
            }
        }
        let (next, _) = talk.conversation.couldNotConnect("no", using: &talk.generator)
        #expect(next == .stop(.unreachable("no")))
    }

    @Test(arguments: ["", "{}", "[]", #"{"jsonrpc":"2.0","method":"event","params":{}}"#, "\u{1}"])
    func `ends with whoever doesn't speak the protocol`(text: String) throws {
        var talk = Talk()
        try talk.connect()
        talk.ask(1)
        talk.actions = []
        talk.receive(Array(text.utf8))
        #expect(talk.actions == [.close(.done)])
        guard case .stop(.invalidAnswer) = talk.disconnect(1000) else {
            Issue.record("no stop")
            return
        }
    }

    @Test func `passes over what it doesn't know`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions = []
        for text in [
            #"{"jsonrpc":"2.0","method":"weather","params":{"sun":true}}"#,
            #"{"jsonrpc":"2.0","id":99,"result":{}}"#,
        ] {
            talk.receive(Array(text.utf8))
        }
        talk.receive(Response.bytes(id: nil, error: .internalFailure))
        #expect(talk.actions.isEmpty)
    }

    @Test func `says hello with the new token once it was taken`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions += talk.conversation.ask(
            1, method: MethodName.refreshCredential, params: ["token": "fresh"], at: talk.now)
        _ = try talk.sent()
        #expect(talk.conversation.token == "secret")
        talk.answer(1)
        #expect(talk.conversation.token == "fresh")
    }
}

@Suite struct `Where people are in a view` {
    private let name = ViewName(stream: .round("venlo-2019"), view: "applicant/maas")

    private func list(_ people: PersonID...) -> HintList {
        HintList(
            stream: name.stream, view: name.view, part: "dossier/3",
            people: people.map {
                .init(
                    person: $0, organisation: "maas", place: HintPlace(rawValue: "section/risks"),
                    since: Instant(milliseconds: 0))
            })
    }

    /// The newest state that was shown since the last look.
    private func shown(_ talk: inout Talk) -> ViewState? {
        defer { talk.actions = [] }
        return talk.actions.reversed().lazy.compactMap { action in
            if case .show(_, let state, _) = action { state } else { nil }
        }.first
    }

    private func following(_ talk: inout Talk, resumed: Bool = false) throws {
        let id = try #require(try talk.sent().last?.id)
        let bytes =
            resumed
            ? SubscribeResult.resumedBytes(epoch: "e", offset: 4, events: [])
            : SubscribeResult.snapshotBytes(epoch: "e", offset: 4, parts: [])
        talk.receive(Response.bytes(id: id, resultBytes: bytes))
    }

    @Test func `is what the last list says, at the same offset`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions += talk.conversation.follow(name, at: talk.now)
        try following(&talk)
        #expect(shown(&talk)?.hints == [:])
        talk.receive(list("zoe", "adam").bytes)
        let state = shown(&talk)
        #expect(state?.hints["dossier/3"]?.map(\.person) == ["zoe", "adam"])
        #expect(state?.hints["dossier/3"]?.first?.place == "section/risks")
        #expect(state?.offset == 4)
        talk.receive(list("adam").bytes)
        #expect(shown(&talk)?.hints["dossier/3"]?.map(\.person) == ["adam"])
        talk.receive(list().bytes)
        #expect(shown(&talk)?.hints == [:])
    }

    @Test func `isn't known any more after a break, also when the view goes on`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions += talk.conversation.follow(name, at: talk.now)
        try following(&talk)
        talk.receive(list("zoe").bytes)
        #expect(shown(&talk)?.hints.count == 1)
        _ = talk.disconnect(1012)
        #expect(shown(&talk)?.hints == [:])
        talk.actions += talk.conversation.connected(at: talk.now)
        talk.actions = []
        talk.receive(list("zoe").bytes)
        #expect(shown(&talk)?.hints.count == 1)
    }

    @Test func `begins anew with the answer to a subscription`() throws {
        var talk = Talk()
        try talk.connect()
        talk.actions += talk.conversation.follow(name, at: talk.now)
        try following(&talk)
        talk.receive(list("zoe").bytes)
        // A lost event makes it ask again.
        let beat = Heartbeat(
            serverTime: Instant(milliseconds: 0),
            offsets: [.init(stream: name.stream, view: name.view, offset: 5)])
        talk.actions = []
        talk.receive(beat.bytes)
        try following(&talk, resumed: true)
        #expect(shown(&talk)?.hints == [:])
    }

    @Test func `of a view that isn't followed is nobody's`() throws {
        var talk = Talk()
        try talk.connect()
        talk.receive(list("zoe").bytes)
        #expect(talk.actions.allSatisfy { if case .show = $0 { false } else { true } })
    }
}
