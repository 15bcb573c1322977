package import Domain

/// Tells in Dutch what a year will have cost by its end, on what that rests and how sure it is.
package struct DutchForecast: Sendable {
    package init() {}

    /// The same text for the same report.
    package func text(of report: ForecastReport) -> String {
        let lines = report.lines.map(category)
        return ([head(report)] + lines + [total(report), method]).joined(separator: "\n\n") + "\n"
    }

    private func head(_ report: ForecastReport) -> String {
        let months = report.months == 1 ? "1 hele maand" : "\(report.months) hele maanden"
        return """
            Prognose tot en met \(DutchNumbers.date(report.until)), nog \(months)
            Peildatum \(DutchNumbers.date(report.referenceDate)); met alles wat tot en met \
            \(DutchNumbers.date(report.knownOn)) binnen was.
            Instroom en uitstroom zijn die van na \(DutchNumbers.date(report.seenAfter)) \
            (\(report.seenMonths) maanden).
            """ + leftOver(report)
    }

    /// The days behind the last whole month; from one last day of a month to another there are none.
    private func leftOver(_ report: ForecastReport) -> String {
        let day = report.referenceDate
        let next = report.until.advanced(byDays: 1)
        if day.advanced(byDays: 1).day == 1, next.day == 1 { return "" }
        let last = day.moved(byMonths: report.months)
        let days = report.until.dayNumber - last.dayNumber
        if days == 0 { return "" }
        let words = days == 1 ? "De laatste dag telt" : "De laatste \(days) dagen tellen"
        return "\n\(words) niet mee: er wordt met hele maanden gerekend."
    }

    private func category(_ line: ForecastReport.Line) -> String {
        let clients = line.stock == 1 ? "1 cliënt" : "\(line.stock) cliënten"
        let outflow = line.monthlyOutflow.replacing(".", with: ",")
        return """
            categorie \(line.category)
            \(row("In zorg", "\(clients), \(DutchNumbers.money(line.price)) per maand"))
            \(row("Instroom", "\(line.inflow)"))
            \(row("Uitstroom", "\(line.outflow), dus \(outflow) % per maand"))
            \(row("Nog te verwachten", euros(line.expected)))
            """
    }

    private func total(_ report: ForecastReport) -> String {
        let margin = "95 %: \(euros(report.low)) tot \(euros(report.high))"
        let difference = Cents(abs(report.expected.value - report.budget.value))
        let side = report.isAboveBudget ? "boven" : "onder"
        let isInside = (report.low...report.high).contains(report.budget)
        var lines = [
            "alles samen", row("Al uitgegeven", euros(report.spent)),
            row("Verwacht", "\(euros(report.expected)) (\(margin))"),
            row("Begroot", euros(report.budget)),
            difference == .zero
                ? "  De verwachting is gelijk aan de begroting."
                : "  De verwachting ligt \(euros(difference)) \(side) de begroting; de begroting ligt "
                    + "\(isInside ? "binnen" : "buiten") de marge.",
        ]
        if !report.unpriced.isEmpty {
            let names = report.unpriced.sorted { $0.key < $1.key }.map { category, clients in
                "\(category.isEmpty ? "geen categorie" : "categorie \(category)") (\(clients))"
            }
            lines.append("  Zonder prijs, dus in geen bedrag: \(DutchNumbers.list(names)).")
        }
        return lines.joined(separator: "\n")
    }

    private var method: String {
        """
        Hoe dit is berekend: wie in zorg is kost een maand, en gaat met een vaste kans per maand \
        weg; wie nieuw komt, komt gemiddeld halverwege een maand, in toevallige aantallen. De marge \
        is die van het toeval alleen: hoe zeker instroom en uitstroom zelf bekend zijn zit er niet \
        in. Bron: D. Bartholomew en A. Forbes, Statistical Techniques for Manpower Planning (1979), \
        hoofdstuk 3 en 4.
        """
    }

    /// In whole euros, half up: cents would say more than a forecast knows.
    private func euros(_ amount: Cents) -> String {
        DutchNumbers.money(Cents((amount.value + 50) / 100 * 100))
    }

    private func row(_ name: String, _ value: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 20 - name.count)) + value
    }
}
