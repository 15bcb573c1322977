import Domain
import Engine
import Support
import Testing
import Wire

struct VerificationTests {
    @Test func `a journal as it was written verifies, and its hash can be computed by hand`()
        async throws
    {
        let log = Log.sample
        let expected = log.records.last?.hash ?? .zero
        let hash = SHA256Hashing().digest(of: Array("round/sample \(expected)\n".utf8))
        for pageSize in [1, 2, 1000] {
            #expect(try await log.verified(recordsPerPage: pageSize) == .ok(records: 3, hash: hash))
        }
    }

    @Test func `an empty journal verifies with the hash of nothing`() async throws {
        let verification = try await Verifier<Round>(reading: MemoryJournal()).verify()
        #expect(verification == .ok(records: 0, hash: SHA256Hashing().digest(of: [])))
    }

    @Test func `a changed byte is found at its record`() async throws {
        var log = Log.sample
        var bytes = log.records[1].bytes
        bytes[bytes.count / 2] ^= 1
        log.records[1] = StoredRecord(position: 2, bytes: bytes, hash: log.records[1].hash)
        #expect(
            try await log.deviation() == Found(2, "its bytes don't give the hash"))
    }

    @Test func `two records that changed places are found`() async throws {
        var log = Log.sample
        let (second, third) = (log.records[1], log.records[2])
        log.records[1] = StoredRecord(position: 2, bytes: third.bytes, hash: third.hash)
        log.records[2] = StoredRecord(position: 3, bytes: second.bytes, hash: second.hash)
        #expect(try await log.deviation() == Found(2, "it calls itself record 3"))
    }

    @Test func `a missing record in the middle is found at its place`() async throws {
        var log = Log.sample
        log.records.remove(at: 1)
        #expect(try await log.deviation() == Found(2, "it is missing: record 3 comes next"))
    }

    @Test func `a missing record at the end is found at its place`() async throws {
        var log = Log.sample
        log.records.removeLast()
        log.position = 3
        #expect(try await log.deviation() == Found(3, "it is missing: the stream's head says 3"))
    }

    @Test func `a record that follows another hash is found`() async throws {
        var log = Log.sample
        log.rewrite(3, previous: .zero)
        #expect(try await log.deviation() == Found(3, "it follows hash 0000"))
    }

    @Test func `a wrong result is found although the chain over it is whole`() async throws {
        var log = Log()
        log.add(.roundCreated(rules: RuleSample().rules))
        log.add(.roundPublished(version: 1, fingerprint: .zero, register: []))
        #expect(try await log.deviation() == Found(2, "the rules' fingerprint is 0000"))
    }

    @Test func `a record with more in it than we write is found although its hash fits`()
        async throws
    {
        var log = Log.sample
        let text = String(decoding: log.records[2].bytes, as: UTF8.self)
            .replacing("\"payload\":{", with: "\"payload\":{\"extra\":1,", maxReplacements: 1)
        log.replace(3, bytes: Array(text.utf8))
        #expect(try await log.deviation() == Found(3, "it isn't written as this program writes"))
    }

    @Test func `a record that says nothing we know is found`() async throws {
        var log = Log.sample
        let text = String(decoding: log.records[2].bytes, as: UTF8.self)
            .replacing("roundExported", with: "roundExploded")
        log.replace(3, bytes: Array(text.utf8))
        let found = try await log.deviation()
        #expect(found?.position == 3)
    }

    @Test func `a record of another stream is found`() async throws {
        var log = Log.sample
        log.stream = .round("other")
        #expect(try await log.deviation() == Found(1, "it belongs to round/sample"))
    }

    @Test func `a head with another hash is found`() async throws {
        var log = Log.sample
        log.hash = .zero
        #expect(try await log.deviation() == Found(3, "the stream's head says hash 0000"))
    }

    @Test func `a head with another deadline is found`() async throws {
        var log = Log.sample
        log.deadline = Instant(milliseconds: 0)
        #expect(try await log.deviation() == Found(3, "the stream's head says deadline 1970"))
    }

    @Test func `a command without its receipt is found at its last record`() async throws {
        var log = Log.sample
        log.receipts.removeLast()
        let found = try await log.deviation()
        #expect(found?.position == 3)
        #expect(found?.reason.contains("has no receipt") == true)
    }

    @Test func `a receipt that points elsewhere is found`() async throws {
        var log = Log.sample
        let last = log.receipts.removeLast()
        log.receipts.append(
            Receipt(actor: last.actor, key: last.key, command: last.command, position: 2))
        let found = try await log.deviation()
        #expect(found?.position == 3)
        #expect(found?.reason.contains("the receipt says record 2") == true)
    }

    @Test func `a key that was used twice is found`() async throws {
        var log = Log.sample
        log.add(.roundExported(form: "jsonl"), key: 1)
        #expect(try await log.deviation() == Found(4, "key 00000000"))
    }

    @Test func `damage that the store reports is a deviation, the store's absence is not`()
        async throws
    {
        var log = Log.sample
        log.failure = .damaged("a page")
        #expect(try await log.deviation() == Found(1, "a page"))
        log.failure = .unavailable("gone")
        await #expect(throws: JournalFailure.unavailable("gone")) { try await log.verified() }
    }
}

