package import Domain
package import Wire

/// The views that one connection follows, and how far each has been brought.
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
        case following(offset: Int)
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

    /// Notes that the answer brings the view to this offset; false when nobody asks any more.
    package mutating func begin(_ name: Name, at offset: Int) -> Bool {
        guard progress[name] != nil else { return false }
        progress[name] = .following(offset: offset)
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

    /// Whether this update is to be sent: one that was under way for a view that is no longer
    /// followed isn't, nor is one that an answer has brought already.
    package mutating func advance(_ name: Name, to offset: Int) -> Bool {
        guard case .following(let last) = progress[name], offset > last else { return false }
        progress[name] = .following(offset: offset)
        return true
    }

    /// All that are followed or asked for, in order.
    package var names: [Name] { progress.keys.sorted() }

    /// The last offset that was sent of each, in order.
    package var heads: [Heartbeat.ViewOffset] {
        progress.sorted { $0.key < $1.key }.compactMap { name, progress in
            guard case .following(let offset) = progress else { return nil }
            return Heartbeat.ViewOffset(stream: name.stream, view: name.view, offset: offset)
        }
    }
}
