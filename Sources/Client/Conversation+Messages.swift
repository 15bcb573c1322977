import Domain
import Wire

extension Conversation {
    /// Takes one message of the server.
    package mutating func received(_ bytes: [UInt8], at now: Duration) -> [Action] {
        guard ownEnding == nil else { return [] }
        let message: ServerMessage
        do {
            message = try ServerMessage(parsing: bytes)
        } catch {
            return fail(.invalidAnswer(error.reason))
        }
        switch message {
        case .result(Self.helloID, let value): return greeted(value, at: now)
        case .result(let id, let value): return result(value, to: id, at: now)
        case .failure(Self.helloID, let error): return helloRefused(error)
        case .failure(let id, let error): return refusal(error, to: id, at: now)
        case .event(let params): return event(params, at: now)
        case .heartbeat(let heartbeat): return self.heartbeat(heartbeat, at: now)
        case .hints(let list): return hints(list)
        case .subscriptionEnded(let notice): return subscriptionEnded(notice, at: now)
        case .serverDraining(let notice):
            returnAt = now + .milliseconds(max(0, notice.reconnectAfterMilliseconds))
            return []
        case .credentialExpiring, .unknownNotification: return []
        }
    }

    private mutating func result(
        _ value: JSONValue, to id: RequestID, at now: Duration
    ) -> [Action] {
        guard let errand = asked.removeValue(forKey: id) else { return [] }
        if let newToken = errand.newToken { token = newToken }
        switch errand.purpose {
        case .call(let number):
            return [.answer(number: number, .success(value))] + pump(at: now)
        case .follow(let name): return subscribed(name, value, to: id, at: now)
        case .leave: return pump(at: now)
        }
    }

    private mutating func refusal(
        _ error: CallError, to id: RequestID?, at now: Duration
    ) -> [Action] {
        guard let id, var errand = asked.removeValue(forKey: id) else { return [] }
        if let pause = pause(after: error) {
            if error.code == CallError.Code.rate { pace.rest(until: now + pause) }
            if case .follow(let name) = errand.purpose {
                return subscriptionPostponed(name, error, until: now + pause, at: now)
            }
            errand.refusals += 1
            if errand.number > 0, errand.refusals <= settings.retriesMost {
                errand.notBefore = now + pause
                insert(errand)
                return pump(at: now)
            }
        }
        switch errand.purpose {
        case .call(let number):
            let failure = CallFailure.refused(CallRefusal(error))
            return [.answer(number: number, .failure(failure))] + pump(at: now)
        case .follow(let name): return subscriptionRefused(name, error, at: now)
        case .leave: return pump(at: now)
        }
    }

    /// How long to wait before asking the same again; nil when that is of no use.
    private func pause(after error: CallError) -> Duration? {
        switch error.code {
        case CallError.Code.busy, CallError.Code.rate:
            .milliseconds(min(60_000, max(1, error.data.retryAfterMilliseconds ?? 500)))
        default: nil
        }
    }
}
