import Domain
import Wire

/// What must hold for any bytes that stand in the place of a record.
enum RecordCheck {
    static func check(_ bytes: [UInt8]) throws(Breach) {
        let record = StoredRecord(position: 1, bytes: bytes, hash: .zero)
        try check(record, by: RecordCodec<Directory>())
        try check(record, by: RecordCodec<Round>())
    }

    /// What is read means the same once written again, in a form that stays.
    private static func check<Stream: Aggregate>(
        _ record: StoredRecord, by codec: RecordCodec<Stream>
    ) throws(Breach) {
        let read: (event: Stream.Event, header: RecordHeader)
        do {
            read = try codec.event(of: record)
        } catch {
            try Breach.unless(!error.reason.isEmpty, "damage without a reason")
            return
        }
        let written = codec.record(of: read.event, header: read.header)
        guard let again = try? codec.event(of: written) else {
            throw Breach("a record that can't be read once written")
        }
        try Breach.unless(again.header == read.header, "a header that reads otherwise")
        let rewritten = codec.record(of: again.event, header: again.header)
        try Breach.unless(
            rewritten.bytes == written.bytes && rewritten.hash == written.hash,
            "an event that reads otherwise")
    }
}
