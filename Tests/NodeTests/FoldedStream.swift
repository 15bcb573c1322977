import Client
import Domain
import Engine
import Support
import Wire

/// A stream as its records alone tell it, whatever any node says.
struct FoldedStream<Stream: Aggregate>: Sendable {
    let stream: StreamID
    let log: [HistoryCheck<Stream>.Entry]

    init(_ stream: StreamID, in journal: any Journal) async throws {
        self.stream = stream
        let codec = RecordCodec<Stream>()
        var log: [HistoryCheck<Stream>.Entry] = []
        while true {
            let page = try await journal.records(of: stream, after: log.count, limit: 1_000)
            for record in page {
                let (event, header) = try codec.event(of: record)
                log.append((event, header.stamp, header.key))
            }
            if page.isEmpty { break }
        }
        self.log = log
    }

    /// The state after each record, in order.
    func eachState(_ body: (Stream) -> Void) {
        var state = Stream(stream: stream)
        for entry in log {
            state.apply(entry.event, stamp: entry.stamp)
            body(state)
        }
    }

    /// What this viewer sees at the end, and how many records changed it; by looking at every part
    /// after every record, without asking which it touched.
    func view(as viewer: Stream.Viewer) throws -> (offset: Int, parts: [String: JSON]) {
        var parts = Self.parts(of: Stream(stream: stream), for: viewer)
        var offset = 0
        eachState { state in
            let next = Self.parts(of: state, for: viewer)
            if next != parts, Self.texts(of: next) != Self.texts(of: parts) { offset += 1 }
            parts = next
        }
        let shown = try Self.texts(of: parts).map { ($0.key, try JSON(parsing: $0.value)) }
        return (offset, Dictionary(uniqueKeysWithValues: shown))
    }

    private static func parts(
        of state: Stream, for viewer: Stream.Viewer
    ) -> [Stream.PartKey: Stream.Part] {
        var parts: [Stream.PartKey: Stream.Part] = [:]
        for key in state.partKeys { parts[key] = state.part(key, for: viewer) }
        return parts
    }

    private static func texts(of parts: [Stream.PartKey: Stream.Part]) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: parts.map { ($0.key.description, canonicalText(of: $0.value)) })
    }
}
