internal import Domain

/// A form with all rules of a round, filled in with those that it has or with what we advise.
struct RulesForm {
    var form: Form
    let rules: RoundRules?
    let visit: Visit
    var language: Language { visit.language }

    /// A form that makes a new round.
    init(newRoundFor visit: Visit) {
        self.visit = visit
        rules = nil
        let name = visit.attempt?.typed["rules.name"].flatMap(CoinedName.of) ?? ""
        form = Form(
            "rules", "round.createRound",
            given: [
                ("round:identifier", "rules.name"), ("_to", "/rounds/{round}/check"),
            ], places: Self.places.merging([name: "rules.name"]) { own, _ in own }, for: visit)
        fill()
    }

    /// A form that changes the rules of this round.
    init(changing rules: RoundRules, of round: RoundID, for visit: Visit) {
        self.visit = visit
        self.rules = rules
        var given = [("round", round.rawValue)]
        given.append(("rules.lotterySeed", rules.lotterySeed.hexadecimal))
        // What this page doesn't ask stays as it is.
        if let pairs = rules.fourEyes {
            given.append(("rules.fourEyes:list", ""))
            for (index, pair) in pairs.enumerated() {
                given.append(("rules.fourEyes.\(index).first", pair.first.rawValue))
                given.append(("rules.fourEyes.\(index).second", pair.second.rawValue))
            }
        }
        form = Form(
            "rules", "round.changeRules", given: given, places: Self.places, for: visit)
        fill()
    }

    private mutating func fill() {
        addPurpose()
        addMoney()
        addTerms()
        addCoalition()
        addCriteria()
        addScores()
        addTies()
        addCommittee()
        addLetters()
    }

    private mutating func addPurpose() {
        form.begin(RulesFormWords.purpose(language))
        add("name", .name, rules?.name ?? "")
        add("year:integer", .year, "\(rules?.year ?? visit.now.date.year)")
        add(
            "vision", .vision, rules?.vision ?? "", kind: "area",
            most: Limits.ruleTextCharactersMost)
        let effects = rules?.effects ?? []
        for index in 0..<rowCount("effects", stored: effects.count, empty: 2) {
            let path = "effects.\(index)"
            coin("\(path).code", outOf: "\(path).title")
            add(
                "\(path).title:optional", .effect, number: index + 1,
                index < effects.count ? effects[index].title : "", isExplained: index == 0)
        }
    }

