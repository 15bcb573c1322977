import ArgumentParser
import Foundation
import PostgresJournal

/// The settings that a command goes by.
struct SettingsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The settings file; without it, ./\(SettingsFile.usualName) if it is there.",
            valueName: "file"))
    var config: String?

    var source: SettingsSource {
        SettingsSource(file: config, environment: ProcessInfo.processInfo.environment)
    }

    func settings() async throws -> Settings { try await source.settings() }
}

/// The data folder and the log that a command reads or writes.
struct FolderOption: ParsableArguments {
    @OptionGroup var source: SettingsOption

    @Option(
        help: ArgumentHelp(
            "The data folder; without it, the one in the settings.", valueName: "folder"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Where the log is: sqlite (the data folder) or postgres://…; without it, as in the "
                + "settings.", valueName: "place"))
    var journal: String?

    func log() async throws -> LogPlace {
        guard let data, let journal else { return try await log(by: source.settings()) }
        return LogPlace(folder: data, database: try PostgresAddress(ofLog: journal))
    }

    /// The log by settings that were read already.
    func log(by settings: Settings) throws -> LogPlace {
        LogPlace(
            folder: data ?? settings.dataFolder,
            database: try journal.map { try PostgresAddress(ofLog: $0) } ?? settings.journal)
    }
}
