package import Wire

/// Everything that an operator may set of a server, with its unit and default.
package struct ServerSettings: Sendable {
    /// Where it listens, with which certificate, and what connections are held to before they have
    /// said who they are.
    package var listener = Listener.Configuration()
    /// What each signed-in socket is held to.
    package var session = SessionLimits()
    /// The connections of one holder at once; one more is closed with 4292.
    package var connectionsPerPersonMost = WireLimits.connectionsPerPerson
    /// Milliseconds between two looks at what time brings to connections: hello, heartbeat, expiry.
    package var tickMilliseconds = 1000
    /// Bytes of updates that may wait for one event loop, in which each stands once whatever the
    /// number of its followers; with more, all sessions of that loop are closed with 4290.
    package var inboxBytesMost = 16 * 1024 * 1024
    /// Milliseconds for which an event loop that has just sent events to all who follow gathers
    /// further ones: twice as long as the sending took, and no longer than this; 0 is not at all.
    package var fanOutRestMillisecondsMost = 20
    /// How hints are gathered, kept and forgotten.
    package var hints = HintLimits()
    /// How people come in with a browser, and what their pages look like.
    package var pages = PageSettings()
    /// How its connections end when it stops.
    package var drain = Drain()
    /// Holders whose rate over `POST /rpc` is remembered at once; of more the idlest are forgotten.
    package var rateHoldersMost = 4096
    /// Records read from the journal at once for an export.
    package var exportPageRecordsMost = 500
    /// The version that the status page names.
    package var version = "0.4.0"
    /// What `/asyncapi.json` answers; without it there is no such page.
    package var protocolDescription: [UInt8]?
    /// What takes messages about care in; without it there are no such doors.
    package var careIntake: (any CareIntake)?
    /// What pages show of messages about care; without it they say that there are none.
    package var careReading: (any CareReading)?
    /// Makes the name of each connection; random unless a test wants to repeat them.
    package var connectionNames: @Sendable () -> String = { RandomText.hexadecimal(bytes: 8) }
    /// Makes the keys of the server's own commands; random unless a test wants to repeat them.
    package var keys: @Sendable () -> CommandKey = { RandomText.commandKey() }

    /// The defaults that stand beside each setting.
    package init() {}

    /// The port to bind to; 0 takes a free one.
    package var port: Int {
        get { listener.port }
        set { listener.port = newValue }
    }
}

/// What one socket is held to, with units and defaults; `hello` tells a client those that it needs.
package struct SessionLimits: Sendable, Equatable {
    /// The largest message from a client, in bytes; a larger one closes with 1009.
    package var messageBytesMost = WireLimits.messageBytesMost
    /// Seconds to say hello; then 4408.
    package var helloSeconds = WireLimits.helloSeconds
    /// Seconds between two `heartbeat` notifications.
    package var heartbeatSeconds = WireLimits.heartbeatSeconds
    /// Seconds before the end of a token that `auth.expiring` is sent.
    package var expiryWarningSeconds = WireLimits.expiryWarningSeconds
    /// Seconds that a connection lives on after its token ended, to refresh it; then 4401.
    package var expiryGraceSeconds = WireLimits.expiryGraceSeconds
    /// Requests per second in the long run; one more is refused with -32008.
    package var commandsPerSecond = WireLimits.commandsPerSecond
    /// Requests at once after a quiet time.
    package var commandsBurst = WireLimits.commandsBurst
    /// Requests without an answer yet; beyond it nothing more is read.
    package var commandsInFlight = WireLimits.commandsInFlight
    /// Refusals with -32008; one more closes with 4291.
    package var rateRefusalsMost = WireLimits.rateRefusalsBeforeClose
    /// Messages that are no requests; one more closes with 4400.
    package var unreadableMessagesMost = 20
    /// Views followed at once; one more is refused.
    package var subscriptionsMost = WireLimits.subscriptionsPerConnection
    /// Bytes that may wait for somebody who only watches; more closes with 4290.
    package var queueBytesWatcher = WireLimits.queueBytesWatcher
    /// Bytes that may wait for somebody who takes part; more closes with 4290.
    package var queueBytesParticipant = WireLimits.queueBytesParticipant

    /// The defaults that stand beside each limit.
    package init() {}
}

/// How browsers come in and stay.
package struct PageSettings: Sendable, Equatable {
    /// Seconds after which a session ends, whatever is done in it.
    package var sessionSeconds = 43_200
    /// Seconds without a page after which it ends.
    package var idleSeconds = 3_600
    /// Attempts of one address to sign in, a second in the long run.
    package var signInsPerSecond = 1
    /// Attempts of one address to sign in at once after a quiet time.
    package var signInsBurst = 20
    /// The largest form, in bytes as a browser sends it; a larger one is refused.
    package var formBytesMost = 262_144
    /// Of what the secrets of people's own devices are made (second factor); without it no codes
    /// are offered. 32 bytes, kept apart from the log.
    package var secondFactorKey: [UInt8]?
    /// Wrong codes behind one link; with the last of them the link ends.
    package var wrongCodesMost = 5
    /// Records of the log on one page.
    package var logLinesMost = 25
    /// Records that one search in the log reads before it asks to go on.
    package var logReadMost = 5_000
    /// Imports, and lines of the exception list, on one page.
    package var careLinesMost = 200
    /// The longest log, in records, that is verified for a page; longer ones have the command line.
    package var verifyRecordsMost = 200_000
    /// A municipality's own style, which comes after ours; nil for none.
    package var theme: [UInt8]?

    /// The defaults that stand beside each setting.
    package init() {}
}

/// What hints of where people are, are held to; they may be left out and cost little.
package struct HintLimits: Sendable, Equatable {
    /// Milliseconds between two lists of one part.
    package var intervalMilliseconds = WireLimits.hintIntervalMilliseconds
    /// Seconds after which a hint that isn't given again is gone.
    package var lapseSeconds = WireLimits.hintLapseSeconds
    /// Hints on one part; one more isn't shown.
    package var perPartMost = WireLimits.hintsPerPartMost

    /// The defaults that stand beside each limit.
    package init() {}
}
