package import Domain
package import Logging
import Synchronization
package import Wire

/// The registry of all streams: it finds the loop that a command or a watcher belongs to.
///
/// `start` once, then `run` for as long as the program serves; the other doors may be used from
/// anywhere at any time, never wait for the journal, and answer through the order's or
/// subscription's own closure.
package final class Engine<RoundStream: Aggregate>: Sendable {
    let journal: any Journal
    let time: any TimeSource
    let settings: EngineSettings
    let logger: Logger
    /// What this node and the others tell each other that is no event.
    package let peers: any Peers
    let meter = EngineMeter()
    let directoryMailbox: Mailbox<Directory>
    let rooms: Mutex<Rooms>
    private let directoryCodec: RecordCodec<Directory>
    private let roundCodec: RecordCodec<RoundStream>
    let newest = Mutex(Newest())
    let renewals = Renewals()
    /// What `start` read, until the directory's loop takes it over.
    private let loaded = Mutex<Loaded<Directory>?>(nil)
    private let openings: AsyncStream<Opening>
    private let openingsIn: AsyncStream<Opening>.Continuation

    /// An engine that isn't started; without peers it is alone.
    package init(
        journal: any Journal, time: any TimeSource, settings: EngineSettings = EngineSettings(),
        peers: (any Peers)? = nil, logger: Logger,
        directoryCodec: RecordCodec<Directory> = RecordCodec(),
        roundCodec: RecordCodec<RoundStream> = RecordCodec()
    ) {
        self.journal = journal
        self.time = time
        self.settings = settings
        self.peers = peers ?? MemoryPeers(time: time)
        self.logger = logger
        self.directoryCodec = directoryCodec
        self.roundCodec = roundCodec
        directoryMailbox = Mailbox(itemsMost: settings.mailboxItemsMost)
        rooms = Mutex(Rooms())
        (openings, openingsIn) = AsyncStream.makeStream()
    }

    /// The newest durable directory; whoever got an answer to a change finds that change in it.
    package var directory: Directory { newest.withLock { $0.directory } }

    /// Who writes the letters.
    package var letters: any LetterWriting { settings.letters }

    /// The identity of the journal's history, for clients that resume.
    package var epoch: String { journal.epoch }

    /// Reads where every stream ends and folds the directory; throws what the journal throws, and
    /// `damaged` for a record that can't be read.
    package func start() async throws(JournalFailure) {
        let heads = try await journal.heads()
        rooms.withLock { rooms in
            for head in heads {
                if case .round(let round) = head.stream { rooms.note(round, head) }
            }
        }
        var read = Loaded<Directory>(.directory)
        while true {
            let page = try await journal.records(
                of: .directory, after: read.fold.position, limit: settings.recordsPerPageMost)
            do throws(RecordDamage) {
                for record in page { try read.add(record, codec: directoryCodec) }
            } catch {
                throw .damaged("directory, \(error)")
            }
            if page.count < settings.recordsPerPageMost { break }
        }
        let whole = read
        loaded.withLock { $0 = whole }
        newest.withLock { $0 = Newest(directory: whole.fold.state, position: whole.fold.position) }
    }

    /// Serves every stream until `stop`, or until the task is cancelled.
    ///
    /// After `stop` everything accepted so far is still settled. Cancelling does the same, but then
    /// the journal is called from a cancelled task.
    package func run() async {
        followPeers()
        await withTaskGroup(of: Void.self) { clock in
            clock.addTask { await self.keepTime() }
            clock.addTask { await self.follow() }
            clock.addTask { await self.peers.run() }
            await withDiscardingTaskGroup { sequencers in
                sequencers.addTask { await self.serveDirectory() }
                for await opening in openings {
                    sequencers.addTask { await self.serve(opening) }
                }
                stop()
            }
            clock.cancelAll()
        }
        let leftOver = rooms.withLock { Array($0.open.values) }
        for mailbox in leftOver { mailbox.abandon() }
        directoryMailbox.abandon()
    }

    /// Lets nothing in any more; what was let in is settled, and then `run` returns.
    package func stop() {
        let open = rooms.withLock { rooms in
            rooms.isStopped = true
            return Array(rooms.open.values)
        }
        directoryMailbox.close()
        for mailbox in open { mailbox.close() }
        openingsIn.finish()
    }

    /// What the engine did and holds.
    package var statistics: EngineStatistics {
        var statistics = meter.statistics
        rooms.withLock { rooms in
            statistics.roundsOpen = rooms.open.count
            statistics.roundsKnown = rooms.known.count
        }
        return statistics
    }

    func open(_ round: RoundID, _ mailbox: Mailbox<RoundStream>) {
        openingsIn.yield(Opening(round: round, mailbox: mailbox))
    }

    private struct Opening: Sendable {
        let round: RoundID
        let mailbox: Mailbox<RoundStream>
    }

    private func serveDirectory() async {
        var sequencer = Sequencer(
            ports: ports(.directory, directoryCodec, directory: { $0 }, renewDirectory: {}) {
                committed, changed in
                let position = committed.head.position
                self.newest.withLock { $0 = Newest(directory: committed.state, position: position) }
                if changed { self.signalRounds(.recheck) }
            }, mailbox: directoryMailbox)
        let whole = loaded.withLock { loaded in
            defer { loaded = nil }
            return loaded
        }
        if let whole { sequencer.begin(with: whole) }
        await sequencer.run()
    }

    private func serve(_ opening: Opening) async {
        let round = opening.round
        var sequencer = Sequencer(
            ports: ports(
                .round(round), roundCodec, directory: { _ in self.directory },
                renewDirectory: { _ = await self.renewDirectory() }
            ) { committed, _ in
                self.rooms.withLock { _ = $0.note(round, committed.head) }
            }, mailbox: opening.mailbox)
        await sequencer.run()
        rooms.withLock { $0.leave(round, opening.mailbox) }
    }

    private func ports<Stream: Aggregate>(
        _ stream: StreamID, _ codec: RecordCodec<Stream>,
        directory: @escaping @Sendable (Stream) -> Directory,
        renewDirectory: @escaping @Sendable () async -> Void,
        committed: @escaping @Sendable (Committed<Stream>, Bool) -> Void
    ) -> SequencerPorts<Stream> {
        SequencerPorts(
            stream: stream, journal: journal, time: time, settings: settings, codec: codec,
            logger: logger, meter: meter, peers: peers, directory: directory,
            renewDirectory: renewDirectory, committed: committed)
    }
}
