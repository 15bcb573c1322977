/// The words of figures.
enum FigureWords: String, Words {
    case reported, notAdopted, notReported, until, messages, immature, notYet, from, tooFew, nobody
    case point, bar, broken, whole
    case hidden, below, above, or, newest, met, notMet, way, reached, behind, baseline, target,
        chart, differ

    var phrase: Phrase {
        switch self {
        case .reported: Phrase("rapportage", "report")
        case .notAdopted:
            Phrase("rapportage, nog niet vastgesteld", "report, not adopted yet")
        case .notReported: Phrase("niet gemeld", "not reported")
        case .until: Phrase("t/m", "up to")
        case .messages: Phrase("berichten, bekend op", "messages, known on")
        case .immature: Phrase("nog niet meetbaar", "not yet measurable")
        case .notYet: Phrase("nog niet", "not yet")
        case .from: Phrase("eerste cijfers vanaf", "first figures from")
        case .tooFew: Phrase("aantal te klein om te tonen", "number too small to show")
        case .nobody: Phrase("nog geen cliënten", "no clients yet")
        case .point: Phrase("Punt: het cijfer.", "Dot: the figure.")
        case .bar: Phrase("Streep met eindjes: de marge.", "Bar with ends: the margin.")
        case .broken: Phrase("Stippellijn: de nulmeting.", "Broken line: the baseline.")
        case .whole: Phrase("Doorgetrokken lijn: het doel.", "Whole line: the target.")
        case .hidden: Phrase("wordt niet getoond", "not shown")
        case .below: Phrase("onder", "below")
        case .above: Phrase("boven", "above")
        case .or: Phrase("of", "or")
        case .newest: Phrase("Nieuwste cijfer:", "Newest figure:")
        case .met: Phrase("De afspraak wordt gehaald.", "The agreement is kept.")
        case .notMet:
            Phrase("De afspraak wordt nog niet gehaald.", "The agreement is not kept yet.")
        case .way:
            Phrase(
                "Dat is % van de weg van nulmeting naar doel.",
                "That is % of the way from baseline to target.")
        case .reached: Phrase("Dat is op of voorbij het doel.", "That is at the target or past it.")
        case .behind:
            Phrase(
                "Dat is verder van het doel dan de nulmeting.",
                "That is further from the target than the baseline.")
        case .differ:
            Phrase(
                "De coalitie rapporteert %1 (%2). De berichten geven %3 (%4). Beide kunnen "
                    + "kloppen: ze gaan niet altijd over dezelfde cliënten en dezelfde tijd. "
                    + "Bespreek het verschil.",
                "The coalition reports %1 (%2). The messages give %3 (%4). Both can be right: "
                    + "they aren’t always about the same clients and the same time. Talk about "
                    + "the difference.")
        case .baseline: Phrase("nulmeting", "baseline")
        case .target: Phrase("doel", "target")
        case .chart:
            Phrase(
                "de cijfers met hun marge, de nulmeting en het doel. Alles staat in de tabel "
                    + "hieronder.",
                "the figures with their margin, the baseline and the target. All of it is in the "
                    + "table below.")
        }
    }
}
