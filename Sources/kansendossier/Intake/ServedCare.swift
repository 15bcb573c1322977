import Domain
import Engine
import Pages
import Server

/// What the pages of a server show of the messages that were taken in, read beside whoever takes them
/// in.
struct ServedCare: CareReading {
    private let place: LogPlace
    /// On a database, whose connections are kept; a file is opened when it is there.
    private let shared: (any CareStore)?

    init(in place: LogPlace, sharing shared: (any CareStore)?) {
        self.place = place
        self.shared = shared
    }

    func lists(
        _ filter: ExceptionFilter, most: Int
    ) async throws(CareFailure) -> (imports: [ImportLogLine], exceptions: ExceptionList)? {
        guard let store = try await opened() else { return nil }
        let exceptions = try await ExceptionList(
            of: store, filter, on: AmsterdamTime(WallClock.now).date, most: most)
        var imports: [ImportLogLine] = []
        while true {
            let page = try await store.importLog(after: imports.last?.number ?? 0, limit: 1_000)
            imports = Array((imports + page).suffix(max(most, 1)))
            if page.isEmpty { break }
        }
        try await close(store)
        return (imports.reversed(), exceptions)
    }

    func figures(
        by division: ComparisonPage.Division
    ) async throws(CareFailure) -> OutcomeReport? {
        guard let store = try await opened() else { return nil }
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
        try await close(store)
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
    private func opened() async throws(CareFailure) -> (any CareStore)? {
        if let shared { return try await shared.isBegun ? shared : nil }
        do {
            return try await place.careToRead()
        } catch let failure as CareFailure {
            throw failure
        } catch {
            throw .store(error as? JournalFailure ?? .unavailable("\(error)"))
        }
    }

    private func close(_ store: any CareStore) async throws(CareFailure) {
        if shared != nil { return }
        do throws(JournalFailure) {
            try await store.close()
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
