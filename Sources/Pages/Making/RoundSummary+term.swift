internal import Domain

extension RoundSummary {
    /// Whether nothing can be submitted yet, while dossiers are written and signed already.
    var isYetToOpen: Bool { phase == .published }

    /// When dossiers can be submitted: until the closing, and before the opening also from when.
    func term(_ visit: Visit) -> String {
        let closes = visit.written.moment(closesAt)
        guard isYetToOpen else { return "\(TermWords.until(visit.language)) \(closes)" }
        return "\(from(visit)), \(TermWords.to(visit.language)) \(closes)"
    }

    /// From when dossiers can be submitted.
    func from(_ visit: Visit) -> String {
        "\(TermWords.from(visit.language)) \(visit.written.moment(opensAt))"
    }
}

/// The words of the time in which dossiers can be submitted.
enum TermWords: String, Words {
    case until, from, to

    var phrase: Phrase {
        switch self {
        case .until: Phrase("Indienen kan tot", "It can be submitted until")
        case .from: Phrase("Indienen kan vanaf", "It can be submitted from")
        case .to: Phrase("tot", "until")
        }
    }
}
