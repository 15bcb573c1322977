import Domain
import Server
import Support
import Testing
import Wire

@Suite struct `The state of a session, without a socket` {
    private let now = amsterdam("2026-02-02T09:00:00").instant
    private let secret = ServerHarness.secret(of: .person(DemoCast.chair))

    /// A directory in which the chair has a token that ends in 1,000 seconds.
    private func directory(withdrawn: Bool = false) -> Directory {
        var directory = DemoCast.directory(at: now)
        issue("chair", to: DemoCast.chair, secret: secret, seconds: 1000, in: &directory)
        if withdrawn {
            directory.apply(.tokenWithdrawn(token: "chair"), stamp: stamp)
        }
        return directory
    }

    private var stamp: Stamp { Stamp(position: 1, at: now, by: .server) }

    private func issue(
        _ token: TokenID, to person: PersonID, secret: String, seconds: Int,
        in directory: inout Directory
    ) {
        let command = DirectoryCommand.issueToken(
            token: token, holder: .person(person),
            secret: SHA256Hashing().digest(of: Array(secret.utf8)), scope: .full,
            expiresAt: now.advanced(bySeconds: seconds), label: "test")
        let world = World(now: now, directory: directory, hashing: SHA256Hashing())
        for event in (try? directory.decide(command, by: .server, in: world)) ?? [] {
            directory.apply(event, stamp: stamp)
        }
    }

    private func moment(_ seconds: Int, uptime: Int? = nil) -> SessionState.Moment {
        .init(
            wall: now.advanced(bySeconds: seconds), uptimeMilliseconds: (uptime ?? seconds) * 1000)
    }

    private func request(_ method: String, _ params: [String: JSONValue] = [:]) -> [UInt8] {
        Request(id: .number(7), method: method, params: params).bytes
    }

    private func state(_ change: (inout SessionLimits) -> Void = { _ in }) -> SessionState {
        var limits = SessionLimits()
        change(&limits)
        return SessionState(name: "one", limits: limits, uptimeMilliseconds: 0)
    }

    private func signedIn(_ change: (inout SessionLimits) -> Void = { _ in }) -> SessionState {
        var state = state(change)
        let hello = state.receive(
            request("hello", ["token": .string(secret)]), at: moment(0), directory: directory())
        guard case .signIn(let id, let credential) = hello.first else { return state }
        _ = state.welcome(id, credential, at: moment(0), directory: directory())
        return state
    }

    private func closing(_ actions: [SessionState.Action]) -> CloseCode? {
        if case .close(let code)? = actions.last { code } else { nil }
    }

