package import Domain
internal import Wire

/// A care store that gives rows to read and to write; what they mean is the same for all of them.
package protocol CareRowStore: CareStore {
    /// One read in a snapshot of its own, beside whoever writes.
    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (any CareRows) throws -> Value
    ) async throws(CareFailure) -> Value

    /// One transaction, in turn with all others that write; nothing is stored when the body throws.
    func writing<Value: Sendable>(
        _ body: @escaping @Sendable (any WritableCareRows) throws -> Value
    ) async throws(CareFailure) -> Value
}

extension CareRowStore {
    package func add(_ batch: CareBatch) async throws(CareFailure) -> CareReceipt {
        try await writing { rows in
            var writing = try CareWriting(in: rows, head: batch.head)
            return try writing.add(batch)
        }
    }

    package func settle() async throws(CareFailure) -> CareSettlement {
        var settlement = CareSettlement()
        var goesOn = true
        while goesOn {
            let soFar = settlement
            (settlement, goesOn) = try await writing { rows in
                var settlement = soFar
                let goesOn = try CareSettling.settle(in: rows, most: 2_000, into: &settlement)
                return (settlement, goesOn)
            }
        }
        return settlement
    }

    package func remove(_ term: CareTerm) async throws(CareFailure) -> CareRemoval? {
        try await writing { rows in
            var retention = try CareRetention(in: rows, term)
            return try retention.remove()
        }
    }

    package func verify() async throws(CareFailure) -> CareVerification {
        try await reading { try CareVerifying(in: $0).verify() }
    }

    package func histories(
        after client: Pseudonym?, limit: Int
    ) async throws(CareFailure) -> [ClientHistory] {
        try await reading { rows in
            try rows.histories(after: client, limit: limit).map { try ClientHistory($0) }
        }
    }

    package func refusals(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedException] {
        try await reading { rows in
            try rows.refusals(after: number, limit: limit).map { row in
                guard let exception = try HistoryRecord.exceptions(row.bytes).first else {
                    throw CareDamage()
                }
                return NumberedException(number: row.number, exception: exception)
            }
        }
    }

    package func rows(
        of kind: CareTable.Kind, after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedRow] {
        try await reading { rows in
            let found = try rows.rows(of: kind, after: number, limit: limit)
            var names = try CareNames(in: rows)
            try names.look(up: found.compactMap(\.client))
            return found.map { row in
                NumberedRow(
                    number: row.number, table: row.table,
                    client: row.client.map { names.client(of: $0) },
                    values: TableRowRecord.values(row.bytes))
            }
        }
    }

    package func allocations(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedAllocation] {
        try await reading { rows in
            let found = try rows.allocations(after: number, limit: limit).map { row in
                let document = try DocumentRecord.document(row.bytes)
                guard case .allocation(let message) = document.content,
                    let client = document.client
                else { throw CareDamage() }
                return (number: row.number, message: message, client: client.current)
            }
            var names = try CareNames(in: rows)
            try names.look(up: found.map(\.client))
            return found.map { row in
                NumberedAllocation(
                    number: row.number, message: row.message.marked(names.client(of: row.client)))
            }
        }
    }

    package func importLog(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [ImportLogLine] {
        try await reading { rows in
            try rows.lines(after: number, limit: limit).map { try $0.line() }
        }
    }

    package func processings(of line: Int) async throws(CareFailure) -> [Pseudonym] {
        try await reading { try $0.clients(ofLine: line) }
    }
}

extension CareFailure {
    /// What an error below the port means to those above it; of the store's own errors the store
    /// tells what they mean.
    package init(_ error: any Error, orElse own: (any Error) -> JournalFailure) {
        switch error {
        case let failure as CareFailure: self = failure
        case is CareDamage, is DecodingError:
            self = .store(.damaged("the care database holds what it can't have written"))
        default: self = .store(own(error))
        }
    }
}
