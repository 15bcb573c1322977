internal import Domain

/// The robustness report in plain words: what else would have come out, and for whom it matters (F9).
///
/// Who decides sees that an outcome is uncertain, not what the order would be without one member.
struct RankingCertainty {
    let desk: RoundDesk

    init(_ desk: RoundDesk) { self.desk = desk }

    private var language: Language { desk.language }

    var values: [String: Any] {
        let (boundary, agreements): ([DossierNumber], [Agreement])
        var lines: [String] = []
        var rows: [[String: Any]] = []
        switch desk.part(.robustness) {
        case .robustness(let report):
            boundary = report.boundary
            agreements = [report.agreementFirst, report.agreementLast]
            rows = report.variants.map(row)
        case .uncertainty(let report):
            boundary = report.boundary
            agreements = [report.agreementFirst, report.agreementLast]
            lines = [withoutOne(report)]
        default: return ["hasReport": false]
        }
        let cases = boundary.map(boundaryCase)
        return [
            "hasReport": true, "cases": cases, "hasCases": !cases.isEmpty, "lines": lines,
            "variants": rows, "hasVariants": !rows.isEmpty,
            "agreement": agreement(agreements[0], agreements[1]), "lots": lots,
        ]
    }

    /// What the lottery decided, which no rerun of the scores shows.
    private var lots: [String] {
        guard let ranking = RankingPage.ranking(desk) else { return [] }
        guard case .allocation(let allocation) = desk.part(.allocation) else {
            return RankingLots(ranking, language).lines(nil)
        }
        let lines = RankingLots(ranking, language).lines(allocation)
        return lines.isEmpty ? [] : lines + [RankingWords.sameLots(language)]
    }

    /// What makes the dossier a boundary case, as far as this person may know it.
    private func boundaryCase(_ number: DossierNumber) -> String {
        guard case .robustness(let report) = desk.part(.robustness) else {
            return "\(desk.title(of: number)): \(RankingWords.hangs(language))"
        }
        let kinds = report.variants.filter { $0.changed.contains(number) }.map { name($0.kind) }
        return "\(desk.title(of: number)): \(RankingWords.differs(language)) "
            + "\(kinds.joined(separator: "; "))."
    }

    private func row(_ variant: Robustness.Variant) -> [String: Any] {
        guard variant.estimable else {
            let unknown = RankingWords.notEstimable(language)
            return ["method": name(variant.kind), "funded": unknown, "changed": "–"]
        }
        let funded = variant.funded.isEmpty ? RankingWords.nobody(language) : list(variant.funded)
        var changed = variant.changed.isEmpty ? RankingWords.same(language) : list(variant.changed)
        if let tied = variant.tied {
            changed += " (\(RankingWords.tied(language)): \(list(tied)))"
        }
        return ["method": name(variant.kind), "funded": funded, "changed": changed]
    }

    private func list(_ numbers: [DossierNumber]) -> String { desk.list(numbers) }

    private func name(_ kind: Robustness.Kind) -> String {
        switch kind {
        case .without(let member):
            "\(RankingWords.without(language)) \(desk.name(of: member))"
        case .aggregator(let other):
            (other == .mean ? RankingWords.mean : .median)(language)
        case .recusalsCorrected: RankingWords.recusals(language)
        }
    }

    private func withoutOne(_ report: UncertaintyPart) -> String {
        language == .dutch
            ? "Telt steeds één lid niet mee, dan krijgt in \(report.withoutOneChanged) van de "
                + "\(report.withoutOneRuns) keer een ander dossier geld."
            : "With one member left out each time, another dossier is funded in "
                + "\(report.withoutOneChanged) of \(report.withoutOneRuns) cases."
    }

    /// How far the members agreed before and after the discussion.
    private func agreement(_ first: Agreement, _ last: Agreement) -> String {
        guard let before = first.alpha, let after = last.alpha else {
            return RankingWords.noAgreement(language)
        }
        let (from, to) = (desk.written.decimal(before, 2), desk.written.decimal(after, 2))
        return language == .dutch
            ? "Hoe eens de leden het waren (alfa van Krippendorff): \(from) bij de eerste stemming "
                + "en \(to) bij de scores die tellen, over \(last.values) scores. 1 is helemaal "
                + "eens, 0 is niet meer dan toeval. Bij zo weinig leden zegt dit getal niet veel."
            : "How far the members agreed (Krippendorff’s alpha): \(from) in the first vote and "
                + "\(to) in the scores that count, over \(last.values) scores. 1 is full "
                + "agreement, 0 no more than chance. With so few members it doesn’t say much."
    }
}
