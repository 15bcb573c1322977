import PostgresJournal
import Server

/// Everything that the operator chose, checked; what isn't chosen is the default.
struct Settings: Sendable {
    let host: String
    let port: Int
    let dataFolder: String
    /// The database that holds the log; nil when the data folder does.
    let journal: PostgresAddress?
    /// Empty for none.
    let node: String
    /// Empty for none.
    let careKeyFile: String
    let secondFactorKeyFile: String
    let themeFile: String
    let transport: Transport
    let allowedOrigins: [String]
    let connectionsMost: Int
    let connectionsPerPersonMost: Int
    let connectionsPerAddressMost: Int
    let trustedProxies: Set<AddressNetwork>
    let connectionsPerSecondMost: Int
    let subscriptionsPerConnectionMost: Int
    let commandsPerSecondMost: Int
    let commandsBurstMost: Int
    let helloSeconds: Int
    let requestSeconds: Int
    let idleSeconds: Int
    let attendanceGraceSeconds: Int
    let tickMilliseconds: Int
    let mailboxItemsMost: Int
    let subscribersPerStreamMost: Int
    let roundsOpenMost: Int
    let roundIdleSeconds: Int
    let hintIntervalMilliseconds: Int
    let hintLapseSeconds: Int
    let hintsPerPartMost: Int
    let drainSeconds: Int
    let reconnectAfterMilliseconds: Int
    let logging: LogChoice
    /// Where they were read from, for `check`: the file, if there is one.
    let file: String?
    /// What was chosen for each key, as text.
    let texts: [String: String]

    /// What bytes go over the network.
    enum Transport: Sendable, Equatable {
        case plainText
        case developmentCertificate
        case certificate(file: String, key: String)
    }

    /// Reads the defaults, over them the file, over that the environment.
    ///
    /// Without a name of a file, `kansendossier.yaml` in the current folder is read if it is there.
    /// Throws a `CommandFailure` that names everything that is wrong at once.
    init(file: String?, environment: [String: String]) async throws {
        var reading = try await SettingsReading(file: file, environment: environment)
        host = reading.text(.host)
        port = reading.whole(.port)
        dataFolder = reading.text(.dataFolder)
        journal = reading.journal()
        node = reading.text(.node)
        careKeyFile = reading.text(.careKeyFile)
        secondFactorKeyFile = reading.text(.secondFactorKeyFile)
        themeFile = reading.text(.themeFile)
        transport = reading.transport(host: host)
        allowedOrigins = reading.origins()
        connectionsMost = reading.whole(.connectionsMost)
        connectionsPerPersonMost = reading.whole(.connectionsPerPersonMost)
        connectionsPerAddressMost = reading.whole(.connectionsPerAddressMost)
        trustedProxies = reading.networks()
        connectionsPerSecondMost = reading.whole(.connectionsPerSecondMost)
        subscriptionsPerConnectionMost = reading.whole(.subscriptionsPerConnectionMost)
        commandsPerSecondMost = reading.whole(.commandsPerSecondMost)
        commandsBurstMost = reading.whole(.commandsBurstMost)
        helloSeconds = reading.whole(.helloSeconds)
        requestSeconds = reading.whole(.requestSeconds)
        idleSeconds = reading.whole(.idleSeconds)
        attendanceGraceSeconds = reading.whole(.attendanceGraceSeconds)
        tickMilliseconds = reading.whole(.tickMilliseconds)
        mailboxItemsMost = reading.whole(.mailboxItemsMost)
        subscribersPerStreamMost = reading.whole(.subscribersPerStreamMost)
        roundsOpenMost = reading.whole(.roundsOpenMost)
        roundIdleSeconds = reading.whole(.roundIdleSeconds)
        hintIntervalMilliseconds = reading.whole(.hintIntervalMilliseconds)
        hintLapseSeconds = reading.whole(.hintLapseSeconds)
        hintsPerPartMost = reading.whole(.hintsPerPartMost)
        drainSeconds = reading.whole(.drainSeconds)
        reconnectAfterMilliseconds = reading.whole(.reconnectAfterMilliseconds)
        logging = LogChoice(level: reading.text(.logLevel), form: reading.text(.logForm))
        self.file = reading.file
        texts = reading.chosen
        try reading.end()
    }

    /// Whether only programs on this machine can reach an address.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
