import Domain
import Logging
import Synchronization

/// How this node follows what others store, and its own clock.
extension Engine {
    /// Makes sure that `directory` is at least as new as what any node had stored when this was
    /// called, and tells whether it could.
    ///
    /// For what somebody did at another node a moment ago; where no other writes, it is as new
    /// already. One reading at a time, and a pause between two (`Renewals`): who asks meanwhile
    /// shares the next one; false at once when more than `Renewals.waitingMost` do.
    package func renewDirectory() async -> Bool {
        guard journal.isShared else { return true }
        return await renewals.share {
            await withCheckedContinuation { continuation in
                let item = MailboxItem<Directory>.read(isNewest: true) { answer in
                    if case .failure(let failure) = answer, failure.isPassing {
                        continuation.resume(returning: false)
                    } else {
                        continuation.resume(returning: true)
                    }
                }
                self.enter(item)
            }
        }
    }

    /// Follows the journal's notices until the task is cancelled or the journal ends them.
    func follow() async {
        for await notice in journal.notices() {
            switch notice {
            case .stored(.directory, let position): note(directoryUpTo: position)
            case .stored(.round(let round), let position):
                rooms.withLock { $0.note(round, upTo: position) }?.notice(position)
            case .missed:
                while await !noteHeads() {
                    let next = Instant(
                        milliseconds: time.now.milliseconds + settings.tickMilliseconds)
                    do { try await time.sleep(untilOrSooner: next) } catch { return }
                }
            }
        }
    }

    /// Lets an open round look who is where as soon as that changed elsewhere.
    func followPeers() {
        peers.onChange { [weak self] topic in
            guard let self, topic.kind == .attendance,
                case .round(let round)? = StreamID(topic.name)
            else { return }
            rooms.withLock { $0.open[round] }?.signal(.attend)
        }
    }

    /// Reads where every stream ends, and reminds the loops that haven't come so far; false when
    /// the journal can't say it now.
    private func noteHeads() async -> Bool {
        let heads: [StreamHead]
        do throws(JournalFailure) {
            heads = try await journal.heads()
        } catch {
            logger.warning("the ends of the streams can't be read: \(error)")
            return false
        }
        for head in heads {
            switch head.stream {
            case .directory: note(directoryUpTo: head.position)
            case .round(let round):
                rooms.withLock { $0.note(round, head) }?.notice(head.position)
            }
        }
        return true
    }

    private func note(directoryUpTo position: Int) {
        guard position > newest.withLock({ $0.position }) else { return }
        directoryMailbox.notice(position)
    }

    /// Looks at deadlines and attendance at every tick, until the task is cancelled.
    func keepTime() async {
        while true {
            let next = Instant(milliseconds: time.now.milliseconds + settings.tickMilliseconds)
            do { try await time.sleep(untilOrSooner: next) } catch { return }
            if rooms.withLock({ $0.hasUnread }) { _ = await noteHeads() }
            let now = time.now
            let due = rooms.withLock { rooms in
                rooms.deadlines.filter { $0.value <= now && rooms.open[$0.key] == nil }.map(\.key)
            }
            for round in due.sorted() { _ = door(to: round, founding: false) }
            directoryMailbox.signal(.tick)
            signalRounds(.tick)
        }
    }
}

extension EngineFailure {
    /// Whether nothing was read: a directory that nobody founded yet was.
    fileprivate var isPassing: Bool {
        switch self {
        case .refused: false
        case .busy, .unavailable: true
        }
    }
}
