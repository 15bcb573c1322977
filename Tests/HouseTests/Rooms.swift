/// One target and everything that it may import; see Proposals/0002-rooms-and-arrows.md.
struct Room: Sendable {
    let name: String
    /// Arrows to other rooms.
    let rooms: Set<String>
    /// Products of other packages.
    let packages: Set<String>
    /// Modules that come with the toolchain.
    let toolchain: Set<String>

    var imports: Set<String> { rooms.union(packages).union(toolchain) }

    init(
        _ name: String, rooms: Set<String> = [], packages: Set<String> = [],
        toolchain: Set<String> = []
    ) {
        self.name = name
        self.rooms = rooms
        self.packages = packages
        self.toolchain = toolchain
    }

    private static let nio: Set<String> = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"]
    /// Children: Foundation's own reads past a list of descriptors when many are open.
    private static let processes: Set<String> = ["Subprocess", "SystemPackage"]
    private static let system: Set<String> = [
        "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
    ]
    private static let systemAndFoundation = system.union(["Foundation"])
    private static let testing = systemAndFoundation.union(["Testing"])

    /// The one table of allowed arrows. Package.swift and every import are held against it.
    static let all: [Room] = [
        // Exact least squares overflow 64 bits; whole numbers without a bound and nothing else.
        Room("Domain", packages: ["BigInt"]),
        // Wire owns the bytes, so it owns their hash.
        Room(
            "Wire", rooms: ["Domain"], packages: ["Crypto"], toolchain: ["FoundationEssentials"]),
        // Words for a person, whom the domain knows only by facts.
        Room("Pages", rooms: ["Domain", "CQRencode"], packages: ["Mustache"]),
        Room(
            "Engine", rooms: ["Domain", "Wire"], packages: ["Logging", "Metrics"],
            toolchain: ["Synchronization"]),
        Room(
            "SQLiteJournal", rooms: ["Domain", "Engine", "Wire"], packages: ["GRDB"],
            toolchain: system),
        // libpq of the system; not a line of Swift.
        Room("CPostgres"),
        Room(
            "PostgresJournal", rooms: ["CPostgres", "Domain", "Engine", "Wire"],
            packages: ["Metrics"], toolchain: system),
        // libarchive of the system; not a line of Swift.
        Room("CArchive"),
        // Dumps forbidden and freed memory overwritten; not a line of Swift.
        Room("CMemory"),
        // What others send: it knows no store and no socket, and a citizen service number ends here.
        Room(
            "Intake", rooms: ["CArchive", "CMemory", "Domain"], packages: ["Crypto"],
            toolchain: ["FoundationEssentials", "Glibc", "Synchronization"]),
        // zlib of the system, with its macros as functions; not a line of Swift.
        Room("CQRencode"),
        Room("CZlib"),
        Room("WebSocket", rooms: ["CZlib"], packages: nio, toolchain: ["Synchronization"]),
        Room(
            "WebSocketEcho", rooms: ["WebSocket"],
            packages: nio.union(["NIOSSL", "Crypto", "ArgumentParser", "SwiftASN1", "X509"]),
            toolchain: systemAndFoundation),
        Room(
            "Server", rooms: ["Domain", "Wire", "Pages", "Engine", "WebSocket"],
            packages: nio.union([
                "NIOSSL", "Crypto", "Logging", "Metrics", "HTTPTypes", "Hummingbird",
                "HummingbirdCore", "NIOHTTPTypes", "NIOHTTPTypesHTTP1",
                "ServiceLifecycle",
            ]),
            toolchain: system),
        Room(
            "Client", rooms: ["Domain", "Wire", "WebSocket"],
            packages: nio.union(["NIOSSL", "Logging"]), toolchain: system),
        Room(
            "kansendossier",
            rooms: [
                "Domain", "Wire", "Pages", "Engine", "SQLiteJournal", "PostgresJournal", "Intake",
                "Server", "Client",
            ],
            packages: [
                "Crypto", "Logging", "Metrics", "NIOSSL", "ArgumentParser", "Configuration",
                "ServiceLifecycle", "SwiftASN1", "X509", "Yams",
            ],
            toolchain: systemAndFoundation),
        Room(
            "Benchmarks",
            rooms: [
                "Domain", "Wire", "Engine", "SQLiteJournal", "PostgresJournal", "Intake", "Server",
                "Client",
            ],
            packages: processes.union([
                "ArgumentParser", "Histogram", "Logging", "NIOCore", "NIOPosix", "NIOSSL",
            ]),
            toolchain: systemAndFoundation),
        // It starts a database for tests, and looks into it past the journal.
        Room(
            "Support", rooms: ["CPostgres", "Domain", "Wire", "Engine", "PostgresJournal"],
            packages: processes, toolchain: testing),
        // Everything that reads what strangers send, given arbitrary bytes.
        Room(
            "Fuzz", rooms: ["Domain", "Wire", "WebSocket"],
            packages: ["NIOCore", "NIOEmbedded", "NIOHTTP1", "NIOWebSocket"],
            toolchain: systemAndFoundation),
        Room("FuzzTests", rooms: ["Fuzz"], toolchain: testing),
        Room("DomainTests", rooms: ["Domain", "Support"], toolchain: testing),
        Room("PagesTests", rooms: ["Domain", "Pages", "Support"], toolchain: testing),
        Room("WireTests", rooms: ["Domain", "Wire", "Support"], toolchain: testing),
        Room(
            "EngineTests", rooms: ["Domain", "Wire", "Engine", "Support"],
            packages: ["Logging"], toolchain: testing),
        Room(
            "JournalTests",
            rooms: [
                "Domain", "Wire", "Engine", "SQLiteJournal", "PostgresJournal", "Support",
            ],
            packages: ["GRDB", "Logging"], toolchain: testing),
        // Foundation's own reader of XML is what ours is held against.
        Room(
            "IntakeTests", rooms: ["Domain", "Intake", "Support"], packages: ["Crypto"],
            toolchain: testing.union(["FoundationXML"])),
        // It drives the built echo server too, and talks to it over TLS.
        Room(
            "WebSocketTests", rooms: ["WebSocket", "WebSocketEcho", "Support"],
            packages: nio.union(["NIOEmbedded", "NIOSSL"]), toolchain: testing),
        Room(
            "ClientTests", rooms: ["Client", "Domain", "Wire", "WebSocket"],
            packages: nio.union(["NIOSSL"]), toolchain: testing),
        Room(
            "ServerTests",
            rooms: [
                "Domain", "Wire", "Pages", "Engine", "SQLiteJournal", "Server", "Client",
                "WebSocket", "Support",
            ],
            packages: nio.union([
                "NIOSSL", "Crypto", "Logging", "Metrics", "Hummingbird", "ServiceLifecycle",
                "SwiftASN1",
                "X509",
            ]),
            toolchain: testing),
        // It drives the built program, and looks at what that leaves behind.
        Room(
            "CommandLineTests",
            rooms: ["kansendossier", "Domain", "Wire", "Engine", "SQLiteJournal", "Support"],
            packages: ["Logging"], toolchain: testing),
        // It runs the built program as several servers on one database, and gets in between.
        Room(
            "NodeTests",
            rooms: [
                "kansendossier", "Domain", "Wire", "Engine", "PostgresJournal", "Client", "Support",
            ],
            packages: nio.union(["Logging"]), toolchain: testing),
        Room(
            "BenchmarksTests", rooms: ["Benchmarks", "Support"],
            packages: ["ArgumentParser", "NIOCore"], toolchain: testing),
        Room("HouseTests", toolchain: testing),
    ]
}
