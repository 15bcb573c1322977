import Domain

/// Everybody who watches one stream, by view: what each view shows, and who is told of it.
struct Audience<Stream: Aggregate>: Sendable {
    private let stream: StreamID
    private let epoch: String
    private let settings: EngineSettings
    private var channels: [Stream.Viewer: Channel<Stream>] = [:]
    private var uses = 0
    private(set) var subscriberCount = 0

    init(stream: StreamID, epoch: String, settings: EngineSettings) {
        self.stream = stream
        self.epoch = epoch
        self.settings = settings
    }

    /// The viewers as whom somebody is connected.
    var watched: Set<Stream.Viewer> {
        Set(channels.values.lazy.filter { !$0.watchers.isEmpty }.map(\.viewer))
    }

    func follows(_ viewer: Stream.Viewer) -> Bool { channels[viewer] != nil }

    /// How far a view has come; nil when nobody follows it.
    func offset(of viewer: Stream.Viewer) -> Int? { channels[viewer]?.offset }

    var isFull: Bool { subscriberCount >= settings.subscribersPerStreamMost }

    /// Brings every view up to date with an event and tells who watches; gives the number told.
    mutating func follow(_ happening: Happening<Stream>, state: Stream) -> Int {
        guard !channels.isEmpty else { return 0 }
        var change = Change(happening, stream: stream, state: state)
        var deliveries = 0
        for viewer in channels.keys {
            let epoch = epoch
            guard let update = channels[viewer]?.follow(&change, epoch: epoch) else { continue }
            for (outlet, watchers) in channels[viewer]?.outlets.values ?? [:].values {
                outlet.deliver(update)
                deliveries += watchers
            }
        }
        return deliveries
    }

    /// Begins to follow these viewers from before the first event; the caller replays the log.
    mutating func begin(_ viewers: Set<Stream.Viewer>) {
        for viewer in viewers {
            channels[viewer] = Channel(
                viewer: viewer, stream: stream, tailUpdatesMost: settings.tailUpdatesMost,
                tailBytesMost: settings.tailBytesMost)
        }
    }

    /// Takes over the channels of another audience that has been brought to the same position.
    mutating func adopt(_ other: Audience<Stream>) {
        for (viewer, channel) in other.channels where channels[viewer] == nil {
            channels[viewer] = channel
        }
    }

    /// Registers who wishes to watch a view that is followed, and gives where that begins.
    mutating func subscribe(_ wish: Subscription<Stream.Viewer>) -> SubscribeAnswer {
        guard let place = channels.index(forKey: wish.viewer) else {
            preconditionFailure("a view is followed before anybody subscribes to it")
        }
        uses += 1
        // In place: a copy for each of a thousand that come back would be a million entries.
        channels.values[place].lastUse = uses
        let watcher = Channel<Stream>.Watcher(
            subscriber: wish.subscriber, identity: wish.identity, actingFor: wish.actingFor)
        if channels.values[place].add(watcher) { subscriberCount += 1 }
        let channel = channels.values[place]
        return SubscribeAnswer(
            epoch: epoch, offset: channel.offset, content: content(of: channel, for: wish.resume))
    }

    private func content(
        of channel: Channel<Stream>, for resume: ResumePoint?
    ) -> SubscribeAnswer.Content {
        if let resume, resume.epoch == epoch,
            let updates = channel.tail.updates(after: resume.offset, head: channel.offset)
        {
            return .resumed(updates)
        }
        return .snapshot(channel.snapshot)
    }

    mutating func unsubscribe(_ subscriber: any Subscriber, as viewer: Stream.Viewer) {
        if channels[viewer]?.remove(subscriber) == true { subscriberCount -= 1 }
    }

    /// Ends the subscriptions of those who may no longer watch.
    mutating func recheck(state: Stream, directory: Directory) {
        for (viewer, channel) in channels {
            for watcher in channel.watchers.values {
                guard
                    let refusal = Self.refusal(
                        of: watcher.identity, actingFor: watcher.actingFor, as: viewer,
                        state: state, directory: directory)
                else { continue }
                unsubscribe(watcher.subscriber, as: viewer)
                watcher.subscriber.end(stream: stream, view: channel.view, because: refusal)
            }
        }
    }

    /// Why this person may not watch as this viewer now, or nil.
    static func refusal(
        of identity: Actor.Identity, actingFor: OrganisationID?, as viewer: Stream.Viewer,
        state: Stream, directory: Directory
    ) -> Refusal? {
        do throws(Refusal) {
            let actor = try directory.actor(identity, actingFor: actingFor)
            return state.admits(actor, as: viewer) ? nil : Refusal(.notAllowed)
        } catch {
            return error
        }
    }

    /// Forgets the unwatched views that were asked for longest ago, down to the limit.
    mutating func evict() {
        while channels.count > settings.channelsMost {
            let idle = channels.values.filter { $0.watchers.isEmpty }
            guard let oldest = idle.min(by: { $0.lastUse < $1.lastUse }) else { return }
            channels[oldest.viewer] = nil
        }
    }
}
