internal import Domain

// What is said at the field that a refusal is about: it stands below the field's label, and so it
// only says what to do there.
extension FormField {
    /// What to do here; nil where the refusal's own sentence says it.
    func advice(on refusal: PageRefusal) -> Phrase? {
        let code = RefusalCode(rawValue: refusal.code)
        if let own = code.flatMap({ says[$0] }) { return own }
        if refusal.isAdvice { return Self.offered[kind]?.advice }
        return switch code {
        case .wrongState where isUnchanged: Phrase("Er is niets veranderd.", "Nothing was changed.")
        case .textMissing: FieldNeed.missing
        case .amountsDoNotAddUp: refusal.current.map(Self.sum)
        default: refusal.limit.flatMap { code?.advice($0) }
        }
    }

    /// By their templates the fields that offer what there is to choose from: that is asked for,
    /// whatever the parameter is.
    private static let offered: [String: FormFieldKind] = [
        "select": .choice, "date": .date, "moment": .moment,
    ]

    /// Whether what was sent is what was stored, but for empty lines and white space around them.
    private var isUnchanged: Bool {
        func words(_ text: String) -> [[Substring]] {
            text.split(separator: "\n").map { $0.split(separator: " ") }.filter { !$0.isEmpty }
        }
        return typed.map { words($0) == words(stored) } == true
    }

    private static func sum(_ cents: Int) -> Phrase {
        Phrase(
            "Dit hoort \(Written(.dutch).money(Cents(cents))) te zijn.",
            "This should be \(Written(.english).money(Cents(cents))).")
    }
}

extension RefusalCode {
    /// What to do about a limit that was passed.
    fileprivate func advice(_ limit: Int) -> Phrase? {
        switch self {
        case .textTooLong: FieldNeed.tooLong(most: limit)
        case .reasonsMissing: FieldNeed.reasons(least: limit)
        case .tooMany:
            Phrase(
                "Haal er een weg: het mogen er hooguit \(limit) zijn.",
                "Take one away: there may be at most \(limit).")
        case .amountTooLarge, .aboveRequest, .aboveGrant, .minimumAboveRequest:
            FieldNeed.noMore(than: limit)
        default: nil
        }
    }
}
