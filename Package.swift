// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same language: see Proposals/0001-house-style.md.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOWebSocket", package: "swift-nio"),
]
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let processes: [Target.Dependency] = [
    .product(name: "Subprocess", package: "swift-subprocess"),
    .product(name: "SystemPackage", package: "swift-system"),
]

/// With KANSENDOSSIER_FUZZ=1 in the environment those who read what strangers send are built for
/// libFuzzer: see Tests/Fuzz/README.md.
let isFuzzing = Context.environment["KANSENDOSSIER_FUZZ"] == "1"
let fuzzed: [SwiftSetting] =
    settings + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"]), .define("FUZZING")] : [])

let package = Package(
    name: "kansendossier",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kansendossier", targets: ["kansendossier"]),
        .executable(name: "WebSocketEcho", targets: ["WebSocketEcho"]),
        .library(name: "WebSocket", targets: ["WebSocket"]),
        .library(name: "KansendossierClient", targets: ["Client"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(
            name: "Domain", dependencies: [.product(name: "BigInt", package: "BigInt")],
            swiftSettings: fuzzed),
        .target(name: "Wire", dependencies: ["Domain", crypto], swiftSettings: fuzzed),
        .target(
            name: "Pages",
            dependencies: [
                "Domain", "CQRencode", .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Assets"), .embedInCode("Templates")],
            swiftSettings: settings),
        .target(
            name: "Engine", dependencies: ["Domain", "Wire", logging, metrics],
            swiftSettings: settings),
        .target(
            name: "SQLiteJournal",
            dependencies: [
                "Domain", "Engine", "Wire",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "PostgresJournal",
            dependencies: ["Domain", "Engine", "Wire", "CPostgres", metrics],
            swiftSettings: settings),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CMemory"),
        .systemLibrary(name: "CQRencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "Intake", dependencies: ["Domain", "CArchive", "CMemory", crypto],
            swiftSettings: settings),
        .target(name: "WebSocket", dependencies: nio + ["CZlib"], swiftSettings: fuzzed),
        .executableTarget(
            name: "WebSocketEcho",
            dependencies: nio + [
                "WebSocket", nioSSL, crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            exclude: ["README.md"], swiftSettings: settings),
        .target(
            name: "Server",
            dependencies: nio + [
                "Domain", "Wire", "Pages", "Engine", "WebSocket", nioSSL, crypto, logging, metrics,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "Client", dependencies: nio + ["Domain", "Wire", "WebSocket", nioSSL, logging],
            exclude: ["README.md"], swiftSettings: settings),
        .executableTarget(
            name: "kansendossier",
            dependencies: [
                "Domain", "Wire", "Pages", "Engine", "SQLiteJournal", "PostgresJournal", "Intake",
                "Server", "Client", crypto, logging, metrics, nioSSL,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: processes + [
                "Domain", "Wire", "Engine", "SQLiteJournal", "PostgresJournal", "Intake", "Server",
                "Client", logging, nioSSL,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["README.md"],
            resources: [
                .embedInCode("Peers/handshakes.py"), .embedInCode("Peers/nchan.conf"),
                .embedInCode("Peers/node-ws.js"),
            ],
            swiftSettings: settings),
        .target(
            name: "Support",
            dependencies: processes + [
                "Domain", "Wire", "Engine", "PostgresJournal", "CPostgres",
            ],
            path: "Tests/Support", swiftSettings: settings),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Domain", "Wire", "WebSocket",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            path: "Tests/Fuzz", exclude: ["README.md", "corpus"], swiftSettings: fuzzed,
            linkerSettings: isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])] : []),
        .testTarget(name: "FuzzTests", dependencies: ["Fuzz"], swiftSettings: settings),
        .testTarget(
            name: "DomainTests", dependencies: ["Domain", "Support"],
            exclude: [
                "Golden", "equivalent-mutants.txt", "mutants.py", "mutate.py", "outcome_peers.py",
                "outcome_statistics.py",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WireTests", dependencies: ["Domain", "Wire", "Support"],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "PagesTests", dependencies: ["Domain", "Pages", "Support"], exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "EngineTests", dependencies: ["Domain", "Wire", "Engine", "Support", logging],
            swiftSettings: settings),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Domain", "Wire", "Engine", "SQLiteJournal", "PostgresJournal", "Support", logging,
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IntakeTests", dependencies: ["Domain", "Intake", "Support", crypto],
            exclude: ["Samples"], swiftSettings: settings),
        .testTarget(
            name: "WebSocketTests",
            dependencies: nio + [
                "WebSocket", "WebSocketEcho", "Support", nioSSL,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            exclude: ["autobahn.py"], swiftSettings: settings),
        .testTarget(
            name: "ClientTests",
            dependencies: nio + ["Client", "Domain", "Wire", "WebSocket", nioSSL],
            swiftSettings: settings),
        .testTarget(
            name: "ServerTests",
            dependencies: nio + [
                "Domain", "Wire", "Pages", "Engine", "SQLiteJournal", "Server", "Client",
                "WebSocket", "Support", nioSSL, crypto, logging, metrics,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "kansendossier", "Domain", "Wire", "Engine", "SQLiteJournal", "Support", logging,
            ],
            exclude: ["breaks.py", "hostile.py", "kill.py", "recompute_test.py", "stranger.py"],
            swiftSettings: settings),
        .testTarget(
            name: "NodeTests",
            dependencies: nio + [
                "kansendossier", "Domain", "Wire", "Engine", "PostgresJournal", "Client", "Support",
                logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "BenchmarksTests",
            dependencies: [
                "Benchmarks", "Support",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(name: "HouseTests", swiftSettings: settings),
    ]
)

/// With KANSENDOSSIER_TESTS=EngineTests,ServerTests in the environment there are no other tests, so
/// that a build for a few of them is no build of all: see .ci/run.
if let asked = Context.environment["KANSENDOSSIER_TESTS"]?.split(separator: ",").map(String.init) {
    package.targets.removeAll { $0.type == .test && !asked.contains($0.name) }
}
