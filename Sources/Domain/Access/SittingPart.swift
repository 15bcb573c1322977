/// The vote over several dossiers that is under way.
package struct JointPart: Encodable, Sendable, Equatable {
    package let kind: JointBallot.Kind
    package let state: Ballot.State
    package let ballots: [BallotName]
    /// Who hasn't a complete vote on each of them, for the one who closes it.
    package let missing: [PersonID]?
}

/// The sitting, with who is there in as much detail as the viewer may know.
package struct SittingPart: Encodable, Sendable, Equatable {
    package let sitting: Sitting
    /// When it was opened; nil before.
    package let openedAt: AmsterdamTime?
    /// When it was closed; nil before.
    package let closedAt: AmsterdamTime?
    /// Nil on the projector, which names nobody.
    package let present: [PersonID]?
    /// Nil when nothing is on the table, or for a member who is kept from it.
    package let quorum: Quorum?

    /// How many are needed and there for the dossier on the table.
    package struct Quorum: Encodable, Sendable, Equatable {
        package let eligible: Int
        package let present: Int
        package let needed: Int
        package let chair: PersonID?
    }
}

/// A ballot: progress without values until it is revealed, then the same for all.
package struct BallotPart: Encodable, Sendable, Equatable {
    package let ballot: BallotName
    package let dossier: DossierNumber
    package let subject: BallotSubject
    package let attempt: Int
    package let state: Ballot.State
    package let cast: Int
    package let eligible: Int
    /// Who has voted, where the round names them.
    package let voters: [PersonID]?
    /// Who hasn't, for the one who closes the ballot.
    package let missing: [PersonID]?
    /// Whose vote the secretary entered from paper, never what it is.
    package let paper: [Paper]?
    /// The viewer's own vote.
    package let own: Vote?
    package let result: BallotResult?
    /// The chair's decision on a tie that came back; its verdict alone where no name is shown.
    package let castingVote: Casting?
    /// Everyone's votes by name, once revealed, for the committee's own table.
    package let votes: [Vote]?

    /// What decided a tie that came back: without it the result would say otherwise.
    package struct Casting: Encodable, Sendable, Equatable {
        package let person: PersonID?
        package let verdict: GateVote.Verdict
        package let reasons: String?
    }

    /// That somebody's vote came from paper, and what they say of it.
    package struct Paper: Encodable, Sendable, Equatable {
        package let person: PersonID
        package let word: PaperVote
    }

    /// One member's vote.
    package struct Vote: Encodable, Sendable, Equatable {
        package let person: PersonID
        package let gate: GateVote?
        package let scores: [CriterionCode: Int]?
    }
}
