internal import Domain

/// What municipality and coalition have to talk about, and what was said; nobody else sees it.
package enum TalksPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/talks"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), let talks = desk.talks else { return nil }
        let language = visit.language
        let forms = desk.isManager ? TalkForms(desk: desk, talks: talks) : nil
        let record = forms.map { [$0.record] } ?? []
        let forecast = desk.isSettled ? [] : forms.map { [$0.forecast] } ?? []
        return desk.page(
            TalkWords.title(language), template: "talks", words: TalkWords.values(in: language),
            values: [
                "agendas": talks.agenda.map { [agenda($0, desk)] } ?? [],
                "talks": numbered(talks.talks).reversed().map { talk($0.0, from: $0.1, desk) },
                "hasTalks": !talks.talks.isEmpty,
                "record": record.map { $0.labelled(TalkWords.record(language)) },
                "forecast": forecast.map {
                    $0.labelled(TalkWords.recordForecast(language), isSubtle: true)
                },
            ], forms: record + forecast, at: Self.self)
    }

    /// Each talk with the number of its first commitment.
    private static func numbered(_ talks: [Talk]) -> [(Talk, Int)] {
        var next = 1
        return talks.map { talk in
            defer { next += talk.commitments.count }
            return (talk, next)
        }
    }

    private static func agenda(_ agenda: TalkAgenda, _ desk: InitiativeDesk) -> [String: Any] {
        let language = desk.language
        let reports = agenda.reports.compactMap { desk.periodName($0) }.map {
            "\(TalkWords.reportWaits(language)) \($0)"
        }
        let commitments = agenda.commitments.map { open in
            "\(open.number). \(open.commitment.text) – \(open.commitment.owner), "
                + "\(TalkWords.dueBefore(language)) \(desk.written.date(open.commitment.due))"
        }
        return [
            "heldBy": desk.written.date(agenda.heldBy),
            "items": agenda.signals.map { desk.text(of: $0.cause) } + reports,
            "hasItems": !agenda.signals.isEmpty || !reports.isEmpty,
            "commitments": commitments, "hasCommitments": !commitments.isEmpty,
        ]
    }

    private static func talk(
        _ talk: Talk, from first: Int, _ desk: InitiativeDesk
    ) -> [String: Any] {
        let language = desk.language
        let told = (desk.talks?.signals ?? []).filter { talk.signals.contains($0.number) }
        return [
            "heldOn": desk.written.date(talk.heldOn),
            "present": talk.present.joined(separator: ", "), "note": talk.note,
            "told": told.map { desk.text(of: $0.cause) }, "hasTold": !told.isEmpty,
            "commitments": talk.commitments.enumerated().map { index, commitment in
                "\(first + index). \(commitment.text) – \(commitment.owner), "
                    + "\(TalkWords.dueBefore(language)) \(desk.written.date(commitment.due))"
            },
            "hasCommitments": !talk.commitments.isEmpty,
            "met": talk.met.map(String.init).joined(separator: ", "), "hasMet": !talk.met.isEmpty,
        ]
    }
}

extension InitiativeDesk {
    /// The agreed period of that number as it is called.
    func periodName(_ number: Int) -> String? {
        guard let periods = agreement?.terms.periods, periods.indices.contains(number - 1) else {
            return nil
        }
        return written.period(periods[number - 1].from, periods[number - 1].to)
    }

    /// What there is to talk about, in words.
    func text(of cause: Signal.Cause) -> String {
        switch cause {
        case .lateReport(let period):
            "\(TalkWords.late(language)) \(periodName(period) ?? "\(period)")"
        case .outOfBand(let period, let indicator):
            "\(indicator.phrase[language]) \(TalkWords.outOfBand(language)) "
                + (periodName(period) ?? "\(period)")
        case .falling(let period, let indicator):
            "\(indicator.phrase[language]) \(TalkWords.falling(language)) "
                + (periodName(period) ?? "\(period)")
        case .overBudget(let year): "\(TalkWords.overBudget(language)) \(year)"
        }
    }
}

