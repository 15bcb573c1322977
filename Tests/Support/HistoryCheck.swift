package import Domain
package import Wire

/// Whether a history can have come from one stream that did one command after the other, each at some
/// moment between its sending and its answer: linearizability (Herlihy and Wing, 1990).
///
/// Deciding that for a history alone takes a search that may be exponential (Wing and Gong, 1993;
/// Lowe, 2017). Here the log is the order, so that one walk over it decides: each acknowledged command
/// is in it once, has the effect that the rules give it in the state just before, and stands after
/// everything that had been answered before it was sent; and a refusal is what the rules say in one of
/// the states that there were while it was asked. With the order of writes known, verifying takes
/// sorting alone (Gibbons and Korach, 1997).
///
/// Looks are held to less, by place: a place never shows less than it showed or answered before.
package struct HistoryCheck<Stream: Aggregate>: Sendable {
    /// One record, as far as it matters here.
    package typealias Entry = (event: Stream.Event, stamp: Stamp, key: CommandKey?)

    private let stream: StreamID
    private let log: [Entry]
    /// Records up to here were there before the history began.
    private let before: Int
    private let directory: Directory
    private let letters: any LetterWriting
    /// The moment at which the history's clock stood at zero.
    private let start: Instant

    /// The log of one stream; nothing of it up to `before` is in the history.
    package init(
        _ stream: StreamID, log: [Entry], before: Int, directory: Directory, start: Instant,
        letters: any LetterWriting = NoLetters()
    ) {
        self.stream = stream
        self.log = log
        self.before = before
        self.directory = directory
        self.start = start
        self.letters = letters
    }

    /// Everything that can't have been; empty for a history that is linearizable.
    package func faults(in history: History<Stream>) -> [HistoryFault] {
        let places = places()
        let operations = history.operations.map {
            Placed(operation: $0, positions: places[Owner($0.actor, $0.key)] ?? [])
        }
        let stored = operations.filter { !$0.positions.isEmpty }.sorted { $0.last < $1.last }
        return operations.flatMap(placeFaults) + unasked(operations) + orderFaults(stored)
            + effectFaults(operations, stored, history.looks) + lookFaults(history.looks, stored)
    }

    private struct Owner: Hashable {
        let actor: Actor.Identity
        let key: CommandKey

        init(_ actor: Actor.Identity, _ key: CommandKey) {
            self.actor = actor
            self.key = key
        }
    }

    private struct Placed {
        let operation: History<Stream>.Operation
        /// The positions of its records, in order.
        let positions: [Int]

        var last: Int { positions.last ?? 0 }
        /// When its answer was known; never, for one without an answer.
        var ended: Duration? { operation.reply == .unknown ? nil : operation.ended }
    }

    private func owner(at position: Int) -> Owner? {
        let entry = log[position - 1]
        return entry.key.map { Owner(entry.stamp.by, $0) }
    }

    private func places() -> [Owner: [Int]] {
        var places: [Owner: [Int]] = [:]
        for position in log.indices.map({ $0 + 1 }) where position > before {
            if let owner = owner(at: position) { places[owner, default: []].append(position) }
        }
        return places
    }
}

// MARK: - Once, and where it was said

extension HistoryCheck {
    private func placeFaults(of placed: Placed) -> [HistoryFault] {
        let (key, positions) = (placed.operation.key, placed.positions)
        var faults: [HistoryFault] = []
        if let first = positions.first, placed.last - first + 1 != positions.count {
            faults.append(.doubled(key, at: positions))
        }
        switch placed.operation.reply {
        case .unknown: break
        case .refused:
            if let first = positions.first {
                faults.append(.storedThoughRefused(key, at: first))
            }
        case .accepted(let said):
            if positions.isEmpty {
                faults.append(.lost(key))
            } else if let said, said != placed.last {
                faults.append(.misplaced(key, said: said, found: placed.last))
            }
        }
        return faults
    }

    private func unasked(_ operations: [Placed]) -> [HistoryFault] {
        let asked = Set(operations.flatMap(\.positions))
        return log.indices.map { $0 + 1 }.filter {
            $0 > before && log[$0 - 1].stamp.by != .server && !asked.contains($0)
        }.map { .unasked(position: $0) }
    }

    /// Goes back through the log with the earliest end so far: who was sent after that comes too early.
    private func orderFaults(_ stored: [Placed]) -> [HistoryFault] {
        var faults: [HistoryFault] = []
        var earliest: (ended: Duration, key: CommandKey)?
        for placed in stored.reversed() {
            let operation = placed.operation
            if let earliest, earliest.ended < operation.began {
                faults.append(.outOfOrder(earlier: earliest.key, later: operation.key))
            }
            guard let ended = placed.ended else { continue }
            if earliest.map({ ended < $0.ended }) ?? true { earliest = (ended, operation.key) }
        }
        return faults
    }
}

// MARK: - What the rules say

