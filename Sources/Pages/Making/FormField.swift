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
    /// Whether words of the user's own are typed in it.
    var isOfWords: Bool {
        let kinds: [FormFieldKind] = [.text, .optional, .given, .lines]
        return ["text", "area", "lines"].contains(kind)
            && kinds.contains(FormFieldKind.split(name).kind)
    }
    private var value: String { typed ?? stored }

    /// What was typed or chosen, when that is what the program calls so.
    func chosen(_ subject: String) -> String? {
        guard let typed, typed == subject || CoinedName.of(typed) == subject else { return nil }
        return choices.first { $0.value == typed }?.text ?? typed
    }

    /// What its template is filled with, with this sentence at it.
    func values(_ error: String?, isStale: Bool) -> [String: Any] {
        var described: [String] = []
        if !description.isEmpty { described.append("\(id)-description") }
        if error != nil { described.append("\(id)-error") }
        if most != nil { described.append("\(id)-count") }
        return [
            "id": id, "name": name, "label": label, "description": description,
            "hasDescription": !description.isEmpty, "value": value,
            "error": error ?? "", "hasError": error != nil,
            "saysError": error != nil,
            "describedBy": described.joined(separator: " "),
            "isDescribed": !described.isEmpty, "most": most ?? 0,
            "hasMost": most != nil, "count": value.count,
            "isOver": most.map { value.count > $0 } ?? false,
            "stored": stored, "hasStored": isStale && typed != nil && typed != stored,
            "fieldKind": "field-\(kind)",
            "choices": choices.map {
                ["value": $0.value, "text": $0.text, "chosen": $0.value == value]
            },
        ].merging(extra) { own, _ in own }
    }
}
