import Domain
import Logging
import Wire

extension Sequencer {
    /// Decides the orders in order, stores what they make true in one append, and answers each.
    mutating func settle(_ orders: [Order<Stream.Command>]) async {
        guard !orders.isEmpty else { return }
        if isCurrent, isContended, contention.heldSince == nil { await takeTurn() }
        guard isCurrent else {
            for order in orders { answer(order, .unavailable) }
            return
        }
        ports.meter.countBatch(orders: orders.count)
        var attempts = Attempts()
        var isNewest = !ports.journal.isShared
        while true {
            await recall(orders)
            let tentative = decide(orders)
            if tentative.records.isEmpty {
                guard isNewest || !tentative.refuses else {
                    // Another node may have made true what this one doesn't know of.
                    isNewest = true
                    await ports.renewDirectory()
                    await catchUp()
                    if isCurrent { continue }
                    for order in orders { answer(order, .unavailable) }
                    return
                }
                adopt(tentative, attempts)
                return
            }
            switch await append(tentative) {
            case .stored:
                adopt(tentative, attempts)
                return
            case .unavailable:
                putOff(tentative, with: .unavailable)
                return
            case .conflict:
                attempts.conflicts += 1
                contend()
                await takeTurn()
                if !isCurrent || attempts.conflicts > ports.settings.conflictRetriesMost {
                    putOff(tentative, with: busy)
                    return
                }
            case .unknown:
                attempts.note(tentative.receipts)
                await reload()
                if !isCurrent || attempts.unknown > ports.settings.unknownOutcomeRetriesMost {
                    putOff(tentative, with: .unknownOutcome)
                    return
                }
            }
        }
    }

    private var busy: Reply {
        .busy(retryAfterMilliseconds: ports.settings.busyRetryAfterMilliseconds)
    }

    private func decide(_ orders: [Order<Stream.Command>]) -> Tentative<Stream> {
        var tentative = Tentative(
            on: fold, codec: ports.codec, letters: ports.settings.letters)
        // Another node's clock may be ahead: time never goes back within a stream.
        let now = max(ports.time.now, fold.at ?? ports.time.now)
        for order in orders {
            tentative.decide(order, known: known, now: now, directory: ports.directory)
        }
        return tentative
    }

    private func append(_ tentative: Tentative<Stream>) async -> AppendOutcome {
        let append = Append(
            stream: fold.stream, expectedPosition: fold.position, records: tentative.records,
            receipts: tentative.receipts, deadline: tentative.fold.state.deadline)
        let start = ContinuousClock.now
        var outcome = AppendOutcome.stored
        do throws(JournalFailure) {
            try await ports.journal.append(append)
        } catch {
            outcome = self.outcome(of: error)
        }
        ports.meter.countAppend(outcome, lasted: ContinuousClock.now - start)
        return outcome
    }

    private func outcome(of failure: JournalFailure) -> AppendOutcome {
        switch failure {
        case .conflict: return .conflict
        case .unavailable(let reason), .replaced(let reason):
            ports.logger.warning("\(fold.stream) can't be stored now: \(reason)")
            return .unavailable
        case .unknownOutcome(let reason), .damaged(let reason):
            ports.logger.error("\(fold.stream): outcome of an append unknown: \(reason)")
            return .unknown
        }
    }

    /// Makes a stored batch true and tells it: each command's updates, then its answer.
    private mutating func adopt(_ tentative: Tentative<Stream>, _ attempts: Attempts) {
        var attempts = attempts
        announce(tentative.fold, tentative.outcomes.flatMap(\.happenings))
        for receipt in tentative.receipts { known.note(receipt) }
        var walking = fold.state
        for outcome in tentative.outcomes {
            for happening in outcome.happenings {
                walking.apply(happening.event, stamp: happening.stamp)
                publish(happening, state: walking)
            }
            switch outcome.verdict {
            case .accepted(let receipt, _):
                answer(outcome.order, .accepted(receipt, already: false))
            case .repeated(let receipt, let isDurable):
                let isOwn = isDurable && attempts.take(receipt)
                answer(outcome.order, .accepted(receipt, already: !isOwn))
            case .refused(let refusal, _): answer(outcome.order, .refused(refusal))
            case .unresolved: answer(outcome.order, .unavailable)
            }
        }
        fold = tentative.fold
    }

    /// Answers a batch of which nothing was stored. A refusal stands only if it rests on nothing
    /// that this batch would have made true.
    private func putOff(_ tentative: Tentative<Stream>, with reply: Reply) {
        for outcome in tentative.outcomes {
            switch outcome.verdict {
            case .refused(let refusal, isFirm: true): answer(outcome.order, .refused(refusal))
            case .repeated(let receipt, isDurable: true):
                answer(outcome.order, .accepted(receipt, already: true))
            case .unresolved: answer(outcome.order, .unavailable)
            case .accepted, .refused, .repeated: answer(outcome.order, reply)
            }
        }
    }

    private func answer(_ order: Order<Stream.Command>, _ reply: Reply) {
        ports.meter.count(reply)
        order.reply(reply)
    }
}

extension Tentative.Outcome {
    var happenings: [Happening<Stream>] {
        if case .accepted(_, let happenings) = verdict { happenings } else { [] }
    }
}

/// How often one batch was tried, and what of it may have been stored unseen.
struct Attempts: Sendable {
    var conflicts = 0
    private(set) var unknown = 0
    private var receipts: [KeyOwner: Receipt] = [:]

    mutating func note(_ tried: [Receipt]) {
        unknown += 1
        for receipt in tried {
            receipts[KeyOwner(actor: receipt.actor, key: receipt.key)] = receipt
        }
    }

    /// Whether this receipt is one that an earlier attempt of the same batch stored; true once.
    mutating func take(_ receipt: Receipt) -> Bool {
        let owner = KeyOwner(actor: receipt.actor, key: receipt.key)
        guard receipts[owner] == receipt else { return false }
        receipts[owner] = nil
        return true
    }
}
