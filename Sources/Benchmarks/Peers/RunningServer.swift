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

    /// Starts these servers, and ends them when the body is done.
    static func serving<Value: Sendable>(
        _ kinds: [MeasuredServer], store: Store = .memory, certificate: Options.Certificate?,
        below folder: String, _ body: ([RunningServer]) async throws -> Value
    ) async throws -> Value {
        try await Workshop.withFolder(below: folder) { path in
            let place = Place(store: store, certificate: certificate, path: path)
            return try await serving(kinds[...], beside: [], in: place, body)
        }
    }

    /// Where servers keep and find what they need.
    private struct Place {
        let store: Store
        let certificate: Options.Certificate?
        let path: String
    }

    /// Starts the servers one inside the other, so that each ends whatever happens to those after it.
    private static func serving<Value: Sendable>(
        _ kinds: ArraySlice<MeasuredServer>, beside others: [RunningServer], in place: Place,
        _ body: ([RunningServer]) async throws -> Value
    ) async throws -> Value {
        guard let kind = kinds.first else { return try await body(others) }
        return try await running(kind, in: place) { processID, port in
            guard let processID, let port else {
                throw BenchmarkFailure("\(kind.title) didn't start")
            }
            let server = RunningServer(
                kind: kind,
                door: try .door(to: kind, port: port, certificate: place.certificate),
                meter: ProcessMeter(processID: processID))
            return try await serving(
                kinds.dropFirst(), beside: others + [server], in: place, body)
        }
    }

    private static func running<Value: Sendable>(
        _ kind: MeasuredServer, in place: Place,
        _ body: (_ processID: pid_t?, _ port: Int?) async throws -> Value
    ) async throws -> Value {
        let certificate = place.certificate
        switch kind {
        case .kansendossier:
            let store =
                if case .folder(let folder) = place.store { [folder] } else { ["--memory"] }
            let options = certificate.map { ["--certificate", $0.file, "--key", $0.keyFile] } ?? []
            return try await ChildProcess.own(["serve"] + store + options) {
                try await body($0.processID, $0.port())
            }
        case .nodeWS:
            let script = "\(place.path)/node-ws.js"
            try Data(PackageResources.node_ws_js).write(to: URL(fileURLWithPath: script))
            return try await ChildProcess.running(
                MeasuredServer.node, [script] + (certificate.map { [$0.file, $0.keyFile] } ?? []),
                environment: ["NODE_PATH": MeasuredServer.nodeModules]
            ) { try await body($0.processID, $0.port()) }
        case .nchan:
            let nginx = try NchanFolder(path: place.path, certificate: certificate)
            return try await nginx.running { _ in
                try await body(nginx.processID(), nginx.port)
            }
        }
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