extension HistoryCheck {
    /// A refusal, with the states that it may rest on.
    private struct Question {
        let operation: History<Stream>.Operation
        let code: RefusalCode
        let positions: ClosedRange<Int>
    }

    /// Walks through the log once, and asks the rules about what was stored and what was refused.
    private func effectFaults(
        _ operations: [Placed], _ stored: [Placed], _ looks: [History<Stream>.Look]
    ) -> [HistoryFault] {
        let questions = operations.compactMap { question(about: $0.operation, stored, looks) }
            .sorted { $0.positions.lowerBound < $1.positions.lowerBound }
        var byFirst: [Int: Placed] = [:]
        for placed in stored { byFirst[placed.positions[0]] = placed }
        var faults: [HistoryFault] = []
        var open: [Question] = []
        var upcoming = questions[...]
        var state = Stream(stream: stream)
        for position in 0...log.count {
            if position > 0 { state.apply(log[position - 1].event, stamp: log[position - 1].stamp) }
            while let next = upcoming.first, next.positions.lowerBound <= position {
                open.append(upcoming.removeFirst())
            }
            if endsCommand(position) { open.removeAll { explains(state, $0) } }
            faults += open.filter { $0.positions.upperBound <= position }.map {
                .unexplained($0.operation.key, $0.code)
            }
            open.removeAll { $0.positions.upperBound <= position }
            if let placed = byFirst[position + 1], !isEffect(placed, of: state) {
                faults.append(.otherEffect(placed.operation.key, at: position + 1))
            }
        }
        return faults
    }

    /// From what had been answered before it was sent to what was sent after its answer.
    private func question(
        about operation: History<Stream>.Operation, _ stored: [Placed],
        _ looks: [History<Stream>.Look]
    ) -> Question? {
        guard case .refused(let code) = operation.reply else { return nil }
        let answered = stored.last { $0.ended.map { $0 < operation.began } ?? false }?.last
        let seen = looks.filter { $0.ended < operation.began }.map(\.positions.lowerBound).max()
        let least = max(before, answered ?? 0, seen ?? 0)
        let following = stored.first { $0.operation.began > operation.ended }?.positions.first
        let most = following.map { $0 - 1 } ?? log.count
        return Question(operation: operation, code: code, positions: least...max(least, most))
    }

    /// Whether no command's records go on after this position.
    private func endsCommand(_ position: Int) -> Bool {
        guard position > 0, position < log.count, let owner = owner(at: position) else {
            return true
        }
        return owner != self.owner(at: position + 1)
    }

    private func explains(_ state: Stream, _ question: Question) -> Bool {
        let operation = question.operation
        return [operation.began, operation.ended].contains { moment in
            let now = Instant(
                milliseconds: start.milliseconds + Int(moment / .milliseconds(1)))
            do throws(Refusal) {
                _ = try events(of: operation, in: state, at: now)
                return false
            } catch {
                return error.code == question.code
            }
        }
    }

    private func isEffect(_ placed: Placed, of state: Stream) -> Bool {
        let found = placed.positions.map { log[$0 - 1].event }
        let now = log[placed.positions[0] - 1].stamp.at
        do throws(Refusal) {
            return try events(of: placed.operation, in: state, at: now) == found
        } catch {
            return false
        }
    }

    private func events(
        of operation: History<Stream>.Operation, in state: Stream, at now: Instant
    ) throws(Refusal) -> [Stream.Event] {
        let world = World(
            now: now, directory: directory, hashing: SHA256Hashing(), letters: letters)
        return try state.decide(
            operation.command, by: try directory.actor(operation.actor), in: world)
    }
}

// MARK: - What was seen

extension HistoryCheck {
    private func lookFaults(
        _ looks: [History<Stream>.Look], _ stored: [Placed]
    ) -> [HistoryFault] {
        Dictionary(grouping: looks, by: \.place).sorted { $0.key < $1.key }.flatMap {
            backwards($0.value) + $0.value.compactMap { tooEarly($0, stored) }
        }
    }

    /// Looks at one place that show less than one that had ended before they began.
    private func backwards(_ looks: [History<Stream>.Look]) -> [HistoryFault] {
        let byEnd = looks.sorted { $0.ended < $1.ended }
        var ended = byEnd[...]
        var least = before
        var faults: [HistoryFault] = []
        for look in looks.sorted(by: { $0.began < $1.began }) {
            while let other = ended.first, other.ended < look.began {
                least = max(least, other.positions.lowerBound)
                ended.removeFirst()
            }
            if look.positions.upperBound < least {
                faults.append(
                    .seenTooLate(
                        place: look.place, least: least, seen: look.positions.upperBound))
            }
        }
        return faults
    }

    private func tooEarly(
        _ look: History<Stream>.Look, _ stored: [Placed]
    ) -> HistoryFault? {
        let first = stored.first { $0.operation.began > look.ended }
        guard let first, first.positions[0] <= look.positions.lowerBound else { return nil }
        return .seenTooEarly(place: look.place, first.operation.key)
    }
}
