import Domain
import Engine
import Intake
import Wire

/// One import: reads documents as they are given, stores them in batches, and tells what became of
/// them.
struct ImportRun {
    private(set) var report: ImportReport
    private let store: any CareStore
    private let head: ImportHead
    /// Told how many documents were read, each time that what was read is stored.
    private let onStored: @Sendable (Int) -> Void
    private let reader: MessageReader
    private let pseudonymiser: Pseudonymiser
    private let scratch = MessageReader.scratch()
    private var documents: [ReceivedDocument] = []
    private var refused: [RefusedDocument] = []
    private var tables: [CareTable] = []
    /// The batch that is being stored while the next one is read; with it, how many documents had
    /// been read when it was full.
    private var storing: Storing?

    private struct Storing {
        let task: Task<Result<CareReceipt, CareFailure>, Never>
        let documents: Int
    }

    /// An import into a store, in the name of somebody, of what came in on a day.
    init(
        into store: any CareStore, keys: KeyRing, actor: String, receivedOn: CivilDate,
        isDryRun: Bool = false, onStored: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.onStored = onStored
        pseudonymiser = Pseudonymiser(keys)
        self.store = store
        reader = MessageReader(pseudonymiser)
        head = ImportHead(
            trace: Self.newTrace(), actor: actor, at: WallClock.now, receivedOn: receivedOn,
            contentKeyCheck: pseudonymiser.contentKeyCheck,
            personKeyChecks: pseudonymiser.personKeyChecks)
        report = ImportReport(trace: head.trace, isDryRun: isDryRun)
    }

    /// Reads a message, an archive of them, or a table when it is said to be one.
    mutating func takeAny(
        _ bytes: SecretBytes, from source: String, as schema: TableSchema?
    ) async throws(CareFailure) {
        if let schema {
            take(bytes, from: source, as: schema)
        } else if Archive.isArchive(bytes) {
            try await takeAll(of: bytes, from: source)
        } else {
            take(bytes, from: source)
        }
        if isFull { try await store() }
    }

    /// Reads every file of an archive; where it can't be read on, what came before is kept.
    private mutating func takeAll(
        of bytes: SecretBytes, from source: String
    ) async throws(CareFailure) {
        var archive: Archive?
        var next: (number: String, file: SecretBytes)?
        repeat {
            do throws(ArchiveFault) {
                if archive == nil { archive = try Archive(bytes) }
                next = try archive?.next()
            } catch {
                return fail(source, error.rawValue)
            }
            if let next { take(next.file, from: "\(source), file \(next.number)") }
            if isFull { try await store() }
        } while next != nil
    }

    /// Reads a document, and overwrites it.
    private mutating func take(_ document: SecretBytes, from source: String) {
        report.documents += 1
        switch reader.read(document, receivedOn: head.receivedOn, scratch: scratch) {
        case .read(let received): documents.append(received)
        case .refused(let refusal):
            refused.append(refusal)
            report.add(refusal, from: source)
        }
    }

    /// Reads a table, and overwrites it; stored whole with the next batch, or not at all.
    private mutating func take(_ document: SecretBytes, from source: String, as schema: TableSchema)
    {
        report.documents += 1
        let reading = TableReader(pseudonymiser).read(
            document, as: schema, receivedOn: head.receivedOn)
        switch reading {
        case .table(let table): tables.append(table)
        case .documents(let messages): documents += messages
        case .refused(let faults): for fault in faults { report.add(fault, from: source) }
        }
    }

    /// Notes a file that couldn't be read; the others go on.
    mutating func fail(_ source: String, _ reason: String) {
        report.failures.append(.init(source: source, reason: reason))
    }

    /// Whether it is time to store what was read.
    private var isFull: Bool { documents.count + refused.count >= CareBatch.documentsMost }

    /// Stores what was read so far, and reads on meanwhile: one batch waits at most.
    private mutating func store() async throws(CareFailure) {
        guard !documents.isEmpty || !refused.isEmpty || !tables.isEmpty else { return }
        let batch = CareBatch(
            head: head, documents: documents, refused: refused, tables: tables)
        documents.removeAll(keepingCapacity: true)
        refused.removeAll(keepingCapacity: true)
        tables.removeAll()
        try await stored()
        let store = store
        let task = Task { () async -> Result<CareReceipt, CareFailure> in
            do throws(CareFailure) {
                return .success(try await store.add(batch))
            } catch {
                return .failure(error)
            }
        }
        storing = Storing(task: task, documents: report.documents)
    }

    /// Waits until the batch under way is stored.
    private mutating func stored() async throws(CareFailure) {
        guard let before = storing else { return }
        storing = nil
        report.add(try await before.task.value.get())
        onStored(before.documents)
    }

    /// Stores all that was read so far, and waits until that is done.
    mutating func storeAll() async throws(CareFailure) {
        try await store()
        try await stored()
    }

    /// Stores the rest, and computes again what follows.
    mutating func finish() async throws(CareFailure) {
        try await storeAll()
        report.add(try await store.settle())
    }

    /// A trace id (W3C Trace Context): 16 random bytes.
    static func newTrace() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(random.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension CommandFailure {
    /// What a failure of the care store means at the terminal.
    init(_ failure: CareFailure) {
        switch failure {
        case .wrongKey:
            self.init(
                .configuration,
                "the care database was begun with another content key: use the key file of then")
        case .store(let failure): self.init(failure)
        }
    }
}
