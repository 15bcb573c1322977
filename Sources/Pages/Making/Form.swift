/// A form that gives one command: its fields are named as the command's own parameters.
///
/// A field's name is the path of the parameter and, after a colon, how what is typed is read:
/// `dossier:integer`, `lines.0.total:euros`, `reasons:optional`. The server makes the call of it,
/// and a refusal comes back to the field that it is about.
package struct Form {
    /// Rows of a list in one form; those beyond it aren't shown.
    static let rowsMost = 200

    /// How many rows a form shows: at least so many, or as many as were sent.
    static func rowCount(_ least: Int, sent: [Int]) -> Int {
        max(least, (sent.filter { (0..<rowsMost).contains($0) }.max() ?? -1) + 1)
    }

    /// Its name on the page; the address of the page that follows ends with it.
    let name: String
    private let visit: Visit
    private let hidden: [(name: String, value: String)]
    /// The field to which a refusal belongs, by its subject or its code, where those aren't called
    /// the same.
    private let places: [String: String]
    private var fields: [[String: Any]] = []
    /// The headings of the groups of fields, and with which field each begins.
    private var groups: [(legend: String, start: Int)] = []

    /// A form for that method of the protocol, such as `round.writeSection`.
    ///
    /// - Parameters:
    ///   - given: parameters that aren't typed.
    ///   - places: by the subject or the code of a refusal, the name of the field where it is shown.
    package init(
        _ name: String, _ method: String, given: [(name: String, value: String)],
        places: [String: String] = [:], for visit: Visit
    ) {
        self.name = name
        self.visit = visit
        self.places = places
        hidden =
            [
                ("_form", name), ("_call", method), ("_key", visit.newKey()),
                ("_token", visit.formToken),
            ] + given
    }

    /// Begins a group: the fields that are added from here on stand together under this heading.
    package mutating func begin(_ legend: String) { groups.append((legend, fields.count)) }

    /// Adds a field; `kind` is the name of its template: `text`, `area`, or one of the page's own.
    package mutating func add(
        _ name: String, _ kind: String = "text", label: String, description: String = "",
        value: String = "", charactersMost: Int? = nil,
        choices: [(value: String, text: String)] = [], extra: [String: Any] = [:]
    ) {
        let error = refusal(at: name)
        let id = "\(self.name)-\(fields.count + 1)"
        let typed = attempt?.typed[name]
        var described: [String] = []
        if !description.isEmpty { described.append("\(id)-description") }
        if error != nil { described.append("\(id)-error") }
        if charactersMost != nil { described.append("\(id)-count") }
        fields.append(
            [
                "id": id, "name": name, "label": label, "description": description,
                "hasDescription": !description.isEmpty, "value": typed ?? value,
                "error": error ?? "", "hasError": error != nil,
                "describedBy": described.joined(separator: " "),
                "isDescribed": !described.isEmpty, "most": charactersMost ?? 0,
                "hasMost": charactersMost != nil, "count": (typed ?? value).count,
                "isOver": charactersMost.map { (typed ?? value).count > $0 } ?? false,
                "stored": value, "hasStored": isStale && typed != nil && typed != value,
                "fieldKind": "field-\(kind)",
                "choices": choices.map {
                    ["value": $0.value, "text": $0.text, "chosen": $0.value == (typed ?? value)]
                },
            ].merging(extra) { own, _ in own })
    }

    /// Adds a choice of one of these, as buttons to press; nothing is chosen before it was, and
    /// without a choice the form is refused.
    ///
    /// `key` is the key of the keyboard that chooses it.
    package mutating func addChoice(
        _ name: String, label: String, description: String = "", value: String?,
        options: [(value: String, text: String, key: String)]
    ) {
        let chosen = attempt?.typed[name] ?? value
        let choices: [[String: Any]] = options.map {
            [
                "name": name, "value": $0.value, "text": $0.text, "key": $0.key,
                "isChecked": $0.value == chosen,
            ]
        }
        let path = FormFieldKind.split(name).path
        add(
            name, "choice", label: label, description: description,
            extra: ["options": choices, "path": path])
    }

    /// Adds a list of which any number may be ticked: the parameter holds those that were.
    ///
    /// `kind` says how each is read: `optional` for texts, `integer` for numbers.
    package mutating func addSeveral(
        _ name: String, label: String, description: String = "", kind: FormFieldKind = .optional,
        ticked: [String] = [], options: [(value: String, text: String)]
    ) {
        let sent = attempt?.typed
        let choices = options.enumerated().map { index, option -> [String: Any] in
            let field = "\(name).\(index):\(kind.rawValue)"
            return [
                "name": field, "value": option.value, "text": option.text,
                "isChecked": sent.map { $0[field] != nil } ?? ticked.contains(option.value),
            ]
        }
        add(name, "several", label: label, description: description, extra: ["options": choices])
    }

    /// What templates are filled with.
    package var values: [String: Any] {
        let general = attempt != nil && !fields.contains { $0["hasError"] as? Bool == true }
        return [
            "form": name, "action": visit.address,
            "hidden": hidden.map { ["name": $0.name, "value": $0.value] },
            "fields": Array(fields.prefix(groups.first?.start ?? fields.count)),
            "groups": grouped, "saved": visit.hasSaved(name), "failed": attempt != nil,
            "failure": general ? attempt?.refusal.sentence[visit.language] ?? "" : "",
            "hasFailure": general,
        ]
    }

    /// The same with the words on its button, for the template `control`.
    func labelled(_ button: String, isSubtle: Bool = false) -> [String: Any] {
        values.merging(["button": button, "weight": isSubtle ? "subtle" : "primary"]) { own, _ in
            own
        }
    }

    /// Adds a box to tick; only what is ticked is sent.
    mutating func addTick(_ name: String, label: String, value: String) {
        add(
            name, "tick", label: label, value: value,
            extra: ["isTicked": attempt?.typed[name] != nil])
    }

    private var grouped: [[String: Any]] {
        groups.indices.map { index in
            let end = index + 1 < groups.count ? groups[index + 1].start : fields.count
            let own = fields[groups[index].start..<end]
            return ["legend": groups[index].legend, "fields": Array(own)]
        }
    }

    /// The field or form that was refused, as the summary above the page links to it.
    var problems: [PageLink] {
        guard let attempt else { return [] }
        let places = fields.filter { $0["hasError"] as? Bool == true }
            .compactMap { $0["id"] as? String }
        let sentence = attempt.refusal.sentence[visit.language]
        return (places.isEmpty ? [name] : places).map { PageLink(sentence, to: "#\($0)") }
    }

    /// What was sent from this form and refused.
    private var attempt: Attempt? { visit.attempt.flatMap { $0.form == name ? $0 : nil } }

    /// What is stored is another text than the sender saw.
    private var isStale: Bool { attempt?.refusal.code == "staleVersion" }

    private func refusal(at field: String) -> String? {
        guard let refusal = attempt?.refusal else { return nil }
        let own = String(field.prefix { $0 != ":" })
        let about = [refusal.path, refusal.subject, refusal.code].compactMap(\.self)
        guard about.contains(where: { places[$0] == field || $0 == own }) else { return nil }
        return refusal.sentence[visit.language]
    }
}
