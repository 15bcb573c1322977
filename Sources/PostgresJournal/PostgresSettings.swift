/// What an operator may choose about the store, each with a limit that holds by default.
package struct PostgresSettings: Sendable, Equatable {
    /// How many appends may wait for a commit; one more is answered `unavailable` at once.
    package var appendsWaitingMost: Int
    /// How many appends share one commit at most, so that none waits for a transaction without end.
    package var appendsPerCommitMost: Int
    /// How many connections read at the same time.
    package var readersMost: Int
    /// How many reads may go on or wait; one more is answered `unavailable` at once.
    package var readsWaitingMost: Int
    /// How many seconds a connection may take to be made; libpq knows no less than 2.
    package var connectSecondsMost: Int
    /// How many milliseconds one statement may take.
    package var statementMillisecondsMost: Int
    /// How many milliseconds one statement may wait for what another node has locked.
    package var lockMillisecondsMost: Int
    /// How many milliseconds lie between two signs of life that the listening connection asks for;
    /// one that isn't given before the next is asked for means that the connection is lost.
    package var knockMilliseconds: Int

    package init(
        appendsWaitingMost: Int = 4_096, appendsPerCommitMost: Int = 256, readersMost: Int = 4,
        readsWaitingMost: Int = 1_024, connectSecondsMost: Int = 5,
        statementMillisecondsMost: Int = 30_000, lockMillisecondsMost: Int = 2_000,
        knockMilliseconds: Int = 2_000
    ) {
        self.appendsWaitingMost = appendsWaitingMost
        self.appendsPerCommitMost = appendsPerCommitMost
        self.readersMost = readersMost
        self.readsWaitingMost = readsWaitingMost
        self.connectSecondsMost = connectSecondsMost
        self.statementMillisecondsMost = statementMillisecondsMost
        self.lockMillisecondsMost = lockMillisecondsMost
        self.knockMilliseconds = knockMilliseconds
    }
}
