/// What a ballot is about: one of the four hard requirements, or the scores (F5, F9).
package enum BallotSubject: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// Done together with other providers: is it real?
    case collaboration = "H1"
    /// Speeds the transformation.
    case acceleration = "H2a"
    case innovation = "H2b"
    /// Not already part of the regular service.
    case notRegular = "H2c"
    case scores

    package var isGate: Bool { self != .scores }
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
}
