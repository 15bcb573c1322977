internal import Domain

extension DossierPart {
    /// What a partner that left gave the others to do; nil while they have nothing to mend, or the
    /// municipality asked for it.
    var leaving: Supplement? {
        guard state == .supplementRequested, let supplement = body?.supplement,
            supplement.left != nil
        else { return nil }
        return supplement
    }

    /// The state as people see it, also those to whom no more is open: of one that lost a partner
    /// nobody asked for anything.
    func stateName(_ language: Language) -> String {
        lostPartner == true ? LeavingWords.awaits(language) : state.phrase[language]
    }
}
