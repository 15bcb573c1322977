import Domain
import Engine
import Wire

/// One stream written ahead of any server, as fast as the disk takes it.
///
/// Every command is decided by the domain itself, so what comes out is what a server would have
/// stored, and `verify` holds it to be so. One script may be written under many names.
struct StreamScript<Stream: Aggregate>: Sendable {
    private struct Step: Sendable {
        let events: [Stream.Event]
        let at: Instant
        let by: Actor.Identity
        let key: CommandKey
        let command: Digest
    }

    private(set) var state: Stream
    private(set) var recordCount = 0
    /// When the next command is given; settable, to let years pass.
    var now: Instant
    private let stream: StreamID
    private var steps: [Step] = []

    init(_ stream: StreamID, at now: Instant) {
        self.stream = stream
        self.now = now
        state = Stream(stream: stream)
    }

    /// Gives a command; throws when it is refused, which is a mistake in the script.
    mutating func give(
        _ command: Stream.Command, by identity: Actor.Identity, in directory: Directory
    ) throws {
        let events: [Stream.Event]
        do throws(Refusal) {
            let actor = try directory.actor(identity)
            // A script has no one who looks first: every command counts as looked at before.
            let world = World(
                now: now, directory: directory, hashing: SHA256Hashing(), confirmation: .rehearsal)
            events = try state.decide(command, by: actor, in: world)
        } catch {
            throw BenchmarkFailure("the script's \(command) is refused: \(error)")
        }
        for event in events {
            recordCount += 1
            state.apply(event, stamp: Stamp(position: recordCount, at: now, by: identity))
        }
        steps.append(
            Step(
                events: events, at: now, by: identity, key: Self.key(steps.count),
                command: Order<Stream.Command>.digest(of: command, actingFor: nil)))
    }

    /// Writes the whole script as that stream, in appends of about so many records.
    func write(
        to journal: any Journal, as name: StreamID? = nil, recordsPerAppend: Int = 2_500
    ) async throws {
        for append in appends(as: name ?? stream, recordsPerAppend) {
            try await journal.append(append)
        }
    }

    private func appends(as name: StreamID, _ recordsPerAppend: Int) -> [Append] {
        let codec = RecordCodec<Stream>()
        var appends: [Append] = []
        var records: [StoredRecord] = []
        var receipts: [Receipt] = []
        var position = 0
        var previous = Digest.zero
        for (index, step) in steps.enumerated() {
            for event in step.events {
                position += 1
                let header = RecordHeader(
                    stream: name, position: position, at: step.at, actor: step.by,
                    actingFor: nil, key: step.key, previous: previous)
                let record = codec.record(of: event, header: header)
                previous = record.hash
                records.append(record)
            }
            receipts.append(
                Receipt(
                    actor: step.by, key: step.key, command: step.command, position: position))
            if records.count >= recordsPerAppend || index == steps.count - 1 {
                appends.append(
                    Append(
                        stream: name, expectedPosition: position - records.count,
                        records: records, receipts: receipts, deadline: state.deadline))
                (records, receipts) = ([], [])
            }
        }
        return appends
    }

    /// The key of a script's command: a UUID that counts.
    private static func key(_ number: Int) -> CommandKey {
        let digits = String(number, radix: 16)
        let zeros = String(repeating: "0", count: 12 - digits.count)
        guard let key = CommandKey("00000000-0000-4000-8000-\(zeros)\(digits)") else {
            preconditionFailure("36 characters make a UUID")
        }
        return key
    }
}
