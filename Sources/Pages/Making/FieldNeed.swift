internal import Domain

/// What must stand in a field, as far as that can be read from the form alone.
///
/// It says so in words and stops nothing: the domain decides, and these are its limits. So a form
/// that was refused names everything that is missing or out of range at once.
package indirect enum FieldNeed: Sendable {
    /// A text of at most so many characters as the user sees them.
    case text(most: Int)
    /// Why something is done, as long as reasons must be (F5).
    case reasons
    case whole(ClosedRange<Int>)
    /// Exactly so many digits.
    case digits(Int)
    case email
    case year(ClosedRange<Int>)
    /// An amount in euros that is more than zero.
    case amount
    /// An amount in euros, also none, of at most so many cents.
    case euros(most: Int)
    case date
    /// One of those that are offered.
    case choice
    case number
    /// An amount that is at most the one in the field of this name.
    case atMost(String)
    /// What is left of the amount in the field of this name without those in the others.
    case rest(of: String, without: [String])
    /// Nothing that somebody else has already: whose a text is, is looked up with it.
    case free(@Sendable (String) -> String?)
    /// Nothing that was chosen in one of these fields already, each with its label.
    case unlike([(name: String, label: String)])
    /// So many lines that aren't empty.
    case lines(ClosedRange<Int>)
    /// This on each line that isn't empty.
    case each(FieldNeed)
    /// A moment after that in the field of this name, which has this label.
    case later(than: String, called: String)
    /// All of these.
    case all([FieldNeed])
    /// Something in one of these fields at least.
    case one(of: [String])
    /// Nothing, or else this.
    case optional(FieldNeed)
    /// This, once something stands in one of these fields of the same row.
    case row([String], FieldNeed)

    /// What is wrong with that text in a form with these; nil when nothing is.
    func fault(of text: String, among typed: [String: String]) -> Phrase? {
        switch self {
        case .text(let most): Self.text(text, most: most)
        case .reasons: Self.reasons(text)
        case .whole(let range):
            range.contains(Int(text.words) ?? range.lowerBound - 1) ? nil : Self.whole(range)
        case .year(let range):
            range.contains(Int(text.words) ?? range.lowerBound - 1)
                ? nil
                : Phrase(
                    "Vul een jaar in van \(range.lowerBound) tot en met \(range.upperBound).",
                    "Enter a year from \(range.lowerBound) to \(range.upperBound).")
        case .amount:
            (TypedNumber.cents(text.words) ?? 0) > 0 ? nil : FormFieldKind.euros.advice
        case .euros(let most): Self.euros(text, most: most)
        case .digits(let count):
            text.utf8.count == count && text.allSatisfy { $0.isASCII && $0.isNumber }
                ? nil
                : Phrase("Vul precies \(count) cijfers in.", "Enter exactly \(count) digits.")
        case .email: Self.email(text)
        case .free(let holder):
            holder(text.words).map { Phrase("Dit is al van \($0).", "This is \($0)’s already.") }
        case .unlike(let others): Self.twice(text, others.first { typed[$0.name] == text }?.label)
        case .all(let needs): needs.lazy.compactMap { $0.fault(of: text, among: typed) }.first
        case .each(let need): Self.each(need, of: text, typed)
        case .date: text.isBlank ? FormFieldKind.date.advice : nil
        case .choice: text.isBlank ? FormFieldKind.choice.advice : nil
        case .number:
            TypedNumber.fraction(text.words) == nil ? FormFieldKind.number.advice : nil
        case .atMost(let other):
            Self.above(Self.amount(text), most: typed[other].flatMap(Self.amount))
        case .rest(let whole, let others):
            Self.rest(
                Self.amount(text), of: typed[whole].flatMap(Self.amount),
                without: others.map { typed[$0].flatMap(Self.amount) })
        case .lines(let range):
            range.contains(text.split(separator: "\n").count { !String($0).isBlank })
                ? nil : Self.lines(range)
        case .later(let other, let label):
            Self.isEarlier(text, than: typed[other])
                ? Phrase(
                    "Kies een moment dat na “\(label)” ligt.",
                    "Choose a moment that is after “\(label)”.") : nil
        case .one(let others):
            others.allSatisfy { typed[$0]?.isBlank != false }
                ? Phrase("Vul er minstens één in.", "Fill in one at least.") : nil
        case .optional(let need): text.isBlank ? nil : need.fault(of: text, among: typed)
        case .row(let others, let need):
            others.contains { typed[$0]?.isBlank == false }
                ? need.fault(of: text, among: typed) : nil
        }
    }

    private static func text(_ text: String, most: Int) -> Phrase? {
        text.isBlank ? missing : text.count > most ? tooLong(most: most) : nil
    }

    static let missing = Phrase("Vul dit in.", "Fill this in.")

    static func tooLong(most: Int) -> Phrase {
        Phrase(
            "Maak de tekst korter: er mogen hooguit \(nl(most)) tekens in.",
            "Shorten the text: it may have at most \(en(most)) characters.")
    }

    static func reasons(least: Int) -> Phrase {
        Phrase(
            "Schrijf uw reden op in minstens \(least) tekens.",
            "Write down your reason in at least \(least) characters.")
    }

    private static func reasons(_ text: String) -> Phrase? {
        let least = Limits.reasonCharactersLeast
        let typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard typed.count >= least else { return Self.reasons(least: least) }
        return Self.text(text, most: Limits.reasonCharactersMost)
    }

    private static func twice(_ text: String, _ other: String?) -> Phrase? {
        guard let other, !text.isBlank else { return nil }
        return Phrase(
            "Dit staat al bij “\(other)”. Kies hier iets anders, of maak dit leeg.",
            "This stands at “\(other)” already. Choose something else here, or nothing.")
    }

    private static func email(_ text: String) -> Phrase? {
        guard text.contains("@") else {
            return Phrase(
                "Vul een e-mailadres in, zoals naam@organisatie.nl.",
                "Enter an e-mail address, such as name@organisation.nl.")
        }
        return Self.text(text, most: Limits.emailCharactersMost)
    }

    /// What is wrong with the first line of which something is, and which that is where there are
    /// more.
    private static func each(
        _ need: FieldNeed, of text: String, _ typed: [String: String]
    ) -> Phrase? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in lines.enumerated() where !line.isBlank {
            guard let fault = need.fault(of: line, among: typed) else { continue }
            guard lines.count > 1 else { return fault }
            func inner(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
            return Phrase(
                "Regel \(index + 1): \(inner(fault.nl))", "Line \(index + 1): \(inner(fault.en))")
        }
        return nil
    }

    private static func whole(_ range: ClosedRange<Int>) -> Phrase {
        Phrase(
            "Vul een heel getal in van \(nl(range.lowerBound)) tot en met \(nl(range.upperBound)).",
            "Enter a whole number from \(en(range.lowerBound)) to \(en(range.upperBound)).")
    }

    private static func amount(_ text: String) -> Int? {
        TypedNumber.cents(text.words).flatMap { $0 <= Limits.costLineCentsMost ? $0 : nil }
    }

    private static func euros(_ text: String, most: Int) -> Phrase? {
        guard let amount = TypedNumber.cents(text.words) else {
            return FormFieldKind.euros.advice
        }
        return amount > most ? noMore(than: most) : nil
    }

    static func noMore(than cents: Int) -> Phrase {
        Phrase(
            "Vul hooguit \(money(cents, .dutch)) in.", "Enter at most \(money(cents, .english)).")
    }

    private static func above(_ amount: Int?, most: Int?) -> Phrase? {
        guard let amount, let most, amount > most, most >= 0 else { return nil }
        return Phrase(
            "Vul hooguit \(money(most, .dutch)) in: dat is wat u vraagt.",
            "Enter at most \(money(most, .english)): that is what you ask for.")
    }

    /// What is left may be nothing, and never less: then no amount is right.
    private static func rest(
        _ amount: Int?, of whole: Int?, without others: [Int?]
    ) -> Phrase? {
        let known = others.compactMap(\.self)
        guard let whole, known.count == others.count else { return nil }
        let taken = known.reduce(0, +)
        guard taken <= whole else { return beyond(whole, taken) }
        let rest = whole - taken
        guard let amount, amount != rest else { return nil }
        return Phrase(
            "Vul \(money(rest, .dutch)) in: het totaal min de eigen bijdrage en ander geld.",
            "Enter \(money(rest, .english)): the total minus your own contribution and other "
                + "money.")
    }

    private static func beyond(_ whole: Int, _ taken: Int) -> Phrase {
        Phrase(
            "De eigen bijdrage en ander geld zijn samen \(money(taken, .dutch)): dat is meer dan "
                + "het totaal van \(money(whole, .dutch)).",
            "Your own contribution and other money are \(money(taken, .english)) together: more "
                + "than the total of \(money(whole, .english)).")
    }

    private static func money(_ cents: Int, _ language: Language) -> String {
        Written(language).money(Cents(cents))
    }

    private static func lines(_ range: ClosedRange<Int>) -> Phrase {
        Phrase(
            "Vul \(range.lowerBound) tot en met \(range.upperBound) regels in.",
            "Fill in \(range.lowerBound) to \(range.upperBound) lines.")
    }

    private static func isEarlier(_ text: String, than other: String?) -> Bool {
        guard let own = AmsterdamTime(text.words), let other = other.flatMap({ AmsterdamTime($0) })
        else { return false }
        return own.instant <= other.instant
    }

    private static func nl(_ number: Int) -> String { Written(.dutch).number(Rational(number)) }
    private static func en(_ number: Int) -> String { Written(.english).number(Rational(number)) }
}

extension String {
    /// Whether there is nothing in it but white space.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
    /// Without white space at either end.
    fileprivate var words: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
