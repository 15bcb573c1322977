import Client
import Domain
import Wire

// The mandated person decides, all at once, and only then the coalitions know.
extension DemoPlayer {
    func decide() async throws {
        stage.act("Besluiten")
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
                    deviation: nil))
        }
        stage.says(
            "besluitnemer", "heeft \(script.decisions.count) voorgenomen besluiten; nog geheim")
        try await staysSecret()
        try await decider.send(.releaseDecisions)
        stage.says("besluitnemer", "maakt alle besluiten in één handeling bekend")
        try await reaches()
        let pot = try await coordinator.wait("de boeken") { view in
            view.part("pot").flatMap { $0["granted"]?.integer == 0 ? nil : $0 }
        }
        stage.bar("verleend", amount: Cents(pot["granted"]?.integer ?? 0), of: pot.pot)
        stage.bar("gereserveerd", amount: Cents(pot["reserved"]?.integer ?? 0), of: pot.pot)
        stage.bar("beschikbaar", amount: Cents(pot["available"]?.integer ?? 0), of: pot.pot)
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
            ("rejected", expected.rejected),
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
                let words = ["granted": "verleend", "offeredInPart": "deels aangeboden"]
                stage.says(title(of: number), words[outcome] ?? "afgewezen")
            }
        }
    }
}
