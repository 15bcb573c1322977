internal import Domain

extension Visit {
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
