package import Domain
package import Engine
package import Wire

/// The journal in a PostgreSQL database (15 or later), in a schema of its own.
///
/// One connection writes: all appends that wait share one commit (`PipelineCommit`). Others read
/// beside it, and one listens once somebody does. A lost connection is made anew by itself;
/// meanwhile what is asked is `unavailable`.
/// Several may have the same database open: an append expects a position, and the other conflicts.
package final class PostgresJournal: Journal {
    package let epoch: String
    let writer: Session
    private let readers: Readers
    private let appends: AppendQueue
    private let board: NoticeBoard
    private let listener: Listener
    private let turns: Turns

    /// Opens the journal of a database, and makes or upgrades its schema when this role may.
    ///
    /// Throws `damaged`, with what to do, for a schema that is foreign, newer or broken, and
    /// `unavailable` when the database can't be reached or its commits wouldn't be durable.
    ///
    /// - Parameter purpose: whether a log may begin here, must be there, or is copied into it.
    package init(
        at address: PostgresAddress, settings: PostgresSettings = PostgresSettings(),
        purpose: PostgresPurpose = .serving
    ) async throws(JournalFailure) {
        let writer = Session(address, settings: settings, name: "kansendossier writer")
        let epoch = try await writer.open(for: purpose)
        self.epoch = epoch
        self.writer = writer
        readers = Readers(address, settings: settings, epoch: epoch)
        appends = AppendQueue(
            waitingMost: settings.appendsWaitingMost,
            perCommitMost: settings.appendsPerCommitMost)
        let board = NoticeBoard(isOpen: false)
        let turns = Turns(address, settings: settings, epoch: epoch)
        (self.board, self.turns) = (board, turns)
        listener = Listener(
            address, settings: settings, epoch: epoch, channels: ["kansendossier", Turns.channel]
        ) { heard in
            switch heard {
            case .beginning: board.post(.missed)
            case .notification(let notification) where notification.channel == Turns.channel:
                turns.hear(notification.text)
            case .notification(let notification): board.post(JournalNotice(notification.text))
            }
        }
    }

    package var isShared: Bool { true }

    package func notices() -> AsyncStream<JournalNotice> {
        listener.begin()
        return board.listen()
    }

    package func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool {
        await turns.take(stream, withinMilliseconds: withinMilliseconds)
    }

    package func endTurn(on stream: StreamID) { turns.end(stream) }

    /// What was committed since it was opened.
    package var statistics: JournalStatistics { appends.statistics }

    /// How many reads go on or wait now.
    package var readsWaiting: Int { readers.waiting }

    /// Waits for what goes on and ends the connections; afterwards everything is `unavailable`.
    package func close() async {
        await writer.close()
        await readers.close()
        await turns.close()
        await listener.close()
        board.end()
    }

    package func append(_ append: Append) async throws(JournalFailure) {
        precondition(append.isGapless, "an append's records follow its expected position")
        try await appends.append(append) { writer.drain(appends) }
    }

    package func heads() async throws(JournalFailure) -> [StreamHead] {
        try await readers.read { connection in
            let rows = try connection.query(.heads, [])
            return try rows.indices.map { try StreamHead(rows, row: $0) }
        }
    }

    package func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        try await readers.read { connection in
            let rows = try connection.query(.head, [Parameter(stream.description)])
            guard !rows.indices.isEmpty else {
                return StreamHead(stream: stream, position: 0, hash: .zero, deadline: nil)
            }
            return try StreamHead(rows, row: 0)
        }
    }

    package func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try await readers.read { connection in
            let rows = try connection.query(
                .records,
                [Parameter(stream.description), Parameter(position), Parameter(max(0, limit))])
            return try rows.indices.map { row in
                StoredRecord(
                    position: try rows.number(row, 0), bytes: try rows.known(row, 1),
                    hash: try rows.digest(row, 2))
            }
        }
    }

    package func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try await readers.read { connection in
            let rows = try connection.query(
                .receipt,
                [Parameter(stream.description), Parameter(actor.description), Parameter(key)])
            guard !rows.indices.isEmpty else { return nil }
            return Receipt(
                actor: actor, key: key, command: try rows.digest(0, 0),
                position: try rows.number(0, 1))
        }
    }
}

extension JournalNotice {
    /// What the database's function `append` notifies: a stream, a space and its last position.
    /// What can't be read as that still says that something was stored.
    fileprivate init(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let stream = StreamID(String(words[0])),
            let position = Int(words[1])
        else {
            self = .missed
            return
        }
        self = .stored(stream, position: position)
    }
}
