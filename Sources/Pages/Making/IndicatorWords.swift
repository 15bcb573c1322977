package import Domain

// What indicators, periods and their values are called on the screen, in both languages.

extension Indicator {
    /// The indicator as people know it.
    package var phrase: Phrase {
        switch self {
        case .sustainedOutflow: Phrase("Duurzame uitstroom", "Sustained outflow")
        case .strictDropout: Phrase("Uitval, door één kant", "Dropout, by one side")
        case .broadDropout: Phrase("Uitval, ook in overleg", "Dropout, agreed as well")
        case .stepDown: Phrase("Afschaling", "Step-down")
        case .reopened: Phrase("Heropende dossiers", "Reopened cases")
        case .warmHandover: Phrase("Warme overdracht", "Warm handover")
        case .selfSufficiency: Phrase("Zelfredzaamheid", "Self-sufficiency")
        case .participation: Phrase("Participatie", "Participation")
        case .goalAttainment: Phrase("Doelen gehaald", "Goals attained")
        case .clientSatisfaction: Phrase("Tevreden cliënten", "Satisfied clients")
        case .partySatisfaction: Phrase("Tevreden partners", "Satisfied partners")
        case .throughputTime: Phrase("Doorlooptijd", "Throughput time")
        case .waitingTime: Phrase("Wachttijd", "Waiting time")
        case .clientsReached: Phrase("Bereikte cliënten", "Clients reached")
        }
    }

    /// What it counts, in a sentence.
    package var meaning: Phrase {
        switch self {
        case .sustainedOutflow:
            Phrase(
                "Deel van de mensen dat stopt met zorg en niet binnen een half jaar terugkomt.",
                "Share of people whose care ends and who don't return within half a year.")
        case .strictDropout:
            Phrase(
                "Deel dat te vroeg stopt doordat cliënt of aanbieder ermee ophoudt.",
                "Share that ends too early because client or provider gives up.")
        case .broadDropout:
            Phrase(
                "Deel dat te vroeg stopt, ook als dat samen is afgesproken.",
                "Share that ends too early, also when both agreed on it.")
        case .stepDown:
            Phrase(
                "Deel dat overgaat naar lichtere zorg.", "Share that goes on to lighter care.")
        case .reopened:
            Phrase(
                "Deel van de gestopte zorg dat opnieuw begint.",
                "Share of care that ended and begins again.")
        case .warmHandover:
            Phrase(
                "Deel dat persoonlijk is overgedragen aan buurtteam of sociale basis.",
                "Share handed over in person to neighbourhood team or social basis.")
        case .selfSufficiency:
            Phrase(
                "Deel dat zich beter redt, gemeten met de matrix voor zelfredzaamheid.",
                "Share that copes better, measured with the self-sufficiency matrix.")
        case .participation:
            Phrase(
                "Deel dat hoger staat op de participatieladder.",
                "Share that stands higher on the participation ladder.")
        case .goalAttainment:
            Phrase(
                "Deel dat de eigen doelen haalt of overtreft.",
                "Share that reaches its own goals or does better.")
        case .clientSatisfaction:
            Phrase("Rapportcijfer dat cliënten geven.", "Grade that clients give, 1 to 10.")
        case .partySatisfaction:
            Phrase("Rapportcijfer dat partners geven.", "Grade that partners give, 1 to 10.")
        case .throughputTime:
            Phrase(
                "Hoe lang zorg duurt: de helft is korter, de helft langer.",
                "How long care lasts: half is shorter, half longer.")
        case .waitingTime:
            Phrase(
                "Hoe lang iemand wacht op de start: de helft korter, de helft langer.",
                "How long somebody waits for the start: half shorter, half longer.")
        case .clientsReached:
            Phrase("Aantal mensen dat meedoet.", "Number of people who take part.")
        }
    }
}

extension IndicatorDefinition.Unit {
    /// What is filled in, as a hint at a field.
    package var phrase: Phrase {
        switch self {
        case .percent: Phrase("procent, 0 tot 100", "percent, 0 to 100")
        case .grade: Phrase("cijfer, 1 tot 10", "grade, 1 to 10")
        case .days: Phrase("dagen", "days")
        case .clients: Phrase("cliënten", "clients")
        }
    }
}

extension Written {
    /// A value with what it counts: `66,7%`, `8`, `12 dagen`, `20 cliënten`.
    package func value(_ value: Rational, _ unit: IndicatorDefinition.Unit) -> String {
        let number = value.isWhole ? number(value) : decimal(value)
        return switch (unit, language) {
        case (.percent, _): "\(number)%"
        case (.grade, _): number
        case (.days, .dutch): "\(number) dagen"
        case (.days, .english): "\(number) days"
        case (.clients, .dutch): "\(number) cliënten"
        case (.clients, .english): "\(number) clients"
        }
    }

    /// A period of the calendar: `juli 2026`, `3e kwartaal 2026`, `2e halfjaar 2026`, and any other
    /// by its first and last day.
    package func period(_ from: CivilDate, _ to: CivilDate) -> String {
        let months = (to.year - from.year) * 12 + to.month - from.month + 1
        let isWhole =
            from.day == 1 && to.day == CivilDate.days(in: to.month, of: to.year)
            && (from.month - 1).isMultiple(of: max(1, months))
        let number = (from.month - 1) / max(1, months) + 1
        switch (isWhole ? months : 0, language) {
        case (1, _): return date(from).split(separator: " ").dropFirst().joined(separator: " ")
        case (3, .dutch): return "\(number)e kwartaal \(from.year)"
        case (3, .english): return "Q\(number) \(from.year)"
        case (6, .dutch): return "\(number)e halfjaar \(from.year)"
        case (6, .english): return "H\(number) \(from.year)"
        case (_, .dutch): return "\(date(from)) tot en met \(date(to))"
        case (_, .english): return "\(date(from)) to \(date(to))"
        }
    }
}
