internal import Engine

/// What one node says to the others and has heard of them: a value; `PostgresPeers` goes to meet.
struct Meeting {
    /// What a node brings to a meeting.
    struct Invitation: Sendable {
        let name: String
        /// Whether the node comes for the first time under this name.
        let isFirst: Bool
        let said: [PeerTopic: [UInt8]]
        /// The number of the last words that were heard of each node.
        let known: [String: Int]
    }

    /// One node that lives, with one of the things that it said since; nil for nothing.
    struct Word: Sendable {
        let node: String
        let number: Int
        let said: (topic: PeerTopic, words: [UInt8])?
    }

    private struct Heard {
        var number = 0
        var words: [PeerTopic: [UInt8]] = [:]
    }

    private let names: () -> String
    private var name: String
    private var isKnown = false
    private var own: [PeerTopic: [UInt8]] = [:]
    /// What the others may not have heard yet.
    private var unsaid: Set<PeerTopic> = []
    private var heard: [String: Heard] = [:]
    private var metAt: ContinuousClock.Instant?
    private var isBlind = true

    /// A node that met nobody yet; `names` makes one that no node had before.
    init(names: @escaping @Sendable () -> String) {
        self.names = names
        name = names()
    }

    /// How many live, as was heard last; this one does.
    var liveNodes: Int { 1 + heard.count }

    /// Notes what is to be said; says whether that is new.
    mutating func say(_ words: [UInt8], about topic: PeerTopic) -> Bool {
        let words = words.count > PeerLimits.wordsBytesMost ? [] : words
        guard own[topic] ?? [] != words else { return false }
        own[topic] = words.isEmpty ? nil : words
        unsaid.insert(topic)
        return true
    }

    /// What the others say; nil when nobody was met for the time of a lapse.
    func others(
        about topic: PeerTopic, at now: ContinuousClock.Instant
    ) -> [[UInt8]]? {
        guard let metAt, metAt + Self.lapse >= now else { return nil }
        return heard.sorted { $0.key < $1.key }.compactMap { $0.value.words[topic] }
    }

    /// What to bring to the next meeting.
    mutating func invite() -> Invitation {
        let topics = isKnown ? unsaid : Set(own.keys)
        unsaid = []
        return Invitation(
            name: name, isFirst: !isKnown,
            said: Dictionary(uniqueKeysWithValues: topics.map { ($0, own[$0] ?? []) }),
            known: isKnown ? heard.mapValues(\.number) : [:])
    }

    /// Takes over what was heard; gives the topics of which the others say something else than
    /// before, or nil when the others had forgotten this node, which then comes anew.
    mutating func take(
        _ words: [Word], of invitation: Invitation, at now: ContinuousClock.Instant
    ) -> Set<PeerTopic>? {
        guard words.contains(where: { $0.node == invitation.name }) else {
            begin()
            return nil
        }
        (isKnown, metAt) = (true, now)
        var changed: Set<PeerTopic> = []
        if isBlind || invitation.isFirst { changed.formUnion(topicsHeard) }
        // Who comes anew is told everything.
        if invitation.isFirst { heard = [:] }
        isBlind = false
        let live = Set(words.map(\.node))
        for (node, gone) in heard where !live.contains(node) {
            changed.formUnion(gone.words.keys)
            heard[node] = nil
        }
        for word in words where word.node != invitation.name {
            heard[word.node, default: Heard()].number = max(
                heard[word.node]?.number ?? 0, word.number)
            guard let said = word.said else { continue }
            heard[word.node]?.words[said.topic] = said.words.isEmpty ? nil : said.words
            changed.insert(said.topic)
        }
        return changed
    }

    /// Notes that it isn't known whether the others heard it.
    mutating func fail(_ invitation: Invitation) {
        unsaid.formUnion(invitation.said.keys)
        // Under this name it may have come already.
        if invitation.isFirst { begin() }
    }

    /// The topics of which nothing is known any more, once nobody was met for the time of a lapse.
    mutating func lapse(at now: ContinuousClock.Instant) -> Set<PeerTopic> {
        guard !isBlind, let metAt, metAt + Self.lapse < now else { return [] }
        isBlind = true
        return topicsHeard
    }

    /// Comes anew: says and hears everything again. What was heard stands until then.
    private mutating func begin() {
        name = names()
        isKnown = false
    }

    private var topicsHeard: Set<PeerTopic> { Set(heard.values.flatMap(\.words.keys)) }

    private static var lapse: Duration { .milliseconds(PostgresPeers.lapseMilliseconds) }
}
