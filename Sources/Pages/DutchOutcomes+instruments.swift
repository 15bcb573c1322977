internal import Domain

/// What instruments, surveys and files gave, under the figures from messages.
extension DutchOutcomes {
    /// What goes for all groups: how the matrix is read, what can't be divided so, and who is left out.
    func instrumentHead(_ report: OutcomeReport) -> String {
        var lines: [String] = []
        if report.groups.contains(where: { $0.instruments?.selfSufficiency != nil }) {
            lines.append(
                "Zelfredzaamheid, netto gelezen: op een leefgebied beter en nergens slechter, of "
                    + "overal gelijk. Ruim gelezen: op één leefgebied met een vraag niet slechter.")
        }
        if report.groups.contains(where: { $0.volume != nil }) {
            lines.append(
                "Afgeschaald naar omvang: op de laatste dag minstens een vijfde minder minuten per "
                    + "week toegewezen dan op de eerste, van wie op beide dagen in zorg was.")
        }
        if let register = report.handoverRegister { lines.append(handoverHead(register)) }
        if let left = report.notDivided {
            lines.append(
                "Niet in deze verdeling, want de opgave zegt niet bij welke groep het hoort: "
                    + "\(DutchNumbers.list(left.map(Self.dutch))).")
        }
        if let count = report.measuredWithoutCare, count > 0 {
            lines.append(
                "Telt niet mee: \(count == 1 ? "1 cliënt" : "\(count) cliënten") met een meting "
                    + "of dossier, van wie geen zorg bekend is.")
        }
        return lines.map { "\n" + $0 }.joined()
    }

    /// Step-down by volume, under that by the ladder.
    func volume(_ volume: OutcomeReport.Volume) -> [String] {
        let unjudged = volume.unjudged ?? 0
        return [row("Afgeschaald naar omvang", share(volume.stepDown))]
            + (unjudged > 0 ? [row("  niet te vergelijken", "\(unjudged)")] : [])
    }

    private func handoverHead(_ register: OutcomeReport.HandoverRegister) -> String {
        guard let round = register.round, let dossier = register.dossier else {
            return "Warme overdracht: van dit initiatief zijn geen overdrachten geregistreerd."
        }
        return
            "Warme overdracht: van de overdrachten die bij dossier \(dossier) van ronde \(round) "
            + "zijn geregistreerd; geen bericht zegt wie er nog meer naar het voorliggend veld ging."
    }

    /// Warm handovers, as far as they are registered.
    func handovers(_ handovers: OutcomeReport.Handovers) -> [String] {
        let refused = handovers.withoutConsent ?? 0
        return [row("Warme overdracht", share(handovers.warm))]
            + (refused > 0 ? [row("  geen toestemming", "\(refused)")] : [])
    }

    /// The lines of one group.
    func measured(_ instruments: OutcomeReport.Instruments) -> [String] {
        var lines: [String] = []
        if let figures = instruments.selfSufficiency { lines += selfSufficiency(figures) }
        if let figures = instruments.participation { lines += participation(figures) }
        if let figures = instruments.goals { lines += goals(figures) }
        for figures in instruments.satisfaction ?? [] { lines += satisfaction(figures) }
        if let reopened = instruments.reopenedCases {
            lines.append(row("Heropende dossiers", share(reopened)))
        }
        return lines
    }

    private func selfSufficiency(_ figures: OutcomeReport.SelfSufficiencyFigures) -> [String] {
        var lines = [
            row("Zelfredzaamheid (ZRM)", share(figures.notWorse)),
            row("  ruim gelezen", share(figures.broad)),
            row("  met twee metingen", share(figures.paired)),
        ]
        if let improved = figures.improved, let stable = figures.stable,
            let mixed = figures.mixed, let worse = figures.worse
        {
            lines.append(
                row(
                    "  cliënten",
                    "\(improved) beter, \(stable) gelijk, \(mixed) wisselend, \(worse) slechter"))
        }
        for domain in SelfSufficiency.LifeDomain.allCases {
            guard let change = figures.byDomain?[domain.rawValue] else { continue }
            lines.append(row("  \(Self.dutch(domain))", self.change(change, "beter", "slechter")))
        }
        return lines
    }

    private func participation(_ figures: OutcomeReport.ParticipationFigures) -> [String] {
        var lines = [
            row("Participatieladder", share(figures.notWorse)),
            row("  met twee metingen", share(figures.paired)),
        ]
        if let change = figures.change {
            let top = figures.atTop ?? 0
            lines.append(
                row(
                    "  cliënten",
                    self.change(change, "hoger", "lager")
                        + (top > 0
                            ? "; \(top) \(top == 1 ? "stond" : "stonden") al op trede 6" : "")))
        }
        return lines
    }

    private func goals(_ figures: OutcomeReport.GoalFigures) -> [String] {
        var lines = [
            row("Doelen behaald (GAS)", share(figures.reached)),
            row("  vooruitgang", share(figures.progress)),
            row("  cliënten met een doel", count(figures.clients)),
        ]
        if let score = figures.meanScore {
            let number = figures.scored.map { ", n = \($0)" } ?? ""
            lines.append(row("  T-score", "gemiddeld \(comma(score))\(number)"))
        }
        return lines
    }

    private func satisfaction(_ figures: OutcomeReport.SatisfactionFigures) -> [String] {
        let name =
            switch figures.informant {
            case .client: "cliënten"
            case .parent: "ouders"
            case .stakeholder: "betrokkenen"
            }
        var lines = [
            row(
                "Tevreden \(name)",
                figures.mean.map { "gemiddeld een \(comma($0))" }
                    ?? (figures.content.hidden ? Self.hidden : "nog geen")),
            row("  een 7 of hoger", share(figures.content)),
            row("  antwoordde", share(figures.response)),
        ]
        if let without = figures.withoutHelp {
            lines.append(row("  zonder hulp verder", share(without)))
        }
        if let without = figures.withoutHelpForGood {
            lines.append(row("  voorgoed zonder hulp", share(without)))
        }
        return lines
    }

    private func change(_ change: OutcomeReport.Change, _ better: String, _ worse: String) -> String
    {
        "\(change.better) \(better), \(change.same) gelijk, \(change.worse) \(worse)"
    }

    private static func dutch(_ figure: OutcomeReport.UndividedFigure) -> String {
        switch figure {
        case .clientSatisfaction: "tevredenheid van cliënten"
        case .stakeholderSatisfaction: "tevredenheid van betrokkenen"
        case .reopenedCases: "heropende dossiers"
        case .volume: "afschaling naar omvang"
        case .handovers: "warme overdrachten"
        }
    }

    private static func dutch(_ domain: SelfSufficiency.LifeDomain) -> String {
        switch domain {
        case .finance: "financiën"
        case .work: "werk en opleiding"
        case .timeUse: "tijdsbesteding"
        case .dayActivities: "dagbesteding"
        case .housing: "huisvesting"
        case .domesticRelations: "huiselijke relaties"
        case .mentalHealth: "geestelijke gezondheid"
        case .physicalHealth: "lichamelijke gezondheid"
        case .substanceUse: "middelengebruik"
        case .dailyLiving: "ADL"
        case .basicDailyLiving: "basale ADL"
        case .instrumentalDailyLiving: "instrumentele ADL"
        case .socialNetwork: "sociaal netwerk"
        case .participation: "participatie"
        case .justice: "justitie"
        }
    }
}