/// What the municipality records of talks and of the cost that is expected.
struct TalkForms {
    let desk: InitiativeDesk
    let talks: TalksPart

    private var language: Language { desk.language }
    private static let (presentRows, commitmentRows) = (6, 3)

    var record: Form {
        let lists = ["present", "commitments", "signals", "met"].map { ("talk.\($0):list", "") }
        var form = desk.form(
            "talk", "recordTalk", lists,
            places: [
                "heldOn": "talk.heldOn", "note": "talk.note",
                "present": "talk.present.0:optional", "owner": "talk.commitments.0.owner:optional",
                "commitments": "talk.commitments.0.text:optional",
            ])
        form.add(
            "talk.heldOn", "date", label: TalkWords.heldOn(language), needs: .date,
            says: [.datesOutOfOrder: FieldRefusalWords.talkDay.phrase])
        form.add(
            "talk.note", "area", label: TalkWords.note(language),
            description: TalkWords.noteText(language), charactersMost: Limits.talkCharactersMost,
            needs: .text(most: Limits.talkCharactersMost))
        for signal in talks.agenda?.signals ?? [] {
            form.addTick(
                "talk.signals.\(signal.number):integer",
                label: "\(TalkWords.told(language)) \(desk.text(of: signal.cause))",
                value: "\(signal.number)")
        }
        for open in talks.agenda?.commitments ?? [] {
            form.addTick(
                "talk.met.\(open.number):integer",
                label: "\(TalkWords.isMet(language)) \(open.number). \(open.commitment.text)",
                value: "\(open.number)")
        }
        addRows(to: &form)
        return form
    }

    private func addRows(to form: inout Form) {
        form.begin(TalkWords.presentTitle(language))
        let rows = max(
            Self.presentRows, desk.rowCount(stored: 0, in: "talk.present", of: "talk"))
        let names = (0..<rows).map { "talk.present.\($0):optional" }
        let name = FieldNeed.optional(.text(most: Limits.nameCharactersMost))
        for (index, field) in names.enumerated() {
            form.add(
                field, label: "\(TalkWords.name(language)) \(index + 1)",
                needs: index == 0 ? .all([.one(of: names), name]) : name)
        }
        let commitments = max(
            Self.commitmentRows, desk.rowCount(stored: 0, in: "talk.commitments", of: "talk"))
        for index in 0..<commitments {
            let row = ["text", "owner", "due"].map { "talk.commitments.\(index).\($0):optional" }
            form.begin("\(TalkWords.commitment(language)) \(index + 1)")
            form.add(
                row[0], label: TalkWords.what(language),
                needs: .row(row, .text(most: Limits.descriptionCharactersMost)),
                says: [.datesOutOfOrder: FieldRefusalWords.commitmentDay.phrase])
            form.add(
                row[1], label: TalkWords.owner(language),
                needs: .row(row, .text(most: Limits.nameCharactersMost)))
            form.add(
                row[2], "date", label: TalkWords.due(language), needs: .row(row, .date))
        }
    }

    var forecast: Form {
        var form = desk.form(
            "forecast", "recordForecast",
            places: ["year": "forecast.year:integer", "forecast": "forecast.expected:euros"])
        form.add(
            "forecast.year:integer", label: TalkWords.year(language), value: "\(desk.today.year)",
            needs: .year(1996...9999))
        form.add(
            "forecast.expected:euros", label: TalkWords.expected(language),
            says: [.alreadyExists: FieldRefusalWords.sameForecast.phrase])
        form.add("forecast.budget:euros", label: TalkWords.budget(language))
        form.add("forecast.knownOn", "date", label: TalkWords.knownOn(language), needs: .date)
        return form
    }
}

