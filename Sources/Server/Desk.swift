import Domain
import Engine
import NIOCore
import Wire

/// Where calls are carried out, for sockets and for `POST /rpc` alike.
///
/// Answers come through closures, called exactly once from any thread, because a socket's event
/// loop can't wait; what needs waiting is done by the tasks of `run`.
struct Desk: Sendable {
    /// The `result` of a response as bytes, or the error.
    typealias Answer = Result<[UInt8], CallError>
    typealias SubscriptionReply = Result<Beginning, CallError>

    /// Where a subscription begins, and the `result` that says so.
    struct Beginning: Sendable {
        let offset: Int
        let bytes: [UInt8]
    }

    let engine: Engine<Round>
    let time: any TimeSource
    let register: ConnectionRegister
    let meter: ServerMeter
    let hints: HintKeeper
    private let live: Live<ServerSettings>
    private let errands: AsyncStream<Errand>
    private let errandsIn: AsyncStream<Errand>.Continuation

    private typealias Errand = @Sendable () async -> Void

    init(
        engine: Engine<Round>, time: any TimeSource, settings: ServerSettings,
        register: ConnectionRegister, meter: ServerMeter, eventLoop: any EventLoop
    ) {
        self.engine = engine
        self.time = time
        live = Live(settings)
        self.register = register
        hints = HintKeeper(
            engine: engine, time: time, live: live, eventLoop: eventLoop,
            inboxes: { register.inboxes })
        self.meter = meter
        (errands, errandsIn) = AsyncStream.makeStream()
    }

    /// What holds now; whoever needs several that belong together asks once.
    var settings: ServerSettings { live.current }

    /// Goes by other settings from now on.
    func reload(_ settings: ServerSettings) { live.replace(settings) }

    /// The token with this secret, of these kinds; nil for none.
    ///
    /// Of a secret that isn't known here the directory is first brought up to what other nodes
    /// stored: a token, link or session that was made there a moment ago holds here. So is it for
    /// one that was guessed; the engine bounds how often that costs a reading.
    func credential(
        secret: String, as kinds: Set<TokenScope> = [.read, .full]
    ) async -> Credential? {
        if let known = Credential(secret: secret, as: kinds, in: engine.directory, at: time.now) {
            return known
        }
        guard await engine.renewDirectory() else { return nil }
        return Credential(secret: secret, as: kinds, in: engine.directory, at: time.now)
    }

    /// What this node gives of a limit that holds for somebody on all nodes together.
    func share(of limit: Int) -> Int { engine.peers.share(of: limit) }

    /// Carries out what needs waiting until `stop`; each connection has a bounded number of calls
    /// under way, and so has this.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await errand in errands { group.addTask { await errand() } }
        }
    }

    func stop() { errandsIn.finish() }

    /// Does this beside everything else, before the server has stopped.
    func later(_ errand: @escaping @Sendable () async -> Void) { errandsIn.yield(errand) }

    /// Carries out a call that is answered once; subscriptions have their own door.
    func perform(
        _ call: Call<RoundCommand>, for credential: Credential,
        answer: @escaping @Sendable (Answer) -> Void
    ) {
        meter.countRequest()
        switch call {
        case .directory(let command, let envelope):
            guard !command.asksOwnCode(of: credential.holder) else {
                return answer(.failure(CallError(Refusal(.notAllowed))))
            }
            submit(command, envelope, for: credential) { answer(Self.answer(to: $0)) }
        case .round(let round, let command, let envelope, .rehearse):
            errandsIn.yield {
                do throws(CallError) {
                    let seen = try await self.rehearsal(
                        of: command, in: round, envelope, for: credential)
                    let result = DryRunResult(
                        seen.consequence, confirmation: seen.confirmation)
                    answer(.success(CanonicalJSON.bytes(of: result)))
                } catch {
                    answer(.failure(error))
                }
            }
        case .round(let round, let command, let envelope, let intent):
            let order = Order(
                command, by: credential.holder, actingFor: envelope.actingFor,
                scope: credential.scope, key: envelope.key,
                confirmation: intent.confirmation
            ) { answer(Self.answer(to: $0)) }
            engine.submit(order, to: round)
        case .issueToken(let request, let envelope):
            issue(request, envelope, for: credential, answer: answer)
        case .listRounds:
            errandsIn.yield { answer(await self.listRounds(for: credential)) }
        case .searchLessons(let words):
            errandsIn.yield { answer(await self.searchLessons(words, for: credential)) }
        // Hints are of a connection, which looks after its own.
        case .hint: answer(.failure(.viewNotFollowed))
        case .hello, .refreshCredential, .subscribe, .unsubscribe:
            answer(.failure(.unknownMethod(call.method)))
        }
    }

    private func submit(
        _ command: DirectoryCommand, _ envelope: Envelope, for credential: Credential,
        reply: @escaping @Sendable (Reply) -> Void
    ) {
        let register = register
        engine.submit(
            Order(
                command, by: credential.holder, actingFor: envelope.actingFor,
                scope: credential.scope, key: envelope.key
            ) { answer in
                // Every connection is on its way to look before the answer is.
                if case .accepted = answer { register.recheck() }
                reply(answer)
            })
    }

    /// The result or error that a reply of the engine becomes.
    static func answer(to reply: Reply) -> Answer {
        switch reply {
        case .accepted(_, let already):
            .success(CanonicalJSON.bytes(of: CommandResult(already: already)))
        case .refused(let refusal): .failure(CallError(refusal))
        case .busy(let wait): .failure(.busy(retryAfterMilliseconds: wait))
        case .unavailable: .failure(.busy(retryAfterMilliseconds: 1000))
        case .unknownOutcome: .failure(.internalFailure)
        }
    }
}

