import Domain
import Engine
import Wire

extension Desk {
    /// Lets a subscriber follow a view; the reply comes before its first delivery.
    func subscribe(
        _ subscriber: any Subscriber, to name: Followings.Name, since: ViewPosition?,
        for credential: Credential, reply: @escaping @Sendable (SubscriptionReply) -> Void
    ) {
        meter.countRequest()
        let resume = since.map { ResumePoint(epoch: $0.epoch, offset: $0.offset) }
        let answer: @Sendable (SubscribeReply) -> Void = { reply(Self.beginning($0)) }
        switch name.stream {
        case .directory:
            guard let viewer = DirectoryViewer(name.view) else {
                reply(.failure(.unknownView))
                return
            }
            engine.subscribe(
                Subscription(
                    as: viewer, by: credential.holder, resume: resume, subscriber: subscriber,
                    reply: answer))
        case .round(let round):
            guard let viewer = RoundViewer(name.view) else {
                reply(.failure(.unknownView))
                return
            }
            engine.subscribe(
                Subscription(
                    as: viewer, by: credential.holder, resume: resume, subscriber: subscriber,
                    reply: answer), to: round)
        }
    }

    /// Ends what `subscribe` began, or will have begun.
    func unsubscribe(_ subscriber: any Subscriber, from name: Followings.Name) {
        switch name.stream {
        case .directory:
            if let viewer = DirectoryViewer(name.view) {
                engine.unsubscribe(subscriber, as: viewer)
            }
        case .round(let round):
            if let viewer = RoundViewer(name.view) {
                engine.unsubscribe(subscriber, as: viewer, from: round)
            }
        }
    }

    /// Whether who follows this view takes part, and so may have more waiting than a watcher.
    func isParticipant(_ name: Followings.Name) -> Bool {
        switch name.stream {
        case .directory: DirectoryViewer(name.view) == .administration
        case .round:
            switch RoundViewer(name.view) {
            case .member, .secretary, .coordinator: true
            default: false
            }
        }
    }

    /// Whether this view may be compressed: it holds no secret beside text that an outsider chose.
    ///
    /// The length of the two compressed together tells of the secret to who listens to the line.
    /// Members of the committee and its staff see votes and concepts beside the applicants' texts;
    /// an applicant sees its own texts and what is published, and who only watches sees no texts.
    static func mayDeflate(_ name: Followings.Name) -> Bool {
        guard case .round = name.stream else { return false }
        return switch RoundViewer(name.view) {
        case .applicant, .observer, .projector, .council: true
        case .member, .secretary, .coordinator, .decisionMaker, .auditor, .relationshipManager,
            .budgetHolder, .neighbourhoodTeam, nil:
            false
        }
    }

    private static func beginning(_ reply: SubscribeReply) -> SubscriptionReply {
        switch reply {
        case .subscribed(let answer):
            .success(Beginning(offset: answer.offset, bytes: bytes(of: answer)))
        case .refused(let refusal): .failure(CallError(refusal))
        case .busy(let wait): .failure(.busy(retryAfterMilliseconds: wait))
        case .unavailable: .failure(.busy(retryAfterMilliseconds: 1000))
        }
    }

    private static func bytes(of answer: SubscribeAnswer) -> [UInt8] {
        switch answer.content {
        case .snapshot(let parts):
            SubscribeResult.snapshotBytes(
                epoch: answer.epoch, offset: answer.offset,
                parts: parts.map { (name: $0.key, bytes: $0.bytes) })
        case .resumed(let updates):
            SubscribeResult.resumedBytes(
                epoch: answer.epoch, offset: answer.offset, notifications: updates.map(\.bytes))
        }
    }

    /// The rounds of which this holder may watch something, with the views, and no other rounds.
    func listRounds(for credential: Credential) async -> Answer {
        var entries: [RoundList.Entry] = []
        do {
            let actor = try engine.directory.actor(credential.holder)
            for round in engine.rounds() {
                let views = try await engine.withRound(round) { state, _ in state.views(for: actor)
                }
                guard !views.isEmpty else { continue }
                entries.append(RoundList.Entry(round: round, views: views.map(\.description)))
            }
        } catch {
            return .failure(Self.error(for: error))
        }
        return .success(CanonicalJSON.bytes(of: RoundList(rounds: entries)))
    }

    /// A view as it is now, without following it: nobody counts as connected by it (F7).
    ///
    /// Its offset is 0, from which a resumed subscription brings the whole view again.
    func snapshot(of name: Followings.Name, for credential: Credential) async -> Answer {
        meter.countRequest()
        do {
            let parts: [NamedPart]
            let actor = try engine.directory.actor(credential.holder)
            switch name.stream {
            case .directory:
                guard let viewer = DirectoryViewer(name.view) else { throw CallError.unknownView }
                parts = try await engine.withDirectory { state, _ in
                    try state.snapshot(for: viewer, asking: actor)
                }
            case .round(let round):
                guard let viewer = RoundViewer(name.view) else { throw CallError.unknownView }
                parts = try await engine.withRound(round) { state, _ in
                    try state.snapshot(for: viewer, asking: actor)
                }
            }
            return .success(
                SubscribeResult.snapshotBytes(epoch: engine.epoch, offset: 0, parts: parts))
        } catch {
            return .failure(Self.error(for: error))
        }
    }

    /// What a failure of the engine or a refusal says to a client.
    static func error(for failure: any Error) -> CallError {
        switch failure {
        case let error as CallError: error
        case let refusal as Refusal: CallError(refusal)
        case EngineFailure.refused(let refusal): CallError(refusal)
        case EngineFailure.busy(let wait): .busy(retryAfterMilliseconds: wait)
        case EngineFailure.unavailable: .busy(retryAfterMilliseconds: 1000)
        default: .internalFailure
        }
    }
}

/// One part of a view by its name, as canonical JSON.
private typealias NamedPart = (name: String, bytes: [UInt8])

extension Aggregate {
    fileprivate func snapshot(
        for viewer: Viewer, asking actor: Actor
    ) throws(Refusal) -> [NamedPart] {
        guard admits(actor, as: viewer) else { throw Refusal(.notAllowed) }
        return partKeys.sorted().compactMap { key in
            part(key, for: viewer).map {
                (name: key.description, bytes: CanonicalJSON.bytes(of: $0))
            }
        }
    }
}

extension Round {
    /// The views that this person may have now; of a draft only those who make it know (F1).
    func views(for actor: Actor) -> [RoundViewer] {
        var candidates = RoundViewer.plain
        candidates += actor.memberships.keys.sorted().map { .applicant($0) }
        if let person = actor.person { candidates.append(.member(person)) }
        if phase == .draft {
            candidates = candidates.filter { [.coordinator, .auditor, .secretary].contains($0) }
        }
        return candidates.filter { admits(actor, as: $0) }
    }
}

extension CallError {
    /// There is no view of that name.
    static let unknownView = CallError.invalidParameters(
        path: "view", "not a view of this stream; see /asyncapi.json")
}
