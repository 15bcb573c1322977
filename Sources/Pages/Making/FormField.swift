internal import Domain

/// A field of a form, before a template is filled with it.
struct FormField {
    let id: String
    /// With how what is typed is read: `rules.pot:euros`.
    let name: String
    /// The name of its template, such as `text` for `field-text.mustache`.
    let kind: String
    let label: String
    let description: String
    let stored: String
    /// What was sent; nil when nothing was.
    let typed: String?
    /// The most characters that are wanted in it.
    let most: Int?
    let choices: [(value: String, text: String)]
    /// The heading of its group.
    let legend: String?
    /// What is wrong with what was typed, as far as the form shows it.
    let fault: Phrase?
    /// What a refusal says here in words of this field.
    let says: [RefusalCode: Phrase]
    let extra: [String: Any]

    /// The parameter that it holds.
    var path: String { String(name.prefix { $0 != ":" }) }
    var isHidden: Bool { kind == "hidden" }
    /// Whether the user types or chooses in it what may be shown again; a seed may not.
    var isGivenBack: Bool { isTyped || isChosen }
    private var isChosen: Bool { ["select", "choice"].contains(kind) }
    private var isTyped: Bool {
        let kinds: [FormFieldKind] = [
            .text, .optional, .given, .lines, .integer, .euros, .number, .date, .moment,
        ]
        return ["text", "area", "lines", "date", "moment"].contains(kind)
            && kinds.contains(FormFieldKind.split(name).kind)
    }
    private var value: String { typed ?? stored }

    /// How its choices read, by the names under which the form says so; of a long list it doesn't.
    var choiceLabels: [(name: String, value: String)] {
        guard isChosen, choices.count <= FieldLabel.choicesMost else { return [] }
        return choices.filter { !$0.value.isEmpty }.map {
            (FieldLabel.name(of: $0.value, in: name), $0.text)
        }
    }

    /// What was typed or chosen, when that is what the program calls so.
    func chosen(_ subject: String) -> String? {
        guard let typed, typed == subject || CoinedName.of(typed) == subject else { return nil }
        return choices.first { $0.value == typed }?.text ?? typed
    }

    /// What its template is filled with, with this sentence at it.
    func values(_ error: String?, isStale: Bool, in language: Language) -> [String: Any] {
        var described: [String] = []
        if !description.isEmpty { described.append("\(id)-description") }
        if error != nil { described.append("\(id)-error") }
        if most != nil { described.append("\(id)-count") }
        let hasStored = isStale && isOtherThanStored
        if hasStored { described.append("\(id)-stored") }
        return [
            "id": id, "name": name, "label": label, "description": description,
            "hasDescription": !description.isEmpty, "value": value,
            "error": error ?? "", "hasError": error != nil,
            "saysError": error != nil,
            "describedBy": described.joined(separator: " "),
            "isDescribed": !described.isEmpty, "most": most ?? 0,
            "hasMost": most != nil, "count": value.count,
            "isOver": most.map { value.count > $0 } ?? false,
            "stored": storedText(language), "hasStored": hasStored,
            "storedLabel": Self.storedLabel[language],
            "fieldKind": "field-\(kind)",
            "choices": choices.map {
                ["value": $0.value, "text": $0.text, "chosen": $0.value == value]
            },
        ].merging(extra) { own, _ in own }
    }

    /// Whether something else was sent than what is stored now, however an amount is written.
    private var isOtherThanStored: Bool {
        guard let typed, typed != stored, kind != "hidden" else { return false }
        guard FormFieldKind.split(name).kind == .euros,
            let amount = TypedNumber.cents(typed)
        else { return true }
        return amount != TypedNumber.cents(stored)
    }

    /// What is stored, as people read it.
    private func storedText(_ language: Language) -> String {
        if stored.isEmpty { return Self.emptied[language] }
        return choices.first { $0.value == stored }?.text ?? stored
    }

    private static let storedLabel = Phrase("Nu opgeslagen:", "Stored now:")
    private static let emptied = Phrase("Dit veld is nu leeg.", "This field is empty now.")
}
