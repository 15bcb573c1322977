/// That messages or measurements were read in: they themselves are nowhere in the round.
package struct ImportNote: Codable, Sendable, Equatable {
    /// The SHA-256 of what was read in.
    package let hash: Digest
    package let knownOn: CivilDate
    package let read: Int
    package let accepted: Int
    package let doubled: Int
    /// Refused or put aside; each stands on the exception list.
    package let refused: Int

    package init(
        hash: Digest, knownOn: CivilDate, read: Int, accepted: Int, doubled: Int, refused: Int
    ) {
        self.hash = hash
        self.knownOn = knownOn
        self.read = read
        self.accepted = accepted
        self.doubled = doubled
        self.refused = refused
    }
}
