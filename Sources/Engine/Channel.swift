import Domain
import Wire

/// One view of one stream, kept up to date event by event, with those who watch it.
///
/// Its offset and updates are a pure function of the log, so every node and every restart count
/// alike, and an event that changes nothing this viewer may see leaves no gap to count.
struct Channel<Stream: Aggregate>: Sendable {
    let viewer: Stream.Viewer
    let view: String
    private(set) var offset = 0
    private(set) var tail: Tail
    private(set) var watchers: [ObjectIdentifier: Watcher] = [:]
    /// Where the watchers are told, each with how many of them it has.
    private(set) var outlets: [ObjectIdentifier: (outlet: any Outlet, watchers: Int)] = [:]
    /// When it was last asked for, as a count; the smallest leaves memory first.
    var lastUse = 0
    private var pieces: [Stream.PartKey: Piece] = [:]

    /// Somebody who watches, by whose rights it is checked whether that may go on.
    struct Watcher: Sendable {
        let subscriber: any Subscriber
        let identity: Actor.Identity
        let actingFor: OrganisationID?
    }

    /// Adds a watcher; false when it watched already, and does so from now on by these rights.
    mutating func add(_ watcher: Watcher) -> Bool {
        let before = watchers.updateValue(watcher, forKey: ObjectIdentifier(watcher.subscriber))
        guard before == nil else { return false }
        let outlet = watcher.subscriber.outlet
        outlets[ObjectIdentifier(outlet), default: (outlet, 0)].watchers += 1
        return true
    }

    /// Takes a watcher away; false when it didn't watch.
    mutating func remove(_ subscriber: any Subscriber) -> Bool {
        guard watchers.removeValue(forKey: ObjectIdentifier(subscriber)) != nil else {
            return false
        }
        let outlet = ObjectIdentifier(subscriber.outlet)
        outlets[outlet]?.watchers -= 1
        if outlets[outlet]?.watchers == 0 { outlets[outlet] = nil }
        return true
    }

    private struct Piece: Sendable {
        let value: Stream.Part
        let bytes: [UInt8]
    }

    /// The view of a stream as it is before its first event, at offset 0.
    init(viewer: Stream.Viewer, stream: StreamID, tailUpdatesMost: Int, tailBytesMost: Int) {
        self.viewer = viewer
        view = viewer.description
        tail = Tail(updatesMost: tailUpdatesMost, bytesMost: tailBytesMost)
        let state = Stream(stream: stream)
        for key in state.partKeys {
            guard let part = state.part(key, for: viewer) else { continue }
            pieces[key] = Piece(value: part, bytes: CanonicalJSON.bytes(of: part))
        }
    }

    /// Brings the view up to date with one event, and gives the update if this viewer sees one.
    mutating func follow(_ change: inout Change<Stream>, epoch: String) -> EncodedUpdate? {
        let keys = change.touched ?? Set(pieces.keys).union(change.state.partKeys).sorted()
        let parts = keys.compactMap { follow($0, in: &change) }
        guard !parts.isEmpty else { return nil }
        offset += 1
        let notification = ViewUpdate(
            stream: change.stream, view: view, epoch: epoch, offset: offset, at: change.at,
            parts: parts)
        let update = EncodedUpdate(
            stream: change.stream, view: view, offset: offset, bytes: notification.notification())
        tail.append(update)
        return update
    }

    private mutating func follow(
        _ key: Stream.PartKey, in change: inout Change<Stream>
    ) -> ViewUpdate.Part? {
        let before = pieces[key]
        guard let value = change.state.part(key, for: viewer) else {
            pieces[key] = nil
            return before == nil ? nil : ViewUpdate.Part(key: key.description, value: nil)
        }
        if let before, before.value == value { return nil }
        let bytes = change.bytes(of: value, at: key)
        pieces[key] = Piece(value: value, bytes: bytes)
        return before?.bytes == bytes
            ? nil : ViewUpdate.Part(key: key.description, value: bytes)
    }

    /// Every part that this viewer sees, in order of its key.
    var snapshot: [SnapshotPart] {
        pieces.sorted { $0.key < $1.key }.map {
            SnapshotPart(key: $0.key.description, bytes: $0.value.bytes)
        }
    }
}

/// One event as all channels look at it: each part is encoded once for all who see the same.
struct Change<Stream: Aggregate> {
    let stream: StreamID
    let at: Instant
    /// The state just after the event.
    let state: Stream
    /// The parts to look at; nil for all, also those that are gone.
    let touched: [Stream.PartKey]?
    private var encoded: [Stream.PartKey: [(value: Stream.Part, bytes: [UInt8])]] = [:]

    init(_ happening: Happening<Stream>, stream: StreamID, state: Stream) {
        self.stream = stream
        self.state = state
        at = happening.stamp.at
        touched = state.partKeys(touchedBy: happening.event)
    }

    mutating func bytes(of value: Stream.Part, at key: Stream.PartKey) -> [UInt8] {
        if let known = encoded[key]?.first(where: { $0.value == value }) { return known.bytes }
        let bytes = CanonicalJSON.bytes(of: value)
        encoded[key, default: []].append((value, bytes))
        return bytes
    }
}

/// The newest updates of a view, for those who come back; bounded in number and in bytes.
struct Tail: Sendable {
    private(set) var updates: [EncodedUpdate] = []
    private var byteCount = 0
    private let updatesMost: Int
    private let bytesMost: Int

    init(updatesMost: Int, bytesMost: Int) {
        self.updatesMost = updatesMost
        self.bytesMost = bytesMost
    }

    mutating func append(_ update: EncodedUpdate) {
        updates.append(update)
        byteCount += update.bytes.count
        while let oldest = updates.first, updates.count > updatesMost || byteCount > bytesMost {
            byteCount -= oldest.bytes.count
            updates.removeFirst()
        }
    }

    /// The updates after this offset up to the head, or nil when not all of them are kept.
    func updates(after offset: Int, head: Int) -> [EncodedUpdate]? {
        let missing = head - offset
        guard missing >= 0, missing <= updates.count else { return nil }
        return Array(updates.suffix(missing))
    }
}
