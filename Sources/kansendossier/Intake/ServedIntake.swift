import Domain
import Engine
import Intake
import SQLiteJournal
import Server
import Wire

/// The intake that a server offers over HTTP, by the key file in its settings.
struct ServedIntake: CareIntake {
    private let store: SQLiteCareStore
    private let ring: KeyRing

    /// Opens the care database of a data folder and reads the keys; from now on the system writes no
    /// memory dump of this process.
    init(in folder: String, keyFile: String) throws {
        ring = try CareKeys.read(keyFile)
        store = try SQLiteCareStore(file: SQLiteCareStore.file(in: folder))
        ProcessSecrecy.forbidDumps()
    }

    func exceptions(_ filter: ExceptionFilter) async throws(CareFailure) -> [UInt8] {
        _ = try await store.settle()
        let list = try await ExceptionList(
            of: store, filter, on: AmsterdamTime(WallClock.now).date,
            most: ExceptionList.answerMost)
        return CanonicalJSON.bytes(of: list)
    }

    func delivery() -> any CareDelivery { Delivery(store: store, ring: ring) }

    private struct Delivery: CareDelivery {
        let store: SQLiteCareStore
        let ring: KeyRing
        private let bytes = SecretBytes(bytesMost: MessageReader.documentBytesMost)

        init(store: SQLiteCareStore, ring: KeyRing) {
            self.store = store
            self.ring = ring
        }

        func append(_ bytes: UnsafeRawBufferPointer) -> Bool { self.bytes.append(bytes) }

        func take(
            as table: String?, by holder: Actor.Identity
        ) async throws(CareFailure) -> [UInt8]? {
            let schema = table.flatMap { TableSchema.named($0) }
            guard table == nil || schema != nil else { return nil }
            var run = ImportRun(
                into: store, keys: ring, actor: holder.description,
                receivedOn: AmsterdamTime(WallClock.now).date)
            try await run.takeAny(bytes, from: "delivery", as: schema)
            try await run.finish()
            return CanonicalJSON.bytes(of: run.report)
        }
    }
}
