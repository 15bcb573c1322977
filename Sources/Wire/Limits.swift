/// Everything that is bounded on the socket, by name and unit (realtime.md, section 4).
///
/// These are the defaults; what an operator may change stands in the configuration, and `hello`
/// tells each client the values that hold for it.
package enum WireLimits {
    /// The largest message from a client, in bytes after any decompression.
    package static let messageBytesMost = 65_536
    /// How deep arrays and objects may stand in each other.
    package static let jsonDepthMost = 32
    /// The longest text id of a request, in bytes of UTF-8.
    package static let requestIDBytesMost = 64
    /// What may wait to be sent to a watcher, in bytes; one more closes with 4290.
    package static let queueBytesWatcher = 262_144
    /// What may wait to be sent to somebody who takes part, in bytes.
    package static let queueBytesParticipant = 1_048_576
    /// Events that a resumed subscription may bring at once; more becomes a snapshot.
    package static let resumeEventsMost = 500
    /// Bytes that a resumed subscription may bring at once; more becomes a snapshot.
    package static let resumeBytesMost = 262_144
    package static let subscriptionsPerConnection = 16
    package static let commandsPerSecond = 20
    package static let commandsBurst = 40
    /// Requests of one connection that may be unanswered; beyond it nothing more is read.
    package static let commandsInFlight = 32
    /// Refusals with -32008 before the connection is closed with 4291.
    package static let rateRefusalsBeforeClose = 100
    package static let connectionsPerPerson = 10
    /// Connections of one address that have not said hello yet.
    package static let connectionsPerAddress = 20
    /// The time to say hello.
    package static let helloSeconds = 10
    /// The time between two `heartbeat` notifications.
    package static let heartbeatSeconds = 20
    /// The time between two ping frames of the server.
    package static let pingSeconds = 25
    /// A connection without any byte for so long is closed.
    package static let silenceSeconds = 35
    /// How long before the end of a token `auth.expiring` is sent.
    package static let expiryWarningSeconds = 60
    /// How long a connection lives on after its token ended.
    package static let expiryGraceSeconds = 25
    /// The time that a full queue may stay unwritable.
    package static let unwritableSeconds = 10
    /// The time between a close frame and the end of the connection.
    package static let closeSeconds = 2
    /// The longest time over which the connections of a stopping server are closed.
    package static let drainSeconds = 20
    /// The shortest time between two lists of hints of one part, in milliseconds.
    package static let hintIntervalMilliseconds = 500
    /// A hint that isn't given again for so long is gone.
    package static let hintLapseSeconds = 30
    /// Hints on one part; one more isn't shown.
    package static let hintsPerPartMost = 50
    /// The longest name of a place, in bytes.
    package static let hintPlaceBytesMost = 64
}