/// A deviation's place and the beginning of its reason.
private struct Found: Equatable, CustomStringConvertible {
    let position: Int
    let reason: String

    init(_ position: Int, _ reason: String) {
        self.position = position
        self.reason = reason
    }

    static func == (left: Found, right: Found) -> Bool {
        left.position == right.position
            && (left.reason.hasPrefix(right.reason) || right.reason.hasPrefix(left.reason))
    }

    var description: String { "record \(position): \(reason)" }
}

/// A journal of one round that holds whatever a test puts in it.
private struct Log: Journal {
    var stream = StreamID.round("sample")
    var records: [StoredRecord] = []
    var receipts: [Receipt] = []
    var position = 0
    var hash = Digest.zero
    var deadline: Instant?
    var failure: JournalFailure?

    let epoch = "log"

    /// Created, published, exported: each by a command of its own.
    static var sample: Log {
        var log = Log()
        let rules = RuleSample().rules
        log.add(.roundCreated(rules: rules))
        let fingerprint = SHA256Hashing().fingerprint(of: rules)
        log.add(.roundPublished(version: 1, fingerprint: fingerprint, register: []))
        log.add(.roundExported(form: "csv"))
        log.deadline = rules.opensAt.instant
        return log
    }

    mutating func add(_ event: RoundEvent, key: Int? = nil) {
        let number = key ?? records.count + 1
        let header = header(records.count + 1, previous: hash, key: number)
        let record = RecordCodec<Round>().record(of: event, header: header)
        records.append(record)
        receipts.append(
            Receipt(
                actor: header.actor, key: Self.key(number), command: .zero,
                position: record.position))
        (position, hash) = (record.position, record.hash)
    }

    /// Writes a record again as if it followed another one.
    mutating func rewrite(_ position: Int, previous: Digest) {
        guard let read = try? RecordCodec<Round>().event(of: records[position - 1]) else { return }
        let header = header(position, previous: previous, key: position)
        replace(position, bytes: RecordCodec<Round>().record(of: read.event, header: header).bytes)
    }

    /// Puts other bytes at the end of the stream, with the hash that they have.
    mutating func replace(_ position: Int, bytes: [UInt8]) {
        hash = SHA256Hashing().digest(of: bytes)
        records[position - 1] = StoredRecord(position: position, bytes: bytes, hash: hash)
    }

    func verified(recordsPerPage: Int = 1000) async throws -> Verification {
        try await Verifier<Round>(reading: self, recordsPerPageMost: recordsPerPage).verify()
    }

    func deviation() async throws -> Found? {
        guard case .deviation(let found) = try await verified() else { return nil }
        return Found(found.position, found.reason)
    }

    func heads() async throws(JournalFailure) -> [StreamHead] { [try await head(of: stream)] }

    func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        StreamHead(stream: stream, position: position, hash: hash, deadline: deadline)
    }

    func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        if let failure { throw failure }
        return Array(records.filter { $0.position > position }.prefix(limit))
    }

    func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        receipts.first { $0.actor == actor && $0.key == key }
    }

    func append(_ append: Append) async throws(JournalFailure) {
        throw .unavailable("a test's journal is only read")
    }

    private func header(_ position: Int, previous: Digest, key: Int) -> RecordHeader {
        RecordHeader(
            stream: .round("sample"), position: position, at: Instant(milliseconds: position),
            actor: .person("jansen"), actingFor: nil, key: Self.key(key), previous: previous)
    }

    private static func key(_ number: Int) -> CommandKey {
        guard
            let key = CommandKey(
                "00000000-0000-4000-8000-" + String(repeating: "0", count: 11) + "\(number)")
        else { preconditionFailure("a UUID") }
        return key
    }
}
