internal import Domain

extension Visit {
    /// Why something was refused, in words; of a dossier that is a draft again also who wouldn't
    /// sign it.
    func sentence(_ refusal: PageRefusal) -> String {
        let sentence = refusal.sentence(naming: refusal.subject.flatMap(name))[language]
        guard refusal.code == RefusalCode.wrongState.rawValue, let own = OwnDossier(self),
            refusal.subject == DossierState.draft.rawValue
        else { return sentence }
        let refused = own.body.standingRefusals.map {
            " \(own.name(of: $0.organisation)) \(AskedWords.refuses(language))."
        }
        return sentence + refused.joined()
    }

    /// What people call the things that a refusal names, as `a, b`; nil when they are known by the
    /// program's own names alone.
    func name(of subject: String) -> String? {
        let parts = subject.split(separator: ", ").map(String.init)
        let names = parts.compactMap(single)
        return names.isEmpty || names.count < parts.count ? nil : names.joined(separator: ", ")
    }

    private func single(_ subject: String) -> String? {
        // The number of a dossier or a ballot, with what of it the program means.
        let number = subject.prefix { $0 != " " }
        if !number.isEmpty, number.allSatisfy({ $0.isNumber || $0 == "-" }) {
            return String(number)
        }
        return state(subject)?[language] ?? own(subject)
    }

    private func state(_ subject: String) -> Phrase? {
        Section(rawValue: subject)?.phrase ?? DossierState(rawValue: subject)?.phrase
            ?? Phase(rawValue: subject)?.phrase ?? Seat.Kind(rawValue: subject)?.phrase
            ?? Indicator(rawValue: subject)?.phrase
    }

    /// What has a name of its own: organisations, people, criteria and effects.
    private func own(_ subject: String) -> String? {
        let rules = round?.view.rules
        return OrganisationID(rawValue: subject).flatMap { directory.name(of: $0) }
            ?? PersonID(rawValue: subject).flatMap { directory.name(of: $0) }
            ?? rules?.criteria.first { "\($0.code)" == subject }?.title
            ?? rules?.effects.first { "\($0.code)" == subject }?.title
    }
}
