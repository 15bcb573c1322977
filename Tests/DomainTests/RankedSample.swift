import Domain
import Support

/// What one dossier of a ranked round asks and is worth.
struct Bid {
    let requested: Int
    let minimum: Int
    let score: Int

    /// Amounts in whole euros.
    init(_ requested: Int, least minimum: Int, score: Int) {
        self.requested = requested * 100
        self.minimum = minimum * 100
        self.score = score
    }
}

extension RoundBuilder {
    /// A round in which the committee has assessed a dossier for each bid, up to the ranking.
    static func assessed(
        _ bids: [Bid], rules: RuleSample = RuleSample(),
        rivals: [(DossierNumber, DossierNumber)] = [], tied: [DossierNumber: Int] = [:]
    ) -> RoundBuilder {
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for bid in bids {
            builder.submit(builder.draft(requested: bid.requested, minimum: bid.minimum))
        }
        builder.admitAll()
        for (one, other) in rivals {
            builder.given(
                .markIncompatible(dossier: one, other: other, reasons: reasons),
                by: DemoCast.coordinator)
        }
        builder.openSitting()
        for (index, bid) in bids.enumerated() { builder.assess(index + 1, [bid.score]) }
        if !tied.isEmpty { builder.joint(.tieBreak, tied) }
        return builder
    }

    /// The same, ranked.
    static func ranked(
        _ bids: [Bid], rules: RuleSample = RuleSample(),
        rivals: [(DossierNumber, DossierNumber)] = [], tied: [DossierNumber: Int] = [:],
        seed: String? = nil
    ) -> RoundBuilder {
        var builder = assessed(bids, rules: rules, rivals: rivals, tied: tied)
        builder.closeSitting()
        builder.rank(seed: seed)
        return builder
    }

    /// What each dossier of the division gets, in whole euros, in the order of the lines.
    var divided: [Int] { round.allocation?.lines.map { $0.amount.value / 100 } ?? [] }

    /// What each dossier of the proposal for the reserve would get, in whole euros.
    var proposed: [DossierNumber: Int] {
        Dictionary(
            uniqueKeysWithValues: (round.proposal?.lines ?? []).map {
                ($0.dossier, $0.amount.value / 100)
            })
    }

    /// What can still be divided, in whole euros.
    var free: Int { round.ledger.available.value / 100 }

    func state(_ number: DossierNumber) -> DossierState? { round.dossier(number)?.state }

    /// The command that adds so many euros.
    func booking(_ euros: Int, _ kind: PotChange = .raised, why: String = reasons) -> RoundCommand {
        .bookPot(kind: kind, amount: Cents(euros * 100), reasons: why)
    }

    /// An intended decision with so many euros, deviating where it has to.
    func intending(
        _ number: DossierNumber, _ outcome: DecisionOutcome, _ euros: Int = 0
    ) -> RoundCommand {
        .intendDecision(
            dossier: number, outcome: outcome, amount: Cents(euros * 100),
            motivation: Self.reasons, grounds: outcome == .granted ? [] : [.other],
            deviation: Self.reasons)
    }

    /// The command by which the lead declines its offer.
    func declining(_ number: DossierNumber) -> RoundCommand {
        .declineOffer(dossier: number, version: version(number), reasons: "Te weinig.")
    }

    /// The command by which the lead accepts its offer as it is now.
    func accepting(_ number: DossierNumber) -> RoundCommand {
        .acceptOffer(dossier: number, version: version(number), content: fingerprint(number))
    }

    mutating func decline(_ number: DossierNumber) {
        given(declining(number), by: DemoCast.signatory(of: DemoCast.mental))
    }
}
