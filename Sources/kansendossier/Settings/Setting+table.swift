// Every setting, in the order in which the settings file shows them.
extension Setting {
    static let host = Setting(
        "host", .text(default: "127.0.0.1"),
        reason: """
            The address or name to listen on. Only this machine by default, so that nothing is \
            open to the network before somebody chose it; 0.0.0.0 is every IPv4 address.
            """)
    static let port = Setting(
        "port", .whole(default: 8443, 0...65_535), unit: "TCP port",
        reason: """
            Where pages, /rpc and the WebSocket are served. Above 1023, so that no special right \
            is needed; 0 takes a free one and prints it.
            """)
    static let dataFolder = Setting(
        "dataFolder", .text(default: "kansendossier-data"),
        reason: """
            The folder that holds everything of one server: the log (unless journal says \
            otherwise), the lock and a development certificate. One server at a time, on a local \
            disk; made when it isn't there.
            """)
    static let journal = Setting(
        "journal", .text(default: ""), mayHoldSecret: true,
        reason: """
            Where the log is. Empty or sqlite is the data folder; \
            postgres://USER@HOST/DATABASE is a PostgreSQL database (15 or later) that several \
            nodes share, each with a data folder of its own. An address with a password is \
            refused: it comes from passfile= in the address, PGPASSFILE or PGPASSWORD.
            """)
    static let node = Setting(
        "node", .text(default: ""),
        reason: """
            What this server is called in measurements (kansendossier_node_info) and in each line \
            of its log, so that nodes can be told apart. Empty is the machine's name and the port, \
            in measurements alone.
            """)
    static let careKeyFile = Setting(
        "careKeyFile", .text(default: ""),
        reason: """
            The municipality's keys, by which clients in messages about care become pseudonyms. \
            Outside the data folder, mode 0600; empty takes no messages in over HTTP.
            """)
    static let secondFactorKeyFile = Setting(
        "secondFactorKeyFile", .text(default: ""),
        reason: """
            The server's key for the codes of people's own devices (second factor), 64 \
            hexadecimal digits, mode 0600; made when it isn't there. Empty is second-factor.key \
            in the data folder. Keep a copy: without it those codes have to be set up anew.
            """)
    static let themeFile = Setting(
        "themeFile", .text(default: ""),
        reason: """
            The municipality's own style for the pages: CSS that sets the custom properties of \
            the NL Design System and comes after ours, at most 256 KiB; empty leaves ours.
            """)
    static let tlsCertificateFile = Setting(
        "tlsCertificateFile", .text(default: ""),
        change: .forNewConnections,
        reason: """
            The certificate in PEM, leaf first, then those that sign it. Empty makes a \
            development certificate in the data folder, which browsers warn of.
            """)
    static let tlsKeyFile = Setting(
        "tlsKeyFile", .text(default: ""),
        change: .forNewConnections,
        reason: "The certificate's private key in PEM; given together with the certificate.")
    static let plainText = Setting(
        "plainText", .decision(default: false),
        reason: """
            Serves without TLS, for a proxy on the same machine that does TLS. Tokens and votes \
            would be readable on a network, so only a loopback host is accepted.
            """)
    static let plainTextAnywhere = Setting(
        "plainTextAnywhere", .decision(default: false),
        reason: """
            Accepts plainText on other hosts too, for a proxy on a private network that nobody \
            else can read.
            """)
    static let allowedOrigins = Setting(
        "allowedOrigins", .texts(default: []),
        change: .forNewConnections,
        reason: """
            The exact origins of pages that may open a WebSocket, such as https://kans.example.nl; \
            the server's own address is always one. Others are refused with 403.
            """)
    static let connectionsMost = Setting(
        "connectionsMost", .whole(default: 10_000, 1...100_000), unit: "connections",
        reason: "Open at the same time; further ones wait. Each takes memory and one descriptor.")
    static let connectionsPerPersonMost = Setting(
        "connectionsPerPersonMost", .whole(default: 10, 1...1_000), unit: "connections",
        change: .atOnce,
        reason: "Of one person: some windows and devices, not a flood by one lost token.")
    static let connectionsPerAddressMost = Setting(
        "connectionsPerAddressMost", .whole(default: 20, 1...10_000), unit: "connections",
        change: .forNewConnections,
        reason: """
            Of one address that haven't said who they are yet. Behind a proxy it counts for the \
            addresses that the proxy names; see trustedProxies.
            """)
    static let trustedProxies = Setting(
        "trustedProxies", .texts(default: []),
        change: .forNewConnections,
        reason: """
            The addresses or networks, such as 10.0.0.0/8, of proxies that are believed when they \
            say in X-Forwarded-For for whom they ask, so that one person's haste isn't everybody's \
            wait. Only proxies that write that header themselves: others could be made to lie.
            """)
    static let connectionsPerSecondMost = Setting(
        "connectionsPerSecondMost", .whole(default: 1_000, 1...100_000),
        unit: "connections a second",
        change: .forNewConnections,
        reason: """
            That begin their handshake; further ones wait two seconds at most for their turn, or \
            are closed. About a third of what one core can do, so that a flood leaves time to others.
            """)
    static let subscriptionsPerConnectionMost = Setting(
        "subscriptionsPerConnectionMost", .whole(default: 16, 1...1_000), unit: "views",
        change: .forNewConnections,
        reason: "That one connection follows at the same time.")
    static let commandsPerSecondMost = Setting(
        "commandsPerSecondMost", .whole(default: 20, 1...10_000), unit: "commands a second",
        change: .forNewConnections,
        reason: "Of one connection in the long run: far above what a person types.")
    static let commandsBurstMost = Setting(
        "commandsBurstMost", .whole(default: 40, 1...10_000), unit: "commands",
        change: .forNewConnections,
        reason: "At once after a pause, for instance when a page sends what waited.")
    static let helloSeconds = Setting(
        "helloSeconds", .whole(default: 10, 1...300), unit: "seconds",
        change: .forNewConnections,
        reason: "To say hello with a token after connecting; then the connection is closed.")
    static let requestSeconds = Setting(
        "requestSeconds", .whole(default: 10, 1...300), unit: "seconds",
        change: .forNewConnections,
        reason: "For one HTTP request to arrive whole, TLS included, against slow senders.")
    static let idleSeconds = Setting(
        "idleSeconds", .whole(default: 60, 1...3_600), unit: "seconds",
        change: .forNewConnections,
        reason: "That an HTTP connection may stay open between two requests.")
    static let attendanceGraceSeconds = Setting(
        "attendanceGraceSeconds", .whole(default: 30, 0...600), unit: "seconds",
        reason: """
            That a committee member whose connection broke still counts as present, so that a \
            weak network doesn't suspend a ballot.
            """)
    static let tickMilliseconds = Setting(
        "tickMilliseconds", .whole(default: 1_000, 50...60_000), unit: "milliseconds",
        reason: "Between two looks at deadlines and attendance: how late a closing may be noted.")
    static let mailboxItemsMost = Setting(
        "mailboxItemsMost", .whole(default: 1_024, 1...100_000), unit: "commands",
        reason: "That may wait for one round; one more is answered busy at once.")
    static let subscribersPerStreamMost = Setting(
        "subscribersPerStreamMost", .whole(default: 2_000, 1...100_000), unit: "subscriptions",
        reason: "To one round or to the directory; one more is refused.")
    static let roundsOpenMost = Setting(
        "roundsOpenMost", .whole(default: 256, 1...10_000), unit: "rounds",
        reason: "In memory at the same time; those that nobody uses make room.")
    static let roundIdleSeconds = Setting(
        "roundIdleSeconds", .whole(default: 600, 1...86_400), unit: "seconds",
        reason: "Without command or watcher after which a round leaves memory.")
    static let hintIntervalMilliseconds = Setting(
        "hintIntervalMilliseconds", .whole(default: 500, 50...60_000), unit: "milliseconds",
        change: .atOnce,
        reason: """
            Between two lists of who is where in one dossier, however often somebody moves: the \
            newest is sent.
            """)
    static let hintLapseSeconds = Setting(
        "hintLapseSeconds", .whole(default: 30, 1...600), unit: "seconds", change: .atOnce,
        reason: """
            After which somebody who doesn't say again where they are is no longer shown in a \
            dossier.
            """)
    static let hintsPerPartMost = Setting(
        "hintsPerPartMost", .whole(default: 50, 1...1_000), unit: "connections", change: .atOnce,
        reason: "That are shown to be in one dossier at the same time; one more isn't.")
    static let drainSeconds = Setting(
        "drainSeconds", .whole(default: 20, 0...600), unit: "seconds", change: .atOnce,
        reason: """
            Over which a stopping server spreads the ends of its connections at most, so that not \
            all come back in one moment; few connections take less. systemd must allow it.
            """)
    static let reconnectAfterMilliseconds = Setting(
        "reconnectAfterMilliseconds", .whole(default: 5_000, 0...60_000), unit: "milliseconds",
        change: .atOnce,
        reason: """
            That clients of a stopping server are asked to stay away at most, each a random part \
            of it: about as long as a restart takes.
            """)
    static let logLevel = Setting(
        "logLevel",
        .choice(
            default: "info",
            of: ["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        change: .atOnce,
        reason: "The least important message that is written to standard error.")
    static let logForm = Setting(
        "logForm", .choice(default: "plain", of: ["plain", "json"]),
        reason: "One line for each message: plain for people, json for programs.")

    static let all = [
        host, port, dataFolder, journal, node, careKeyFile, secondFactorKeyFile, themeFile,
        tlsCertificateFile,
        tlsKeyFile,
        plainText, plainTextAnywhere,
        allowedOrigins, connectionsMost, connectionsPerPersonMost, connectionsPerAddressMost,
        trustedProxies, connectionsPerSecondMost,
        subscriptionsPerConnectionMost, commandsPerSecondMost, commandsBurstMost, helloSeconds,
        requestSeconds, idleSeconds, attendanceGraceSeconds, tickMilliseconds, mailboxItemsMost,
        subscribersPerStreamMost, roundsOpenMost, roundIdleSeconds, hintIntervalMilliseconds,
        hintLapseSeconds, hintsPerPartMost, drainSeconds, reconnectAfterMilliseconds, logLevel,
        logForm,
    ]
}
