import ArgumentParser
import Foundation
import SQLiteJournal

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

/// The data folder that a command reads or writes.
struct FolderOption: ParsableArguments {
    @OptionGroup var source: SettingsOption

    @Option(
        help: ArgumentHelp(
            "The data folder; without it, the one in the settings.", valueName: "folder"))
    var data: String?

    func path() async throws -> String {
        if let data { return data }
        return try await source.settings().dataFolder
    }

    /// The file with care records in the folder; throws `unavailable` when nothing was taken in yet.
    func careFile() async throws -> String {
        let path = try await path()
        let file = SQLiteCareStore.file(in: path)
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(
                .unavailable, "nothing was taken in yet in \(path): see kansendossier intake --help"
            )
        }
        return file
    }
}
