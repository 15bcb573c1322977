/// How the text of a form's field is read; it stands after a colon in the field's name.
package enum FormFieldKind: String, CaseIterable, Sendable {
    /// As it was typed, also when that is nothing.
    case text
    /// As it was typed; when that is nothing the parameter is left out.
    case optional
    /// Whole digits.
    case integer
    /// `true` or `false`.
    case boolean
    /// An amount such as `12.500,50`, in cents.
    case euros
    /// A number such as `12,5`, as an exact fraction.
    case number
    /// Whole digits that count when something else in the same row was filled in.
    case row
    /// Says that the parameter is a list, also when there is nothing in it.
    case list
    /// A text as it was shown: the parameter is its fingerprint, the SHA-256 of it as JSON.
    case shown
    /// Says that the parameter holds texts by name, also when there are none.
    case record

    /// The path and the kind in a field's name; text where no kind is named.
    package static func split(_ name: String) -> (path: String, kind: FormFieldKind) {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = FormFieldKind(rawValue: String(parts[1])) else {
            return (name, .text)
        }
        return (String(parts[0]), kind)
    }

    /// What to type instead.
    package var advice: Phrase {
        switch self {
        case .text, .optional, .shown, .list, .record: Phrase("Vul een tekst in.", "Enter a text.")
        case .integer, .row:
            Phrase("Vul een heel getal in, zoals 12.", "Enter a whole number, such as 12.")
        case .boolean: Phrase("Kies ja of nee.", "Choose yes or no.")
        case .euros:
            Phrase(
                "Vul een bedrag in, zoals 12.500 of 12.500,50.",
                "Enter an amount, such as 12,500 or 12,500.50.")
        case .number: Phrase("Vul een getal in, zoals 12,5.", "Enter a number, such as 12.5.")
        }
    }
}
