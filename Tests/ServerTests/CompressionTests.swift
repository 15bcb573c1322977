import Domain
import NIOCore
import NIOWebSocket
import Server
import Support
import Testing
import WebSocket
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Compression` {
    private static let editor = DemoCast.editor(of: DemoCast.mental)
    private static let view = RoundViewer.applicant(DemoCast.mental)

    @Test func `is agreed upon with who offers it, and no window is kept`() async throws {
        try await ServerHarness(.open).run { server in
            for (deflate, header) in [
                (
                    DeflateSettings(),
                    "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                ), (nil, nil),
            ] as [(DeflateSettings?, String?)] {
                let wire = WireNotes()
                _ = try await server.connect(as: .person(Self.editor), deflate: deflate, wire: wire)
                let line = wire.opening.split(separator: "\r\n")
                    .first { $0.lowercased().hasPrefix("sec-websocket-extensions") }
                #expect(line.map { String($0.drop { $0 != ":" }.dropFirst(2)) } == header)
            }
        }
    }

    @Test func `is left out when it is set so`() async throws {
        let harness = try await ServerHarness(.open) { $0.listener.deflate = nil }
        try await harness.run { server in
            let wire = WireNotes()
            let peer = try await server.connect(
                as: .person(Self.editor), deflate: DeflateSettings(), wire: wire)
            #expect(await peer.subscribe(Self.view)["result"]?["mode"] == "snapshot")
            #expect(wire.frames.allSatisfy { !$0.rsv1 })
        }
    }

    @Test func `changes no byte of what a view says, and makes long messages short`() async throws {
        try await ServerHarness(.open).run { server in
            let (plainWire, wire) = (WireNotes(), WireNotes())
            let plain = try await server.connect(as: .person(Self.editor), wire: plainWire)
            let small = try await server.connect(
                as: .person(Self.editor), deflate: DeflateSettings(), wire: wire)
            let snapshot = await plain.subscribe(Self.view)
            #expect(await small.subscribe(Self.view)["result"] == snapshot["result"])
            let title = String(repeating: "Samen ", count: 33)
            #expect(await plain.give(.startDossier(title: title), key: 1).isAccepted)
            let event = await plain.notice("event")
            #expect(event != nil)
            #expect(await small.notice("event") == event)

            #expect(plainWire.frames.allSatisfy { !$0.rsv1 })
            let deflated = wire.frames.filter(\.rsv1)
            #expect(!deflated.isEmpty)
            // Hello's answer is never among them, nor is a short message.
            #expect(wire.frames.first?.rsv1 == false)
            for frame in wire.frames where !frame.rsv1 {
                let text = String(buffer: frame.unmaskedData)
                #expect(text.utf8.count < 512 || !text.contains("\"event\""))
            }
            let whole = plainWire.frames.map(\.length).max() ?? 0
            let shortest = deflated.map(\.length).max() ?? 0
            #expect(whole > 512 && shortest < whole / 2)
        }
    }

    @Test func `is never done to a view that has votes or concepts beside others' texts`()
        async throws
    {
        try await ServerHarness(.ballotOpen).run { server in
            for (holder, viewer) in [
                (.person(DemoCast.chair), .member(DemoCast.chair)),
                (.person(DemoCast.secretary), .secretary),
                (.projector(DemoCast.round), .projector),
            ] as [(Actor.Identity, RoundViewer)] {
                let wire = WireNotes()
                let peer = try await server.connect(
                    as: holder, deflate: DeflateSettings(), wire: wire)
                #expect(await peer.subscribe(viewer)["result"]?["mode"] == "snapshot")
                let longest = wire.frames.map(\.length).max() ?? 0
                let isDeflated = wire.frames.contains(where: \.rsv1)
                #expect(longest > 100)
                #expect(isDeflated == (viewer == .projector), "\(viewer)")
            }
        }
    }
}
