internal import Domain

/// What a letter of a round will look like, before anything was decided: the round's own rules,
/// terms and sender, about a dossier that doesn't exist.
struct SampleLetter {
    /// A letter that people look at before publication.
    enum Kind: String, CaseIterable {
        case granted, rejected

        var phrase: Phrase {
            self == .granted ? LetterKind.granted.phrase : LetterKind.rejected.phrase
        }
    }

    let kind: Kind
    let rules: RoundRules
    let round: RoundID
    let municipality: String
    /// Name of who decides; a placeholder where nobody does yet.
    let signer: String
    let today: CivilDate

    /// The text as it would be sent; nil while the rules lack something that a letter needs.
    var text: String? { facts.flatMap { try? DutchLetters().text(of: $0) } }

    private var facts: LetterFacts? {
        guard let head, let line = division.lines.first else { return nil }
        return LetterFacts(
            head: head,
            decision: LetterDecision(
                outcome: line.advice, motivation: Self.placeholder("waarom wij dit besluiten"),
                grounds: kind == .granted ? [] : [isBelow ? .belowThreshold : .ceilingReached]),
            amounts: LetterAmounts(
                requested: requested, minimum: requested, decided: line.amount),
            assessment: assessment,
            allocation: LetterAllocation(rule: rules.allocation, line: line),
            committee: [LetterMember(name: "V. Voorbeeld (fictief)", function: .chair)])
    }

    private var head: LetterHead? {
        guard let letters = rules.letters else { return nil }
        let lead = LetterParty(
            organisation: "voorbeeldzorg", name: "Voorbeeldzorg (fictief)", isLead: true)
        let partner = LetterParty(
            organisation: "voorbeeldhulp", name: "Voorbeeldhulp (fictief)", isLead: false)
        return LetterHead(
            sender: LetterSender(
                municipality: municipality, authority: letters.authority,
                objectionAddress: letters.address, contact: letters.contact, signer: signer,
                mandate: letters.mandate),
            date: today, round: LetterRound(id: round, rules: rules, ceiling: rules.pot),
            dossier: 1, receipt: 1,
            title: "Voorbeelddossier (fictief)", receivedOn: rules.closesAt.date,
            addressee: lead, coalition: [lead, partner])
    }

    /// A quarter of the pot, in whole euros.
    private var requested: Cents { Cents(max(rules.pot.value / 400, 1) * 100) }

    /// The round's own rule over this one dossier.
    private var division: Allocation {
        Allocation.of(
            [
                Allocation.Candidate(
                    dossier: 1, place: place, requested: requested, minimum: requested,
                    exclusion: kind == .rejected && isBelow ? .belowThreshold : nil, receipt: 1)
            ], rule: rules.allocation, available: kind == .granted ? rules.pot : .zero)
    }

    /// What each criterion scores, so that the total passes the threshold or doesn't.
    private var score: Int {
        let values = 1...rules.scaleMost
        let passes = { (value: Int) in 100 * value >= rules.thresholdPoints * rules.scaleMost }
        let below = values.last { !passes($0) } ?? 1
        return kind == .granted
            ? max(values.first(where: passes) ?? rules.scaleMost, rules.scaleMost - 1) : below
    }

    private var isBelow: Bool { 100 * score < rules.thresholdPoints * rules.scaleMost }

    private var place: Int { kind == .granted ? 1 : 5 }

    private var assessment: LetterAssessment {
        LetterAssessment(
            gate: BallotSubject.gate.map {
                LetterGateItem(
                    item: $0, outcome: .meets,
                    motivation: Self.placeholder("wat de commissie over deze eis schreef"))
            },
            criteria: rules.criteria.map {
                LetterCriterion(
                    code: $0.code, title: $0.title, weight: $0.weight, value: Rational(score),
                    motivation: Self.placeholder("wat de commissie over dit criterium schreef"))
            },
            scaleMost: rules.scaleMost, total: Rational(100 * score, rules.scaleMost),
            thresholdPoints: rules.thresholdPoints, rank: LetterRank(place: place, ranked: 5))
    }

    private static func placeholder(_ what: String) -> String { "[Voorbeeld: hier staat \(what).]" }
}
