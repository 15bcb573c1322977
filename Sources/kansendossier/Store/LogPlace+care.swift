import Engine
import Foundation
import PostgresJournal
import SQLiteJournal

/// Care records are where the log is: in a file beside it, or in the same database.
extension LogPlace {
    /// What people are told of where the care records are.
    var care: String { database?.description ?? SQLiteCareStore.file(in: folder) }

    /// Opens them to take messages in, and makes what isn't there; of a rehearsal nothing is kept.
    func openCare(
        rehearsing: Bool = false, purpose: PostgresPurpose = .serving
    ) async throws(JournalFailure) -> any CareRowStore {
        if let database {
            return rehearsing
                ? try await PostgresCareStore(rehearsingAt: database)
                : try await PostgresCareStore(at: database, purpose: purpose)
        }
        let file = SQLiteCareStore.file(in: folder)
        return rehearsing
            ? try SQLiteCareStore(rehearsing: file) : try SQLiteCareStore(file: file)
    }

    /// What a server keeps open for everything that it does with them; nil of a file, which is made
    /// by whoever takes messages in first.
    func sharedCare() async throws(JournalFailure) -> (any CareStore)? {
        guard let database else { return nil }
        return try await PostgresCareStore(at: database)
    }

    /// Opens them to be read beside whoever takes messages in; nil when nothing was ever taken in.
    func careToRead() async throws -> (any CareStore)? {
        guard let database else {
            return try SQLiteCareStore.reading(SQLiteCareStore.file(in: folder))
        }
        let store = try await PostgresCareStore(at: database, purpose: .existing)
        let isBegun: Bool
        do throws(CareFailure) {
            isBegun = try await store.isBegun
        } catch {
            throw CommandFailure(error)
        }
        if isBegun { return store }
        try await store.close()
        return nil
    }

    /// Whether records are there already; makes the schema of an empty database.
    func hasCare() async throws -> Bool {
        guard let database else {
            return FileManager.default.fileExists(atPath: SQLiteCareStore.file(in: folder))
        }
        let store = try await PostgresCareStore(at: database)
        do throws(CareFailure) {
            let isBegun = try await store.isBegun
            try? await store.close()
            return isBegun
        } catch {
            throw CommandFailure(error)
        }
    }

    /// As `careToRead`; throws `unavailable` when nothing was taken in yet.
    func takenInCare() async throws -> any CareStore {
        guard let store = try await careToRead() else {
            throw CommandFailure(
                .unavailable, "nothing was taken in yet in \(self): see kansendossier intake --help"
            )
        }
        return store
    }

    /// As `openCare`, of records that are there; of a rehearsal nothing is kept.
    func writableCare(rehearsing: Bool = false) async throws -> any CareRowStore {
        try await takenInCare().close()
        return try await openCare(rehearsing: rehearsing)
    }
}

extension SQLiteCareStore {
    /// Opens a file to read; nil when it isn't there.
    static func reading(_ file: String) throws(JournalFailure) -> SQLiteCareStore? {
        FileManager.default.fileExists(atPath: file)
            ? try SQLiteCareStore(readingFile: file) : nil
    }
}

extension CareStore {
    /// Whether anything was ever taken in.
    var isBegun: Bool {
        get async throws(CareFailure) { try await !importLog(after: 0, limit: 1).isEmpty }
    }
}
