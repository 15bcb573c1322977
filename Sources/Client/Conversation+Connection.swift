import Domain
package import Wire

extension Conversation {
    /// The id under which hello is said.
    package static let helloID = RequestID.text("hello")

    /// The connection is open: says hello before anything else.
    package mutating func connected(at now: Duration) -> [Action] {
        if case .ended = phase { return [.close(.done)] }
        phase = .greeting(until: now + settings.helloTimeout)
        ownEnding = nil
        returnAt = nil
        statistics.connections += 1
        let hello = HelloParameters(token: token, client: settings.clientName)
        return [.send(Call<RoundCommand>.hello(hello).bytes(id: Self.helloID))]
    }

    /// Hello was answered: everything that was cut off goes on.
    mutating func greeted(_ value: JSONValue, at now: Duration) -> [Action] {
        guard let result = try? value.decoded(as: HelloResult.self) else {
            return fail(.invalidAnswer("the answer to hello"))
        }
        phase = .live
        attempts = 0
        greeting = result
        pace = Pace(
            perSecond: result.limits.commandsPerSecond, burst: result.limits.commandsBurst, at: now)
        return [.greeted(result)] + pump(at: now)
    }

    /// Hello was refused; too busy is for now, everything else for good.
    mutating func helloRefused(_ error: CallError) -> [Action] {
        switch error.code {
        case CallError.Code.busy, CallError.Code.rate, CallError.Code.internalFailure:
            ownEnding = .again
            return [.close(.done)]
        default: return fail(.refused(CallRefusal(error)))
        }
    }

    /// Ends the connection for good, for this reason.
    mutating func fail(_ failure: CallFailure) -> [Action] {
        ownEnding = .stop(failure)
        return [.close(.done)]
    }

    /// The connection has ended.
    package mutating func disconnected(
        code: UInt16, reason: String, at now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> (Next, [Action]) {
        if case .ended(let failure) = phase { return (.stop(failure), []) }
        phase = .apart
        greeting = nil
        let (ending, returning) = (ownEnding, returnAt)
        ownEnding = nil
        returnAt = nil
        takeBack(forgetting: code == CloseCode.resumeImpossible.rawValue)
        let forgotten = forgetHints()
        let (next, actions) = next(
            after: ending, returning, code: code, reason: reason, at: now, using: &generator)
        return (next, forgotten + actions)
    }

    /// What to do after a connection ended in that way.
    private mutating func next(
        after ending: OwnEnding?, _ returning: Duration?, code: UInt16, reason: String,
        at now: Duration, using generator: inout some RandomNumberGenerator
    ) -> (Next, [Action]) {
        switch ending {
        case .stop(let failure): return stop(failure)
        case .again: return reconnect(after: CloseCode.tryLater.rawValue, using: &generator)
        case nil: break
        }
        guard CloseCode.shouldReconnect(after: code) else {
            return stop(.disconnected(closeCode: code, reason: reason))
        }
        // Only who has nowhere else to go waits for this server to come back.
        if let returning, settings.addressesCount == 1 {
            attempts += 1
            return (.reconnect(after: max(.zero, returning - now)), [])
        }
        return reconnect(after: code, using: &generator)
    }

    /// No connection could be made.
    package mutating func couldNotConnect(
        _ problem: String, using generator: inout some RandomNumberGenerator
    ) -> (Next, [Action]) {
        if case .ended(let failure) = phase { return (.stop(failure), []) }
        if let most = settings.connectionAttemptsMost, attempts + 1 >= most {
            return stop(.unreachable(problem))
        }
        return reconnect(after: CloseCode.brokenOff.rawValue, using: &generator)
    }

    /// Ends everything: nothing waits for an answer any more.
    package mutating func end(_ failure: CallFailure) -> [Action] {
        if case .ended = phase { return [] }
        let open = (waiting + asked.values).filter { $0.number > 0 }
            .sorted { $0.number < $1.number }
        let followed = views.keys.sorted()
        phase = .ended(failure)
        waiting = []
        asked = [:]
        views = [:]
        return open.map { .answer(number: $0.number, .failure(failure)) }
            + followed.map { .endView($0, failure) }
    }

    mutating func stop(_ failure: CallFailure) -> (Next, [Action]) {
        (.stop(failure), end(failure))
    }

    private mutating func reconnect(
        after code: UInt16, using generator: inout some RandomNumberGenerator
    ) -> (Next, [Action]) {
        // The span grows once none of the addresses would do.
        let delay = settings.backoff.delay(
            attempt: attempts / max(1, settings.addressesCount), after: code, using: &generator)
        attempts += 1
        return (.reconnect(after: delay), [])
    }

    /// What was sent without an answer waits again: under its key it has one effect.
    private mutating func takeBack(forgetting: Bool) {
        for errand in asked.values where errand.number > 0 { insert(errand) }
        asked = [:]
        for name in views.keys {
            views[name]?.isFollowed = false
            views[name]?.asking = nil
            views[name]?.askAt = .zero
            if forgetting { views[name]?.wantsWhole = true }
        }
    }
}

// MARK: - Time

extension Conversation {
    /// Does what has become due.
    package mutating func passTime(at now: Duration) -> [Action] {
        var actions: [Action] = []
        if case .greeting(let until) = phase, until <= now, ownEnding == nil {
            ownEnding = .again
            actions.append(.close(.done))
        }
        for errand in waiting where errand.deadline <= now {
            actions.append(.answer(number: errand.number, .failure(.timedOut)))
        }
        waiting.removeAll { $0.deadline <= now }
        for errand in asked.values where errand.deadline <= now {
            asked[errand.id] = nil
            switch errand.purpose {
            case .call(let number):
                actions.append(.answer(number: number, .failure(.timedOut)))
            case .follow(let name): views[name]?.asking = nil
            case .leave: break
            }
        }
        for (name, view) in views {
            guard view.fold.state == nil, view.firstBy <= now else { continue }
            views[name] = nil
            actions.append(.endView(name, .timedOut))
        }
        return actions + pump(at: now)
    }

    /// When `passTime` has to be called at the latest; nil when nothing is due.
    package func nextMoment(at now: Duration) -> Duration? {
        var moments: [Duration] = []
        if case .greeting(let until) = phase, ownEnding == nil { moments.append(until) }
        moments += waiting.map(\.deadline)
        moments += asked.values.map(\.deadline)
        moments += views.values.filter { $0.fold.state == nil }.map(\.firstBy)
        if phase == .live, ownEnding == nil,
            asked.count < settings.requestsInFlightMost
        {
            let toSend =
                waiting.map(\.notBefore)
                + views.values.filter { !$0.isFollowed && $0.asking == nil }.map(\.askAt)
            if let first = toSend.min() { moments.append(max(first, pace.available(at: now))) }
        }
        return moments.min()
    }
}
