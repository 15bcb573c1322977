/// What an operator may choose about the store, each with a limit that holds by default.
package struct JournalSettings: Sendable, Equatable {
    /// How many appends may wait for a commit; one more is answered `unavailable` at once.
    package var appendsWaitingMost: Int
    /// How many appends share one commit at most, so that none waits for a transaction without end.
    package var appendsPerCommitMost: Int
    /// How long a commit waits for a lock that another program holds on the file.
    package var busyMillisecondsMost: Int
    /// How many reads go on at the same time.
    package var readersMost: Int
    /// How many pages of 4,096 bytes the file may grow to, to leave room on a shared disk; nil for
    /// as many as the disk holds. Beyond it an append is `unavailable`.
    package var filePagesMost: Int?

    package init(
        appendsWaitingMost: Int = 4_096, appendsPerCommitMost: Int = 256,
        busyMillisecondsMost: Int = 2_000, readersMost: Int = 4, filePagesMost: Int? = nil
    ) {
        self.appendsWaitingMost = appendsWaitingMost
        self.appendsPerCommitMost = appendsPerCommitMost
        self.busyMillisecondsMost = busyMillisecondsMost
        self.readersMost = readersMost
        self.filePagesMost = filePagesMost
    }
}
