internal import Domain

extension DossierPart.Body {
    /// Who takes part and hasn't signed what the dossier is now.
    var unsigned: [Partner] {
        let signed = Set(signatures.filter { !$0.void }.map(\.organisation))
        return partners.filter {
            $0.standing == .accepted && !signed.contains($0.organisation.id)
        }
    }

    /// Why partners wouldn't sign, each one's last word, as long as it hasn't signed since (F33).
    var standingRefusals: [SigningRefusalPart] {
        unsigned.compactMap { partner in
            let id = partner.organisation.id
            guard let last = signingRefusals?.last(where: { $0.organisation == id }),
                !signatures.contains(where: {
                    $0.organisation == id && $0.version > last.version
                })
            else { return nil }
            return last
        }
    }

    /// That what was submitted counts while it is written on; empty when nothing does.
    func countedMeanwhile(_ state: DossierState, _ language: Language) -> String {
        guard let receipt, [.draft, .signing].contains(state) else { return "" }
        return "\(SigningWords.version(language)) \(receipt.version) "
            + "(\(SigningWords.receipt(language)) \(receipt.number)) "
            + SigningWords.counts(language) + " "
    }

    /// What an organisation of the coalition is called.
    func name(of organisation: OrganisationID) -> String {
        partners.first { $0.organisation.id == organisation }?.organisation.name
            ?? "\(organisation)"
    }
}
