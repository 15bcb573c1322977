import Domain
import Synchronization

/// What a stream's loop can be asked.
enum MailboxItem<Stream: Aggregate>: Sendable {
    case order(Order<Stream.Command>)
    case subscribe(Subscription<Stream.Viewer>)
    case unsubscribe(Stream.Viewer, any Subscriber)
    /// Newest: after reading what other nodes stored.
    case read(isNewest: Bool, @Sendable (Result<Committed<Stream>, EngineFailure>) -> Void)

    /// Answers what will not be done.
    func fail(_ failure: EngineFailure) {
        switch (self, failure) {
        case (.order(let order), .refused(let refusal)): order.reply(.refused(refusal))
        case (.order(let order), .busy(let wait)):
            order.reply(.busy(retryAfterMilliseconds: wait))
        case (.order(let order), .unavailable): order.reply(.unavailable)
        case (.subscribe(let wish), .refused(let refusal)): wish.reply(.refused(refusal))
        case (.subscribe(let wish), .busy(let wait)):
            wish.reply(.busy(retryAfterMilliseconds: wait))
        case (.subscribe(let wish), .unavailable): wish.reply(.unavailable)
        case (.read(_, let answer), let failure): answer(.failure(failure))
        case (.unsubscribe, _): break
        }
    }

    /// Whether its answer must rest on what other nodes stored too.
    var wantsNewest: Bool {
        if case .read(isNewest: true, _) = self { true } else { false }
    }

    /// Whether it takes one of the mailbox's places. Leaving is never turned away: there are at
    /// most as many who leave as came.
    var takesPlace: Bool {
        if case .unsubscribe = self { false } else { true }
    }
}

/// A stream as of its last durable record.
struct Committed<Stream: Aggregate>: Sendable {
    let state: Stream
    let head: StreamHead
}

/// What a stream's loop is reminded of; reminding twice is reminding once.
struct Signals: OptionSet, Sendable {
    let rawValue: Int
    /// Time has passed.
    static var tick: Signals { Signals(rawValue: 1) }
    /// Rights may have changed.
    static var recheck: Signals { Signals(rawValue: 2) }
    /// Somebody else needs the memory: close when nobody watches.
    static var makeRoom: Signals { Signals(rawValue: 4) }
    /// The stream has records up to `Mailbox.noticed`.
    static var notice: Signals { Signals(rawValue: 8) }
    /// Others watch elsewhere than before.
    static var attend: Signals { Signals(rawValue: 16) }
}

/// The bounded way in to one stream's loop: many put in, one takes out, in order.
final class Mailbox<Stream: Aggregate>: Sendable {
    private struct State {
        var items: [MailboxItem<Stream>] = []
        var places = 0
        var signals: Signals = []
        var noticed = 0
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?

        var isEmpty: Bool { items.isEmpty && signals.isEmpty }

        mutating func wake() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    private let state = Mutex(State())
    private let itemsMost: Int

    init(itemsMost: Int) { self.itemsMost = itemsMost }

    enum Offer { case taken, full, closed }

    /// Puts the item last in the queue, unless there is no place or nobody takes any more.
    func offer(_ item: MailboxItem<Stream>) -> Offer {
        let (offer, waiter) = state.withLock { state in
            if state.isClosed { return (Offer.closed, nil as CheckedContinuation<Void, Never>?) }
            if item.takesPlace {
                if state.places >= itemsMost { return (.full, nil) }
                state.places += 1
            }
            state.items.append(item)
            return (.taken, state.wake())
        }
        waiter?.resume()
        return offer
    }

    /// Reminds the loop; lost when nobody takes any more.
    func signal(_ signals: Signals) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.isClosed { return nil }
            state.signals.formUnion(signals)
            return state.wake()
        }
        waiter?.resume()
    }

    /// Reminds the loop that the stream has records up to this position.
    func notice(_ position: Int) {
        state.withLock { $0.noticed = max($0.noticed, position) }
        signal(.notice)
    }

    /// How far the stream is known to go.
    var noticed: Int { state.withLock { $0.noticed } }

    /// Whether something waits.
    var hasItems: Bool { state.withLock { !$0.items.isEmpty } }

    /// Takes these reminders out, and says whether any of them was there.
    func takeSignals(_ signals: Signals) -> Bool {
        state.withLock { state in
            let waiting = !state.signals.isDisjoint(with: signals)
            state.signals.subtract(signals)
            return waiting
        }
    }

    /// Waits until there is something; nil when it is closed and empty. Cancelling closes it.
    func take(most: Int) async -> (items: [MailboxItem<Stream>], signals: Signals)? {
        await withTaskCancellationHandler {
            while true {
                if let taken = takeWaiting(most: most) { return taken }
                if state.withLock({ $0.isClosed && $0.isEmpty }) { return nil }
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if state.isClosed || !state.isEmpty { return true }
                        state.waiter = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            }
        } onCancel: {
            close()
        }
    }

    /// Lets nobody in any more; what waits can still be taken out.
    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            return state.wake()
        }
        waiter?.resume()
    }

    /// Closes it if nothing waits, and says whether it did.
    func closeIfEmpty() -> Bool {
        state.withLock { state in
            guard state.items.isEmpty else { return false }
            state.signals = []
            state.isClosed = true
            return true
        }
    }

    /// Answers everything that still waits when nobody will take it any more.
    func abandon() {
        close()
        while let taken = takeWaiting(most: .max) {
            for item in taken.items { item.fail(.unavailable) }
        }
    }

    private func takeWaiting(
        most: Int
    ) -> (items: [MailboxItem<Stream>], signals: Signals)? {
        state.withLock { state in
            guard !state.isEmpty else { return nil }
            let items = Array(state.items.prefix(most))
            state.items.removeFirst(items.count)
            state.places -= items.count { $0.takesPlace }
            let signals = state.signals
            state.signals = []
            return (items, signals)
        }
    }
}
