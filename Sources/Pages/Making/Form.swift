package import Domain

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
    private var fields: [FormField] = []
    /// What the page itself lists as missing, and by which codes a refusal means the first of it:
    /// the list is said instead.
    private var missing: (link: PageLink, codes: Set<String>)?
    /// The headings of the groups of fields, with which field each begins, and whether its fields
    /// are too narrow to say what is wrong.
    private var groups: [(legend: String, start: Int, saysBelow: Bool)] = []

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

    /// Whether there is anything to fill in.
    var isFilledIn: Bool { fields.contains { !$0.isHidden } }

    /// Begins a group: the fields that are added from here on stand together under this heading.
    ///
    /// In a row of narrow fields what is wrong is said below all of them, over the whole width.
    package mutating func begin(_ legend: String, saysBelow: Bool = false) {
        groups.append((legend, fields.count, saysBelow))
    }

    /// Adds a field; `kind` is the name of its template: `text`, `area`, or one of the page's own,
    /// and `says` what a refusal says at it, where there are words of the field's own for that.
    package mutating func add(
        _ name: String, _ kind: String = "text", label: String, description: String = "",
        value: String = "", charactersMost: Int? = nil,
        choices: [(value: String, text: String)] = [], needs need: FieldNeed? = nil,
        says: [RefusalCode: Phrase] = [:], extra: [String: Any] = [:]
    ) {
        let typed = attempt?.typed[name]
        fields.append(
            FormField(
                id: "\(self.name)-\(fields.count + 1)", name: name, kind: kind, label: label,
                description: description, stored: value, typed: typed, most: charactersMost,
                choices: choices, legend: groups.last?.legend,
                fault: typed.flatMap { need?.fault(of: $0, among: attempt?.typed ?? [:]) },
                says: says, extra: extra))
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
            choices: options.map { ($0.value, $0.text) },
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

    /// Where the page lists what is missing: a refusal with one of these codes leads there.
    mutating func list(_ link: PageLink, insteadOf codes: Set<String>) { missing = (link, codes) }

    /// What templates are filled with.
    package var values: [String: Any] {
        let errors = errors
        let shown = zip(fields, errors).map { field, error in
            field.values(
                error?.sentence[visit.language], isStale: isStale, in: visit.language)
        }
        let general = listed.map { [$0.text] } ?? unplaced.map(visit.sentence)
        return [
            "form": name, "action": visit.address,
            "hidden": (given + labels).map { ["name": $0.name, "value": $0.value] },
            "fields": Array(shown.prefix(groups.first?.start ?? fields.count)),
            "groups": grouped(shown, errors), "saved": visit.hasSaved(name),
            "failed": attempt != nil,
            "goesByVersion": hidden.contains { $0.name == Self.version },
            "overtaken": Self.overtaken[visit.language],
            "failure": general.joined(separator: " "), "hasFailure": !general.isEmpty,
        ]
    }

    /// What was refused for another reason still goes by the version that its sender saw.
    private var given: [(name: String, value: String)] {
        guard !isStale, let seen = attempt?.typed[Self.version], Int(seen) != nil else {
            return hidden
        }
        return hidden.map { $0.name == Self.version ? ($0.name, seen) : $0 }
    }

    /// The parameter that says which version of what is stored the form was filled in on.
    private static let version = "version:integer"

    /// What a form says once somebody else saved what is being typed in it.
    private static let overtaken = Phrase(
        "Iemand anders heeft dit intussen gewijzigd. Wat u typte, staat er nog. Als u opslaat, "
            + "ziet u eerst wat er nu opgeslagen is.",
        "Somebody else has changed this. What you entered is still here. When you save, you "
            + "first see what is stored now.")

    /// With what is typed or chosen goes what it was typed at, and how it reads: a page that comes in
    /// answer when nobody is signed in any more knows of no form.
    private var labels: [(name: String, value: String)] {
        fields.filter(\.isGivenBack).flatMap {
            [(name: FieldLabel.prefix + $0.name, value: label(of: $0))] + $0.choiceLabels
        }
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

    private func grouped(_ shown: [[String: Any]], _ errors: [Problem?]) -> [[String: Any]] {
        groups.indices.map { index in
            let end = index + 1 < groups.count ? groups[index + 1].start : fields.count
            let places = groups[index].start..<end
            let own = Array(shown[places])
            guard groups[index].saysBelow else {
                return ["legend": groups[index].legend, "fields": own, "errors": [Any]()]
            }
            return [
                "legend": groups[index].legend,
                "errors": places.compactMap { place in
                    errors[place].map {
                        ["id": fields[place].id, "sentence": told($0, of: fields[place].label)]
                    }
                },
                "fields": own.map { $0.merging(["saysError": false]) { $1 } },
            ]
        }
    }

    /// What was sent from this form and refused.
    private var attempt: Attempt? { visit.attempt.flatMap { $0.form == name ? $0 : nil } }

    /// What is stored is another text than the sender saw.
    private var isStale: Bool { attempt?.refusal.code == "staleVersion" }
}

// MARK: - What is wrong with what was sent

extension Form {
    /// What is wrong at a field, and whether that says by itself at which.
    private typealias Problem = (sentence: Phrase, isNamed: Bool)

    /// What was refused, each thing with a link to the field or the form where it is put right.
    var problems: [PageLink] {
        let placed = zip(fields, errors).compactMap { field, error in
            error.map { PageLink(told($0, at: field), to: "#\(field.id)") }
        }
        if let listed { return placed + [listed] }
        return placed + unplaced.map { PageLink(visit.sentence($0), to: "#\(name)") }
    }

    /// The page's own list, when the refusal means the first of it.
    private var listed: PageLink? {
        attempt.flatMap { missing?.codes.contains($0.refusal.code) == true ? missing?.link : nil }
    }

    /// At each field what its own text shows, or else what was refused there.
    private var errors: [Problem?] {
        let refusals = shownRefusals
        return fields.map { field in
            if let fault = field.fault { return (fault, false) }
            return refusals.first { concerns($0, field) }.map { problem($0, at: field) }
        }
    }

    private func problem(_ refusal: PageRefusal, at field: FormField) -> Problem {
        if let advice = field.advice(on: refusal) { return (advice, false) }
        guard let subject = refusal.subject else { return (refusal.sentence, !refusal.isAdvice) }
        // As it was typed or chosen there, or as it is called everywhere.
        let name = field.chosen(subject) ?? visit.name(of: subject)
        return (refusal.sentence(naming: name), name != nil)
    }

    private var unplaced: [PageRefusal] {
        shownRefusals.filter { refusal in !fields.contains { concerns(refusal, $0) } }
    }

    /// Once the form itself shows what is wrong in it, that alone is said of its contents: the
    /// domain says one thing at a time, and may mean another row.
    private var shownRefusals: [PageRefusal] {
        let refusals = attempt?.refusals ?? []
        guard fields.contains(where: { $0.fault != nil }) else { return refusals }
        return refusals.filter { !$0.isAboutContents }
    }

    private func concerns(_ refusal: PageRefusal, _ field: FormField) -> Bool {
        guard !field.isHidden else { return false }
        let about = [refusal.path, refusal.subject, refusal.code].compactMap(\.self)
        // A path within a parameter, such as `rules.scale`, ends with what the domain calls it.
        let last = refusal.path.flatMap { $0.split(separator: ".").last }.map(String.init)
        return about.contains { places[$0] == field.name || $0 == field.path }
            || last.flatMap { places[$0] } == field.name
    }

    /// The sentence with the label of its field, and that of its row where there are more.
    private func told(_ problem: Problem, at field: FormField) -> String {
        told(problem, of: label(of: field))
    }

    /// The label of the field, and that of its row where there are more.
    private func label(of field: FormField) -> String {
        let isOne = fields.count { $0.label == field.label } == 1
        let label = isOne ? [field.label] : [field.legend, field.label].compactMap(\.self)
        return label.joined(separator: ", ")
    }

    private func told(_ problem: Problem, of label: String) -> String {
        let sentence = problem.sentence[visit.language]
        guard !problem.isNamed else { return sentence }
        guard label.last != "?" else { return "\(label) \(sentence)" }
        return "\(label): \(sentence.prefix(1).lowercased())\(sentence.dropFirst())"
    }
}
