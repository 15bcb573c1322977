import Domain
import Foundation
import Support
import Testing
import Wire

/// The records of rounds that were once written: each is read for ever, and written the same.
///
/// `REGENERATE_GOLDEN=1` writes the file anew from the samples, to be looked at.
struct RoundRecordTests {
    private static let name = "round-records-v1.jsonl"
    private let codec = RecordCodec<Round>()

    @Test func `every kind of event in a round's log is read and written as it once was`() throws {
        try Golden.expect(regenerating: Self.samples, as: Self.name) { lines in
            var names: Set<String> = []
            for line in lines {
                let record = StoredRecord(
                    position: 0, bytes: line, hash: SHA256Hashing().digest(of: line))
                let (event, header) = try codec.event(of: record)
                let again = codec.record(of: event, header: header).bytes
                #expect(again == line, "\(String(decoding: line, as: UTF8.self))")
                names.formUnion(JSONValue.encoding(event).fields?.keys.map { $0 } ?? [])
            }
            #expect(names == Set(RoundEvent.CodingKeys.allCases.map(\.rawValue)))
        }
    }

    private static func samples() -> [[UInt8]] {
        var previous = Digest.zero
        return RoundSamples.events.enumerated().map { index, event in
            let record = RecordCodec<Round>().record(
                of: event,
                header: RecordHeader(
                    stream: .round("venlo-2019"), position: index + 1,
                    at: Instant(milliseconds: 1_554_033_600_000 + index), actor: .person("jansen"),
                    actingFor: nil, key: nil, previous: previous))
            previous = record.hash
            return record.bytes
        }
    }
}
