import ArgumentParser
import Foundation
import SQLiteJournal

/// Runs the server until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve pages, /rpc and the WebSocket until interrupted.",
        discussion: """
            Holds the data folder's lock, so a second server on it is refused (69). SIGTERM or \
            SIGINT closes connections with 1012, settles what was taken in, and ends with 0; a \
            second signal ends at once. Without a certificate one for development is made in the \
            data folder.

            EXAMPLES:
              kansendossier serve
              kansendossier serve --config /etc/kansendossier/kansendossier.yaml
              KANSENDOSSIER_PORT=9443 kansendossier serve --data trial

            SETTINGS (file key, default, environment):
            \(settingsList)
            """)

    @OptionGroup var folder: FolderOption

    func run() async throws {
        let settings = try await folder.source.settings()
        let path = folder.data ?? settings.dataFolder
        let logger = settings.logging.logger()
        let serving = try Serving(settings, in: path, logger: logger) { port in
            Console.say("serving on \(Serving.address(of: settings, port: port))")
        }
        try await serving.run(until: StopSignal.first())
    }

    /// One line for each setting; the reasons stand in the settings file.
    private static var settingsList: String {
        let keys = Setting.all.map { "\($0.key): \($0.defaultText)" }
        let width = keys.map(\.count).max() ?? 0
        return zip(Setting.all, keys).map { setting, key in
            "  \(key)\(String(repeating: " ", count: width - key.count))  \(setting.environmentName)"
        }.joined(separator: "\n")
    }
}
