/// One blind vote over several dossiers at once, after each was assessed on its own (F9).
///
/// It is made of an ordinary ballot for each dossier, so that interests, turnout, reveal and
/// results are what they are elsewhere; only opening, closing, revealing and adopting are one act.
package struct JointBallot: Sendable, Equatable {
    package let kind: Kind
    /// In order of their dossiers.
    package let ballots: [BallotNumber]
    package internal(set) var state = Ballot.State.open

    /// What the vote is for.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Every member looks over all own scores once more, side by side, and may change them.
        case adjustment
        /// One score for each dossier that the whole chain leaves equal to another.
        case tieBreak

        var subject: BallotSubject { self == .adjustment ? .scores : .tieBreak }
    }

    /// One dossier's ballot in it.
    package struct Entry: Codable, Sendable, Equatable {
        package let ballot: BallotNumber
        package let dossier: DossierNumber
    }
}

extension CriterionCode {
    /// What a tie-break scores; no criterion of a round may be called so.
    package static let tieBreak: Self = "tie-break"
}
