import ArgumentParser
import Domain

/// What the figures are split by, and what is counted for each of the groups.
struct OutcomeDivision {
    let by: Kind
    let initiative: String?
    let started: CivilDate?
    let care: StoredCare
    /// Where clients lived, for the division by neighbourhood.
    var residences: Residences?

    /// What the figures are split by.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case total, provider, category, initiative, neighbourhood
        case halfYear = "half-year"
        case quarter, year

        /// Whether its groups are stretches of time.
        var isTime: Bool { [.year, .halfYear, .quarter].contains(self) }
        /// Whether surveys and files can say to which group they belong.
        var hasSurveys: Bool { ![.provider, .category, .neighbourhood].contains(self) }
        /// Whether all care of a client on a day is in the same group, so that its volume can be.
        var hasVolumes: Bool { ![.provider, .category].contains(self) }
    }

    /// One question, and the groups that it is asked about.
    struct Part {
        var question: OutcomeQuestion
        var cut = OutcomeCut.whole
        /// The name of the one group, when it isn't that of the cut.
        var label: String?
        /// For each group whose surveys and files are its own.
        var scopes: [Scope]
    }

    /// Whose surveys and files belong to a group: those name an initiative or a client, and neither a
    /// provider nor a product.
    enum Scope {
        case everything, none
        case initiative(String)
    }

    /// What is asked, in the order in which it is shown.
    func parts(of whole: OutcomeQuestion) -> [Part] {
        switch by {
        case .total: [part(of: whole, label: initiative ?? "totaal")] + comparison(of: whole)
        case .initiative:
            [
                Part(
                    question: whole, cut: care.byInitiative(rest: Self.rest),
                    scopes: care.cohorts.keys.sorted().map { .initiative($0) } + [.none])
            ]
        case .provider: [undivided(whole, ofThoseMeant(.byProvider(care.table)))]
        case .category: [undivided(whole, ofThoseMeant(.byCategory(care.table)))]
        case .neighbourhood:
            residences.map {
                let places = care.byNeighbourhood($0, on: whole.referenceDate)
                return [undivided(whole, ofThoseMeant(places))]
            } ?? []
        case .year: spans(of: whole, months: 12) { "\($0.year)" }
        case .halfYear: spans(of: whole, months: 6) { "\($0.year)-H\(($0.month - 1) / 6 + 1)" }
        case .quarter: spans(of: whole, months: 3) { "\($0.year)-K\(($0.month - 1) / 3 + 1)" }
        }
    }

    /// Everything, or the clients of the one initiative.
    private func part(of question: OutcomeQuestion, label: String) -> Part {
        Part(
            question: question, cut: initiative.map { care.only($0) } ?? .whole, label: label,
            scopes: [initiative.map { .initiative($0) } ?? .everything])
    }

    private func undivided(_ question: OutcomeQuestion, _ cut: OutcomeCut) -> Part {
        Part(question: question, cut: cut, scopes: cut.labels.map { _ in .none })
    }

    /// The groups of everybody, or of the clients of the one initiative.
    private func ofThoseMeant(_ cut: OutcomeCut) -> OutcomeCut {
        initiative.map { care.cut(cut, toThoseOf: $0) } ?? cut
    }

    /// What an initiative is compared with: its partners in the twelve months before, and others.
    private func comparison(of whole: OutcomeQuestion) -> [Part] {
        guard let initiative, let started else { return [] }
        let before = OutcomeQuestion.baseline(
            before: started, referenceDate: whole.referenceDate, knownOn: whole.knownOn,
            definition: whole.definition)
        return [
            undivided(
                before, care.partners(of: initiative, label: "partners, het jaar ervoor")),
            undivided(whole, care.rest(of: initiative, label: Self.rest)),
        ]
    }

    private static let rest = "rest van de gemeente, zelfde categorieën"

    /// The question of each stretch of the calendar in which there is care.
    private func spans(
        of whole: OutcomeQuestion, months: Int, label: (CivilDate) -> String
    ) -> [Part] {
        guard let earliest = care.table.begins.min() else { return [] }
        let begin = max(whole.first, CivilDate(dayNumber: Int(earliest)))
        var parts: [Part] = []
        let month = (begin.month - 1) / months * months + 1
        var first = CivilDate(year: begin.year, month: month, day: 1)
        while let start = first, start <= whole.last {
            let next = start.moved(byMonths: months)
            let question = OutcomeQuestion(
                from: max(start, whole.first),
                to: min(CivilDate(dayNumber: next.dayNumber - 1), whole.last),
                referenceDate: whole.referenceDate, knownOn: whole.knownOn,
                definition: whole.definition)
            parts.append(part(of: question, label: label(start)))
            first = next
        }
        return parts
    }
}

extension StoredMeasurements {
    /// What instruments, surveys and files gave for each group of a part.
    func counts(of part: OutcomeDivision.Part, in care: StoredCare) -> [InstrumentCounts] {
        let tallies = care.table.instrumentTallies(part.question, cut: part.cut) {
            clients[care.persons[$0]]
        }
        return zip(tallies, part.scopes).map { tally, scope in
            var counts = InstrumentCounts()
            counts.tally = tally
            counts.kinds = kinds
            let days = part.question.first...part.question.last
            switch scope {
            case .none: break
            case .everything:
                counts.answers = answers.filter { days.contains($0.askedOn) }
                counts.reopenedCases = reopened(files(), days)
            case .initiative(let name):
                counts.answers = answers.filter {
                    $0.initiative == name && days.contains($0.askedOn)
                }
                let members = care.cohorts[name] ?? []
                counts.reopenedCases = reopened(files(of: members.contains), days)
            }
            return counts
        }
    }

    /// The groups of a report, with who isn't in any of them.
    func groups(
        _ counts: [InstrumentCounts], in care: StoredCare
    ) -> OutcomeReport.MeasuredGroups {
        OutcomeReport.MeasuredGroups(
            groups: counts, withoutCare: everybody.subtracting(care.persons).count)
    }

    /// What was taken in and names no group of such a division.
    func notDivided(by kind: OutcomeDivision.Kind) -> Set<OutcomeReport.UndividedFigure> {
        guard !kind.hasSurveys else { return [] }
        var figures: Set<OutcomeReport.UndividedFigure> = []
        if kinds.contains(.clientSatisfaction) { figures.insert(.clientSatisfaction) }
        if kinds.contains(.stakeholderSatisfaction) { figures.insert(.stakeholderSatisfaction) }
        if kinds.contains(.reopenedCases) { figures.insert(.reopenedCases) }
        return figures
    }

    private func reopened(_ files: [CaseFile], _ days: ClosedRange<CivilDate>) -> Proportion? {
        guard kinds.contains(.reopenedCases) else { return nil }
        return CaseFile.reopened(files, from: days.lowerBound, to: days.upperBound)
    }
}
