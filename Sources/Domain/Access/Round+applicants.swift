extension Round {
    /// The partners that have this part of a dossier in their view, by the one visibility rule.
    package func applicants(havingDossier number: DossierNumber) -> Set<OrganisationID> {
        let partners = dossier(number)?.partners.map(\.organisation.id) ?? []
        return Set(partners.filter { part(.dossier(number), for: .applicant($0)) != nil })
    }
}
