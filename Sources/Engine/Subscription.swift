package import Domain

/// One that watches views, and is told by its outlet of every change of them.
package protocol Subscriber: AnyObject, Sendable {
    /// Where it is told of updates; the same one for as long as it subscribes.
    var outlet: any Outlet { get }

    /// Takes that a subscription of its own has ended, because the right to watch has; in order with
    /// the updates, called from the stream's loop, so it must not wait.
    func end(stream: StreamID, view: String, because refusal: Refusal)
}

/// Where the updates of a stream come out for subscribers that are reached together, such as those
/// of one event loop: each is handed over once, however many of them watch the view.
package protocol Outlet: AnyObject, Sendable {
    /// Takes one update for all of its subscribers that watch the view, in commit order; called
    /// from the stream's loop, so it must not wait.
    func deliver(_ update: EncodedUpdate)
}

/// One change of one view as finished bytes, shared by all its subscribers.
///
/// A class, so that a receiver can keep what it makes of the bytes (a frame, a compressed one) by
/// the object's identity.
package final class EncodedUpdate: Sendable {
    package let stream: StreamID
    package let view: String
    /// The place in the view, from 1, without gaps.
    package let offset: Int
    /// The whole JSON-RPC notification.
    package let bytes: [UInt8]

    package init(stream: StreamID, view: String, offset: Int, bytes: [UInt8]) {
        self.stream = stream
        self.view = view
        self.offset = offset
        self.bytes = bytes
    }
}

/// A wish to watch a stream as one kind of viewer.
package struct Subscription<Viewer: Sendable>: Sendable {
    package let viewer: Viewer
    package let identity: Actor.Identity
    package let actingFor: OrganisationID?
    package let resume: ResumePoint?
    package let subscriber: any Subscriber
    /// Called exactly once, before the first delivery of this subscription; must not wait.
    package let reply: @Sendable (SubscribeReply) -> Void

    package init(
        as viewer: Viewer, by identity: Actor.Identity, actingFor: OrganisationID? = nil,
        resume: ResumePoint? = nil, subscriber: any Subscriber,
        reply: @escaping @Sendable (SubscribeReply) -> Void
    ) {
        self.viewer = viewer
        self.identity = identity
        self.actingFor = actingFor
        self.resume = resume
        self.subscriber = subscriber
        self.reply = reply
    }
}

/// How far somebody who comes back had followed a view.
package struct ResumePoint: Sendable, Equatable {
    package let epoch: String
    package let offset: Int

    package init(epoch: String, offset: Int) {
        self.epoch = epoch
        self.offset = offset
    }
}

/// The one answer to a subscription.
package enum SubscribeReply: Sendable {
    case subscribed(SubscribeAnswer)
    case refused(Refusal)
    case busy(retryAfterMilliseconds: Int)
    case unavailable
}

/// Where a subscription begins: the view whole, or what was missed of it.
package struct SubscribeAnswer: Sendable {
    package let epoch: String
    /// The view's offset that the content brings the subscriber to; deliveries go on from there.
    package let offset: Int
    package let content: Content

    /// What the subscriber is brought.
    package enum Content: Sendable {
        /// Every part of the view, in order of its key, as canonical JSON.
        case snapshot([SnapshotPart])
        /// The updates after the resume point; none when nothing was missed.
        case resumed([EncodedUpdate])
    }
}

/// One part of a snapshot.
package struct SnapshotPart: Sendable, Equatable {
    package let key: String
    package let bytes: [UInt8]
}
