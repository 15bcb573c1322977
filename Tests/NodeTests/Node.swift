import Foundation
import Glibc
import Support
import Synchronization

/// One server as a process of its own, with a line to the database and one to its clients.
final class Node: Sendable {
    private enum Order: Sendable {
        case start, kill, stop
    }

    private typealias Wish = (order: Order, done: CheckedContinuation<Void, Never>)

    let number: Int
    /// On which clients come.
    let line: Line
    /// On which it reaches the database.
    let store: Line
    private let folder: String
    private let environment: [String: String]
    private let wishes: AsyncStream<Wish>
    private let wishesIn: AsyncStream<Wish>.Continuation
    private let told = Mutex("")

    /// A node that doesn't run yet; `settings` are what its environment says.
    init(
        _ number: Int, line: Line, store: Line, in folder: String, settings: [String: String]
    ) throws {
        self.number = number
        self.line = line
        self.store = store
        self.folder = "\(folder)/node-\(number)"
        try FileManager.default.createDirectory(
            atPath: self.folder, withIntermediateDirectories: true)
        environment = settings.merging(
            [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
                "KANSENDOSSIER_DATA_FOLDER": "\(self.folder)/data", "KANSENDOSSIER_PORT": "0",
                "KANSENDOSSIER_NODE": "node-\(number)",
            ]) { own, _ in own }
        (wishes, wishesIn) = AsyncStream.makeStream()
    }

    /// Where its clients connect.
    var url: String { "wss://localhost:\(line.port)/ws" }

    /// What its processes wrote as errors.
    var errors: String { told.withLock { $0 } }

    /// Starts it; returns once it serves.
    func start() async { await give(.start) }

    /// Ends it with SIGKILL; returns once it is gone.
    func kill() async { await give(.kill) }

    /// Asks it to end; returns once it has.
    func stop() async { await give(.stop) }

    /// Lets it be started and ended until the task is cancelled, which ends it too.
    func run() async throws {
        while let wish = await next() {
            guard wish.order == .start else {
                wish.done.resume()
                continue
            }
            let end = try await serve(wish)
            line.lead(to: nil)
            end?.done.resume()
        }
    }

    private func next() async -> Wish? {
        var iterator = wishes.makeAsyncIterator()
        return await iterator.next()
    }

    private func give(_ order: Order) async {
        await withCheckedContinuation { _ = wishesIn.yield((order, $0)) }
    }

    /// One process, from its start until the next wish ends it; one that can't start, while the
    /// database is away for instance, is started again.
    private func serve(_ start: Wish) async throws -> Wish? {
        var failure: (any Error)?
        for _ in 0..<Self.startsMost {
            do {
                return try await process(start)
            } catch {
                failure = error
                told.withLock { $0 += "\(error)\n" }
            }
        }
        start.done.resume()
        throw failure ?? Child.Missing(what: "node \(number)")
    }

    private static let startsMost = 20

    private func process(_ start: Wish) async throws -> Wish? {
        var end: Wish?
        let program = try Child.beside("kansendossier")
        let outcome = try await Child.run(
            program, ["serve"], environment: environment, in: folder
        ) { child in
            let address = try await child.line(beginning: "serving on https://")
            let port = address.split(separator: ":").last.flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            line.lead(to: port.map { .port($0) })
            start.done.resume()
            end = await next()
            child.signal(end?.order == .kill ? SIGKILL : SIGTERM)
        }
        told.withLock { $0 += outcome.errors }
        return end
    }
}