    private mutating func addMoney() {
        form.begin(RulesFormWords.money(language))
        let pot = rules.map { visit.written.money($0.pot) } ?? ""
        add("pot:euros", .pot, pot.filter { $0 != "€" && !$0.isWhitespace })
        choose(
            "legalBasis", .legalBasis, LegalBasis.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.legalBasis ?? .subsidy).rawValue)
        add("legalSource", .legalSource, rules?.legalSource ?? "")
        choose(
            "allocation", .allocation, AllocationRule.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.allocation ?? .partial).rawValue)
        add("offerDays:integer", .offerDays, "\(rules?.offerDays ?? RoundRules.offerDaysAdvised)")
    }

    private mutating func addTerms() {
        form.begin(RulesFormWords.terms(language))
        moment("opensAt:moment", .opensAt, rules?.opensAt, days: AdvisedRules.openingDays, "09:00")
        moment(
            "closesAt:moment", .closesAt, rules?.closesAt, days: AdvisedRules.closingDays, "12:00")
        add(
            "invitationDays:integer", .invitationDays,
            "\(rules?.invitationDays ?? AdvisedRules.answerDays)")
        add(
            "supplementDays:integer", .supplementDays,
            "\(rules?.supplementDays ?? AdvisedRules.answerDays)")
    }

    private mutating func addCoalition() {
        form.begin(RulesFormWords.coalition(language))
        decide("leadContracted", .leadContracted, rules?.leadContracted ?? true)
        decide("distinctConcerns", .distinctConcerns, rules?.distinctConcerns ?? true)
        add(
            "dossiersPerLead:integer", .dossiersPerLead,
            rules?.dossiersPerLead.map { "\($0)" } ?? "")
        add(
            "sectionCharactersMost:integer", .sectionCharactersMost,
            "\(rules?.sectionCharactersMost ?? AdvisedRules.sectionCharactersMost)")
    }

    private mutating func addCriteria() {
        let stored = criteria
        for index in 0..<rowCount("criteria", stored: stored.count, empty: 1) {
            let row = index < stored.count ? stored[index] : nil
            form.begin("\(RulesFormWords.criterion(language)) \(index + 1)")
            let path = "criteria.\(index)"
            add("\(path).title:optional", .criterionTitle, row?.title ?? "")
            add(
                "\(path).text:optional", .criterionText, row?.text ?? "", kind: "area",
                most: Limits.ruleTextCharactersMost)
            add(
                "\(path).weight:row", .weight, row.map { "\($0.weight)" } ?? "",
                isExplained: index == 0)
            decide("\(path).counts:row", .counts, row?.counts ?? true)
            coin("\(path).code", outOf: "\(path).title")
        }
    }

    private mutating func addScores() {
        form.begin(RulesFormWords.scores(language))
        add(
            "scale:lines", .scale, (rules?.scale ?? AdvisedRules.scale).joined(separator: "\n"),
            kind: "lines")
        choose(
            "aggregator", .aggregator, Aggregator.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.aggregator ?? .mean).rawValue)
        add(
            "thresholdPoints:integer", .thresholdPoints,
            "\(rules?.thresholdPoints ?? AdvisedRules.thresholdPoints)")
        decide("adjusts:boolean", .adjusts, rules?.adjusts ?? false)
    }

    private mutating func addTies() {
        form.begin(RulesFormWords.ties(language))
        let stored = criteria
        let chain =
            rules.map { rules in
                rules.tieChain.compactMap { code in rules.criteria.firstIndex { $0.code == code } }
            } ?? AdvisedRules.tieChain
        form.add(name("tieChain:list"), "hidden", label: "")
        let count = rowCount("criteria", stored: stored.count, empty: 1)
        let rows = (0..<count).map { index -> (value: String, text: String) in
            let title = index < stored.count ? stored[index].title : ""
            let word = RulesFormWords.criterion(language)
            return ("rules.criteria.\(index).title", "\(word) \(index + 1) \(title)")
        }
        for index in 0..<max(chain.count + 1, 4) {
            let chosen = index < chain.count ? "rules.criteria.\(chain[index]).title" : ""
            form.add(
                name("tieChain.\(index):identifier"), "select",
                label: "\(RulesFormWords.tieStep(language)) \(index + 1)",
                description: index == 0 ? RulesFormWords.tieStep.help(language) : "",
                value: chosen, choices: [("", RulesFormWords.nothing(language))] + rows)
        }
        decide("tieRevote:boolean", .tieRevote, rules?.holdsRevote ?? true)
        // Shown once it is stored as its fingerprint, and not before: what stands in a form may be
        // another by the time that it is sent.
        let field = name("lotterySeed:seed")
        let seed = (visit.newKey() + visit.newKey()).filter { $0 != "-" }
        if rules == nil {
            form.add(field, "hidden", label: "", value: seed)
        } else {
            form.addTick(field, label: RulesFormWords.newSeed(language), value: seed)
        }
    }

    private mutating func addCommittee() {
        form.begin(RulesFormWords.committee(language))
        add(
            "quorumLeast:integer", .quorumLeast,
            "\(rules?.quorumLeast ?? AdvisedRules.quorumLeast)")
        add("votesLeast:integer", .votesLeast, "\(rules?.votesLeast ?? AdvisedRules.votesLeast)")
        choose(
            "gateRule", .gateRule, GateRule.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.gateRule ?? .majority).rawValue)
        decide("chairCasts:boolean", .chairCasts, rules?.chairMayCast ?? false)
        choose(
            "conflictScope", .conflictScope,
            ConflictScope.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.conflictScope ?? .dossier).rawValue)
        decide("namesVoters", .namesVoters, rules?.namesVoters ?? true)
    }

    private mutating func addLetters() {
        form.begin(RulesFormWords.letters(language))
        let letters = rules?.letters
        add("letters.authority", .authority, letters?.authority ?? "")
        add("letters.address", .address, letters?.address ?? "")
        add("letters.contact", .contact, letters?.contact ?? "")
        add("letters.mandate", .mandate, letters?.mandate ?? "")
    }
}
