/// Where settings come from, to be read once or again.
struct SettingsSource: Sendable {
    /// The file that was named; nil for the usual one, if it is there.
    let file: String?
    let environment: [String: String]

    /// What holds by file and environment now; values that are pinned, by names in the environment,
    /// go before both.
    func settings(pinning pinned: [String: String] = [:]) async throws -> Settings {
        try await Settings(
            file: file, environment: environment.merging(pinned) { _, pinned in pinned })
    }
}
