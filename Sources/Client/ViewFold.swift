package import Domain
package import Wire

/// Which view of which stream.
package struct ViewName: Hashable, Comparable, CustomStringConvertible {
    package let stream: StreamID
    package let view: String

    package init(stream: StreamID, view: String) {
        self.stream = stream
        self.view = view
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.stream, left.view) < (right.stream, right.view)
    }

    package var description: String { "\(stream)/\(view)" }
}

extension ViewEvent {
    var name: ViewName { ViewName(stream: stream, view: view) }
}

/// A view put together from a snapshot and the events after it, each exactly once and in order.
package struct ViewFold: Sendable, Equatable {
    /// What an event was to the state.
    package enum Verdict: Sendable, Equatable {
        /// The event was the next one.
        case applied
        /// The event is in the state already.
        case duplicate
        /// Events before this one are missing, or it belongs to another history.
        case gap
    }

    package let name: ViewName
    /// Nil until the first snapshot.
    package private(set) var state: ViewState?
    package private(set) var statistics = ViewStatistics()

    package init(_ name: ViewName) { self.name = name }

    /// Where to resume; nil before there is anything.
    package var position: ViewPosition? {
        state.map { ViewPosition(epoch: $0.epoch, offset: $0.offset) }
    }

    /// Puts the whole view in place of what there was.
    package mutating func replace(epoch: String, offset: Int, parts: [String: JSONValue]) {
        statistics.snapshots += 1
        state = ViewState(
            stream: name.stream.description, view: name.view, epoch: epoch, offset: offset,
            parts: parts.filter { $0.value != .null }.mapValues(JSON.init))
    }

    /// Applies the event when it is the next one; else changes nothing.
    package mutating func apply(_ event: ViewEvent) -> Verdict {
        guard let position, event.epoch == position.epoch, event.offset <= position.offset + 1
        else { return .gap }
        guard event.offset == position.offset + 1 else {
            statistics.duplicatesIgnored += 1
            return .duplicate
        }
        statistics.eventsApplied += 1
        state?.offset = event.offset
        for (key, part) in event.parts {
            if part == .null {
                state?.parts.removeValue(forKey: key)
            } else {
                state?.parts[key] = JSON(part)
            }
        }
        return .applied
    }

    /// Puts the list of a part in place of the one before; the offset stays, for hints have none.
    package mutating func take(_ list: HintList) {
        state?.hints[list.part] = list.people.isEmpty ? nil : list.people.map(PersonHint.init)
    }

    /// Forgets where people are, when nobody tells any more; says whether anything was known.
    package mutating func forgetHints() -> Bool {
        defer { state?.hints = [:] }
        return state?.hints.isEmpty == false
    }

    mutating func noteGap() { statistics.gapsSeen += 1 }

    mutating func noteResume() { statistics.resumes += 1 }
}

extension PersonHint {
    init(_ person: HintList.Person) {
        self.init(
            person: person.person.rawValue, organisation: person.organisation.rawValue,
            place: person.place?.rawValue, since: "\(person.since)")
    }
}
