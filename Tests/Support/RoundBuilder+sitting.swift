package import Domain

// Ballots, ranking and decisions, as short as a test wants to say them.
extension RoundBuilder {
    /// Reasons that are long enough.
    package static let reasons = "Omdat het bijdraagt aan de visie."

    package var latestBallot: BallotName {
        round.ballots.last?.name ?? BallotName(dossier: 0, ordinal: 0)
    }

    /// A prepared and opened ballot on the dossier on the table.
    @discardableResult
    package mutating func openBallot(
        _ subject: BallotSubject, chair: PersonID = DemoCast.chair
    ) -> BallotName {
        given(.prepareBallot(subject: subject), by: DemoCast.secretary)
        given(.openBallot(ballot: latestBallot), by: chair)
        return latestBallot
    }

    package mutating func vote(_ verdict: GateVote.Verdict, by person: PersonID) {
        given(
            .castGateVote(
                ballot: latestBallot, verdict: verdict,
                reasons: verdict == .doesNotMeet ? Self.reasons : nil), by: person)
    }

    /// The same value on every criterion, or one for each.
    package mutating func score(_ values: [Int], by person: PersonID) {
        for (index, criterion) in round.rules.criteria.enumerated() {
            given(
                .giveScore(
                    ballot: latestBallot, criterion: criterion.code,
                    value: values.count == 1 ? values[0] : values[index]), by: person)
        }
    }

    package func missing(_ name: BallotName, for viewer: RoundViewer = .secretary) -> [PersonID] {
        guard case .ballot(let part) = round.part(.ballot(name), for: viewer) else { return [] }
        return part.missing ?? []
    }

    package mutating func closeBallot(chair: PersonID = DemoCast.chair) {
        given(.closeBallot(ballot: latestBallot, missing: missing(latestBallot)), by: chair)
    }

    package mutating func reveal(chair: PersonID = DemoCast.chair) {
        closeBallot(chair: chair)
        given(.revealBallot(ballot: latestBallot), by: chair)
    }

    /// A ballot on one gate item from open to revealed; verdicts in order of `voters`.
    package mutating func gate(
        _ subject: BallotSubject, _ verdicts: [GateVote.Verdict],
        voters: [PersonID] = DemoCast.voters
    ) {
        openBallot(subject)
        for (person, verdict) in zip(voters, verdicts) { vote(verdict, by: person) }
        reveal()
    }

    /// Adopts the latest ballot with motivations for what it is about.
    package mutating func adopt(chair: PersonID = DemoCast.chair) {
        given(adopting, by: chair)
    }

    package var adopting: RoundCommand {
        let subject = round.ballot(latestBallot)?.subject ?? .scores
        let keys = subject.isGate ? [subject.rawValue] : round.rules.criteria.map(\.code.rawValue)
        return .adoptBallot(
            ballot: latestBallot,
            motivations: Dictionary(uniqueKeysWithValues: keys.map { ($0, Self.reasons) }))
    }

    /// All four items met, unanimously, and adopted.
    package mutating func passGate(voters: [PersonID] = DemoCast.voters) {
        for subject in BallotSubject.gate {
            gate(subject, voters.map { _ in .meets }, voters: voters)
            adopt()
        }
    }

    /// The dossier on the table from gate to adopted scores; everyone gives the same values.
    package mutating func assess(
        _ number: DossierNumber, _ values: [Int], voters: [PersonID] = DemoCast.voters
    ) {
        takeUp(number)
        passGate(voters: voters)
        openBallot(.scores)
        for person in voters { score(values, by: person) }
        reveal()
        adopt()
    }

    package mutating func closeSitting() { given(.closeSitting, by: DemoCast.secretary) }

    package mutating func rank(seed: String? = nil) {
        given(.adoptRanking(seed: seed), by: DemoCast.chair)
    }

    /// An intended decision as the committee advised it.
    package func following(_ number: DossierNumber) -> RoundCommand {
        let line = round.allocation?.line(of: number)
        return .intendDecision(
            dossier: number, outcome: line?.advice ?? .rejected, amount: line?.amount ?? .zero,
            motivation: Self.reasons, deviation: nil)
    }

    /// All decisions as advised.
    package mutating func decideAll() {
        for line in round.allocation?.lines ?? []
        where round.dossier(line.dossier)?.state != .withdrawn {
            given(following(line.dossier), by: DemoCast.decisionMaker)
        }
    }

    package mutating func release() { given(.releaseDecisions, by: DemoCast.decisionMaker) }
}

extension BallotName: ExpressibleByStringLiteral {
    /// For names written in a test's own text.
    package init(stringLiteral value: String) {
        guard let name = BallotName(value) else { preconditionFailure("\(value) is no ballot") }
        self = name
    }
}
