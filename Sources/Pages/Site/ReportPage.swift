internal import Domain

/// One report: written by the coalition, and reviewed by the municipality.
package enum ReportPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/reports/{period}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), let part = desk.part,
            let terms = desk.agreement?.terms,
            let number = visit.names["period"].flatMap({ Int($0) }), number > 0,
            terms.periods.indices.contains(number - 1)
        else { return nil }
        let language = visit.language
        let period = terms.periods[number - 1]
        let report = part.reports.first { $0.period == number }?.report
        let forms = Forms(desk: desk, number: number, period: period, report: report)
        let isOpen = !forms.write.isEmpty
        let name = visit.written.period(period.from, period.to)
        return desk.page(
            "\(ReportWords.title(language)) \(name)", template: "report",
            words: ReportWords.values(in: language),
            values: [
                "state": (report?.state.phrase ?? ReportWords.notWritten.phrase)[language],
                "due": visit.written.date(period.due), "isOpen": isOpen,
                "reasons": report?.state == .returned ? [report?.reasons ?? ""] : [],
                "write": forms.write.map { $0.labelled(ReportWords.save(language)) },
                "handIn": forms.handIn.map { $0.labelled(ReportWords.handIn(language)) },
                "waits": isOpen && desk.leads && desk.today <= period.to,
                "lastDay": visit.written.date(period.to),
                "adopt": forms.adopt.map { $0.labelled(ReportWords.adopt(language)) },
                "giveBack": forms.giveBack.map {
                    $0.labelled(ReportWords.returnButton(language), isSubtle: true)
                },
                "figures": isOpen ? [] : (report?.figures ?? []).map { row($0, terms, desk) },
                "isWritten": report != nil,
            ], forms: forms.write + forms.handIn + forms.adopt + forms.giveBack, at: Self.self)
    }

    private static func row(
        _ figure: ReportedFigure, _ terms: AgreementTerms, _ desk: InitiativeDesk
    ) -> [String: Any] {
        let unit = terms.indicators.first { $0.indicator == figure.indicator }?.unit
        func written(_ value: Rational?) -> String? {
            value.map { value in
                unit.map { desk.written.value(value, $0) } ?? desk.written.number(value)
            }
        }
        let interval = written(figure.low).flatMap { low in
            written(figure.high).map { "\(low) – \($0)" }
        }
        return [
            "name": figure.indicator.phrase[desk.language],
            "value": written(figure.value) ?? ReportWords.none(desk.language),
            "clients": figure.n.map(String.init) ?? "–", "interval": interval ?? "–",
            "story": figure.interpretation,
        ]
    }

    /// What can be done with a report, by who looks at it.
    private struct Forms {
        let desk: InitiativeDesk
        let number: Int
        let period: ReportPeriod
        let report: Report?

        private var language: Language { desk.language }
        private var organisation: OrganisationID? { desk.partner?.organisation.id }
        private var isOpen: Bool {
            desk.isRunning
                && (report == nil || report?.state == .draft || report?.state == .returned)
        }

        private func form(
            _ name: String, _ method: String, _ given: [(name: String, value: String)],
            by organisation: OrganisationID? = nil, places: [String: String] = [:]
        ) -> Form {
            desk.form(
                name, method, [("period:integer", "\(number)")] + given, by: organisation,
                places: places)
        }

        var write: [Form] {
            guard isOpen, desk.mayWrite, let terms = desk.agreement?.terms else { return [] }
            let indicators = terms.indicators
            let fixed = indicators.enumerated().map { index, agreed in
                ("figures.\(index).indicator", agreed.indicator.rawValue)
            }
            let places = indicators.enumerated().reduce(into: [String: String]()) {
                $0[$1.element.indicator.rawValue] = "figures.\($1.offset).value:number"
            }
            var form = form(
                "report", "saveReport",
                [("version:integer", "\(report?.version ?? 0)")] + fixed, by: organisation,
                places: places)
            for (index, agreed) in indicators.enumerated() { add(agreed, index, to: &form) }
            return [form]
        }

        private func add(_ agreed: AgreedIndicator, _ index: Int, to form: inout Form) {
            let figure = report?.figures.first { $0.indicator == agreed.indicator }
            let row = "figures.\(index)"
            func number(_ value: Rational?) -> String { value.map(desk.written.number) ?? "" }
            form.begin("\(agreed.indicator.phrase[language]) (\(agreed.unit.phrase[language]))")
            form.add(
                "\(row).value:number", label: ReportWords.value(language),
                value: number(figure?.value))
            form.add(
                "\(row).n:integer", label: ReportWords.clients(language),
                value: figure?.n.map(String.init) ?? "")
            form.add(
                "\(row).low:number", label: ReportWords.low(language), value: number(figure?.low))
            form.add(
                "\(row).high:number", label: ReportWords.high(language),
                value: number(figure?.high))
            form.add(
                "\(row).interpretation", "area", label: ReportWords.story(language),
                value: figure?.interpretation ?? "",
                charactersMost: Limits.interpretationCharactersMost)
        }

        var handIn: [Form] {
            guard isOpen, desk.leads, let report, period.to < desk.today else { return [] }
            return [
                form(
                    "hand-in", "handInReport",
                    [
                        ("version:integer", "\(report.version)"),
                        ("content", report.fingerprint.description),
                    ], by: organisation)
            ]
        }

        private var isReviewable: Bool {
            desk.isManager && report?.state == .handedIn && !desk.isSettled
        }

        var adopt: [Form] {
            guard isReviewable, let report else { return [] }
            return [form("adopt", "adoptReport", [("content", report.fingerprint.description)])]
        }

        var giveBack: [Form] {
            guard isReviewable else { return [] }
            var form = form("return", "returnReport", [])
            form.add(
                "reasons", "area", label: ReportWords.returnReasons(language),
                charactersMost: Limits.reasonCharactersMost)
            return [form]
        }
    }
}
