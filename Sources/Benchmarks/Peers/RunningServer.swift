import Foundation
import Glibc
import NIOSSL

/// A measured server that listens on this computer.
struct RunningServer: Sendable {
    /// Where our own server keeps what it accepts.
    enum Store: Sendable {
        case memory
        case folder(String)
    }

    let kind: MeasuredServer
    let door: ServerDoor
    let meter: ProcessMeter
    private let process: ChildProcess

    /// Starts these servers, and ends them when the body is done.
    static func serving<Value>(
        _ kinds: [MeasuredServer], store: Store = .memory, certificate: Options.Certificate?,
        below folder: String, _ body: ([RunningServer]) async throws -> Value
    ) async throws -> Value {
        try await Workshop.withFolder(below: folder) { path in
            var servers: [RunningServer] = []
            defer { for server in servers { server.process.end() } }
            for kind in kinds {
                servers.append(
                    try start(kind, store: store, certificate: certificate, in: path))
            }
            return try await body(servers)
        }
    }

    private static func start(
        _ kind: MeasuredServer, store: Store, certificate: Options.Certificate?, in path: String
    ) throws -> RunningServer {
        let files = certificate.map { [$0.file, $0.keyFile] } ?? []
        let (process, port): (ChildProcess, Int?)
        var processID: pid_t?
        switch kind {
        case .kansendossier:
            let place = if case .folder(let folder) = store { [folder] } else { ["--memory"] }
            let options = certificate.map { ["--certificate", $0.file, "--key", $0.keyFile] } ?? []
            process = try .own(["serve"] + place + options)
            port = process.port()
        case .nodeWS:
            let script = "\(path)/node-ws.js"
            try Data(PackageResources.node_ws_js).write(to: URL(fileURLWithPath: script))
            process = try ChildProcess(
                MeasuredServer.node, [script] + files,
                environment: ["NODE_PATH": MeasuredServer.nodeModules])
            port = process.port()
        case .nchan:
            let nginx = try NchanFolder(path: path, certificate: certificate)
            process = try nginx.start()
            (port, processID) = (nginx.port, nginx.processID())
        }
        guard let port, kind != .nchan || processID != nil else {
            process.end()
            throw BenchmarkFailure("\(kind.title) didn't start")
        }
        return RunningServer(
            kind: kind, door: try .door(to: kind, port: port, certificate: certificate),
            meter: ProcessMeter(processID: processID ?? process.processID), process: process)
    }
}

extension ServerDoor {
    /// How that kind of server wants to be spoken to.
    static func door(
        to kind: MeasuredServer, port: Int, certificate: Options.Certificate?
    ) throws -> ServerDoor {
        let tls = try certificate.map(trust)
        switch kind {
        case .kansendossier:
            let command = try SampleTraffic.command()
            return ServerDoor(
                port: port, tls: tls, watchPath: "/ws", subprotocol: "kansendossier.v1.jsonrpc",
                greetings: { number in
                    let person = SampleTown.watcher(1 + number % SampleTown.watchersMost)
                    return [SampleTraffic.hello(person), SampleTraffic.following]
                },
                publishing: .socket(
                    path: "/ws", greetings: [SampleTraffic.hello(SampleTown.secretary)]),
                message: { command.filled(SampleTraffic.values(ofCommand: $0)) })
        case .nodeWS, .nchan:
            let event = try SampleTraffic.event()
            return ServerDoor(
                port: port, tls: tls, watchPath: "/watch", subprotocol: nil,
                greetings: { _ in [] },
                publishing: kind == .nchan
                    ? .post(path: "/publish") : .socket(path: "/publish", greetings: []),
                message: { event.filled(["\($0)"]) })
        }
    }
}
