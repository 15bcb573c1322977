import Domain
import Support
import Testing
import Wire

@Suite struct RecordTests {
    private let codec = RecordCodec<Directory>()

    private func header(_ position: Int, previous: Digest) throws -> RecordHeader {
        let key = try #require(CommandKey("0190a5c2-7c1e-4b7a-9d52-3f1f0f1f0f1f"))
        return RecordHeader(
            stream: .directory, position: position,
            at: Instant(milliseconds: 1_554_112_800_000 + position),
            actor: position == 1 ? .server : .person("zoe"),
            actingFor: position == 3 ? "de-maasoever" : nil,
            key: position == 1 ? nil : key,
            previous: previous)
    }

    private func chain() throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        for event in try DirectorySamples.events() {
            let header = try header(
                records.count + 1, previous: records.last?.hash ?? Digest.zero)
            records.append(codec.record(of: event, header: header))
        }
        return records
    }

    @Test func `every directory event has a sample`() throws {
        let names = try DirectorySamples.events().compactMap { JSONValue.encoding($0).fields?.keys }
            .flatMap(Array.init)
        #expect(names == DirectoryEvent.CodingKeys.allCases.map(\.rawValue))
    }

    @Test func `a record's bytes never change`() throws {
        let pinned = PinnedFile("directory-records-v1.jsonl")
        #expect(try pinned.difference(from: chain().map(\.bytes)) == nil)
    }

    @Test func `a record's hash never changes`() throws {
        let hashes = try chain().map { Array($0.hash.hexadecimal.utf8) }
        #expect(try PinnedFile("directory-hashes-v1.txt").difference(from: hashes) == nil)
    }

    @Test func `a record gives back its event and its header`() throws {
        let events = try DirectorySamples.events()
        var previous = Digest.zero
        for (event, record) in zip(events, try chain()) {
            let read = try codec.event(of: record)
            #expect(read.event == event)
            #expect(read.header == (try header(record.position, previous: previous)))
            previous = record.hash
        }
    }

    @Test func `each record names the hash of the one before it`() throws {
        let records = try chain()
        for (record, next) in zip(records, records.dropFirst()) {
            #expect(try codec.event(of: next).header.previous == record.hash)
            #expect(SHA256Hashing().digest(of: record.bytes) == record.hash)
        }
    }

    @Test func `no byte of a record can change without being seen`() throws {
        let record = try #require(try chain().dropFirst(2).first)
        for index in record.bytes.indices {
            var bytes = record.bytes
            bytes[index] ^= 1
            #expect(SHA256Hashing().digest(of: bytes) != record.hash)
            // Whatever it says now, reading it must not stop the program.
            _ = try? codec.event(
                of: StoredRecord(position: record.position, bytes: bytes, hash: record.hash))
        }
    }

    @Test(arguments: [
        "", "{}", "null", #"{"payload":1,"position":1}"#, #"{"payload":,"position":1"#,
        #"{"actor":"server","at":"2019-04-01T10:00:00.000Z","payload":{},"position":1}"#,
    ]) func `what isn't a record is refused`(_ text: String) {
        #expect(throws: RecordDamage.self) {
            try codec.event(
                of: StoredRecord(position: 1, bytes: Array(text.utf8), hash: .zero))
        }
    }

    @Test func `an event of a type that nobody knows is refused`() throws {
        let record = try #require(try chain().first)
        let text = String(decoding: record.bytes, as: UTF8.self)
            .replacing("directoryFounded", with: "directoryFlooded")
        #expect(throws: RecordDamage.self) {
            try codec.event(
                of: StoredRecord(position: 1, bytes: Array(text.utf8), hash: record.hash))
        }
    }
}

@Suite struct UpcastTests {
    /// A directory whose `concernChanged` was once `groupChanged` with a `group`, and later had
    /// that name but still the old field.
    private let codec = RecordCodec<Directory>(upcasts: [
        Upcast(type: "groupChanged", from: 1, newType: "concernChanged") { $0 },
        Upcast(type: "concernChanged", from: 2) { payload in
            Array(
                String(decoding: payload, as: UTF8.self).replacing("group", with: "concern").utf8)[
                    ...]
        },
    ])

    private func record(type: String, version: Int, field: String) -> StoredRecord {
        let text = """
            {"actor":"server","at":"2019-04-01T10:00:00.000Z",\
            "payload":{"\(field)":"Peelgroep","organisation":"de-maasoever"},"position":1,\
            "previous":"\(Digest.zero)","stream":"directory","type":"\(type)","version":\(version)}
            """
        let bytes = Array(text.utf8)
        return StoredRecord(
            position: 1, bytes: bytes, hash: SHA256Hashing().digest(of: bytes))
    }

    private let changed = DirectoryEvent.concernChanged(
        organisation: "de-maasoever", concern: "Peelgroep")

    @Test func `an old record is read through both of its steps`() throws {
        let old = record(type: "groupChanged", version: 1, field: "group")
        #expect(try codec.event(of: old).event == changed)
    }

    @Test func `a record of the middle version is read through one step`() throws {
        let middle = record(type: "concernChanged", version: 2, field: "group")
        #expect(try codec.event(of: middle).event == changed)
    }

    @Test func `a record of today's version is read as it is`() throws {
        let today = record(type: "concernChanged", version: 3, field: "concern")
        #expect(try codec.event(of: today).event == changed)
        let written = codec.record(
            of: changed, header: try codec.event(of: today).header)
        #expect(written == today)
    }

    @Test(arguments: [0, -1, 4, Int.max]) func `a version that never was is refused`(
        _ version: Int
    ) {
        #expect(throws: RecordDamage.self) {
            try codec.event(
                of: record(type: "concernChanged", version: version, field: "concern"))
        }
    }
}
