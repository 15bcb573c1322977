package import Domain
package import Wire

/// Every limit of the engine with its unit and default; all may be configured.
package struct EngineSettings: Sendable {
    /// Orders, subscriptions and readings that may wait for one stream; one more is `busy`.
    package var mailboxItemsMost = 1024
    /// Items taken in one turn, and so orders decided in one append.
    package var batchItemsMost = 256
    /// How often a batch is decided again because another node wrote the stream.
    package var conflictRetriesMost = 8
    /// Seconds after a conflict, or after another node's last record, in which a stream is written
    /// in turns.
    package var contendedSeconds = 5
    /// Milliseconds that a batch waits for this node's turn; then it goes on without.
    package var turnWaitMillisecondsMost = 500
    /// Milliseconds after which a turn ends although more work waits here.
    package var turnMillisecondsMost = 50
    /// How often a batch is decided again because its append had an unknown outcome.
    package var unknownOutcomeRetriesMost = 3
    /// Records read from the journal at once.
    package var recordsPerPageMost = 1000
    /// Updates of one view kept for those who resume.
    package var tailUpdatesMost = 500
    /// Bytes of those updates.
    package var tailBytesMost = 256 * 1024
    /// Views of one stream kept up to date, watched or not; those that are watched are never
    /// dropped, so with more watched views than this there are more.
    package var channelsMost = 256
    /// Subscriptions to one stream; one more is refused as `tooMany`.
    package var subscribersPerStreamMost = 2000
    /// Rounds in memory at one time; opening one more is `busy`, and those idle make room.
    package var roundsOpenMost = 256
    /// Seconds without order, reading or subscriber after which a round leaves memory.
    package var roundIdleSeconds = 600
    /// Seconds that somebody whose last connection broke still counts as connected (F7).
    package var attendanceGraceSeconds = 30
    /// Milliseconds between two looks at deadlines and attendance.
    package var tickMilliseconds = 1000
    /// What `busy` tells the client to wait, in milliseconds.
    package var busyRetryAfterMilliseconds = 250
    /// Makes the keys of the server's own commands; random unless a test wants to repeat them.
    package var keys: @Sendable () -> CommandKey = { randomKey() }

    /// Writes the letters; without it nothing that has to be told in one can happen.
    package var letters: any LetterWriting = NoLetters()

    package init() {}

    /// A random UUID (RFC 9562, version 4).
    private static func randomKey() -> CommandKey {
        let digits = Array("0123456789abcdef".utf8)
        var generator = SystemRandomNumberGenerator()
        var text: [UInt8] = []
        for place in 0..<36 {
            switch place {
            case 8, 13, 18, 23: text.append(UInt8(ascii: "-"))
            case 14: text.append(UInt8(ascii: "4"))
            case 19: text.append(digits[8 + Int.random(in: 0..<4, using: &generator)])
            default: text.append(digits[Int.random(in: 0..<16, using: &generator)])
            }
        }
        guard let key = CommandKey(String(decoding: text, as: UTF8.self)) else {
            preconditionFailure("36 places make a UUID")
        }
        return key
    }
}
