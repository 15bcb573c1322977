package import Domain

/// Tells in Dutch what the outcomes are: a heading that says what they depend on, and for each group
/// its figures, with a line that shows each rate with its interval between 0 and 100.
///
/// Every rate has its numbers beside it; what can't be said yet is told with the day from which it
/// can, and what is too small to show is said to be so.
package struct DutchOutcomes: Sendable {
    package init() {}

    /// The same text for the same report.
    package func text(of report: OutcomeReport) -> String {
        let groups = report.groups.map { group in
            ([PlainText.line(group.label)]
                + (days(of: group, in: report) + lines(of: group)).map { "  \($0)" })
                .joined(separator: "\n")
        }
        let others = report.context.map { [context($0)] } ?? []
        return ([head(report)] + groups + others).joined(separator: "\n\n") + "\n"
    }

    private func head(_ report: OutcomeReport) -> String {
        let days =
            report.from.map { "van \(DutchNumbers.date($0)) tot en met " } ?? "tot en met "
        let definition = report.definition
        return """
            Uitkomsten \(days)\(DutchNumbers.date(report.to))
            Peildatum \(DutchNumbers.date(report.referenceDate)); met alles wat tot en met \
            \(DutchNumbers.date(report.knownOn)) binnen was.
            Duurzame uitstroom: binnen \(horizon(definition.horizon)) (\(definition.horizon)) niet \
            terug in zorg\(scope(definition.returnScope)).
            Definitie \(definition.version); berichten mogen \(definition.lagDays) dagen later \
            komen; niet meegeteld: categorie \
            \(DutchNumbers.list(definition.excludedCategories)).
            """ + (report.forPublication ? "\n" + Self.rounding : "") + instrumentHead(report)
    }

    private static let rounding =
        "Voor publicatie: aantallen zijn afgerond op vijftallen; percentages en marges zijn met die "
        + "aantallen berekend. Zet deze tabel niet naast een andere over dezelfde dagen: door die van "
        + "elkaar af te trekken is soms te zien wat hier niet staat."

    /// The group's own days, when they aren't those of the report.
    private func days(of group: OutcomeReport.Group, in report: OutcomeReport) -> [String] {
        if group.from == report.from, group.to == report.to { return [] }
        let begin = group.from.map { "\(DutchNumbers.date($0)) " } ?? ""
        return [row("Periode", "\(begin)tot en met \(DutchNumbers.date(group.to))")]
    }

    private func horizon(_ text: String) -> String {
        let count = text.dropFirst().dropLast()
        switch (text.last, count) {
        case ("M", "1"): return "een maand"
        case ("M", _): return "\(count) maanden"
        default: return "\(count) dagen"
        }
    }

    private func scope(_ scope: String) -> String {
        switch scope {
        case "coalition": " bij de coalitie"
        case "bothDomains": ", ook niet onder de andere wet"
        default: " onder dezelfde wet"
        }
    }

    private func lines(of group: OutcomeReport.Group) -> [String] {
        var lines = [
            row("In zorg op de peildatum", count(group.stock)),
            row("Instroom", count(group.inflow)),
        ]
        if let rate = group.inflowPerThousand {
            lines.append(row("  per 1.000 inwoners", rate.replacing(".", with: ",")))
        }
        lines += [
            row("Uitstroom", count(group.outflow)),
            row("Duurzame uitstroom", share(group.sustainedOutflow)),
        ]
        lines += leftOut(of: group)
        lines += [
            row("Uitval, door één kant", share(group.strictDropout)),
            row("Uitval, ook in overleg", share(group.broadDropout)),
            row("Afgeschaald", share(group.stepDown)), row("Opgeschaald", share(group.stepUp)),
        ]
        lines += group.volume.map(volume) ?? []
        lines += group.handovers.map(handovers) ?? []
        lines += [
            row("Heropend", share(group.reopened)),
            row("Doorlooptijd", days(group.grossDays)),
            row("  waarvan geleverd", days(group.netDays)),
        ]
        if let median = group.medianDaysWithRunning {
            lines.append(row("  mediaan met lopende zorg", "\(median) dagen"))
        }
        lines.append(row("Wachttijd", days(group.waitingDays)))
        return lines + conservation(group) + (group.instruments.map(measured) ?? [])
    }

    private func leftOut(of group: OutcomeReport.Group) -> [String] {
        var lines: [String] = []
        if let detail = group.detail {
            if detail.immature > 0 {
                lines.append(row("  nog niet meetbaar", "\(detail.immature)"))
            }
            let excluded = detail.excluded.sorted { $0.key < $1.key }.map { name, count in
                "\(dutch(name)) \(count)"
            }
            if !excluded.isEmpty {
                lines.append(row("  telt niet mee", excluded.joined(separator: ", ")))
            }
            if detail.leftWithinHorizon > 0 {
                lines.append(row("  overleden of verhuisd", "\(detail.leftWithinHorizon)"))
            }
            if detail.timeToReturn.total ?? 0 > 0 {
                lines.append(row("  terugkeer (Kaplan-Meier)", share(detail.timeToReturn)))
            }
        }
        if let day = group.firstMature {
            lines.append(row("  volgende cijfers vanaf", DutchNumbers.date(day)))
        }
        return lines
    }

    private func conservation(_ group: OutcomeReport.Group) -> [String] {
        guard let detail = group.detail else { return [] }
        let sum =
            "\(detail.stockBefore) + \(detail.begins) begonnen - \(detail.ends) geëindigd"
            + " = \(detail.stockAfter)"
        return [row("Zorgepisodes", sum)]
    }

    func count(_ count: OutcomeReport.Count) -> String {
        guard let persons = count.persons else { return Self.hidden }
        return persons == 1 ? "1 cliënt" : "\(persons) cliënten"
    }

    func share(_ share: OutcomeReport.Share) -> String {
        if share.hidden { return Self.hidden }
        guard let count = share.count, let total = share.total, let percentage = share.percentage,
            let low = share.low, let high = share.high
        else { return "nog geen" }
        let numbers =
            "\(padded("\(comma(percentage)) %", 8)) \(line(percentage, low, high))"
        return "\(numbers) \(count) van \(total) (\(comma(low))-\(comma(high)))"
    }

    static let hidden = "aantal te klein om te tonen"

    /// The rate and its interval on a line from 0 to 100: `····──●──··········`.
    private func line(_ percentage: String, _ low: String, _ high: String) -> String {
        func place(_ text: String) -> Int {
            let whole = Int(text.split(separator: ".")[0]) ?? 0
            return min(max(whole, 0), 100) * (Self.columns - 1) / 100
        }
        var marks = Array(repeating: Character("·"), count: Self.columns)
        let (begin, end) = (place(low), place(high))
        for index in min(begin, end)...max(begin, end) { marks[index] = "─" }
        marks[place(percentage)] = "●"
        return String(marks)
    }

    private static let columns = 21

    private func days(_ days: OutcomeReport.Days) -> String {
        guard let median = days.median, let low = days.lowerQuartile,
            let high = days.upperQuartile, let mean = days.mean
        else { return "nog geen" }
        return "mediaan \(decimal(median)) dagen (\(decimal(low))-\(decimal(high))), "
            + "gemiddeld \(decimal(mean)), n = \(days.count)"
    }

    private func decimal(_ value: Rational) -> String {
        DutchNumbers.decimal(value, decimals: value.isWhole ? 0 : 1)
    }

    func comma(_ text: String) -> String { text.replacing(".", with: ",") }

    func row(_ name: String, _ value: String) -> String { padded(name, 28) + value }

    func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private func dutch(_ endClass: String) -> String {
        switch endClass {
        case "asPlanned": "volgens plan"
        case "earlyByAgreement": "voortijdig in overleg"
        case "leftByClient": "door de cliënt"
        case "leftByProvider": "door de aanbieder"
        case "changedProvider": "andere aanbieder"
        case "administrative": "administratief"
        case "otherDomain": "ander domein"
        case "external": "omstandigheden van buiten"
        case "moved": "verhuisd"
        case "deceased": "overleden"
        default: endClass
        }
    }
}
