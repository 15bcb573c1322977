import Domain
import Engine
import Foundation
import Pages
import SQLiteJournal
import Server

/// What the pages of a server show of the messages in its data folder, read beside whoever takes them
/// in.
struct ServedCare: CareReading {
    private let file: String

    init(in folder: String) { file = SQLiteCareStore.file(in: folder) }

    func lists(
        _ filter: ExceptionFilter, most: Int
    ) async throws(CareFailure) -> (imports: [ImportLogLine], exceptions: ExceptionList)? {
        guard let store = try opened() else { return nil }
        let exceptions = try await ExceptionList(
            of: store, filter, on: AmsterdamTime(WallClock.now).date, most: most)
        var imports: [ImportLogLine] = []
        while true {
            let page = try await store.importLog(after: imports.last?.number ?? 0, limit: 1_000)
            imports = Array((imports + page).suffix(max(most, 1)))
            if page.isEmpty { break }
        }
        try close(store)
        return (imports.reversed(), exceptions)
    }

    func figures(
        by division: ComparisonPage.Division
    ) async throws(CareFailure) -> OutcomeReport? {
        guard let store = try opened() else { return nil }
        let sources: OutcomeSources
        do {
            var found = OutcomeSources(
                care: try await StoredCare(in: store, domain: nil),
                measurements: try await StoredMeasurements(in: store))
            found.residences = try await StoredCare.residences(in: store)
            sources = found
        } catch {
            throw error as? CareFailure ?? .store(.unavailable("\(error)"))
        }
        try close(store)
        guard let knownOn = sources.care.knownOn,
            division != .neighbourhood || sources.residences != nil
        else { return nil }
        let whole = OutcomeQuestion(
            from: sources.care.removedBefore, to: nil, referenceDate: knownOn, knownOn: knownOn)
        let parts = OutcomeDivision(
            by: division.kind, initiative: nil, started: nil, care: sources.care,
            residences: sources.residences)
        var groups = CountedGroups(from: sources, by: division.kind)
        for part in parts.parts(of: whole) { await groups.add(part) }
        return groups.report(of: whole, forPublication: true)
    }

    /// Nil when nothing was ever taken in.
    private func opened() throws(CareFailure) -> SQLiteCareStore? {
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do throws(JournalFailure) {
            return try SQLiteCareStore(readingFile: file)
        } catch {
            throw .store(error)
        }
    }

    private func close(_ store: SQLiteCareStore) throws(CareFailure) {
        do throws(JournalFailure) {
            try store.close()
        } catch {
            throw .store(error)
        }
    }
}

extension ComparisonPage.Division {
    /// The same for the command line.
    fileprivate var kind: OutcomeDivision.Kind {
        switch self {
        case .neighbourhood: .neighbourhood
        case .quarter: .quarter
        }
    }
}
