/// One blind vote of the committee on one subject of one dossier (F6).
///
/// A second ballot is a new one with a higher attempt; the first stays as it was.
package struct Ballot: Sendable, Equatable {
    package let number: BallotNumber
    package let name: BallotName
    package let subject: BallotSubject
    /// 1 for the first on this subject, then 2 and so on.
    package let attempt: Int
    package internal(set) var state = State.ready
    /// The last accepted vote of each member on a hard requirement; secret until `revealed`.
    var gateVotes: [PersonID: GateVote] = [:]
    /// The last accepted scores of each member, 0 for an abstention; secret until `revealed`.
    var scores: [PersonID: [CriterionCode: Int]] = [:]
    /// Whose vote was on paper, and what they say of its entry.
    package internal(set) var paper: [PersonID: PaperVote] = [:]
    package internal(set) var result: BallotResult?
    package internal(set) var castingVote: CastingVote?
    /// Part of a joint vote that came to nothing: it stays readable and counts for nothing.
    package internal(set) var isDropped = false
    /// Whether votes on it were given before the coalition changed: then it is held again (F4).
    package internal(set) var isOutdated = false
    /// How many of how many had a complete vote at the reveal, whoever is eligible later.
    package internal(set) var turnout: Turnout?

    package var dossier: DossierNumber { name.dossier }

    /// Where a ballot is; `suspended` is an open one that lost its quorum and keeps its votes.
    package enum State: String, Codable, Sendable, CaseIterable {
        case ready, open, suspended, closed, revealed, adopted

        /// Whether votes are still secret.
        package var isSealed: Bool { self != .revealed && self != .adopted }
    }

    /// Whether the member's vote is complete: counted in the progress, whatever its value.
    func isComplete(_ person: PersonID, criteria: Int) -> Bool {
        subject.isGate
            ? gateVotes[person] != nil
            : scores[person]?.count == (subject == .tieBreak ? 1 : criteria)
    }

    /// What a gate ballot comes to, with the chair's casting vote where there is one.
    var outcome: GateOutcome? {
        guard let tally = result?.gate else { return nil }
        // A vote that fell since may have ended the tie, and with it what the chair decided.
        return tally.isSecondTie && castingVote?.verdict == .meets ? .meets : tally.outcome
    }

    /// Whose paper vote still waits for the member's word, or isn't what the member voted.
    var uncountersigned: [PersonID] { paper.filter { $0.value != .agreed }.keys.sorted() }

    var isContested: Bool { paper.values.contains(.contested) }

    var hasVotes: Bool { !gateVotes.isEmpty || !scores.isEmpty }
}

/// A vote that the secretary entered from paper, for who sits at the table without a device (F6).
package enum PaperVote: String, Codable, Sendable, CaseIterable {
    /// It counts, and the ballot can't be adopted before the member has countersigned it.
    case entered
    /// The member says that it is what was on paper.
    case agreed
    /// The member says that it isn't: the ballot is held again.
    case contested
}

/// How many of how many had voted.
package struct Turnout: Sendable, Equatable {
    package let cast: Int
    package let eligible: Int
}

/// What a ballot came to; made at the reveal and never changed.
package struct BallotResult: Codable, Sendable, Equatable {
    /// The members who were present at the reveal (F7).
    package let present: [PersonID]
    package let gate: GateTally?
    package let scores: ScoreResult?
}

/// The count of a gate ballot.
package struct GateTally: Codable, Sendable, Equatable {
    package let outcome: GateOutcome
    package let meets: Int
    package let doesNotMeet: Int
    package let abstained: Int
}

/// A sitting of the committee with its agenda (F6).
package struct Sitting: Codable, Sendable, Equatable {
    package let number: Int
    package let plannedAt: AmsterdamTime
    package let agenda: [DossierNumber]
    package internal(set) var state: State
    /// The dossier that is being discussed.
    package internal(set) var current: DossierNumber?
    /// When it was opened, by the stamp of that event; nil before.
    package internal(set) var openedAt: AmsterdamTime?
    /// When it was closed, by the stamp of that event; nil before.
    package internal(set) var closedAt: AmsterdamTime?

    /// What stands in the log that it was planned; stamps tell the rest.
    private enum CodingKeys: String, CodingKey {
        case number, plannedAt, agenda, state, current
    }

    /// Where a sitting is.
    package enum State: String, Codable, Sendable, CaseIterable {
        case planned, opened, suspended, closed
    }
}

/// How the server knows that somebody is there (F7).
package enum PresenceSource: String, Codable, Sendable, CaseIterable {
    /// A live connection.
    case connected
    /// The secretary's mark, for who sits at the table without a device.
    case marked
}
