import Domain
import Engine
import Foundation
import Intake
import SQLiteJournal

/// How long each part of an import takes: reading files, reading messages, storing, settling.
///
/// One batch is stored while the next one is read, as an import does it.
struct IntakeMeasurement {
    let messages: Int
    let bytes: Int
    private(set) var fileSeconds = 0.0
    private(set) var parseSeconds = 0.0
    private(set) var storeSeconds = 0.0
    private(set) var settleSeconds = 0.0
    /// From the first file to the last period.
    private(set) var seconds = 0.0
    private(set) var accepted = 0
    private(set) var periods = 0

    /// Takes the messages in, as the command line does, and holds a watch to each part.
    init(of messages: Int, in folder: String) async throws {
        self.messages = messages
        bytes = try SampleMessages(count: messages).write(to: "\(folder)/messages")
        guard let municipality = MunicipalityCode("0983") else {
            preconditionFailure("four digits are a municipality's code")
        }
        let pseudonymiser = Pseudonymiser(KeyRing(municipality: municipality))
        let store = try SQLiteCareStore(file: "\(folder)/care.sqlite")
        let reader = MessageReader(pseudonymiser)
        let head = ImportHead(
            trace: String(repeating: "0", count: 32), actor: "benchmark",
            at: Instant(milliseconds: 0), receivedOn: CivilDate(dayNumber: 20_500),
            contentKeyCheck: pseudonymiser.contentKeyCheck,
            personKeyChecks: pseudonymiser.personKeyChecks)
        let scratch = MessageReader.scratch()
        let memory = SecretBytes(bytesMost: MessageReader.documentBytesMost)
        var documents: [ReceivedDocument] = []
        var storing: Task<(accepted: Int, seconds: Double), any Error>?
        let first = ContinuousClock.now
        for index in 0..<messages {
            let path = "\(folder)/messages/\(index / 1_000)/\(index).xml"
            try time(\.fileSeconds) { try Self.read(path, into: memory) }
            let reading = time(\.parseSeconds) {
                reader.read(memory, receivedOn: head.receivedOn, scratch: scratch)
            }
            guard case .read(let document) = reading else {
                throw BenchmarkFailure("a sample message is refused: \(reading)")
            }
            documents.append(document)
            if documents.count == CareBatch.documentsMost || index == messages - 1 {
                let batch = CareBatch(head: head, documents: documents)
                documents.removeAll(keepingCapacity: true)
                try await count(storing)
                storing = Task {
                    let begin = ContinuousClock.now
                    let accepted = try await store.add(batch).accepted
                    return (accepted, (ContinuousClock.now - begin) / .seconds(1))
                }
            }
        }
        try await count(storing)
        let begin = ContinuousClock.now
        periods = try await store.settle().periods
        settleSeconds = (ContinuousClock.now - begin) / .seconds(1)
        seconds = (ContinuousClock.now - first) / .seconds(1)
        try store.close()
    }

    private mutating func count(
        _ storing: Task<(accepted: Int, seconds: Double), any Error>?
    ) async throws {
        guard let stored = try await storing?.value else { return }
        accepted += stored.accepted
        storeSeconds += stored.seconds
    }

    private mutating func time<Value>(
        _ part: WritableKeyPath<Self, Double>, _ body: () throws -> Value
    ) rethrows -> Value {
        let begin = ContinuousClock.now
        let value = try body()
        self[keyPath: part] += (ContinuousClock.now - begin) / .seconds(1)
        return value
    }

    private static func read(_ path: String, into memory: SecretBytes) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BenchmarkFailure("\(path) can't be read") }
        defer { close(descriptor) }
        while let count = memory.fill({ max(0, Glibc.read(descriptor, $0.baseAddress, $0.count)) }),
            count > 0
        {}
    }

    /// A table of the parts, and the figures that count.
    var table: String {
        func row(_ name: String, _ part: Double) -> String {
            let microseconds = part * 1e6 / Double(messages)
            return "| \(name) | \(Self.rounded(part, 2)) | \(Self.rounded(microseconds, 1)) |"
        }
        let megabytes = Double(bytes) / 1e6
        return """
            \(messages) messages of one client each, \(Self.rounded(megabytes, 0)) MB, \
            \(accepted) accepted, \(periods) periods
            | part | seconds | µs a message |
            |---|--:|--:|
            \(row("read files", fileSeconds))
            \(row("read messages, make marks", parseSeconds))
            \(row("store, \(CareBatch.documentsMost) a commit, meanwhile", storeSeconds))
            \(row("compute periods", settleSeconds))
            \(row("from the first file to the last period", seconds))
            \(Self.rounded(Double(messages) / seconds, 0)) messages/s, \
            \(Self.rounded(megabytes / seconds, 1)) MB/s, \
            peak memory \(ProcessMeter.ownPeakMebibytes) MiB
            """
    }

    private static func rounded(_ value: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", value)
    }
}
