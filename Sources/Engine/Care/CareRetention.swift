internal import Domain
internal import Wire

/// Removes what is past its term, within a transaction of the caller's, and says so in the log.
///
/// A client is past the term when everything known of it is: no care goes on, and the last day of
/// care, the date of each message and the receipt of each row of a table lie before the cutoff.
package struct CareRetention {
    private let rows: any WritableCareRows
    private let term: CareTerm
    private var names: CareNames
    private var marks: [Pseudonym: [Pseudonym]] = [:]

    /// Of everything in these rows.
    package init(in rows: any WritableCareRows, _ term: CareTerm) throws {
        self.rows = rows
        self.term = term
        names = try CareNames(in: rows)
    }

    /// Nil when nothing is past its term: nothing is written then.
    package mutating func remove() throws -> CareRemoval? {
        let log = try rows.allLines()
        let lines = try log.map { try $0.line() }
        guard let last = lines.last, let previous = log.last?.hash else { return nil }
        let clients = try clientsPastTerm(received: lines.map(\.receivedOn))
        try rows.nameForRemoval(
            about: clients.flatMap { marks[$0] ?? [] },
            refusalsOf: lines.filter { $0.receivedOn < term.cutoff }.map(\.number))
        let returns = try rows.returnsToNobody().filter { row in
            try DocumentRecord.document(row.bytes).dated < term.cutoff
        }
        try rows.nameForRemoval(documents: returns.map(\.number))
        let removed = try rows.removeNamed()
        guard removed.values.contains(where: { !$0.isEmpty }) else { return nil }
        try rows.forget(clients.sorted())
        let remainders = try Set(removed.values.flatMap(\.keys)).sorted().map { line in
            let left = try rows.addition(of: line)
            guard try left.isFoundByWhatItSays() else { throw CareDamage() }
            return CareRemoval.Remainder(line: line, content: left.content)
        }
        func count(_ part: CarePart) -> Int { (removed[part] ?? [:]).values.reduce(0, +) }
        let removal = CareRemoval(
            months: term.months, cutoff: term.cutoff, clients: clients.count,
            documents: count(.document), refusals: count(.refusal), rows: count(.row),
            joins: count(.join), remainders: remainders)
        let line = ImportLogLine(
            after: last, previous: previous, term: term, removal: removal,
            content: CareAddition().content)
        try rows.store(CareLogRow(line), CareAddition(), stale: [])
        return removal
    }

    /// Those of whom everything is past its term, and who share no message's name with anybody of
    /// whom it isn't: what follows for the other would change.
    private mutating func clientsPastTerm(received days: [CivilDate]) throws -> Set<Pseudonym> {
        let everybody = try rows.everybody()
        try names.look(up: everybody)
        let clients = Set(everybody.map { names.client(of: $0) }).sorted()
        var past: Set<Pseudonym> = []
        var namesakes: [Pseudonym: Set<Pseudonym>] = [:]
        for start in stride(from: 0, to: clients.count, by: Self.clientsAtOnce) {
            let page = Array(clients[start..<min(start + Self.clientsAtOnce, clients.count)])
            marks.merge(try names.marks(of: page)) { known, _ in known }
            let gone = try pastTerm(page, received: days)
            past.formUnion(gone)
            let others = try rows.namesakes(of: gone.flatMap { marks[$0] ?? [] })
            try names.look(up: others.values.flatMap(\.self))
            for client in gone {
                for mark in marks[client] ?? [] {
                    namesakes[client, default: []]
                        .formUnion((others[mark] ?? []).map { names.client(of: $0) })
                }
            }
        }
        var isStable = false
        while !isStable {
            let shared = past.filter { !(namesakes[$0] ?? []).isSubset(of: past) }
            past.subtract(shared)
            isStable = shared.isEmpty
        }
        return past
    }

    /// So many clients are read at once.
    private static let clientsAtOnce = 1_000

    private func pastTerm(
        _ clients: [Pseudonym], received days: [CivilDate]
    ) throws -> [Pseudonym] {
        let own = clients.flatMap { marks[$0] ?? [] }
        let histories = try rows.histories(of: clients)
        let lines = try rows.lines(ofRowsAbout: own)
        var recent: Set<Pseudonym> = []
        for row in try rows.documents(about: own) {
            let document = try DocumentRecord.document(row.bytes)
            if document.dated >= term.cutoff, let client = document.client {
                recent.insert(client.current)
            }
        }
        return try clients.filter { client in
            let bytes = histories[client]
            let periods = try bytes.map { try HistoryRecord.periods($0, of: client) } ?? []
            return periods.allSatisfy { $0.lastKnownDay.map { $0 < term.cutoff } ?? false }
                && (marks[client] ?? []).allSatisfy { mark in
                    !recent.contains(mark)
                        && (lines[mark] ?? []).allSatisfy { days[$0 - 1] < term.cutoff }
                }
        }
    }
}

extension DeliveryPeriod {
    /// The last day of care, of a pause that nothing followed the day before it; nil while it goes on.
    fileprivate var lastKnownDay: CivilDate? {
        if let end { return end }
        guard let pause = pauses.last, pause.end == nil else { return nil }
        return pause.begin.advanced(byDays: -1)
    }
}

extension ReceivedDocument {
    fileprivate var dated: CivilDate {
        switch content {
        case .care(let message, _): message.dated
        case .allocation(let message): message.dated
        case .returned(let message): message.dated
        }
    }
}
