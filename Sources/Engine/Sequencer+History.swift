import Domain
import Logging
import Wire

extension Sequencer {
    /// Reads what is missing, from wherever this loop is, and notes whether it is up to date now.
    mutating func refresh() async {
        if isInDoubt { await reload() } else { await catchUp() }
    }

    /// Reads and tells everything after the last record that was told.
    mutating func catchUp() async {
        isCurrent = false
        do {
            try await readTail()
            isCurrent = true
        } catch {
            ports.logger.error("\(fold.stream) can't be read after \(fold.position): \(error)")
        }
    }

    /// Forgets what is in memory, folds the stream again, and tells what had not been told.
    mutating func reload() async {
        (isCurrent, isInDoubt) = (false, true)
        do {
            let told = fold
            var fresh = Fold<Stream>(told.stream)
            var keys = KnownKeys()
            try await replay(into: &fresh, upTo: told.position) { happening, _ in
                if let owner = happening.owner {
                    keys.note(owner, position: happening.stamp.position)
                }
            }
            guard fresh.hash == told.hash else {
                throw JournalFailure.damaged("record \(told.position) is another one than before")
            }
            (fold, known) = (fresh, keys)
            isInDoubt = false
            try await readTail()
            isCurrent = true
        } catch {
            ports.logger.error("\(fold.stream) can't be read again: \(error)")
        }
    }

    /// Follows these viewers too, by replaying the log for them; none when it can't be read.
    mutating func follow(_ viewers: Set<Stream.Viewer>) async {
        guard !viewers.isEmpty, isCurrent, fold.position > 0 else { return }
        var joining = Audience<Stream>(
            stream: fold.stream, epoch: ports.journal.epoch, settings: ports.settings)
        joining.begin(viewers)
        var fresh = Fold<Stream>(fold.stream)
        do {
            try await replay(into: &fresh, upTo: fold.position) { happening, state in
                _ = joining.follow(happening, state: state)
            }
            audience.adopt(joining)
        } catch {
            ports.logger.error("\(fold.stream) can't be replayed: \(error)")
        }
    }

    /// Looks up with what content the keys that these orders repeat were accepted.
    mutating func recall(_ orders: [Order<Stream.Command>]) async {
        for order in orders {
            guard case .withoutContent = known[order.owner] else { continue }
            do throws(JournalFailure) {
                let receipt = try await ports.journal.receipt(
                    of: fold.stream, actor: order.identity, key: order.key)
                if let receipt {
                    known.note(receipt)
                } else {
                    ports.logger.error("\(fold.stream): key \(order.key) has no receipt")
                }
            } catch {
                ports.logger.warning("\(fold.stream): no receipt of \(order.key): \(error)")
            }
        }
    }

    /// Tells one durable event to everybody who may know of it.
    ///
    /// Rights that changed in the middle of a turn, here or in the directory, hold for it already.
    mutating func publish(_ happening: Happening<Stream>, state: Stream) {
        let isReminded = mailbox.takeSignals(.recheck)
        if isReminded || Stream.changesAccess(happening.event) {
            audience.recheck(state: state, directory: ports.directory(state))
        }
        ports.meter.countDeliveries(audience.follow(happening, state: state))
    }

    /// Tells the engine of a durable state, before anybody hears of its events.
    func announce(_ new: Fold<Stream>, _ happenings: [Happening<Stream>]) {
        guard !happenings.isEmpty else { return }
        ports.committed(
            Committed(state: new.state, head: new.head),
            happenings.contains { Stream.changesAccess($0.event) })
    }

    private mutating func readTail() async throws {
        let pageMost = ports.settings.recordsPerPageMost
        while true {
            let page = try await ports.journal.records(
                of: fold.stream, after: fold.position, limit: pageMost)
            var ahead = fold
            let happenings = try page.map { try ahead.add($0, codec: ports.codec) }
            announce(ahead, happenings)
            for (happening, record) in zip(happenings, page) {
                fold.add(happening, hash: record.hash)
                if let owner = happening.owner {
                    known.note(owner, position: happening.stamp.position)
                }
                publish(happening, state: fold.state)
            }
            if page.count < pageMost { return }
        }
    }

    /// Folds the log up to and including a position that is known to exist.
    private func replay(
        into fresh: inout Fold<Stream>, upTo position: Int,
        _ each: (Happening<Stream>, Stream) -> Void
    ) async throws {
        while fresh.position < position {
            let limit = min(ports.settings.recordsPerPageMost, position - fresh.position)
            let page = try await ports.journal.records(
                of: fresh.stream, after: fresh.position, limit: limit)
            guard !page.isEmpty else {
                throw JournalFailure.damaged("the log ends at \(fresh.position) of \(position)")
            }
            for record in page {
                let happening = try fresh.add(record, codec: ports.codec)
                each(happening, fresh.state)
            }
        }
    }
}
