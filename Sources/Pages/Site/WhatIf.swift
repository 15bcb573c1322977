internal import Domain

/// What the division would be with another amount in the pot: asked in the address, computed by the
/// same rule, and never stored.
struct WhatIf {
    let desk: RoundDesk
    /// What was typed; nil when nothing was asked.
    private let typed: String?
    private let current: Allocation

    init(_ desk: RoundDesk, _ current: Allocation) {
        self.desk = desk
        self.current = current
        typed = desk.visit.query["pot"]
    }

    private var language: Language { desk.language }

    private var amount: Cents? {
        let text = typed.map { String($0.filter { !$0.isWhitespace }) }
        return text.flatMap(TypedNumber.cents).map { Cents($0) }
    }

    /// Nil when nothing was asked, or what can't be read or held.
    private var other: Allocation? {
        amount.flatMap { desk.view.allocation(with: $0, for: desk.viewer) }
    }

    var values: [String: Any] {
        let isWrong = typed != nil && other == nil
        let asked = typed ?? bare(current.available)
        return [
            "whatIfAddress": AllocationPage.address(desk.id), "typed": asked, "isWrong": isWrong,
            "wrong": isWrong ? AllocationWords.wrong(language) : "",
            "results": other.map { [result($0)] } ?? [],
        ]
    }

    private func bare(_ amount: Cents) -> String {
        String(desk.written.money(amount).filter { $0.isNumber || $0 == "." || $0 == "," })
    }

    private func result(_ other: Allocation) -> [String: Any] {
        let rows = other.lines.map { line -> [String: Any] in
            let now = current.line(of: line.dossier)?.amount ?? .zero
            let word: AllocationWords =
                line.amount == now ? .same : line.amount > now ? .more : .less
            return [
                "dossierTitle": desk.title(of: line.dossier), "now": desk.written.money(now),
                "then": desk.written.money(line.amount), "difference": word(language),
                "isOther": line.amount != now,
            ]
        }
        return PotBar(other, desk).values.merging([
            "resultTitle": AllocationWords.with(language) + " "
                + desk.written.money(other.available),
            "whatIfRows": rows, "whatIfLeft": desk.written.money(other.left),
        ]) { own, _ in own }
    }
}
