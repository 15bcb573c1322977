package import Domain

/// The views that one connection follows or has asked for.
package struct Followings: Sendable {
    /// Names one view of one stream.
    package struct Name: Hashable, Sendable, Comparable {
        package let stream: StreamID
        package let view: String

        /// The view of that name on the wire.
        package init(stream: StreamID, view: String) {
            self.stream = stream
            self.view = view
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.stream, left.view) < (right.stream, right.view)
        }
    }

    private enum Progress: Sendable {
        /// Asked for; nothing may be sent before the answer.
        case asked(wasFollowed: Bool)
        case following
    }

    private let most: Int
    private var progress: [Name: Progress] = [:]

    /// No views yet, and at most so many.
    package init(most: Int) { self.most = most }

    /// Notes that a view is asked for, again or anew; false when there are as many as there may be.
    package mutating func ask(_ name: Name) -> Bool {
        switch progress[name] {
        case .following, .asked(wasFollowed: true): progress[name] = .asked(wasFollowed: true)
        case .asked(wasFollowed: false): break
        case nil:
            guard progress.count < most else { return false }
            progress[name] = .asked(wasFollowed: false)
        }
        return true
    }

    /// Notes that the answer has come; false when nobody asks any more.
    package mutating func begin(_ name: Name) -> Bool {
        guard progress[name] != nil else { return false }
        progress[name] = .following
        return true
    }

    /// Notes that the view isn't followed; says whether it was.
    @discardableResult
    package mutating func end(_ name: Name) -> Bool {
        switch progress.removeValue(forKey: name) {
        case nil, .asked(wasFollowed: false): false
        case .asked(wasFollowed: true), .following: true
        }
    }

    /// Whether updates of this one are to be sent now.
    package func follows(_ name: Name) -> Bool {
        if case .following = progress[name] { true } else { false }
    }

    /// All that are followed or asked for, in order.
    package var names: [Name] { progress.keys.sorted() }

    /// Those of which updates are to be sent now: not one that was asked for, until its answer.
    package var followed: Set<Name> {
        Set(
            progress.lazy.filter { if case .following = $0.value { true } else { false } }.map(
                \.key))
    }
}
