import Client
import Domain
import Engine
import Foundation
import Intake
import Pages
import PostgresJournal
import Wire

/// The demo's own server: a new data folder, a certificate, and an administrator with a token.
struct DemoHouse: Sendable {
    static let administrator: PersonID = "beheerder"

    /// Its data folder and its log.
    let log: LogPlace
    /// The administrator's token.
    let token: String
    /// The keys of the demo's clients, in the file beside the folder.
    let keys: KeyRing
    let clock = DemoClock(daysBehind: DemoClock.daysBack)
    private let settings: Settings

    /// Makes the folder; refuses a place that holds a log already.
    init(
        folder: String?, journal: String, port: Int, municipality: DemoScript.Municipality
    ) async throws {
        let path = folder ?? Self.newFolder()
        log = LogPlace(folder: path, database: try PostgresAddress(ofLog: journal))
        guard try await log.isEmpty() else {
            throw CommandFailure(.unavailable, "\(log) holds a log already; choose another place")
        }
        let secret = Secret()
        let clock = clock
        try await OfflineEngine.run(in: log, begins: true, now: { clock.now }) { engine in
            _ = try await engine.give(
                .foundDirectory(
                    municipality: municipality.code, municipalityName: municipality.name,
                    administrator: Self.administrator, administratorName: "Beheerder (fictief)"))
            _ = try await engine.give(
                .issueToken(
                    token: "demo-beheerder", holder: .person(Self.administrator),
                    secret: secret.digest, scope: .full,
                    expiresAt: WallClock.now.advanced(bySeconds: 7 * 86_400), label: "demo"))
        }
        keys = try Self.makeKeys(in: path)
        token = secret.text
        settings = try await Settings(
            file: nil,
            environment: [
                "KANSENDOSSIER_DATA_FOLDER": path, "KANSENDOSSIER_JOURNAL": journal,
                "KANSENDOSSIER_PORT": "\(port)",
                "KANSENDOSSIER_CARE_KEY_FILE": KeyFileOption.beside(path),
                "KANSENDOSSIER_TICK_MILLISECONDS": "100", "KANSENDOSSIER_LOG_LEVEL": "warning",
            ])
    }

    private static func makeKeys(in folder: String) throws -> KeyRing {
        guard let municipality = MunicipalityCode(DemoCare.municipality) else {
            preconditionFailure("the demo's municipality has a code")
        }
        let keys = KeyRing(municipality: municipality)
        try CareKeys.write(keys, to: KeyFileOption.beside(folder))
        return keys
    }

    var folder: String { log.folder }

    var certificateFile: String { DevelopmentCertificate(in: folder).certificateFile }

    /// Serves until `stop` is called, the process is told to stop, or the body throws; the body
    /// gets the address of the socket.
    func serve(
        _ body:
            @escaping @Sendable (_ url: String, _ stop: @escaping @Sendable () -> Void)
            async throws -> Void
    ) async throws {
        let (stops, stopsIn) = AsyncStream<Void>.makeStream()
        let (ports, portsIn) = AsyncStream<Int>.makeStream()
        let serving = try await Serving(settings, on: log, now: { clock.now }) {
            portsIn.yield($0)
        }
        let stop: @Sendable () -> Void = {
            stopsIn.yield()
            stopsIn.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in StopSignal.first() { stop() }
            }
            group.addTask {
                for await port in ports {
                    do {
                        try await body("wss://localhost:\(port)/ws", stop)
                    } catch {
                        stop()
                        throw error
                    }
                }
            }
            // The server settles what it took in before any error of the play is told.
            try await serving.run(until: stops)
            group.cancelAll()
            portsIn.finish()
            try await group.waitForAll()
        }
    }

    /// Says where to look, and as whom.
    func showTheWay(to url: String, _ cast: DemoCast) {
        Console.say("\nDe server blijft draaien; stop met Ctrl-C.")
        Console.say("   pagina        \(url.replacing("wss://", with: "https://").dropLast(3))/")
        Console.say("   socket        \(url)")
        Console.say("   certificaat   \(certificateFile)")
        Console.say("   data          \(folder)")
        Console.say("\nTokens (alleen voor deze demo):")
        Console.say("   beheerder \(token)")
        for (person, secret) in cast.tokens { Console.say("   \(person) \(secret)") }
        let page = url.replacing("wss://", with: "https://").dropLast(3) + SignInPage.path
        Console.say("\nAanmelden met een browser (elke link werkt één keer):")
        for (person, secret) in cast.signIns { Console.say("   \(person) \(page)/\(secret)") }
    }

    private static func newFolder() -> String {
        let name = "kansendossier-demo-" + UUID().uuidString.prefix(8).lowercased()
        return FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }
}
