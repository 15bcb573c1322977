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
        add(
            "name", .name, rules?.name ?? "", needs: .text(most: Limits.nameCharactersMost),
            says: [.alreadyExists: FieldRefusalWords.roundTaken.phrase])
        add(
            "year:integer", .year, "\(rules?.year ?? visit.now.date.year)",
            needs: .year(1996...9999))
        add(
            "vision", .vision, rules?.vision ?? "", kind: "area",
            most: Limits.ruleTextCharactersMost,
            needs: .text(most: Limits.ruleTextCharactersMost))
        let effects = rules?.effects ?? []
        let count = rowCount("effects", stored: effects.count, empty: 2)
        let titles = (0..<count).map { name("effects.\($0).title:optional") }
        for index in 0..<count {
            let path = "effects.\(index)"
            coin("\(path).code", outOf: "\(path).title")
            add(
                "\(path).title:optional", .effect, number: index + 1,
                index < effects.count ? effects[index].title : "", isExplained: index == 0,
                needs: index == 0 ? .one(of: titles) : nil)
        }
    }

    private mutating func addMoney() {
        form.begin(RulesFormWords.money(language))
        let pot = rules.map { visit.written.money($0.pot) } ?? ""
        add("pot:euros", .pot, pot.filter { $0 != "€" && !$0.isWhitespace }, needs: .amount)
        choose(
            "legalBasis", .legalBasis, LegalBasis.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.legalBasis ?? .subsidy).rawValue)
        add(
            "legalSource", .legalSource, rules?.legalSource ?? "",
            needs: .text(most: Limits.nameCharactersMost))
        choose(
            "allocation", .allocation, AllocationRule.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.allocation ?? .partial).rawValue)
        add(
            "offerDays:integer", .offerDays, "\(rules?.offerDays ?? RoundRules.offerDaysAdvised)",
            needs: .whole(Self.days))
    }

    private mutating func addTerms() {
        form.begin(RulesFormWords.terms(language))
        moment("opensAt:moment", .opensAt, rules?.opensAt, days: AdvisedRules.openingDays, "09:00")
        moment(
            "closesAt:moment", .closesAt, rules?.closesAt, days: AdvisedRules.closingDays, "12:00",
            needs: .later(
                than: name("opensAt:moment"), called: RulesFormWords.opensAt(language)))
        add(
            "invitationDays:integer", .invitationDays,
            "\(rules?.invitationDays ?? AdvisedRules.answerDays)", needs: .whole(Self.days))
        add(
            "supplementDays:integer", .supplementDays,
            "\(rules?.supplementDays ?? AdvisedRules.answerDays)", needs: .whole(Self.days))
    }

    private mutating func addCoalition() {
        form.begin(RulesFormWords.coalition(language))
        decide("leadContracted", .leadContracted, rules?.leadContracted ?? true)
        decide("distinctConcerns", .distinctConcerns, rules?.distinctConcerns ?? true)
        add(
            "dossiersPerLead:integer", .dossiersPerLead,
            rules?.dossiersPerLead.map { "\($0)" } ?? "",
            needs: .optional(.whole(1...Limits.dossiersPerLead)))
        add(
            "sectionCharactersMost:integer", .sectionCharactersMost,
            "\(rules?.sectionCharactersMost ?? AdvisedRules.sectionCharactersMost)",
            needs: .whole(1...Limits.draftCharactersMost))
    }

    private mutating func addCriteria() {
        let stored = criteria
        let count = rowCount("criteria", stored: stored.count, empty: 1)
        let titles = (0..<count).map { name("criteria.\($0).title:optional") }
        for index in 0..<count {
            let row = index < stored.count ? stored[index] : nil
            form.begin("\(RulesFormWords.criterion(language)) \(index + 1)")
            let path = "criteria.\(index)"
            let title = inRow(path, .text(most: Limits.nameCharactersMost))
            let isAlone = titles.allSatisfy { (visit.attempt?.typed[$0] ?? "").isEmpty }
            add(
                "\(path).title:optional", .criterionTitle, row?.title ?? "",
                needs: index == 0 && isAlone ? .one(of: titles) : title)
            add(
                "\(path).text:optional", .criterionText, row?.text ?? "", kind: "area",
                most: Limits.ruleTextCharactersMost,
                needs: inRow(path, .text(most: Limits.ruleTextCharactersMost)))
            add(
                "\(path).weight:row", .weight, row.map { "\($0.weight)" } ?? "",
                isExplained: index == 0, needs: inRow(path, .whole(1...Limits.weightMost)))
            decide("\(path).counts:row", .counts, row?.counts ?? true)
            coin("\(path).code", outOf: "\(path).title")
        }
    }

    private mutating func addScores() {
        form.begin(RulesFormWords.scores(language))
        add(
            "scale:lines", .scale, (rules?.scale ?? AdvisedRules.scale).joined(separator: "\n"),
            kind: "lines", needs: .lines(2...Limits.scaleMost))
        choose(
            "aggregator", .aggregator, Aggregator.allCases.map { ($0.rawValue, $0.phrase) },
            (rules?.aggregator ?? .mean).rawValue)
        add(
            "thresholdPoints:integer", .thresholdPoints,
            "\(rules?.thresholdPoints ?? AdvisedRules.thresholdPoints)", needs: .whole(0...100))
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
            "\(rules?.quorumLeast ?? AdvisedRules.quorumLeast)",
            needs: .whole(1...Limits.committeeSeats))
        add(
            "votesLeast:integer", .votesLeast, "\(rules?.votesLeast ?? AdvisedRules.votesLeast)",
            needs: .whole(1...Limits.committeeSeats))
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
        let texts: [(String, RulesFormWords, String?)] = [
            ("authority", .authority, letters?.authority), ("address", .address, letters?.address),
            ("contact", .contact, letters?.contact), ("mandate", .mandate, letters?.mandate),
        ]
        for (path, words, text) in texts {
            add(
                "letters.\(path)", words, text ?? "",
                needs: .text(most: Limits.nameCharactersMost))
        }
    }

    private static let days = 1...365
}
