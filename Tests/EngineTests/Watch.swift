import Domain
import Engine
import Support
import Synchronization
import Wire

/// A subscriber that puts its view together from what it is told, and notes every mistake.
final class Watch<Viewer: LosslessStringConvertible & Hashable & Sendable>: Subscriber, Outlet {
    struct Seen: Sendable, Equatable {
        var epoch = ""
        var offset = 0
        var parts: [String: JSONTree] = [:]
        var updates: [[UInt8]] = []
        var ended: Refusal?
        var mistakes: [String] = []
        var snapshots = 0
        var resumes = 0
    }

    let viewer: Viewer
    let identity: Actor.Identity
    private let tape: Tape?
    private let state = Mutex(Seen())

    init(as viewer: Viewer, by person: PersonID, tape: Tape? = nil) {
        self.viewer = viewer
        identity = .person(person)
        self.tape = tape
    }

    var seen: Seen { state.withLock { $0 } }

    var outlet: any Outlet { self }

    func end(stream: StreamID, view: String, because refusal: Refusal) {
        tape?.write("ended \(view)")
        state.withLock { $0.ended = refusal }
    }

    func deliver(_ update: EncodedUpdate) {
        tape?.write("update \(update.view) \(update.offset)")
        state.withLock { $0.take(update) }
    }

    /// A subscription of this watch, from where it is when it resumes.
    func wish(
        resume: ResumePoint? = nil, _ reply: @escaping @Sendable (SubscribeReply) -> Void = { _ in }
    ) -> Subscription<Viewer> {
        Subscription(as: viewer, by: identity, resume: resume, subscriber: self) { answer in
            if case .subscribed(let answer) = answer { self.begin(answer) }
            reply(answer)
        }
    }

    var resumePoint: ResumePoint {
        let seen = seen
        return ResumePoint(epoch: seen.epoch, offset: seen.offset)
    }

    private func begin(_ answer: SubscribeAnswer) {
        state.withLock { seen in
            seen.ended = nil
            switch answer.content {
            case .snapshot(let parts):
                seen.snapshots += 1
                seen.parts = [:]
                for part in parts { seen.parts[part.key] = seen.tree(part.bytes) }
                seen.offset = answer.offset
            case .resumed(let updates):
                seen.resumes += 1
                // As every client: what had arrived before the answer is not taken twice.
                for update in updates where update.offset > seen.offset { seen.take(update) }
                if seen.offset != answer.offset { seen.mistakes.append("resumed short") }
            }
            seen.epoch = answer.epoch
        }
    }
}

extension Watch where Viewer == ToyViewer {
    /// Subscribes to the toy round and waits for the answer.
    @discardableResult
    func subscribe(
        to engine: Engine<Toy>, resume: ResumePoint? = nil
    ) async -> SubscribeReply {
        await withCheckedContinuation { continuation in
            engine.subscribe(
                wish(resume: resume) { continuation.resume(returning: $0) }, to: Stage.round)
        }
    }
}

extension Watch.Seen {
    mutating func take(_ update: EncodedUpdate) {
        if update.offset != offset + 1 {
            mistakes.append("offset \(update.offset) after \(offset)")
        }
        if ended != nil { mistakes.append("told after the end") }
        let params = tree(update.bytes)["params"]
        if params?["offset"] != .number(update.offset) || params?["view"] != .text(update.view) {
            mistakes.append("bytes say otherwise than the update")
        }
        if case .object(let changed) = params?["parts"] {
            for (key, value) in changed { parts[key] = value == .null ? nil : value }
            if changed.isEmpty { mistakes.append("nothing changed at \(update.offset)") }
        }
        offset = update.offset
        updates.append(update.bytes)
    }

    mutating func tree(_ bytes: [UInt8]) -> JSONTree {
        do {
            return try CanonicalJSON.value(JSONTree.self, from: bytes)
        } catch {
            mistakes.append("not JSON: \(String(decoding: bytes, as: UTF8.self))")
            return .null
        }
    }
}

extension SubscribeReply {
    var answer: SubscribeAnswer? { if case .subscribed(let answer) = self { answer } else { nil } }

    var refusal: RefusalCode? {
        if case .refused(let refusal) = self { refusal.code } else { nil }
    }

    /// How many updates were resumed with; nil for a snapshot or a failure.
    var resumed: Int? {
        if case .resumed(let updates) = answer?.content { updates.count } else { nil }
    }

    var isSnapshot: Bool {
        if case .snapshot = answer?.content { true } else { false }
    }
}

/// What this viewer sees of a state, as the domain alone tells it.
func view<Stream: Aggregate>(of state: Stream, as viewer: Stream.Viewer) throws -> [String:
    JSONTree]
{
    var parts: [String: JSONTree] = [:]
    for key in state.partKeys {
        guard let part = state.part(key, for: viewer) else { continue }
        parts[key.description] = try CanonicalJSON.value(
            JSONTree.self, from: CanonicalJSON.bytes(of: part))
    }
    return parts
}
