import Client
import Domain
import Wire

// The mandated person decides, all at once, and only then the coalitions know.
extension DemoPlayer {
    func decide() async throws {
        stage.act("Besluiten")
        try await wishOverride()
        try await readMotivations()
        let decider = try person("besluitnemer")
        let lines = try await decider.wait("het advies") {
            $0.part("allocation")?["lines"]?.elements
        }
        for entry in script.decisions {
            guard let line = lines.first(where: { $0["dossier"]?.integer == entry.dossier }) else {
                throw DemoFailure("dossier \(entry.dossier) has no line in the allocation")
            }
            let outcome = advice(line["cause"]?.fields?.keys.first)
            try await decider.send(
                .intendDecision(
                    dossier: entry.dossier, outcome: outcome,
                    amount: Cents(line["amount"]?.integer ?? 0), motivation: entry.motivation,
                    grounds: [], deviation: nil))
        }
        stage.says(
            "besluitnemer", "heeft \(script.decisions.count) voorgenomen besluiten; nog geheim")
        try await staysSecret()
        try await decider.send(.releaseDecisions)
        stage.says("besluitnemer", "maakt alle besluiten in één handeling bekend")
        try await reaches()
        try await accept()
        let pot = try await coordinator.wait("de boeken") { view in
            view.part("pot").flatMap { $0["reserved"]?.integer == 0 ? $0 : nil }
        }
        stage.bar("verleend", amount: Cents(pot["granted"]?.integer ?? 0), of: pot.pot)
        stage.bar("gereserveerd", amount: Cents(pot["reserved"]?.integer ?? 0), of: pot.pot)
        stage.bar("beschikbaar", amount: Cents(pot["available"]?.integer ?? 0), of: pot.pot)
    }

    /// Somebody else than who wrote it reads every motivation before anything is decided.
    private func readMotivations() async throws {
        let reader = try person("secretaris")
        var count = 0
        for assessment in script.assessments {
            let number = assessment.dossier
            let motivations = try reader.current.motivations(of: number)
            for (item, text) in motivations.sorted(by: { $0.key < $1.key }) {
                try await reader.send(
                    .readMotivation(
                        dossier: number, item: item,
                        fingerprint: SHA256Hashing().fingerprint(of: text), agrees: true,
                        reasons: nil))
                count += 1
            }
        }
        stage.says(reader.id, "leest als tweede \(count) motiveringen en is akkoord")
    }

    /// The coalition fits its costs to the part that is offered, all sign again, and it is theirs.
    private func accept() async throws {
        let number = script.acceptance.dossier
        let partners = script.dossiers[number - 1].partners
        let lead = try person(partners[0].person)
        let letter = try await lead.wait("de brief") { $0.part("letter/\(number)")?.elements?.last }
        show(letter, most: 9)
        var version = 0
        for partner in partners {
            guard let lines = script.acceptance.costLines[partner.organisation] else { continue }
            // Each edit makes the next version; the last one is what all sign.
            version =
                try await person(partner.person).edit(number) {
                    .setCostLines(dossier: number, version: $0, lines: lines)
                } + 1
        }
        let fitted = version
        let content = try await lead.wait("de aangepaste begroting") { view in
            view.version(of: number) == fitted ? view.fingerprint(of: number) : nil
        }
        for partner in partners {
            let signatory = try person(partner.person)
            try await signatory.wait("versie \(fitted)") {
                $0.version(of: number) == fitted ? () : nil
            }
            try await signatory.send(
                .signDossier(dossier: number, version: fitted, content: content))
        }
        try await lead.send(.acceptOffer(dossier: number, version: fitted, content: content))
        try await lead.wait("de toekenning") { $0.state(of: number) == "granted" ? () : nil }
        stage.says(lead.id, "past de begroting aan; allen tekenen opnieuw en nemen het deel aan")
        try await receiveGrant(number, partners)
    }

    /// Each partner gets the letter on the part that is now granted, as soon as it is accepted.
    private func receiveGrant(
        _ number: DossierNumber, _ partners: [DemoScript.PartnerEntry]
    ) async throws {
        for (index, partner) in partners.enumerated() {
            let letter = try await person(partner.person).wait("de brief over de toekenning") {
                $0.part("letter/\(number)")?.elements?.last {
                    $0["outcome"]?.text == "offerAccepted"
                }
            }
            if index == 0 { show(letter, from: "De bedragen", most: 7) }
        }
        stage.says("gemeente", "stuurt alle \(partners.count) partners meteen de toekenning")
    }

    /// Writes some paragraphs of a letter, from its head or from one of its headings.
    private func show(_ letter: JSON, from heading: String? = nil, most: Int) {
        let paragraphs = (letter["text"]?.text ?? "").split(separator: "\n")
        let start = heading.flatMap { heading in paragraphs.firstIndex { $0 == heading } } ?? 0
        for line in paragraphs[start...].prefix(most) { stage.write("      | \(line)") }
        let fingerprint = (letter["fingerprint"]?.text ?? "").prefix(16)
        stage.write("      | … (\(paragraphs.count) alinea's, hash \(fingerprint)…)")
    }

    private func advice(_ cause: String?) -> DecisionOutcome {
        switch cause {
        case "fits": .granted
        case "part": .offeredInPart
        case "doesNotFit", "afterStop": .reserve
        default: .rejected
        }
    }

    /// Before the release no coalition has seen anything of it.
    private func staysSecret() async throws {
        for entry in script.decisions {
            for partner in script.dossiers[entry.dossier - 1].partners {
                let view = try person(partner.person).current
                guard view.part("decision/\(entry.dossier)") == nil,
                    view.state(of: entry.dossier) == "admissible"
                else { throw DemoFailure("dossier \(entry.dossier) leaked to \(partner.person)") }
            }
        }
    }

    /// Every partner of every dossier gets its decision.
    private func reaches() async throws {
        let expected = script.expected
        let outcomes = [
            ("granted", expected.granted), ("offeredInPart", expected.offeredInPart),
            ("rejected", expected.rejected), ("reserve", expected.reserve),
        ]
        for (outcome, numbers) in outcomes {
            for number in numbers {
                for partner in script.dossiers[number - 1].partners {
                    let decision = try await person(partner.person).wait("het besluit") {
                        $0.part("decision/\(number)")
                    }
                    guard decision["outcome"]?.text == outcome else {
                        throw DemoFailure("dossier \(number): \(decision), not \(outcome)")
                    }
                    if outcome == "offeredInPart",
                        decision["amount"]?.integer != expected.partAmount.value
                    {
                        throw DemoFailure("dossier \(number): \(decision)")
                    }
                }
                let words = [
                    "granted": "verleend", "offeredInPart": "deels aangeboden",
                    "reserve": "op de reservelijst",
                ]
                stage.says(title(of: number), words[outcome] ?? "afgewezen")
            }
        }
    }
}