    @Test func `hello must come before 10 seconds have passed`() {
        var state = state()
        holds(state.tick(at: moment(9), directory: directory(), offset: { _ in 5 }).isEmpty)
        #expect(
            closing(state.tick(at: moment(10), directory: directory(), offset: { _ in 5 }))
                == .helloTimeout)
    }

    @Test func `a clock that jumps back doesn't lengthen the time for hello`() {
        var state = state()
        let jumped = moment(-5000, uptime: 10)
        #expect(
            closing(state.tick(at: jumped, directory: directory(), offset: { _ in 5 }))
                == .helloTimeout)
    }

    @Test func `nothing is done for somebody who hasn't been let in yet`() {
        var early = state()
        let list = request("round.list")
        #expect(
            closing(early.receive(list, at: moment(0), directory: directory())) == .unauthenticated)
        var between = state()
        let hello = request("hello", ["token": .string(secret)])
        _ = between.receive(hello, at: moment(0), directory: directory())
        #expect(
            closing(between.receive(list, at: moment(0), directory: directory()))
                == .unauthenticated)
        #expect(between.receive(list, at: moment(0), directory: directory()).isEmpty)
    }

    @Test
    func `a secret that isn't known is worth a look at a newer directory, once, before hello`() {
        let empty = DemoCast.directory(at: now)
        let hello = request("hello", ["token": .string(secret)])
        #expect(state().isUnknown(hello, at: moment(0), directory: empty))
        #expect(!state().isUnknown(hello, at: moment(0), directory: directory()))
        #expect(!signedIn().isUnknown(hello, at: moment(0), directory: empty))
        for other in [request("hello"), request("round.list"), Array("no".utf8)] {
            #expect(!state().isUnknown(other, at: moment(0), directory: empty))
        }
    }

    @Test func `a session takes its burst of requests, and one more is refused`() {
        var state = signedIn()
        var actions: [SessionState.Action] = []
        for _ in 1...40 {
            actions = state.receive(request("round.list"), at: moment(0), directory: directory())
            guard case .perform? = actions.first else {
                Issue.record("refused too soon")
                return
            }
            state.answered()
        }
        actions = state.receive(request("round.list"), at: moment(0), directory: directory())
        guard case .send(let bytes)? = actions.first else {
            Issue.record("not refused")
            return
        }
        let refusal = CallError.rateExceeded(retryAfterMilliseconds: 50)
        #expect(bytes == Response.bytes(id: .number(7), error: refusal))
    }

    @Test func `a hundred refusals by rate are borne, and one more closes`() {
        var state = signedIn { $0.commandsBurst = 1 }
        _ = state.receive(request("round.list"), at: moment(0), directory: directory())
        for _ in 1...100 {
            let actions = state.receive(
                request("round.list"), at: moment(0), directory: directory())
            #expect(closing(actions) == nil)
        }
        let last = state.receive(request("round.list"), at: moment(0), directory: directory())
        #expect(closing(last) == .rateExceeded)
    }

    @Test func `twenty unreadable messages are borne, and one more closes`() {
        var state = signedIn()
        for _ in 1...20 {
            let actions = state.receive(Array("{".utf8), at: moment(0), directory: directory())
            #expect(actions.count == 1 && closing(actions) == nil)
        }
        let last = state.receive(Array("[]".utf8), at: moment(0), directory: directory())
        #expect(closing(last) == .badMessage)
    }

    @Test func `no more is read while 32 requests are unanswered`() {
        var state = signedIn()
        for count in 1...32 {
            #expect(state.takesMore)
            _ = state.receive(request("round.list"), at: moment(0), directory: directory())
            #expect(state.inFlight == count)
        }
        #expect(!state.takesMore)
        state.answered()
        #expect(state.takesMore)
    }

    @Test func `256 KiB wait for a watcher and 1 MiB for who takes part, and not a byte more`() {
        var state = SessionState(name: "a", limits: SessionLimits(), uptimeMilliseconds: 0)
        #expect(state.mayWait(262_143, behind: 1) && !state.mayWait(262_144, behind: 1))
        #expect(state.mayWait(10_000_000, behind: 0))
        state.followsAsParticipant()
        #expect(state.mayWait(1_048_575, behind: 1) && !state.mayWait(1_048_576, behind: 1))
    }

    @Test func `a token's end is announced a minute before, and then there is a grace`() {
        var state = signedIn { $0.heartbeatSeconds = 100_000 }
        holds(state.tick(at: moment(939), directory: directory(), offset: { _ in 5 }).isEmpty)
        let warning = CredentialExpiring(expiresAt: now.advanced(bySeconds: 1000)).bytes
        holds(
            state.tick(at: moment(940), directory: directory(), offset: { _ in 5 }) == [
                .send(warning)
            ])
        holds(state.tick(at: moment(999), directory: directory(), offset: { _ in 5 }).isEmpty)
        let late = state.receive(request("round.list"), at: moment(1000), directory: directory())
        let refused = Response.bytes(id: .number(7), error: CallError(Refusal(.notSignedIn)))
        #expect(late == [.send(refused)])
        holds(state.tick(at: moment(1024), directory: directory(), offset: { _ in 5 }).isEmpty)
        #expect(
            closing(state.tick(at: moment(1025), directory: directory(), offset: { _ in 5 }))
                == .unauthenticated)
    }

    @Test func `another token of the same holder lets a connection live on`() {
        var state = signedIn { $0.heartbeatSeconds = 100_000 }
        var directory = directory()
        issue("other", to: DemoCast.chair, secret: "other", seconds: 5000, in: &directory)
        issue("stranger", to: DemoCast.deputy, secret: "stranger", seconds: 5000, in: &directory)
        for secret in ["unknown", "stranger"] {
            let refused = state.receive(
                request("auth.refresh", ["token": .string(secret)]), at: moment(1010),
                directory: directory)
            #expect(refused.count == 1 && state.credential?.token == "chair")
        }
        _ = state.receive(
            request("auth.refresh", ["token": "other"]), at: moment(1010), directory: directory)
        #expect(state.credential?.token == "other")
        holds(state.tick(at: moment(2000), directory: directory, offset: { _ in 5 }).isEmpty)
    }

    @Test func `a withdrawn token ends the session by time and by message`() {
        let gone = directory(withdrawn: true)
        var waiting = signedIn()
        #expect(
            closing(waiting.tick(at: moment(1), directory: gone, offset: { _ in 5 }))
                == .unauthenticated)
        var asking = signedIn()
        let actions = asking.receive(request("round.list"), at: moment(1), directory: gone)
        #expect(actions == [.close(.unauthenticated)])
    }

    @Test func `a heartbeat goes out every 20 seconds with each view's offset`() {
        var state = signedIn()
        let name = Followings.Name(stream: .round(DemoCast.round), view: "council")
        holds(state.followings.ask(name) && state.followings.begin(name))
        holds(state.tick(at: moment(19), directory: directory(), offset: { _ in 5 }).isEmpty)
        let beat = Heartbeat(
            serverTime: now.advanced(bySeconds: 20),
            offsets: [.init(stream: name.stream, view: name.view, offset: 5)])
        holds(
            state.tick(at: moment(20), directory: directory(), offset: { _ in 5 }) == [
                .send(beat.bytes)
            ])
        holds(state.tick(at: moment(39), directory: directory(), offset: { _ in 5 }).isEmpty)
        holds(state.tick(at: moment(40), directory: directory(), offset: { _ in 5 }).count == 1)
    }

    @Test func `sixteen views are followed, one more is refused, and one again isn't one more`() {
        var state = signedIn()
        func subscribe(_ view: String) -> [SessionState.Action] {
            state.receive(
                request("directory.subscribe", ["view": .string(view)]), at: moment(0),
                directory: directory())
        }
        for number in 1...16 {
            guard case .perform? = subscribe("\(number)").first else {
                Issue.record("\(number) refused")
                return
            }
        }
        let refused = Response.bytes(id: .number(7), error: .tooManySubscriptions(limit: 16))
        #expect(subscribe("17") == [.send(refused)])
        guard case .perform? = subscribe("16").first else {
            Issue.record("again refused")
            return
        }
    }
}

