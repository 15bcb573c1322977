/// What a ballot is about: one of the four hard requirements, the scores, or a tie (F5, F9).
package enum BallotSubject: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// Done together with other providers: is it real?
    case collaboration = "H1"
    /// Speeds the transformation.
    case acceleration = "H2a"
    case innovation = "H2b"
    /// Not already part of the regular service.
    case notRegular = "H2c"
    case scores
    /// One score that decides between dossiers which everything before leaves equal.
    case tieBreak

    package var isGate: Bool { self != .scores && self != .tieBreak }
    package static let gate = allCases.filter(\.isGate)
}

/// A member's word on a hard requirement.
package struct GateVote: Codable, Sendable, Equatable {
    package let verdict: Verdict
    /// Compulsory with `doesNotMeet`, at least 20 characters.
    package let reasons: String?

    /// What may be said of a hard requirement.
    package enum Verdict: String, Codable, Sendable, CaseIterable {
        case meets, doesNotMeet, abstain
    }
}

/// The result of one ballot on a hard requirement.
package enum GateOutcome: String, Codable, Sendable, CaseIterable {
    case meets, doesNotMeet
    /// As many for as against: a second blind ballot after discussion is compulsory.
    case tie
    /// Too few votes: the item stays open.
    case undecided

    /// Counts the votes by the round's rule; `attempt` is 1 for the first ballot on the item.
    ///
    /// Source: F5 and rulings.md, "Gate, scores, pot". A tie in the second ballot is
    /// `doesNotMeet`.
    package static func of(
        _ votes: some Sequence<GateVote.Verdict>, rule: GateRule, votesLeast: Int, attempt: Int
    ) -> GateOutcome {
        var meets = 0
        var fails = 0
        for vote in votes {
            switch vote {
            case .meets: meets += 1
            case .doesNotMeet: fails += 1
            case .abstain: break
            }
        }
        if meets + fails < votesLeast { return .undecided }
        switch rule {
        case .unanimity: return fails == 0 ? .meets : .doesNotMeet
        case .majority:
            if meets == fails { return attempt == 1 ? .tie : .doesNotMeet }
            return meets > fails ? .meets : .doesNotMeet
        }
    }

    /// The same, with the word of whoever chairs that item where the round gave the chair a casting
    /// vote: it decides the second tie, and nothing else. Not cast, or cast as an abstention, is
    /// `doesNotMeet`.
    ///
    /// Source: F5 and rulings.md, "Casting vote".
    package static func final(
        of votes: some Collection<GateVote.Verdict>, rule: GateRule, votesLeast: Int, attempt: Int,
        chairCasts: Bool, casting: GateVote.Verdict?
    ) -> GateOutcome {
        let outcome = of(votes, rule: rule, votesLeast: votesLeast, attempt: attempt)
        let meets = votes.count { $0 == .meets }
        let isSecondTie =
            rule == .majority && outcome == .doesNotMeet
            && meets == votes.count { $0 == .doesNotMeet }
        return isSecondTie && chairCasts && casting == .meets ? .meets : outcome
    }
}

extension GateTally {
    /// Whether as many were for as against, and anyone was: under majority a first one is voted on
    /// again, a second one may be the chair's to decide. Too few votes are no tie.
    package var isTied: Bool { meets == doesNotMeet && meets > 0 && outcome != .undecided }
}
