internal import Domain

/// The pot as it fills, as a bar that the server draws: one part for each dossier in the order in
/// which it gets its money, and what is left.
///
/// Each part carries its number, what the drawing shows is said below it, and a table stands
/// beneath: colour says nothing by itself.
struct PotBar {
    private let available: Cents
    private let parts: [(dossier: DossierNumber, amount: Cents)]
    private let desk: RoundDesk

    init(_ allocation: Allocation, _ desk: RoundDesk) {
        available = allocation.available
        parts = allocation.lines.filter { $0.amount > .zero }.map { ($0.dossier, $0.amount) }
        self.desk = desk
    }

    /// Widths are in thousandths of the bar.
    var values: [String: Any] {
        var start = Cents.zero
        let drawn = parts.map { part -> [String: Any] in
            let (from, to) = (thousandths(start), thousandths(start + part.amount))
            start = start + part.amount
            return [
                "x": from, "width": to - from, "middle": (from + to) / 2,
                "label": to - from < 40 ? "" : "\(part.dossier)",
            ]
        }
        return [
            "barLabel": sentence, "parts": drawn,
            "barLegend": AllocationWords.legend(desk.language),
        ]
    }

    /// The same in words.
    private var sentence: String {
        let given = parts.map {
            "\(DeskWords.inSentence(desk.language)) \($0.dossier): \(desk.written.money($0.amount))"
        }
        let left = available - parts.map(\.amount).total
        let all = given + ["\(AllocationWords.left(desk.language)): \(desk.written.money(left))"]
        return "\(AllocationWords.pot(desk.language)) \(desk.written.money(available)). "
            + all.joined(separator: "; ")
    }

    private func thousandths(_ amount: Cents) -> Int {
        available > .zero ? Int((Double(amount.value) / Double(available.value)) * 1000) : 0
    }
}
