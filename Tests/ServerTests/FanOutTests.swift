import Domain
import Server
import Support
import Synchronization
import Testing
import WebSocket
import Wire

/// Many connections on few event loops: each is told what it follows, in order, once.
@Suite(.timeLimit(.minutes(15))) struct `Fan-out by event loop` {
    private static let editor = DemoCast.editor(of: DemoCast.mental)
    private static let reader = DemoCast.reader(of: DemoCast.mental)
    private static let view = RoundViewer.applicant(DemoCast.mental)

    @Test func `all who follow a view get the same bytes, whatever else they follow`()
        async throws
    {
        try await Self.harness().run { server in
            var peers: [Peer] = []
            for number in 1...8 {
                let peer = try await server.connect(as: Self.reader)
                peers.append(peer)
                if number.isMultiple(of: 2) {
                    let other = await peer.ask("directory.subscribe", ["view": "participant"])
                    #expect(other["result"] != nil)
                }
                #expect(await peer.subscribe(Self.view)["result"]?["mode"] == "snapshot")
            }
            let writer = try await server.connect(as: Self.editor)
            for number in 1...20 {
                let write = Self.writing(number)
                #expect(await writer.give(write, key: number).isAccepted)
            }
            var transcripts: Set<[String]> = []
            for peer in peers {
                while Trace(peer).events.count < 20, await peer.next() != nil {}
                #expect(Trace(peer).mistakes == [])
                transcripts.insert(Trace(peer).events)
            }
            #expect(transcripts.count == 1)
        }
    }

    @Test
    func `who asks again, leaves and comes back while others write misses and doubles nothing`()
        async throws
    {
        try await Self.harness().run { server in
            let writer = try await server.connect(as: Self.editor)
            let steady = try await server.connect(as: Self.reader)
            let restless = try await server.connect(as: Self.reader)
            _ = await steady.subscribe(Self.view)
            for number in 1...40 {
                let id = writer.request(Self.writing(number), key: number)
                if number.isMultiple(of: 4) {
                    _ = await restless.ask("round.unsubscribe", Self.name)
                } else {
                    _ = await restless.subscribe(Self.view)
                }
                #expect(await writer.answer(to: id).isAccepted)
            }
            let last = Self.writing(41)
            #expect(await writer.give(last, key: 41).isAccepted)
            let begin = await restless.subscribe(Self.view)
            while Trace(steady).events.count < 41, await steady.next() != nil {}
            #expect(Trace(steady).mistakes == [])
            #expect(Trace(restless).mistakes == [])
            #expect(begin["result"]?["offset"] == Trace(steady).last.map { .integer($0) })
        }
    }

    @Test func `of a view that was left nothing comes, also when another view is followed`()
        async throws
    {
        try await Self.harness().run { server in
            let peer = try await server.connect(as: Self.reader)
            _ = await peer.ask("directory.subscribe", ["view": "participant"])
            _ = await peer.subscribe(Self.view)
            _ = await peer.ask("round.unsubscribe", Self.name)
            let coordinator = try await server.connect(as: DemoCast.coordinator)
            let writer = try await server.connect(as: Self.editor)
            #expect(await writer.give(.startDossier(title: "Stil"), key: 1).isAccepted)
            let register = DirectoryCommand.addRegularService(
                service: "dagbesteding", title: "Dagbesteding", description: "Overdag iets doen.",
                regularSince: CivilDate(dayNumber: 16_436), source: "Verordening", precedent: nil)
            #expect(await coordinator.give(register, key: 2).isAccepted)
            #expect(await peer.notice("event")?["params"]?["view"] == "participant")
            #expect(Trace(peer).events == [])
        }
    }

    @Test(arguments: [0, -1])
    func
        `an update that just fits in what may wait for an event loop is sent, one more byte closes`(
            spare: Int
        ) async throws
    {
        let bytes = try await Self.bytesOfUpdate()
        let harness = try await ServerHarness(
            .open, change: { $0.inboxBytesMost = bytes + spare })
        try await harness.run { server in
            let watcher = try await server.connect(as: Self.reader)
            _ = await watcher.subscribe(Self.view)
            let writer = try await server.connect(as: Self.editor)
            writer.request(.startDossier(title: "Past het?"), key: 1)
            if spare == 0 {
                #expect(await watcher.notice("event") != nil)
            } else {
                #expect(await watcher.end() == 4290)
            }
        }
    }

    private static func harness() async throws -> ServerHarness {
        try await ServerHarness(
            .open,
            change: {
                $0.session.commandsPerSecond = 10_000
                $0.session.commandsBurst = 10_000
            })
    }

    private static let version = RoundStage.open.builder().version(1)

    /// The command that changes the first dossier for that time; each is a version further.
    private static func writing(_ number: Int) -> RoundCommand {
        .writeSection(
            dossier: 1, version: version + number - 1, section: .risks, text: "\(number)")
    }

    private static let name: [String: JSONValue] = [
        "round": .string(DemoCast.round.rawValue), "view": .string(view.description),
    ]

    private static func bytesOfUpdate() async throws -> Int {
        let bytes = Mutex(0)
        try await Self.harness().run { server in
            let watcher = try await server.connect(as: reader)
            _ = await watcher.subscribe(view)
            let writer = try await server.connect(as: editor)
            writer.request(.startDossier(title: "Past het?"), key: 1)
            _ = await watcher.notice("event")
            let count = watcher.transcript.last?.utf8.count ?? 0
            bytes.withLock { $0 = count }
        }
        return bytes.withLock { $0 }
    }
}

/// What a peer was told of the round's view, and whatever a client couldn't have put together.
private struct Trace {
    private(set) var events: [String] = []
    private(set) var mistakes: [String] = []
    /// The offset that the last answer or event brought it to.
    private(set) var last: Int?
    private var follows = false
    private static let view = RoundViewer.applicant(DemoCast.mental).description

    init(_ peer: Peer) {
        for text in peer.transcript {
            guard let message = try? JSONReader.value(of: Array(text.utf8)) else { continue }
            if let result = message["result"], case .integer(let offset)? = result["offset"],
                result["mode"] != nil
            {
                if let last, offset < last { mistakes.append("\(offset) after \(last)") }
                (last, follows) = (offset, true)
            } else if message["result"]?["ended"] != nil {
                follows = false
            } else if message["params"]?["view"] == .string(Self.view) {
                take(message, text)
            }
        }
    }

    private mutating func take(_ message: JSONValue, _ text: String) {
        guard case .integer(let offset)? = message["params"]?["offset"] else { return }
        if !follows { mistakes.append("\(offset) while it wasn't followed") }
        if offset != (last ?? 0) + 1 { mistakes.append("\(offset) after \(last ?? 0)") }
        last = offset
        events.append(text)
    }
}
