internal import Domain

// How the fields of the rules are made.
extension RulesForm {
    /// The criteria as they are stored, or those that we advise.
    var criteria: [(title: String, text: String, weight: Int, counts: Bool)] {
        rules?.criteria.map { ($0.title, $0.text, $0.weight, $0.isCounted) }
            ?? AdvisedRules.criteria.map { ($0.title, $0.text, $0.weight, true) }
    }

    func name(_ path: String) -> String { "rules.\(path)" }

    mutating func add(
        _ path: String, _ words: RulesFormWords, number: Int? = nil, _ value: String,
        kind: String = "text", most: Int? = nil, isExplained: Bool = true,
        needs need: FieldNeed? = nil, says: [RefusalCode: Phrase] = [:]
    ) {
        form.add(
            name(path), kind, label: words(language) + (number.map { " \($0)" } ?? ""),
            description: isExplained ? words.help(language) : "", value: value,
            charactersMost: most, needs: need, says: says)
    }

    mutating func choose(
        _ path: String, _ words: RulesFormWords, _ choices: [(String, Phrase)], _ value: String
    ) {
        form.add(
            name(path), "select", label: words(language), description: words.help(language),
            value: value, choices: choices.map { ($0.0, $0.1[language]) })
    }

    /// What must stand in a field of a row in which one of its texts is filled in.
    func inRow(_ path: String, _ need: FieldNeed) -> FieldNeed {
        .row([name("\(path).title:optional"), name("\(path).text:optional")], need)
    }

    /// A choice between yes and no.
    mutating func decide(_ path: String, _ words: RulesFormWords, _ value: Bool) {
        let kind = path.contains(":") ? path : "\(path):boolean"
        choose(
            kind, words,
            [("true", RulesFormWords.yes.phrase), ("false", RulesFormWords.no.phrase)], "\(value)")
    }

    mutating func moment(
        _ path: String, _ words: RulesFormWords, _ stored: AmsterdamTime?, days: Int,
        _ clock: String, needs need: FieldNeed? = nil
    ) {
        let advised = "\(CivilDate(dayNumber: visit.now.date.dayNumber + days))T\(clock)"
        add(
            path, words, stored.map { String("\($0)".prefix(16)) } ?? advised, kind: "moment",
            needs: need)
    }

    mutating func coin(_ path: String, outOf other: String) {
        form.add(name("\(path):identifier"), "hidden", label: "", value: name(other))
    }

    /// Empty rows stand below those that are stored, and as many as were sent.
    func rowCount(_ list: String, stored: Int, empty: Int) -> Int {
        let typed = visit.attempt.flatMap { $0.form == "rules" ? $0.typed : nil } ?? [:]
        let sent = typed.keys.compactMap { name -> Int? in
            let parts = name.split(separator: ".")
            return parts.count > 2 && parts[1] == list ? Int(parts[2]) : nil
        }
        return Form.rowCount(stored + empty, sent: sent)
    }

    /// By what the domain calls it, the field where it is put right.
    static let places = [
        "name": "rules.name", "vision": "rules.vision", "legalSource": "rules.legalSource",
        "year": "rules.year:integer", "effects": "rules.effects.0.title:optional",
        "pot": "rules.pot:euros", "criteria": "rules.criteria.0.title:optional",
        "weight": "rules.criteria.0.weight:row", "tieChain": "rules.tieChain.0:identifier",
        "scale": "rules.scale:lines", "quorumLeast": "rules.quorumLeast:integer",
        "votesLeast": "rules.votesLeast:integer",
        "thresholdPoints": "rules.thresholdPoints:integer", "closesAt": "rules.closesAt:moment",
        "sectionCharactersMost": "rules.sectionCharactersMost:integer",
        "invitationDays": "rules.invitationDays:integer",
        "supplementDays": "rules.supplementDays:integer", "offerDays": "rules.offerDays:integer",
        "dossiersPerLead": "rules.dossiersPerLead:integer",
        "authority": "rules.letters.authority", "address": "rules.letters.address",
        "contact": "rules.letters.contact", "mandate": "rules.letters.mandate",
    ]
}
