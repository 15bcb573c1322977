internal import Domain

/// A division as it is shown: its bar, a line for each dossier with what was left after it, and why.
struct AllocationTable {
    let allocation: Allocation
    let desk: RoundDesk

    private var language: Language { desk.language }

    var values: [String: Any] {
        var left = allocation.available
        let rows = allocation.lines.map { line -> [String: Any] in
            left = left - line.amount
            return row(line, left: left)
        }
        return PotBar(allocation, desk).values.merging([
            "rows": rows, "hasRows": !rows.isEmpty,
            "leftOver": desk.written.money(allocation.left),
        ]) { own, _ in own }
    }

    private func row(_ line: AllocationLine, left: Cents) -> [String: Any] {
        let written = desk.written
        return [
            "place": line.place.map(String.init) ?? "–",
            "dossierTitle": desk.title(of: line.dossier),
            "requested": written.money(line.requested),
            "isLowered": line.advised != nil, "advised": written.money(line.asked),
            "amount": written.money(line.amount), "left": written.money(left),
            "cause": Self.cause(line, desk), "isOverridden": line.override != nil,
        ]
    }

    /// Why it gets what it gets, to somebody of the municipality.
    static func cause(_ line: AllocationLine, _ desk: RoundDesk) -> String {
        let (written, language) = (desk.written, desk.language)
        let word = AllocationWords.cause(line.cause)(language)
        switch line.cause {
        case .withdrawn, .notAssessed, .failedGate, .belowThreshold, .fits: return word
        case .incompatible(let other): return "\(word) \(other)"
        case .part(let asked, let minimum):
            return "\(word) \(written.money(asked)); \(AllocationWords.minimum(language)) "
                + written.money(minimum)
        case .doesNotFit(let short): return "\(word) \(written.money(short))"
        case .afterStop(let dossier): return "\(word) \(dossier)"
        }
    }
}

extension AllocationWords {
    /// The word for a cause; its numbers come after it.
    static func cause(_ cause: AllocationCause) -> AllocationWords {
        switch cause {
        case .withdrawn: .withdrawn
        case .notAssessed: .notAssessed
        case .failedGate: .failedGate
        case .belowThreshold: .belowThreshold
        case .incompatible: .incompatible
        case .fits: .fits
        case .part: .part
        case .doesNotFit: .doesNotFit
        case .afterStop: .afterStop
        }
    }
}

extension AllocationRule {
    /// How the money is divided, in a whole sentence, as letters have it too.
    var sentence: Phrase {
        switch self {
        case .strict:
            Phrase(dutch, "In order of rank; the first that doesn’t fit ends the division.")
        case .skip:
            Phrase(dutch, "In order of rank; one that doesn’t fit is passed over.")
        case .partial:
            Phrase(
                dutch,
                "In order of rank; the first that doesn’t fit is offered what is left, if that is "
                    + "not below its minimum. Then the division ends.")
        case .rolling:
            Phrase(dutch, "In order of receipt; one that doesn’t fit is passed over.")
        }
    }
}
