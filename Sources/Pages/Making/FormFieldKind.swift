/// How the text of a form's field is read; it stands after a colon in the field's name.
package enum FormFieldKind: String, CaseIterable, Sendable {
    /// As it was typed, also when that is nothing.
    case text
    /// As it was typed; when that is nothing the parameter is left out.
    case optional
    /// One of those that are offered; nothing chosen can't be read.
    case choice
    /// Whole digits.
    case integer
    /// `true` or `false`.
    case boolean
    /// An amount such as `12.500,50`, in cents.
    case euros
    /// A number such as `12,5`, as an exact fraction.
    case number
    /// Whole digits, or `true` or `false`, that count when something else in the same row was
    /// filled in.
    case row
    /// Says that a choice is asked here: without any answer on this path the form isn't complete,
    /// also where the parameter may be left out.
    case asked
    /// A day: `2026-12-31`, as browsers send it, or `31-12-2026`.
    case date
    /// A moment in Amsterdam: `2026-12-31T12:00`.
    case moment
    /// A text on each line, as a list.
    case lines
    /// The name that is coined out of what was typed in another field, whose path this holds.
    case identifier
    /// The seed of a lottery, 64 lower-case hexadecimal digits, of which the SHA-256 is given and
    /// nothing else.
    case seed
    /// A text that counts when something else in the same row was filled in.
    case given
    /// Says that the parameter is a list, also when there is nothing in it.
    case list
    /// A text as it was shown: the parameter is its fingerprint, the SHA-256 of it as JSON. In a
    /// row it counts when something else there was filled in.
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
        case .text, .optional, .given, .shown, .list, .record, .lines:
            Phrase("Vul een tekst in.", "Enter a text.")
        case .choice: Phrase("Kies er een.", "Choose one.")
        case .integer, .row:
            Phrase("Vul een heel getal in, zoals 12.", "Enter a whole number, such as 12.")
        case .asked:
            Phrase("Maak hier een keuze.", "Make a choice here.")
        case .seed:
            Phrase(
                "Vul 64 tekens in, elk een cijfer of een letter van a tot en met f.",
                "Enter 64 characters, each a digit or a letter from a to f.")
        case .date:
            Phrase(
                "Vul een datum in, zoals 31-12-2026.", "Enter a date, such as 31-12-2026.")
        case .moment:
            Phrase(
                "Vul een datum en een tijd in.", "Enter a date and a time.")
        case .identifier:
            Phrase(
                "Vul een naam in met letters of cijfers.",
                "Enter a name with letters or digits.")
        case .boolean: Phrase("Kies ja of nee.", "Choose yes or no.")
        case .euros:
            Phrase(
                "Vul een bedrag in, zoals 12.500 of 12.500,50.",
                "Enter an amount, such as 12,500 or 12,500.50.")
        case .number: Phrase("Vul een getal in, zoals 12,5.", "Enter a number, such as 12.5.")
        }
    }
}
