import ArgumentParser
import Foundation

/// Runs the server until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve pages, /rpc and the WebSocket until interrupted.",
        discussion: """
            Holds the data folder's lock, so a second server on it is refused (69). Without a \
            certificate one for development is made in the data folder. With a log in PostgreSQL \
            (journal) several servers, each in a data folder of its own, serve the same rounds.

            SIGTERM or SIGINT: takes no connection any more, tells every client when to come \
            back, answers the commands under way, closes connections with 1012 in batches over at \
            most drainSeconds, settles what was taken in, and ends with 0. A second one of either \
            ends at once; then, too, nothing that was acknowledged is lost.

            SIGHUP: reads settings and certificate again and breaks no connection. New \
            connections get the new certificate. A setting that needs a restart is named in the \
            log and stays; when anything is wrong, everything stays and the log says why.

            EXAMPLES:
              kansendossier serve
              kansendossier serve --config /etc/kansendossier/kansendossier.yaml
              KANSENDOSSIER_PORT=9443 kansendossier serve --data trial

            SETTINGS (file key, default, environment):
            \(settingsList)
            """)

    @OptionGroup var folder: FolderOption

    func run() async throws {
        // Before anything else, for from now on a SIGHUP doesn't end the program.
        let wishes = ReloadSignal.all()
        let source = folder.source.source
        let settings = try await source.settings()
        let serving = try await Serving(settings, on: try folder.log(by: settings)) { port in
            Console.say("serving on \(Serving.address(of: settings, port: port))")
        }
        try await serving.run(
            until: StopSignal.first(), settings, from: source, reloadingAt: wishes)
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
