import Domain
import Foundation
import Support
import Testing
import Wire

/// The records of rounds that were once written: each is read for ever, and written the same.
///
/// `REGENERATE_GOLDEN=1` adds the samples that aren't in the file yet, to be looked at.
struct RoundRecordTests {
    private static let pinned = PinnedFile("round-records-v1.jsonl")
    private let codec = RecordCodec<Round>()

    @Test func `every kind of event in a round's log is read and written as it once was`() throws {
        // Nothing is compared but what was pinned: a sample of today may say more than it once did.
        if PinnedFile.isWriting { _ = try Self.pinned.difference(from: Self.samples()) }
        var names: Set<String> = []
        for line in Self.pinned.lines {
            let record = StoredRecord(
                position: 0, bytes: line, hash: SHA256Hashing().digest(of: line))
            let (event, header) = try codec.event(of: record)
            let again = codec.record(of: event, header: header).bytes
            #expect(again == line, "\(String(decoding: line, as: UTF8.self))")
            names.formUnion(JSONValue.encoding(event).fields?.keys.map { $0 } ?? [])
        }
        #expect(names == Set(RoundEvent.CodingKeys.allCases.map(\.rawValue)))
    }

    @Test func `letters of every kind are among them, and those from before there were kinds`()
        throws
    {
        let letters = Self.pinned.lines.flatMap { line -> [Letter] in
            let record = StoredRecord(
                position: 0, bytes: line, hash: SHA256Hashing().digest(of: line))
            guard case .lettersWritten(let letters)? = try? codec.event(of: record).event else {
                return []
            }
            return letters
        }
        #expect(Set(letters.map(\.kind)) == Set(LetterKind.allCases))
        #expect(letters.first.map { ($0.kind, $0.dossier) } ?? (.reserve, 0) == (.granted, 1))
    }

    /// The kept lines, and after them a line for every sample that isn't among them yet.
    private static func samples() -> [[UInt8]] {
        let codec = RecordCodec<Round>()
        var lines = pinned.lines
        let kept = lines.compactMap { line -> RoundEvent? in
            let record = StoredRecord(
                position: 0, bytes: line, hash: SHA256Hashing().digest(of: line))
            return try? codec.event(of: record).event
        }
        var previous = lines.last.map { SHA256Hashing().digest(of: $0) } ?? .zero
        for event in RoundSamples.events where !kept.contains(event) {
            let record = codec.record(
                of: event,
                header: RecordHeader(
                    stream: .round("venlo-2019"), position: lines.count + 1,
                    at: Instant(milliseconds: 1_554_033_600_000 + lines.count),
                    actor: .person("jansen"), actingFor: nil, key: nil, previous: previous))
            previous = record.hash
            lines.append(record.bytes)
        }
        return lines
    }
}
