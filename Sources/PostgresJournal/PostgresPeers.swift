package import Engine
internal import FoundationEssentials
internal import Synchronization

/// The nodes that have one database open, which is where they meet (`Schema.peers`).
///
/// A node comes to meet every second, and at once when it has something to say or is woken; one
/// statement is a whole meeting. What is counted has a connection of its own, so that nobody with a
/// code waits for a meeting.
package final class PostgresPeers: Peers {
    /// Milliseconds between two meetings when there is nothing new.
    package static let meetMilliseconds = 1_000
    /// Milliseconds after which a node that doesn't come any more is taken to be dead.
    package static let lapseMilliseconds = 4_000

    private struct State {
        var meeting: Meeting
        var hearers: [@Sendable (PeerTopic) -> Void] = []
    }

    private let meetings: Session
    private let tallies: Session
    private let state: Mutex<State>
    private let listener: Listener
    private let wakes: AsyncStream<Void>
    private let wakesIn: AsyncStream<Void>.Continuation

    /// A node that goes to meet others once it runs, in the database that holds the history of
    /// that name.
    package init(
        at address: PostgresAddress, settings: PostgresSettings = PostgresSettings(),
        epoch: String
    ) {
        var brief = settings
        brief.connectSecondsMost = 2
        brief.statementMillisecondsMost = min(settings.statementMillisecondsMost, 2_000)
        meetings = Session(address, settings: brief, name: "kansendossier peers", epoch: epoch)
        tallies = Session(address, settings: brief, name: "kansendossier tallies", epoch: epoch)
        state = Mutex(State(meeting: Meeting(names: { UUID().uuidString })))
        let (wakes, wakesIn) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        (self.wakes, self.wakesIn) = (wakes, wakesIn)
        listener = Listener(
            address, settings: settings, epoch: epoch, channels: ["kansendossier_peers"]
        ) { _ in wakesIn.yield() }
    }

    package var liveNodes: Int { state.withLock { $0.meeting.liveNodes } }

    package func say(_ words: [UInt8], about topic: PeerTopic) {
        if state.withLock({ $0.meeting.say(words, about: topic) }) { wakesIn.yield() }
    }

    package func others(about topic: PeerTopic) -> [[UInt8]]? {
        state.withLock { $0.meeting.others(about: topic, at: .now) }
    }

    package func onChange(_ tell: @escaping @Sendable (PeerTopic) -> Void) {
        state.withLock { $0.hearers.append(tell) }
    }

    package func run() async {
        listener.begin()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.beat() }
            for await _ in wakes { await meet() }
            group.cancelAll()
        }
        let name = state.withLock { $0.meeting.invite().name }
        // If they can't be told, they find out by themselves.
        _ = try? await meetings.write { connection in
            try connection.query(.leave, [Parameter(name)]).indices.count
        }
        await listener.close()
        await meetings.close()
        await tallies.close()
    }

    private func beat() async {
        while !Task.isCancelled {
            wakesIn.yield()
            tell(state.withLock { $0.meeting.lapse(at: .now) })
            try? await Task.sleep(for: .milliseconds(Self.meetMilliseconds))
        }
    }

    private func meet() async {
        let invitation = state.withLock { $0.meeting.invite() }
        do throws(JournalFailure) {
            let words = try await meetings.write { connection in
                try connection.query(.meet, invitation.parameters).words()
            }
            let changed = state.withLock {
                $0.meeting.take(words, of: invitation, at: .now)
            }
            if let changed { tell(changed) } else { wakesIn.yield() }
        } catch {
            state.withLock { $0.meeting.fail(invitation) }
        }
    }

    private func tell(_ topics: Set<PeerTopic>) {
        let hearers = state.withLock { $0.hearers }
        for topic in topics.sorted() {
            for tell in hearers { tell(topic) }
        }
    }
}

// MARK: - Counting

extension PostgresPeers {
    package func count(_ name: String, keptSeconds: Int) async throws(PeersFailure) -> Int {
        let count = try await tally(
            .tallyCount, [Parameter(name), Parameter(keptSeconds)])
        guard let count else { throw PeersFailure("the database counted nothing") }
        return count
    }

    package func raise(
        _ name: String, to value: Int, keptSeconds: Int
    ) async throws(PeersFailure) -> Int? {
        try await tally(
            .tallyRaise, [Parameter(name), Parameter(value), Parameter(keptSeconds)])
    }

    package func forget(_ name: String) async throws(PeersFailure) {
        _ = try await tally(.tallyForget, [Parameter(name)])
    }

    private func tally(
        _ statement: Statement, _ parameters: [Parameter]
    ) async throws(PeersFailure) -> Int? {
        do throws(JournalFailure) {
            return try await tallies.write { connection in
                let rows = try connection.query(statement, parameters)
                return statement == .tallyForget ? nil : try rows.numberIfAny(0, 0)
            }
        } catch {
            throw PeersFailure("\(error)")
        }
    }
}

extension Meeting.Invitation {
    /// The parameters of `kansendossier.meet`.
    fileprivate var parameters: [Parameter] {
        let said = said.sorted { $0.key < $1.key }
        let known = known.sorted { $0.key < $1.key }
        return [
            Parameter(name), Parameter(bytes: [isFirst ? 1 : 0]),
            Parameter(texts: said.map(\.key.description)),
            Parameter(byteArrays: said.map(\.value)), Parameter(texts: known.map(\.key)),
            Parameter(numbers: known.map(\.value)),
        ]
    }
}

extension Rows {
    /// What `kansendossier.meet` gave; topics that this release doesn't know are left out.
    fileprivate func words() throws(JournalFailure) -> [Meeting.Word] {
        var words: [Meeting.Word] = []
        for row in indices {
            var said: (topic: PeerTopic, words: [UInt8])?
            if let name = try bytes(row, 2),
                let topic = PeerTopic(String(decoding: name, as: UTF8.self))
            {
                said = (topic, try known(row, 3))
            }
            words.append(
                Meeting.Word(node: try text(row, 0), number: try number(row, 1), said: said))
        }
        return words
    }
}