@Suite struct `The views that a connection follows` {
    private let name = Followings.Name(stream: .directory, view: "participant")

    @Test func `nothing is sent before the answer`() {
        var followings = Followings(most: 1)
        holds(followings.ask(name) && followings.followed.isEmpty)
        holds(followings.begin(name) && followings.followed == [name])
    }

    @Test func `nothing is sent after the end`() {
        var followings = Followings(most: 1)
        holds(followings.ask(name) && followings.begin(name))
        holds(followings.end(name))
        holds(!followings.end(name))
        holds(!followings.begin(name))
        #expect(followings.followed.isEmpty && followings.names.isEmpty)
    }

    @Test func `a view that is asked for again was followed`() {
        var followings = Followings(most: 1)
        holds(followings.ask(name) && !followings.end(name))
        holds(followings.ask(name) && followings.begin(name))
        holds(followings.ask(name) && followings.followed.isEmpty)
        holds(followings.end(name))
    }
}

@Suite struct `A bucket of tokens` {
    @Test func `has its burst at once and then so many a second`() {
        var bucket = TokenBucket(perSecond: 20, burst: 40, at: 0)
        for _ in 1...40 { holds(bucket.take(at: 0)) }
        holds(!bucket.take(at: 49))
        #expect(bucket.waitMilliseconds == 1)
        holds(bucket.take(at: 50))
        holds(!bucket.take(at: 99))
        holds(bucket.take(at: 100))
        for _ in 1...40 { holds(bucket.take(at: 1_000_000_000)) }
        holds(!bucket.take(at: 1_000_000_000))
        holds(!bucket.isFull(at: 1_000_001_999) && bucket.isFull(at: 1_000_002_000))
    }

    @Test func `goes by other numbers from when they change, and gives nothing for the change`() {
        var bucket = TokenBucket(perSecond: 20, burst: 40, at: 0)
        bucket.hold(to: 10, burst: 20, at: 0)
        for _ in 1...20 { holds(bucket.take(at: 0)) }
        holds(!bucket.take(at: 99))
        holds(bucket.take(at: 100))
        bucket.hold(to: 20, burst: 40, at: 100)
        holds(!bucket.take(at: 149))
        holds(bucket.take(at: 150))
        for _ in 1...40 { holds(bucket.take(at: 1_000_000)) }
        holds(!bucket.take(at: 1_000_000))
    }

    @Test func `gives nothing for a clock that goes back`() {
        var bucket = TokenBucket(perSecond: 1, burst: 1, at: 5000)
        holds(bucket.take(at: 5000))
        holds(!bucket.take(at: 0))
        holds(!bucket.take(at: 5999))
        holds(bucket.take(at: 6000))
    }
}

/// Expects what a mutating call gave: the macro itself takes no such call.
private func holds(_ value: Bool, at location: SourceLocation = #_sourceLocation) {
    #expect(value, sourceLocation: location)
}
