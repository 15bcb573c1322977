/// One line of the public overview of subsidies (Woo, article 3.3a).
package struct GrantLine: Encodable, Sendable, Equatable {
    package let dossier: DossierNumber
    /// On what ground the money is given.
    package let legalBasis: LegalBasis
    package let legalSource: String
    package let recipient: String
    package let recipientNumber: String
    package let activities: String
    /// The societal effects that it serves.
    package let aims: [String]
    /// The day of the grant.
    package let grantedOn: CivilDate
    package let granted: Cents
    /// What it was settled on; nil while it runs.
    package let settled: Cents?
    package let settledOn: CivilDate?
    /// What was taken back of the grant, by the settlement.
    package let withdrawn: Cents
    package let state: DossierState
}

extension Round {
    /// The public overview: every grant that was made known, in order of the dossiers.
    package var grantLines: [GrantLine] {
        initiatives.values.sorted { $0.dossier < $1.dossier }.compactMap { initiative in
            let number = initiative.dossier
            guard let dossier = dossier(number), let content = dossier.submitted else { return nil }
            let served = Set(content.effects.map(\.effect))
            return GrantLine(
                dossier: number, legalBasis: rules.legalBasis, legalSource: rules.legalSource,
                recipient: dossier.lead.organisation.name,
                recipientNumber: dossier.lead.organisation.kvk, activities: content.title,
                aims: rules.effects.filter { served.contains($0.code) }.map(\.title),
                grantedOn: initiative.grantedOn, granted: ledger.total(.granted, of: number),
                settled: initiative.isSettled ? initiative.settlement?.amount : nil,
                settledOn: initiative.settledOn, withdrawn: ledger.total(.released, of: number),
                state: dossier.state)
        }
    }
}
