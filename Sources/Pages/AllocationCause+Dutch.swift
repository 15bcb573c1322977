internal import Domain

extension AllocationCause {
    /// What the division came to for one dossier, in words and amounts.
    ///
    /// - Parameters:
    ///   - advised: What the committee advised to give at most; nil when that is the request.
    ///   - offered: What the rule gave it.
    ///   - left: What there still was when its turn came; nil when that isn't known.
    func dutch(
        requested: Cents, advised: Cents?, minimum: Cents, offered: Cents, left: Cents?
    ) -> String {
        switch self {
        case .withdrawn: "Uw dossier is ingetrokken en deed niet mee."
        case .notAssessed:
            "Een dossier waarover de commissie geen oordeel kon geven, doet niet mee."
        case .failedGate: "Een dossier dat niet aan alle harde eisen voldoet, doet niet mee."
        case .belowThreshold: "Een dossier onder de drempelscore doet niet mee."
        case .incompatible(let other):
            "Uw dossier kan niet samengaan met dossier \(other), dat geld krijgt."
        case .fits:
            advised.map {
                fitted(left: left, requested: requested, advised: $0, offered: offered)
            } ?? "Toen uw dossier aan de beurt was, was er genoeg geld voor het hele bedrag."
        case .part(_, let minimum):
            turn(left: offered, requested: requested, advised: advised)
                + " Wat er over was, is niet lager dan het minimale bedrag in uw dossier: "
                + "\(DutchNumbers.money(minimum))."
        case .doesNotFit(let short):
            turn(
                left: (advised ?? requested) - short, requested: requested, advised: advised)
                + " Er was \(DutchNumbers.money(short)) te weinig."
                + (minimum > (advised ?? requested) - short
                    ? " Het minimale bedrag in uw dossier, \(DutchNumbers.money(minimum)), "
                        + "paste ook niet." : "")
        case .afterStop(let dossier):
            "De verdeling stopte bij dossier \(dossier), dat hoger op de ranglijst staat. "
                + "Daarna was uw dossier niet meer aan de beurt."
        }
    }

    /// What fitted is the advised amount: there may have been less than was requested.
    private func fitted(
        left: Cents?, requested: Cents, advised: Cents, offered: Cents
    ) -> String {
        let start =
            left.map { turn(left: $0, requested: requested, advised: advised) + " Dat paste." }
            ?? "Toen uw dossier aan de beurt was, was er genoeg geld voor het bedrag dat de "
            + "commissie adviseerde."
        return start + " Volgens de regel kreeg uw dossier \(DutchNumbers.money(offered))."
    }

    private func turn(left: Cents, requested: Cents, advised: Cents?) -> String {
        "Toen uw dossier aan de beurt was, was er nog \(DutchNumbers.money(left)) over. "
            + "U vroeg \(DutchNumbers.money(requested))."
            + (advised.map {
                " De commissie adviseerde een lager bedrag, \(DutchNumbers.money($0)); daarmee "
                    + "is gerekend."
            } ?? "")
    }
}
