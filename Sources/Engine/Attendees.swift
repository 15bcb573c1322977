internal import Domain
internal import Wire

/// What nodes say to each other about who watches one stream.
///
/// Their words are a JSON list of views. A view that this release doesn't know is passed over, so
/// that nodes of two releases can serve beside each other.
struct Attendees<Stream: Aggregate>: Sendable {
    private var said: Set<Stream.Viewer> = []
    private var heard: [[UInt8]] = []
    private var elsewhere: Set<Stream.Viewer> = []

    /// Says who watches here, if that is another than was said before.
    mutating func say(_ here: Set<Stream.Viewer>, of stream: StreamID, to peers: any Peers) {
        guard here != said else { return }
        said = here
        let views = here.map(\.description).sorted()
        peers.say(
            views.isEmpty ? [] : CanonicalJSON.bytes(of: views), about: Self.topic(of: stream))
    }

    /// Who watches at the other nodes; nil when that isn't known now.
    mutating func elsewhere(
        of stream: StreamID, from peers: any Peers
    ) -> Set<Stream.Viewer>? {
        guard let words = peers.others(about: Self.topic(of: stream)) else { return nil }
        guard words != heard else { return elsewhere }
        heard = words
        let views = words.flatMap { (try? CanonicalJSON.value([String].self, from: $0)) ?? [] }
        elsewhere = Set(views.compactMap { Stream.Viewer($0) })
        return elsewhere
    }

    private static func topic(of stream: StreamID) -> PeerTopic {
        PeerTopic(.attendance, stream.description)
    }
}
