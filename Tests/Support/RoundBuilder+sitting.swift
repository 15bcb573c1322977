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
        given(ranking(seed: seed), by: DemoCast.chair)
    }

    /// The command that adopts the ranking, with its boundary cases confirmed.
    package func ranking(seed: String? = nil, by person: PersonID = DemoCast.chair) -> RoundCommand
    {
        let plain = RoundCommand.adoptRanking(seed: seed, boundary: [])
        guard let refusal = refusal(of: plain, by: person),
            refusal.code == .boundaryNotConfirmed
        else { return plain }
        let boundary = (refusal.subject ?? "").split(separator: ", ").compactMap { Int($0) }
        return .adoptRanking(seed: seed, boundary: boundary)
    }

    /// A joint ballot from open to adopted; everybody scores each dossier on it with its value.
    package mutating func joint(
        _ kind: JointBallot.Kind, _ scores: [DossierNumber: Int],
        voters: [PersonID] = DemoCast.voters
    ) {
        given(.openJointBallot(kind: kind), by: DemoCast.chair)
        for name in joined {
            for person in voters {
                guard let value = scores[name.dossier] else { continue }
                let codes =
                    kind == .tieBreak ? [CriterionCode.tieBreak] : round.rules.criteria.map(\.code)
                for code in codes {
                    given(.giveScore(ballot: name, criterion: code, value: value), by: person)
                }
            }
        }
        given(.closeJointBallot(missing: jointMissing), by: DemoCast.chair)
        given(.revealJointBallot, by: DemoCast.chair)
        given(.adoptJointBallot, by: DemoCast.chair)
    }

    /// Who hasn't voted on the joint vote that is under way.
    package var jointMissing: [PersonID] {
        guard case .joint(let part) = round.part(.joint, for: .secretary) else { return [] }
        return part.missing ?? []
    }

    /// The ballots of the joint vote that is under way.
    package var joined: [BallotName] {
        guard case .joint(let part) = round.part(.joint, for: .secretary) else { return [] }
        return part.ballots
    }

    /// The secretary reads and agrees with what the chair wrote, and the deputy with the rest.
    package mutating func readAll() {
        for dossier in round.dossiers {
            for (item, motivation) in dossier.motivations.sorted(by: { $0.key < $1.key })
            where motivation.reading == nil && dossier.state.isBeforeCommittee {
                let reader =
                    motivation.draftedBy == DemoCast.secretary
                    ? DemoCast.coordinator : DemoCast.secretary
                given(
                    .readMotivation(
                        dossier: dossier.number, item: item,
                        fingerprint: hashing.fingerprint(of: motivation.text), agrees: true,
                        reasons: nil), by: reader)
            }
        }
    }

    /// An intended decision as the committee advised it.
    package func following(_ number: DossierNumber) -> RoundCommand {
        let advice = round.isReleased ? round.proposal : round.allocation
        let line = advice?.line(of: number)
        return .intendDecision(
            dossier: number, outcome: line.map(round.advice) ?? .rejected,
            amount: line?.amount ?? .zero,
            motivation: Self.reasons, grounds: [], deviation: nil)
    }

    /// All decisions as advised.
    package mutating func decideAll() {
        readAll()
        for line in round.allocation?.lines ?? []
        where round.dossier(line.dossier)?.state != .withdrawn {
            given(following(line.dossier), by: DemoCast.decisionMaker)
        }
    }

    /// An intended part offer that isn't what was advised.
    package mutating func offer(_ number: DossierNumber, _ amount: Cents) {
        given(
            .intendDecision(
                dossier: number, outcome: .offeredInPart, amount: amount,
                motivation: Self.reasons, grounds: [.other], deviation: Self.reasons),
            by: DemoCast.decisionMaker)
    }

    /// Fits the cost lines to so much, lets all partners sign, and accepts the part offer.
    package mutating func accept(_ number: DossierNumber, requested: Int) {
        fit(number, requested: requested)
        given(
            .acceptOffer(
                dossier: number, version: version(number), content: fingerprint(number)),
            by: DemoCast.signatory(of: members(number)[0]))
    }

    /// Cost lines of so much, signed by all partners.
    package mutating func fit(_ number: DossierNumber, requested: Int) {
        let lead = members(number)[0]
        given(
            .setCostLines(
                dossier: number, version: version(number),
                lines: [costLine(requested, minimum: requested)]), by: DemoCast.editor(of: lead))
        for partner in members(number) {
            given(signing(number), by: DemoCast.signatory(of: partner))
        }
    }

    /// Reads what nobody has read yet, and releases all decisions.
    package mutating func release() {
        if !round.isReleased { readAll() }
        given(.releaseDecisions, by: DemoCast.decisionMaker)
    }
}

extension BallotName: ExpressibleByStringLiteral {
    /// For names written in a test's own text.
    package init(stringLiteral value: String) {
        guard let name = BallotName(value) else { preconditionFailure("\(value) is no ballot") }
        self = name
    }
}
