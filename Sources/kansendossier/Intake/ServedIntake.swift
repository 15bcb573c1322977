import Domain
import Engine
import Intake
import Server
import Wire

/// The intake that a server offers over HTTP, by the key file in its settings.
struct ServedIntake: CareIntake {
    private let place: LogPlace
    private let store: any CareStore
    private let ring: KeyRing

    /// Opens the care records of this place, unless a store on them is shared, and reads the keys; from
    /// now on the system writes no memory dump of this process.
    init(in place: LogPlace, sharing shared: (any CareStore)?, keyFile: String) async throws {
        ring = try CareKeys.read(keyFile)
        self.place = place
        if let shared { store = shared } else { store = try await place.openCare() }
        ProcessSecrecy.forbidDumps()
    }

    func exceptions(_ filter: ExceptionFilter) async throws(CareFailure) -> [UInt8] {
        let records: any CareStore = store
        _ = try await records.settle()
        let list = try await ExceptionList(
            of: records, filter, on: AmsterdamTime(WallClock.now).date,
            most: ExceptionList.answerMost)
        return CanonicalJSON.bytes(of: list)
    }

    func delivery() -> any CareDelivery { Delivery(intake: self) }

    /// Of a dry run a store of its own, which forgets everything.
    private func store(isDryRun: Bool) async throws(CareFailure) -> any CareStore {
        guard isDryRun else { return store }
        do throws(JournalFailure) {
            return try await place.openCare(rehearsing: true)
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
            let store = try await intake.store(isDryRun: isDryRun)
            var run = ImportRun(
                into: store, keys: intake.ring, actor: holder.description,
                receivedOn: AmsterdamTime(WallClock.now).date, isDryRun: isDryRun)
            let outcome: Result<Void, CareFailure>
            do throws(CareFailure) {
                try await run.takeAny(bytes, from: "delivery", as: schema)
                outcome = .success(try await run.finish())
            } catch {
                outcome = .failure(error)
            }
            // What a rehearsal holds is let go of at once: others wait for it.
            if isDryRun { try? await store.close() }
            try outcome.get()
            return CanonicalJSON.bytes(of: run.report)
        }
    }
}
