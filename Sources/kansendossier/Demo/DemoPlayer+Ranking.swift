import Client
import Domain
import Wire

// What makes a committee's work hard: late interests, exact ties, boundary cases, overrides.
extension DemoPlayer {
    /// Who leads this dossier: the chair, or the deputy where the chair has an interest.
    func leader(of dossier: DossierNumber) throws -> DemoPerson {
        let chair = try person("voorzitter")
        let interests = script.interests[chair.id] ?? []
        return interests.contains { $0.dossier == dossier } ? try person("plv-voorzitter") : chair
    }

    /// Who leads what is about all dossiers: nobody with an interest in any.
    private var leaderOfAll: DemoPerson {
        get throws {
            let chair = try person("voorzitter")
            return script.interests[chair.id]?.isEmpty == true
                ? chair : try person("plv-voorzitter")
        }
    }

    /// A member finds out an interest: the votes fall, and what rested on them is adopted anew.
    func findInterest(_ assessment: DemoScript.Assessment) async throws {
        let late = script.lateInterest
        let number = assessment.dossier
        try await person(late.person).send(.declareInterests(interests: [late.interest]))
        stage.says(late.person, "ontdekt een belang bij dossier \(number): de stemmen vervallen")
        let chair = try leader(of: number)
        let lapsed = try await chair.wait("vervallen uitslagen") { view -> [BallotName]? in
            let names = view.lapsedBallots(of: number)
            return names.count == BallotSubject.gate.count + 1 ? names : nil
        }
        for ballot in lapsed {
            let isScores = try chair.current.text("ballot/\(ballot)", "subject") == "scores"
            try await chair.send(
                .adoptBallot(
                    ballot: ballot, motivations: isScores ? assessment.motivations : [:]))
        }
        let result = try chair.current.part("ballot/\(lapsed[lapsed.count - 1])")?["result"]
        let total = try fraction(result?["scores"]?["total"])
        stage.says(
            chair.id, "stelt de uitslagen zonder dit lid opnieuw vast: totaal \(total.dutch)")
    }

    /// Two dossiers that the whole chain leaves equal get one more blind score each.
    func breakTie() async throws {
        let chair = try leaderOfAll
        try await chair.send(.openJointBallot(kind: .tieBreak))
        let titles = script.tieBreak.keys.compactMap { Int($0) }.sorted().map(title)
        stage.says(
            chair.id, "laat beslissen tussen gelijke dossiers: \(titles.joined(separator: ", "))")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, scores) in script.tieBreak {
                for (id, value) in scores {
                    let member = try person(id)
                    group.addTask {
                        let ballot = try await member.wait("de extra stemming") {
                            $0.openTieBreak(on: Int(number) ?? 0)
                        }
                        try await member.send(
                            .giveScore(ballot: ballot, criterion: .tieBreak, value: value))
                    }
                }
            }
            try await group.waitForAll()
        }
        try await chair.wait("alle stemmen") { view -> Void? in
            view.part("joint")?["missing"]?.elements?.isEmpty == true ? () : nil
        }
        try await chair.send(.closeJointBallot(missing: []))
        try await chair.send(.revealJointBallot)
        try await chair.send(.adoptJointBallot)
    }

    func rank() async throws {
        stage.act("Rangorde en verdeling van de pot")
        try await adoptRanking(leaderOfAll)
        let coordinator = try coordinator
        let allocation = try await coordinator.wait("de verdeling") { $0.part("allocation") }
        let ranking = try coordinator.current.part("ranking")
        for line in ranking?["lines"]?.elements ?? [] {
            let number = line["dossier"]?.integer ?? 0
            let total = try fraction(line["total"])
            let written = script.expected.totals["\(number)"]
            guard written == total else {
                throw DemoFailure("dossier \(number): total \(total), expected \(written ?? 0)")
            }
            stage.says(
                "plaats \(line["place"]?.integer ?? 0)", "\(title(of: number)): \(total.dutch)")
        }
        let pot = Cents(allocation["available"]?.integer ?? 0)
        for line in allocation["lines"]?.elements ?? [] {
            let cause = line["cause"]?.fields?.keys.first ?? ""
            stage.bar(
                "\(title(of: line["dossier"]?.integer ?? 1)) (\(Self.words[cause] ?? cause))",
                amount: Cents(line["amount"]?.integer ?? 0), of: pot)
        }
    }

    /// Boundary cases are confirmed by name: the refusal of a ranking without them says which.
    private func adoptRanking(_ chair: DemoPerson) async throws {
        let refusal = try await chair.attempt(.adoptRanking(seed: nil, boundary: []))
        guard let refusal else { return }
        guard refusal.refusalCode == .boundaryNotConfirmed else {
            throw DemoFailure("\(chair.id): \(refusal.en) (\(refusal.code))")
        }
        let numbers = (refusal.subject ?? "").split(separator: ", ").compactMap { Int($0) }
        for number in numbers {
            stage.says(
                chair.id,
                "bevestigt een grensgeval: \(title(of: number)) hangt af van één lid of methode")
        }
        guard numbers == script.expected.boundary else {
            throw DemoFailure("boundary cases \(numbers), expected \(script.expected.boundary)")
        }
        try await chair.send(.adoptRanking(seed: nil, boundary: numbers))
    }

    /// The coordinator would like it otherwise, and can't approve the own wish.
    func wishOverride() async throws {
        let (coordinator, wish) = (try coordinator, script.override)
        try await coordinator.send(
            .askOverride(
                dossier: wish.dossier, amount: wish.amount, reasons: wish.reasons, skipped: []))
        stage.says(
            coordinator.id,
            "vraagt een afwijking: \(wish.amount.dutch) voor \(title(of: wish.dossier))")
        let refusal = try await coordinator.attempt(.approveOverride(dossier: wish.dossier))
        guard let refusal, refusal.refusalCode == .sameEyes else {
            throw DemoFailure("an override was approved by who asked for it")
        }
        stage.says(coordinator.id, "mag die niet zelf goedkeuren: \(refusal.nl)")
    }

    private static let words = [
        "fits": "past", "part": "gedeeltelijk", "failedGate": "harde eis niet gehaald",
        "belowThreshold": "onder de drempel", "doesNotFit": "past niet",
        "afterStop": "het geld is op",
    ]

    func fraction(_ value: DemoView.Value?) throws -> Rational {
        guard let text = value?.text, let fraction = Rational(text) else {
            throw DemoFailure("a fraction expected, not \(value.map { "\($0)" } ?? "nothing")")
        }
        return fraction
    }
}
