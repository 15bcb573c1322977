internal import Domain

/// The form by which either side proposes terms: those of before, or a first proposal to begin with.
struct AgreementForm {
    let desk: InitiativeDesk
    /// Whom the proposal comes from; nil for the municipality.
    let organisation: OrganisationID?

    private var language: Language { desk.language }
    private var stored: AgreementTerms? { desk.part?.agreements.last?.terms }

    /// The agreed indicators first; the others can be agreed on by filling them in.
    private var definitions: [IndicatorDefinition] {
        let agreed = stored?.indicators.compactMap {
            IndicatorDefinition.of($0.indicator, version: $0.definition)
        }
        let first = agreed ?? []
        return first
            + IndicatorDefinition.catalogue.filter { one in
                !first.contains { $0.indicator == one.indicator }
            }
    }

    var form: Form {
        var form = desk.form(
            "propose", "proposeAgreement", given, by: organisation, places: places)
        for (index, definition) in definitions.enumerated() { add(definition, index, to: &form) }
        for index in 0..<rowCount("periods", periods.count) { addPeriod(index, to: &form) }
        for index in 0..<rowCount("tranches", stored?.tranches.count ?? 0) {
            addTranche(index, to: &form)
        }
        addRest(to: &form)
        return form
    }

    private var given: [(name: String, value: String)] {
        let version = ("version:integer", "\(desk.part?.agreements.count ?? 0)")
        let lists = ["indicators", "periods", "tranches"].map { ("terms.\($0):list", "") }
        let fixed = definitions.enumerated().flatMap { index, definition in
            let row = "terms.indicators.\(index)"
            return [
                ("\(row).indicator:given", definition.indicator.rawValue),
                ("\(row).definition:row", "\(definition.version)"),
                ("\(row).direction:given", definition.direction.rawValue),
                ("\(row).unit:given", definition.unit.rawValue),
            ]
        }
        return [version] + lists + fixed
    }

    private var places: [String: String] {
        var places = [
            "indicators": "terms.indicators.0.baseline:number",
            "periods": "terms.periods.0.from:optional",
            "tranches": "terms.tranches.0.amount:euros", "talkMonths": "terms.talkMonths:integer",
            "unknownPeriod": "terms.tranches.0.report:integer",
        ]
        for (index, definition) in definitions.enumerated() {
            places[definition.indicator.rawValue] = "terms.indicators.\(index).target:number"
        }
        return places
    }

    private func add(_ definition: IndicatorDefinition, _ index: Int, to form: inout Form) {
        let agreed = stored?.indicators.first { $0.indicator == definition.indicator }
        let row = "terms.indicators.\(index)"
        func number(_ value: Rational?) -> String { value.map(desk.written.number) ?? "" }
        let unit = definition.unit.phrase[language]
        form.begin("\(definition.indicator.phrase[language]) (\(unit))", saysBelow: true)
        form.add(
            "\(row).baseline:number", label: AgreementWords.baseline(language),
            value: number(agreed?.baseline),
            says: [.rulesIncomplete: FieldRefusalWords.noIndicators.phrase])
        form.add(
            "\(row).target:number", label: AgreementWords.target(language),
            value: number(agreed?.target),
            says: [
                .malformed: FieldRefusalWords.values.phrase,
                .directionContradicts: FieldRefusalWords.wrongWay.phrase,
            ])
        form.add(
            "\(row).low:number", label: AgreementWords.low(language), value: number(agreed?.low))
        form.add(
            "\(row).high:number", label: AgreementWords.high(language),
            value: number(agreed?.high))
    }

    private func addPeriod(_ index: Int, to form: inout Form) {
        let period = periods.indices.contains(index) ? periods[index] : nil
        let row = "terms.periods.\(index)"
        form.begin("\(AgreementWords.period(language)) \(index + 1)", saysBelow: true)
        for (name, word, day) in [
            ("from", AgreementWords.first, period?.from), ("to", .last, period?.to),
            ("due", .due, period?.due),
        ] {
            form.add(
                "\(row).\(name):optional", "date", label: word(language),
                value: day?.description ?? "",
                says: [
                    .rulesIncomplete: FieldRefusalWords.noPeriods.phrase,
                    .malformed: FieldRefusalWords.wholePeriods.phrase,
                    .datesOutOfOrder: FieldRefusalWords.periodOrder.phrase,
                    .agreementLocked: FieldRefusalWords.periodsLocked.phrase,
                ])
        }
    }

    private func addTranche(_ index: Int, to form: inout Form) {
        let tranches = stored?.tranches ?? []
        let tranche = tranches.indices.contains(index) ? tranches[index] : nil
        let row = "terms.tranches.\(index)"
        form.begin("\(AgreementWords.tranche(language)) \(index + 1)", saysBelow: true)
        form.add(
            "\(row).amount:euros", label: AgreementWords.amount(language),
            value: tranche.map { desk.written.money($0.amount) } ?? "",
            needs: .row(["\(row).notBefore:optional", "\(row).report:integer"], .amount),
            says: [
                .agreementLocked: FieldRefusalWords.tranchesLocked.phrase,
                .aboveGrant: FieldRefusalWords.tranchesAbove.phrase,
                .amountNegative: FormFieldKind.euros.advice,
            ])
        form.add(
            "\(row).notBefore:optional", "date", label: AgreementWords.notBeforeField(language),
            value: tranche?.notBefore?.description ?? "")
        form.add(
            "\(row).report:integer", label: AgreementWords.reportField(language),
            value: tranche?.report.map(String.init) ?? "",
            says: [.unknownPeriod: FieldRefusalWords.noPeriod.phrase])
    }

    private func addRest(to form: inout Form) {
        form.begin(AgreementWords.rest(language))
        form.add(
            "terms.talkMonths:integer", label: AgreementWords.talkMonths(language),
            value: "\(stored?.monthsBetweenTalks ?? AgreementTerms.talkMonthsAdvised)",
            needs: .whole(1...Limits.talkMonthsMost))
        form.add(
            "terms.interpretationRequired:boolean", "select",
            label: AgreementWords.storyField(language),
            value: stored?.interpretationRequired == false ? "false" : "true",
            choices: [
                ("true", AgreementWords.yes(language)), ("false", AgreementWords.no(language)),
            ])
    }

    /// Those of before, or the next four quarters with three weeks to write.
    private var periods: [ReportPeriod] {
        if let stored { return stored.periods }
        let month = (desk.today.month - 1) / 3 * 3 + 1
        guard let first = CivilDate(year: desk.today.year, month: month, day: 1) else { return [] }
        return (0..<4).map { index in
            let next = first.moved(byMonths: index * 3 + 3)
            return ReportPeriod(
                from: first.moved(byMonths: index * 3), to: next.advanced(byDays: -1),
                due: next.advanced(byDays: 20))
        }
    }

    private func rowCount(_ list: String, _ count: Int) -> Int {
        desk.rowCount(stored: count, in: "terms.\(list)", of: "propose")
    }
}

extension InitiativeDesk {
    /// How many rows a form shows: those that are stored and two empty ones, or as many as were sent.
    func rowCount(stored: Int, in list: String, of form: String) -> Int {
        let typed = visit.attempt.flatMap { $0.form == form ? $0.typed : nil } ?? [:]
        let sent = typed.keys.compactMap { name -> Int? in
            guard name.hasPrefix(list + ".") else { return nil }
            return Int(name.dropFirst(list.count + 1).prefix { $0.isNumber })
        }
        return Form.rowCount(stored + 2, sent: sent)
    }
}
