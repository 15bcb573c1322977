package import Domain

/// Tells in Dutch, step by step and with every number, how one dossier came to its result.
///
/// A layperson can follow it, and who wants to can recompute it: fractions are exact. Plain text
/// with headings, as `DutchLetters` writes it. No member's vote or score can be in it.
package struct DutchExplanation: Sendable {
    package init() {}

    /// The same text for the same facts.
    package func text(of facts: ExplanationFacts) -> String {
        let head = """
            Hoe de uitslag van dossier \(facts.dossier) tot stand kwam

            Dit gaat over het kansendossier “\(PlainText.line(facts.title))” in de ronde \
            “\(PlainText.line(facts.round))”. U leest stap voor stap hoe de uitslag is berekend. \
            De breuken zijn precies; een getal met ‘ongeveer’ is afgerond. Wat één lid van de \
            commissie stemde of scoorde, staat er niet in.
            """
        let steps = [
            ("de harde eisen", gate(facts)), ("de scores", scores(facts)),
            ("drempel en ranglijst", ranking(facts)),
            ("de verdeling van het geld", ExplainedDivision(facts: facts).paragraphs),
        ].filter { !$0.1.isEmpty }
        let told = steps.enumerated().flatMap { ["Stap \($0 + 1): \($1.0)"] + $1.1 }
        let parts = [head] + told + robustness(facts)
        return PlainText.tidied(parts.joined(separator: "\n\n")) + "\n"
    }

    private func gate(_ facts: ExplanationFacts) -> [String] {
        if facts.gate.isEmpty { return [] }
        let rule =
            switch facts.gateRule {
            case .majority:
                "Een dossier voldoet aan een eis als meer leden ‘voldoet’ stemmen dan "
                    + "‘voldoet niet’. Bij evenveel stemmen stemt de commissie nog een keer. "
                    + "Is het dan weer gelijk, dan mag de voorzitter beslissen. "
                    + "Zonder die beslissing voldoet het dossier niet."
            case .unanimity:
                "Een dossier voldoet aan een eis als geen enkel lid ‘voldoet niet’ stemt."
            }
        let count =
            "Wie ‘kan ik niet beoordelen’ stemt, telt niet mee. Er zijn minstens "
            + "\(facts.votesLeast) stemmen nodig die wel meetellen."
        let failed = facts.gate.filter { $0.outcome != .meets }.map(\.item.dutch)
        let end =
            failed.isEmpty
            ? "Het dossier voldoet aan elke eis waarover is gestemd."
            : "Het dossier voldoet niet aan: \(DutchNumbers.list(failed)). "
                + "Wie aan één eis niet voldoet, krijgt geen geld."
        return ["\(rule) \(count)"] + facts.gate.map(item) + [end]
    }

    private func item(_ item: ExplainedGateItem) -> String {
        let ballots = item.ballots.enumerated().map { index, tally in
            "- stemming \(index + 1): \(tally.meets) voldoet, "
                + "\(tally.doesNotMeet) voldoet niet, "
                + "\(tally.abstained) kan ik niet beoordelen" + note(on: tally)
        }
        let casting =
            item.decidedByCastingVote
            ? ["Het was twee keer gelijk. De voorzitter van deze stemming besliste."] : []
        return
            ([item.item.dutch + ":"] + ballots + casting
            + ["Uitslag: \(item.outcome.dutch)."]).joined(separator: "\n")
    }

    private func note(on tally: GateTally) -> String {
        if tally.outcome == .undecided { return " (te weinig stemmen)" }
        return tally.meets == tally.doesNotMeet ? " (gelijk)" : ""
    }

    private func scores(_ facts: ExplanationFacts) -> [String] {
        if facts.criteria.isEmpty {
            return ["Het dossier kreeg geen scores."]
        }
        let aggregate =
            facts.aggregator == .mean
            ? "het gemiddelde van alle gegeven scores"
            : "de mediaan: de middelste score, als alle scores op volgorde staan"
        let intro = """
            Elk lid gaf voor elk criterium een score van 1 tot en met \(facts.scaleMost), of geen \
            score. In deze ronde telt \(aggregate). Een criterium met een grotere weging telt \
            zwaarder. Alle wegingen samen zijn \(facts.weightTotal).
            """
        return [intro] + facts.criteria.map { criterion($0, facts) }
            + sum(facts)
    }

    private func criterion(
        _ criterion: ExplainedCriterion, _ facts: ExplanationFacts
    ) -> String {
        let result = criterion.result
        let histogram = result.histogram.enumerated().map { index, count in
            "score \(index + 1): \(count) keer"
        }
        var lines = [
            "\(PlainText.line(criterion.title)) (weging \(criterion.weight)):",
            "- \(histogram.joined(separator: ", ")); geen score: \(result.abstained) keer",
        ]
        if let mean = result.mean, let median = result.median {
            lines.append("- gemiddelde: \(DutchNumbers.exact(mean))")
            lines.append("- mediaan: \(DutchNumbers.exact(median))")
        }
        if let value = result.value, let points = facts.contribution(of: criterion) {
            lines.append(
                "- punten: 100 × \(criterion.weight) × \(value) "
                    + "/ (\(facts.scaleMost) × \(facts.weightTotal)) = "
                    + DutchNumbers.exact(points))
        } else {
            lines.append("- er zijn te weinig scores voor een uitslag")
        }
        return lines.joined(separator: "\n")
    }

    private func sum(_ facts: ExplanationFacts) -> [String] {
        guard let total = facts.total else {
            return ["Er zijn te weinig scores voor een totaalscore."]
        }
        let points = facts.criteria.compactMap { facts.contribution(of: $0)?.description }
        return [
            """
            De totaalscore is de som van die punten: \(points.joined(separator: " + ")) = \
            \(DutchNumbers.exact(total)). Het hoogste dat kan, is 100.
            """
        ]
    }

    private func robustness(_ facts: ExplanationFacts) -> [String] {
        guard let result = facts.robustness else { return [] }
        let changes = { (changes: Bool) in changes ? "ja" : "nee" }
        let recusal = result.recusalCorrectionChanges.map(changes) ?? "dat is niet te berekenen"
        let other = facts.aggregator == .mean ? "de mediaan" : "het gemiddelde"
        let intro =
            "De ranglijst is ook op andere manieren berekend, om te zien hoe zeker de uitslag is. "
            + "Dat verandert niets aan de uitslag zelf. "
            + "Wordt het dan anders of dit dossier geld krijgt?"
        let end =
            result.isBoundaryCase
            ? "Dit dossier is dus een grensgeval: een kleine verandering had de uitslag anders "
                + "gemaakt. De commissie wist dat toen zij de ranglijst vaststelde."
            : "Dit dossier is geen grensgeval."
        return [
            "Hoe zeker de uitslag is", intro,
            """
            - steeds één lid niet meegeteld: anders in \(result.leaveOneOutChanged) van de \
            \(result.leaveOneOutRuns) keer
            - met \(other): \(changes(result.otherAggregatorChanges))
            - met een correctie voor leden die niet over elk dossier mochten oordelen: \(recusal)
            """, end,
        ]
    }
}
