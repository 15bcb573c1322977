internal import Domain

/// That a dossier can't be changed while its coalition signs, and how it is opened again.
enum LockedDossier {
    /// For the top of each page on which it is written.
    static func values(_ own: OwnDossier) -> [[String: Any]] {
        guard own.dossier.state == .signing, own.isInTime, own.partner?.standing == .accepted
        else { return [] }
        let language = own.visit.language
        let page = PageLink(
            SigningWords.title(language), to: DossierSteps.address(of: SigningPage.self, own))
        return [page.values.merging(["lockedText": AskedWords.locked(language)]) { own, _ in own }]
    }
}