/// The words of talks.
enum TalkWords: String, Words {
    case title, privacy, agendaTitle, heldBy, nothing, noAgenda, openTitle, reportWaits, dueBefore
    case late, outOfBand, falling, overBudget, recordTitle, record, heldOn, note, noteText, told
    case isMet, presentTitle, name, commitment, what, owner, due, pastTitle, noTalks, present
    case toldTitle, met, forecastTitle, forecastText, year, expected, budget, knownOn
    case recordForecast

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Gesprekken", "Talks")
        case .privacy:
            Phrase(
                "Dit zien alleen de coalitie en wie het initiatief voor de gemeente volgt of "
                    + "controleert. De raad en het publiek zien het niet.",
                "Only the coalition and who follows or audits the initiative for the municipality "
                    + "see this. The council and the public don't.")
        case .agendaTitle: Phrase("Agenda van het volgende gesprek", "Agenda of the next talk")
        case .heldBy: Phrase("Uiterlijk op", "No later than")
        case .nothing: Phrase("Er is nu niets bijzonders te bespreken.", "Nothing particular now.")
        case .noAgenda:
            Phrase(
                "De agenda komt er zodra de afspraken zijn getekend.",
                "The agenda comes once the agreement is signed.")
        case .openTitle: Phrase("Toezeggingen die nog openstaan", "Commitments that are open")
        case .reportWaits:
            Phrase("Wacht op beoordeling: rapportage", "Waits for review: report on")
        case .dueBefore: Phrase("uiterlijk", "no later than")
        case .late: Phrase("Te late rapportage:", "Late report:")
        case .outOfBand:
            Phrase("valt buiten de afgesproken grenzen in", "is outside the agreed bounds in")
        case .falling:
            Phrase(
                "gaat twee perioden achter elkaar achteruit, tot", "falls for two periods, up to")
        case .overBudget:
            Phrase("Verwachte kosten boven de begroting van", "Expected cost above the budget of")
        case .recordTitle: Phrase("Een gesprek vastleggen", "Record a talk")
        case .record: Phrase("Gesprek vastleggen", "Record the talk")
        case .heldOn: Phrase("Gehouden op", "Held on")
        case .note: Phrase("Verslag", "Note")
        case .noteText:
            Phrase(
                "Wat is er besproken? Zet er geen namen of gegevens van cliënten in.",
                "What was talked about? No names or particulars of clients.")
        case .told: Phrase("Besproken:", "Talked about:")
        case .isMet: Phrase("Nagekomen:", "Met:")
        case .presentTitle: Phrase("Wie waren erbij", "Who were there")
        case .name: Phrase("Naam", "Name")
        case .commitment: Phrase("Toezegging", "Commitment")
        case .what: Phrase("Wat", "What")
        case .owner: Phrase("Wie", "Who")
        case .due: Phrase("Uiterlijk op", "No later than")
        case .pastTitle: Phrase("Eerdere gesprekken", "Earlier talks")
        case .noTalks: Phrase("Er is nog geen gesprek vastgelegd.", "No talk was recorded yet.")
        case .present: Phrase("Aanwezig:", "Present:")
        case .toldTitle: Phrase("Besproken:", "Talked about:")
        case .met: Phrase("Nagekomen toezeggingen:", "Commitments met:")
        case .forecastTitle: Phrase("Verwachte kosten vastleggen", "Record the expected cost")
        case .forecastText:
            Phrase(
                "Ligt de verwachting boven de begroting, dan komt dat op de agenda van het "
                    + "volgende gesprek.",
                "When more is expected than budgeted, that comes onto the agenda of the next talk.")
        case .year: Phrase("Jaar", "Year")
        case .expected: Phrase("Verwacht aan het eind van het jaar", "Expected by the year's end")
        case .budget: Phrase("Begroot", "Budget")
        case .knownOn: Phrase("Berekend met berichten tot en met", "From messages up to")
        case .recordForecast: Phrase("Prognose vastleggen", "Record the forecast")
        }
    }
}
