package import Domain

/// What every refusal says to people: in Dutch at level B1 and in English, what happened and what
/// to do about it.
package enum RefusalSentences {
    /// The sentences of this refusal, with its subject, its current value and its limit where they
    /// help.
    package static func sentence(for refusal: Refusal) -> (nl: String, en: String) {
        (dutch(refusal), english(refusal))
    }

    /// An amount as it is written in Dutch: `€ 12.500`, with its cents when there are any; its sign
    /// and its number stay on one line.
    package static func dutchAmount(_ amount: Cents) -> String {
        let (sign, euros, cents) = parts(of: amount)
        let tail = cents == "00" ? "" : ",\(cents)"
        return "€\u{A0}\(sign)\(grouped(euros, by: "."))\(tail)"
    }

    /// An amount as it is written in English: `€12,500`, with its cents when there are any.
    package static func englishAmount(_ amount: Cents) -> String {
        let (sign, euros, cents) = parts(of: amount)
        let tail = cents == "00" ? "" : ".\(cents)"
        return "\(sign)€\(grouped(euros, by: ","))\(tail)"
    }

    private static func parts(
        of amount: Cents
    ) -> (sign: String, euros: String, cents: String) {
        let magnitude = amount.value.magnitude
        let cents = String(magnitude % 100)
        return (
            amount.value < 0 ? "-" : "", String(magnitude / 100),
            cents.utf8.count < 2 ? "0" + cents : cents
        )
    }

    private static func grouped(_ digits: String, by separator: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return text
    }
}

/// The words around a refusal's numbers and subject, empty where it has none.
struct RefusalWords {
    let refusal: Refusal
    let amount: (Cents) -> String

    /// The subject between the given words, or nothing; a place in a list, `interests[0].text`, says
    /// where the sentence belongs and isn't for people to read.
    func subject(_ before: String, _ after: String = "") -> String {
        guard let subject = refusal.subject, !subject.contains("[") else { return "" }
        return "\(before)“\(subject)”\(after)"
    }

    /// The limit as a number between the given words, or nothing.
    func limit(_ before: String, _ after: String = "") -> String {
        refusal.limit.map { "\(before)\($0)\(after)" } ?? ""
    }

    /// The current value as a number between the given words, or nothing.
    func current(_ before: String, _ after: String = "") -> String {
        refusal.current.map { "\(before)\($0)\(after)" } ?? ""
    }

    /// The limit, which is in cents, between the given words, or nothing.
    func limitAmount(_ before: String, _ after: String = "") -> String {
        refusal.limit.map { before + amount(Cents($0)) + after } ?? ""
    }

    /// The current value, which is in cents, between the given words, or nothing.
    func currentAmount(_ before: String, _ after: String = "") -> String {
        refusal.current.map { before + amount(Cents($0)) + after } ?? ""
    }
}
