import Domain
import Wire

/// A view that the client follows, on whatever connection.
struct FollowedView: Sendable {
    var fold: ViewFold
    /// The subscription that was asked for and isn't answered.
    var asking: RequestID?
    /// Whether the server sends this connection its events, as far as we know.
    var isFollowed = false
    /// The position is of no use to the server.
    var wantsWhole = false
    /// Subscribing is put off until then.
    var askAt = Duration.zero
    var refusals = 0
    /// When whoever began to follow it gives up, if there is nothing to show by then.
    let firstBy: Duration
}

extension Conversation {
    /// Begins to follow a view, or shows one that is followed already.
    package mutating func follow(_ name: ViewName, at now: Duration) -> [Action] {
        if case .ended(let failure) = phase { return [.endView(name, failure)] }
        if let view = views[name] {
            return view.fold.state.map { [.show(name, $0, view.fold.statistics)] } ?? []
        }
        views[name] = FollowedView(
            fold: ViewFold(name), firstBy: now + settings.answerTimeout)
        return pump(at: now)
    }

    /// Follows a view no longer.
    package mutating func leave(_ name: ViewName, at now: Duration) -> [Action] {
        guard let view = views.removeValue(forKey: name), phase == .live, ownEnding == nil,
            view.isFollowed || view.asking != nil
        else { return [] }
        let id = ownRequestID()
        let call = Call<RoundCommand>.unsubscribe(stream: name.stream, view: name.view)
        return [
            send(
                Errand(
                    id: id, purpose: .leave, bytes: call.bytes(id: id),
                    deadline: now + settings.answerTimeout))
        ]
    }

    /// Asks for each view that the server doesn't send, from where we are.
    mutating func askForViews(at now: Duration) -> [Action] {
        let wanted = views.filter { !$0.value.isFollowed && $0.value.asking == nil }
        var actions: [Action] = []
        for (name, view) in wanted.sorted(by: { $0.key < $1.key }) where view.askAt <= now {
            guard asked.count < settings.requestsInFlightMost, pace.take(at: now) else { break }
            let id = ownRequestID()
            let call = Call<RoundCommand>.subscribe(
                stream: name.stream, view: name.view,
                since: view.wantsWhole ? nil : view.fold.position)
            views[name]?.asking = id
            actions.append(
                send(
                    Errand(
                        id: id, purpose: .follow(name), bytes: call.bytes(id: id),
                        deadline: now + settings.answerTimeout)))
        }
        return actions
    }

    /// The server brings the view, whole or from where we were.
    mutating func subscribed(
        _ name: ViewName, _ value: JSONValue, to id: RequestID, at now: Duration
    ) -> [Action] {
        // The answer may be to one who has left and come back since.
        guard var view = views[name], view.asking == id else { return pump(at: now) }
        guard let epoch = value["epoch"]?.text, case .integer(let offset)? = value["offset"] else {
            return fail(.invalidAnswer("a subscription without epoch and offset"))
        }
        view.asking = nil
        view.refusals = 0
        view.isFollowed = true
        if let parts = value["parts"]?.fields {
            view.wantsWhole = false
            view.fold.replace(epoch: epoch, offset: offset, parts: parts)
        } else if let events = value["events"]?.elements {
            view.fold.noteResume()
            // Those that are still there come after this answer.
            _ = view.fold.forgetHints()
            for event in events.compactMap({ try? ViewEvent($0) }) { _ = view.fold.apply(event) }
            // What was brought doesn't join what we have: only the whole helps.
            let isWhole = view.fold.position == ViewPosition(epoch: epoch, offset: offset)
            if !isWhole { view.fold.noteGap() }
            view.isFollowed = isWhole
            view.wantsWhole = !isWhole
        } else {
            return fail(.invalidAnswer("a subscription without parts and events"))
        }
        views[name] = view
        let shown = view.fold.state.map { Action.show(name, $0, view.fold.statistics) }
        return (shown.map { [$0] } ?? []) + pump(at: now)
    }

    /// An event: the next one is applied, an old one ignored, a later one shows that some are lost.
    mutating func event(_ event: ViewEvent, at now: Duration) -> [Action] {
        guard var view = views[event.name], view.fold.state != nil else { return [] }
        let verdict = view.fold.apply(event)
        // While a subscription is asked for, its answer brings everything up to later events.
        if verdict == .gap, view.isFollowed {
            view.fold.noteGap()
            view.isFollowed = false
        }
        views[event.name] = view
        guard let state = view.fold.state else { return [] }
        return [.show(event.name, state, view.fold.statistics)] + pump(at: now)
    }

    /// Where people are now in a part of a view.
    mutating func hints(_ list: HintList) -> [Action] {
        let name = ViewName(stream: list.stream, view: list.view)
        views[name]?.fold.take(list)
        guard let view = views[name], let state = view.fold.state else { return [] }
        return [.show(name, state, view.fold.statistics)]
    }

    /// Nobody tells any more where people are.
    mutating func forgetHints() -> [Action] {
        views.keys.sorted().compactMap { name in
            guard views[name]?.fold.forgetHints() == true, let view = views[name],
                let state = view.fold.state
            else { return nil }
            return .show(name, state, view.fold.statistics)
        }
    }

    /// The server says how far each view has come, so that a lost tail is seen without traffic.
    mutating func heartbeat(_ heartbeat: Heartbeat, at now: Duration) -> [Action] {
        for head in heartbeat.offsets {
            let name = ViewName(stream: head.stream, view: head.view)
            guard let view = views[name], view.isFollowed, let position = view.fold.position,
                head.offset > position.offset
            else { continue }
            views[name]?.fold.noteGap()
            views[name]?.isFollowed = false
        }
        return pump(at: now)
    }

    /// The server ends a subscription: for a new start, or for good.
    mutating func subscriptionEnded(_ notice: SubscriptionEnded, at now: Duration) -> [Action] {
        let name = ViewName(stream: notice.stream, view: notice.view)
        guard views[name] != nil else { return [] }
        guard notice.code == CallError.resumeImpossible.data.code else {
            views[name] = nil
            return [.endView(name, .refused(CallRefusal(notice)))] + pump(at: now)
        }
        views[name]?.isFollowed = false
        views[name]?.wantsWhole = true
        return pump(at: now)
    }

    mutating func subscriptionRefused(
        _ name: ViewName, _ error: CallError, at now: Duration
    ) -> [Action] {
        guard let view = views[name] else { return pump(at: now) }
        if error.code == CallError.Code.resumeImpossible, !view.wantsWhole {
            views[name]?.asking = nil
            views[name]?.wantsWhole = true
            return pump(at: now)
        }
        views[name] = nil
        return [.endView(name, .refused(CallRefusal(error)))] + pump(at: now)
    }

    mutating func subscriptionPostponed(
        _ name: ViewName, _ error: CallError, until moment: Duration, at now: Duration
    ) -> [Action] {
        views[name]?.refusals += 1
        guard let view = views[name], view.refusals <= settings.retriesMost else {
            return subscriptionRefused(name, error, at: now)
        }
        views[name]?.asking = nil
        views[name]?.askAt = moment
        return pump(at: now)
    }
}
