import ArgumentParser
import Domain
import Engine
import Foundation
import SQLiteJournal

/// Looks at everything that a server would need, without starting one.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Check settings, certificate, data folder and database; start and change nothing.",
        discussion: """
            Also while a server runs, for instance before restarting it with other settings. \
            Exit code 78 for wrong settings, 1 when anything else isn't right.

            EXAMPLES:
              kansendossier check
              kansendossier check --config /etc/kansendossier/kansendossier.yaml
              kansendossier check --print-defaults > kansendossier.yaml
            """)

    @OptionGroup var folder: FolderOption

    @Flag(help: "Print a settings file with every setting at its default, and check nothing.")
    var printDefaults = false

    func run() async throws {
        if printDefaults {
            Console.put(SettingsFile.usual)
            return
        }
        let settings = try await folder.source.settings()
        Console.say("ok     settings: \(settings.file ?? "defaults and environment")")
        for line in Self.changes { Console.say(line) }
        let place = try folder.log(by: settings)
        let path = place.folder
        var isRight = true
        for look in [
            { try Self.certificate(settings, in: path) },
            { try await FolderCheck(path: path, holdsLog: place.database == nil).run() },
            { try await place.database.map { DatabaseCheck(database: $0) }?.run() ?? [] },
        ] as [() async throws -> [String]] {
            do {
                for line in try await look() { Console.say(line) }
            } catch {
                isRight = false
                for line in CommandFailure(describing: error).lines {
                    Console.say("wrong  \(line)")
                }
            }
        }
        guard isRight else { throw CommandFailure(.didNotHold, "check: not everything is right") }
        Console.say("check: ok")
    }

    /// What a server that runs takes over without a restart.
    private static var changes: [String] {
        let live = Setting.all.filter { $0.change != .atRestart }.map(\.key)
        let text = "a running server takes these over at SIGHUP, the rest at a restart: "
        return Paragraph.wrapped(text + live.joined(separator: ", "), columns: 90)
            .enumerated().map { ($0.offset == 0 ? "note   " : "       ") + $0.element }
    }

    private static func certificate(_ settings: Settings, in path: String) throws -> [String] {
        switch settings.transport {
        case .plainText:
            return ["note   no TLS: plain text on \(settings.host):\(settings.port)"]
        case .developmentCertificate:
            let isUsable = DevelopmentCertificate(in: path).isUsable(for: settings.host)
            return [
                "note   a development certificate, "
                    + (isUsable ? "which is there" : "which will be made at the start")
            ]
        case .certificate(let file, let key):
            let pair = try CertificatePair(certificateFile: file, keyFile: key)
            let days = pair.daysLeft()
            return [
                "\(days < 14 ? "note  " : "ok    ") certificate: \(file), until "
                    + "\(CertificatePair.day(pair.notValidAfter)), \(days) days"
            ]
        }
    }
}
