import Domain
import Engine
import Intake
import SQLiteJournal
import Server
import Wire

/// The intake that a server offers over HTTP, by the key file in its settings.
struct ServedIntake: CareIntake {
    private let file: String
    private let store: SQLiteCareStore
    private let ring: KeyRing

    /// Opens the care database of a data folder and reads the keys; from now on the system writes no
    /// memory dump of this process.
    init(in folder: String, keyFile: String) throws {
        ring = try CareKeys.read(keyFile)
        file = SQLiteCareStore.file(in: folder)
        store = try SQLiteCareStore(file: file)
        ProcessSecrecy.forbidDumps()
    }

    func exceptions(_ filter: ExceptionFilter) async throws(CareFailure) -> [UInt8] {
        _ = try await store.settle()
        let list = try await ExceptionList(
            of: store, filter, on: AmsterdamTime(WallClock.now).date,
            most: ExceptionList.answerMost)
        return CanonicalJSON.bytes(of: list)
    }

    func delivery() -> any CareDelivery { Delivery(intake: self) }

    /// Of a dry run a store of its own, which forgets everything.
    private func store(isDryRun: Bool) throws(CareFailure) -> SQLiteCareStore {
        guard isDryRun else { return store }
        do throws(JournalFailure) {
            return try SQLiteCareStore(rehearsing: file)
        } catch {
            throw .store(error)
        }
    }

    private struct Delivery: CareDelivery {
        let intake: ServedIntake
        private let bytes = SecretBytes(bytesMost: MessageReader.documentBytesMost)

        init(intake: ServedIntake) { self.intake = intake }

        func append(_ bytes: UnsafeRawBufferPointer) -> Bool { self.bytes.append(bytes) }

        func take(
            as table: String?, isDryRun: Bool, by holder: Actor.Identity
        ) async throws(CareFailure) -> [UInt8]? {
            let schema = table.flatMap { TableSchema.named($0) }
            guard table == nil || schema != nil else { return nil }
            let store = try intake.store(isDryRun: isDryRun)
            var run = ImportRun(
                into: store, keys: intake.ring, actor: holder.description,
                receivedOn: AmsterdamTime(WallClock.now).date, isDryRun: isDryRun)
            try await run.takeAny(bytes, from: "delivery", as: schema)
            try await run.finish()
            return CanonicalJSON.bytes(of: run.report)
        }
    }
}
