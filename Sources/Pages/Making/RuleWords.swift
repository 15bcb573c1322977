package import Domain

// What the choices in a round's rules are called on the screen.

extension LegalBasis {
    /// The ground as people see it.
    package var phrase: Phrase {
        switch self {
        case .subsidy: Phrase("Subsidie", "Subsidy")
        case .contract: Phrase("Contract", "Contract")
        case .incidental: Phrase("Incidentele subsidie", "Incidental subsidy")
        }
    }
}

extension AllocationRule {
    /// The rule as people choose it.
    package var phrase: Phrase {
        switch self {
        case .strict:
            Phrase(
                "Stop bij het eerste dossier dat niet past",
                "Stop at the first dossier that doesn't fit")
        case .skip:
            Phrase(
                "Sla over wat niet past en ga door", "Skip what doesn't fit and go on")
        case .partial:
            Phrase(
                "Bied het eerste dossier dat niet past de rest aan",
                "Offer the rest to the first dossier that doesn't fit")
        case .rolling:
            Phrase("Op volgorde van binnenkomst", "In order of arrival")
        }
    }
}

extension Aggregator {
    /// The way as people choose it.
    package var phrase: Phrase {
        switch self {
        case .mean: Phrase("Het gemiddelde", "The mean")
        case .median: Phrase("De middelste waarde (mediaan)", "The middle value (median)")
        }
    }
}

extension GateRule {
    /// The rule as people choose it.
    package var phrase: Phrase {
        switch self {
        case .majority: Phrase("Bij meerderheid", "By majority")
        case .unanimity: Phrase("Alleen als iedereen het eens is", "Only when everybody agrees")
        }
    }
}

extension ConflictScope {
    /// The scope as people choose it.
    package var phrase: Phrase {
        switch self {
        case .dossier:
            Phrase("Meedoen aan dat ene dossier", "To take part in that one dossier")
        case .round: Phrase("Meedoen aan de hele ronde", "To take part in the whole round")
        }
    }
}
