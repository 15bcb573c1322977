internal import Domain

/// What each dossier has of the pot once decisions were told, by the pot's own books: in the division
/// that the first of them rest on nothing stands of what was decided later.
struct StandingDivision {
    private let pot: PotPart
    private let entries: [LedgerEntry]
    private let desk: RoundDesk

    /// Nil before the release, for who doesn't see the books line by line, and while nobody has
    /// anything.
    init?(_ desk: RoundDesk) {
        guard (Phase.decided...Phase.finished).contains(desk.summary.phase),
            case .pot(let pot) = desk.part(.pot), let entries = pot.entries,
            entries.contains(where: { $0.dossier != nil })
        else { return nil }
        (self.pot, self.entries, self.desk) = (pot, entries, desk)
    }

    var values: [String: Any] {
        let dossiers = Set(entries.compactMap(\.dossier)).sorted()
        return [
            "standingRows": dossiers.map { number -> [String: Any] in
                [
                    "dossierTitle": desk.title(of: number),
                    "offered": money(number, .reserved, less: [.reservationEnded]),
                    "given": money(number, .granted, less: [.released, .receivedBack]),
                ]
            },
            "standingLeft": desk.written.money(pot.available),
        ]
    }

    private func money(
        _ number: DossierNumber, _ kind: LedgerEntry.Kind, less others: [LedgerEntry.Kind]
    ) -> String {
        let own = entries.filter { $0.dossier == number }
        let booked = own.filter { $0.kind == kind }.map(\.amount).total
        return desk.written.money(
            booked - own.filter { others.contains($0.kind) }.map(\.amount).total)
    }
}