// MARK: - Dry runs

extension Desk {
    /// What the command would bring about, by the same checks and with the same rights; nothing is
    /// written.
    func rehearsal(
        of command: RoundCommand, in round: RoundID, _ envelope: Envelope,
        for credential: Credential
    ) async throws(CallError) -> Rehearsal {
        guard credential.scope.isFull else { throw CallError(Refusal(.readOnlyToken)) }
        let directory = engine.directory
        let world = World(
            now: time.now, directory: directory, hashing: SHA256Hashing(), letters: engine.letters,
            confirmation: .rehearsal)
        do {
            let actor = try directory.actor(credential.holder, actingFor: envelope.actingFor)
            // Out of the round's own loop: a robustness report or all letters may take a while.
            let state = try await engine.withRound(round) { state, _ in state }
            let (consequence, confirmation) = try state.rehearse(command, by: actor, in: world)
            return Rehearsal(consequence: consequence, confirmation: confirmation)
        } catch {
            throw Self.error(for: error)
        }
    }
}

/// What a command would bring about, and by which fingerprint that is confirmed.
struct Rehearsal: Sendable {
    let consequence: Consequence
    let confirmation: Digest
}

extension Intent {
    fileprivate var confirmation: Confirmation {
        switch self {
        case .perform: .none
        case .confirm(let seen): .given(seen)
        case .rehearse: .rehearsal
        }
    }
}

// MARK: - Tokens

extension Desk {
    /// Issues a token with a secret that only this answer holds: the directory gets its hash.
    private func issue(
        _ request: TokenRequest, _ envelope: Envelope, for credential: Credential,
        answer: @escaping @Sendable (Answer) -> Void
    ) {
        let secret = RandomText.tokenSecret()
        let command = request.command(
            secret: SHA256Hashing().digest(of: Array(secret.utf8)))
        let engine = engine
        submit(command, envelope, for: credential) { reply in
            switch reply {
            case .accepted(_, already: false):
                let issued = IssuedToken(token: request.token, secret: secret)
                answer(.success(CanonicalJSON.bytes(of: issued)))
            // Another secret makes another command, so a repeated request comes back as this.
            case .refused(let refusal)
            where refusal.code == .keyReused && request.wasGranted(in: engine.directory):
                answer(.failure(.secretShownOnce))
            default: answer(Self.answer(to: reply))
            }
        }
    }
}

extension TokenRequest {
    /// Whether the directory holds exactly the token that this asks for.
    fileprivate func wasGranted(in directory: Directory) -> Bool {
        guard let held = directory.tokens[token] else { return false }
        return held.holder == holder && held.scope == scope && held.expiresAt == expiresAt
            && held.label == label
    }
}

extension CallError {
    /// The token was issued before, under this key, and its secret isn't known any more.
    static let secretShownOnce = CallError(
        code: Code.conflict,
        data: Details(
            code: "secretShownOnce",
            nl: "Dit token is al uitgegeven en het geheim is één keer getoond. "
                + "Trek het token in en geef een nieuw token uit.",
            en: "This token was issued before and its secret was shown once. "
                + "Withdraw the token and issue another one."))
}
