internal import Domain
internal import Engine
internal import Wire

/// Stores many appends in one transaction and one round trip, each with an outcome of its own.
///
/// A conflict is a value that the database's function gives back, so it takes nothing else down. An
/// append that the database refuses falls alone: the others are tried again without it.
struct PipelineCommit {
    /// How many refused appends of one batch are set aside; one more, and what is left of the
    /// batch is `unavailable`, so that locks held by others can't hold the writer without end.
    static let setAsideMost = 3

    let connection: Connection

    /// The outcome of each append, in their order.
    func outcomes(of appends: [Append]) -> [AppendQueue.Outcome] {
        var outcomes = Array(
            repeating: AppendQueue.Outcome.failure(
                .unavailable("too many appends of one commit were refused; try again")),
            count: appends.count)
        // In the order of streams: two nodes that lock the same ones can't wait for each other in
        // a circle.
        var waiting = appends.indices.sorted {
            (appends[$0].stream, $0) < (appends[$1].stream, $1)
        }
        for _ in 0...Self.setAsideMost where !waiting.isEmpty {
            switch attempt(waiting.map { appends[$0] }) {
            case .ended(let found):
                for (index, outcome) in zip(waiting, found) { outcomes[index] = outcome }
                waiting = []
            case .fell(let place, let failure):
                outcomes[waiting.remove(at: place)] = .failure(failure)
            }
        }
        return outcomes
    }

    private enum Attempt {
        case ended([AppendQueue.Outcome])
        /// The append at this place was refused; nothing of the transaction was stored.
        case fell(Int, JournalFailure)
    }

    private func attempt(_ appends: [Append]) -> Attempt {
        switch connection.transact(.append, appends.map(\.parameters)) {
        case .notBegun(let failure):
            return .ended(appends.map { _ in .failure(failure.failure) })
        case .begun(let results, let commit):
            var outcomes: [AppendQueue.Outcome] = []
            for (place, result) in results.enumerated() {
                switch result {
                case .success(let rows): outcomes.append(outcome(rows))
                case .failure(let failure) where failure.isLoss:
                    return .ended(doubtful(outcomes, of: appends.count, failure))
                case .failure(let failure): return fell(place, failure, of: appends.count)
                }
            }
            guard case .failure(let failure) = commit else { return .ended(outcomes) }
            return .ended(doubtful(outcomes, of: appends.count, failure))
        }
    }

    private func fell(_ place: Int, _ failure: ServerFailure, of count: Int) -> Attempt {
        do throws(ServerFailure) {
            try connection.rollBack()
            return .fell(place, failure.failure)
        } catch {
            // The transaction had failed before its commit came, so there is no doubt.
            return .ended(Array(repeating: .failure(error.failure), count: count))
        }
    }

    /// The commit was sent and nobody said what became of it; a conflict that was found stays one.
    private func doubtful(
        _ outcomes: [AppendQueue.Outcome], of count: Int, _ failure: ServerFailure
    ) -> [AppendQueue.Outcome] {
        let doubt = AppendQueue.Outcome.failure(
            .unknownOutcome("the commit wasn't confirmed: \(failure.message)"))
        return outcomes.map { $0.isSuccess ? doubt : $0 }
            + Array(repeating: doubt, count: count - outcomes.count)
    }

    private func outcome(_ rows: Rows) -> AppendQueue.Outcome {
        do throws(JournalFailure) {
            let isStored = try rows.number(0, 0) == 1
            if isStored { return .success(()) }
            return .failure(.conflict(actualPosition: try rows.number(0, 1)))
        } catch {
            return .failure(error)
        }
    }
}

extension Append {
    /// What the database's function `append` takes, in its order.
    fileprivate var parameters: [Parameter] {
        [
            Parameter(stream.description), Parameter(expectedPosition),
            Parameter(byteArrays: records.map(\.bytes)),
            Parameter(byteArrays: records.map(\.hash.packed)),
            Parameter(texts: receipts.map(\.actor.description)),
            Parameter(byteArrays: receipts.map(\.key.packed)),
            Parameter(byteArrays: receipts.map(\.command.packed)),
            Parameter(numbers: receipts.map(\.position)),
            deadline.map { Parameter($0.milliseconds) } ?? .null,
        ]
    }
}
