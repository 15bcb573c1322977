import Domain
import Engine
import Intake

/// What instruments, surveys and files gave, as it stands in a care store.
///
/// A measurement that was given again for the same day counts as it was given last, and so does a file
/// that was opened on the same day. Of the surveys that are known by their sender and period the file
/// that came last counts.
struct StoredMeasurements {
    private(set) var clients: [Pseudonym: MeasuredClient] = [:]
    private(set) var answers: [SurveyAnswer] = []
    private var delivered: [DeliveredAnswer] = []
    /// Which of the instruments were taken in.
    private(set) var kinds: Set<CareTable.Kind> = []
    private var caseFiles: [CaseKey: CaseFile] = [:]

    private struct CaseKey: Hashable {
        let client: Pseudonym
        let openedOn: CivilDate
    }

    init(in store: any CareStore) async throws {
        for kind in Self.instruments {
            for row in try await store.allRows(of: kind) {
                kinds.insert(kind)
                guard add(row, kind) else {
                    throw CommandFailure(
                        CareFailure.store(
                            .damaged("a row of \(kind.rawValue) isn't what was taken in")))
                }
            }
        }
        answers = DeliveredAnswer.standing(delivered)
    }

    private static let instruments: [CareTable.Kind] = [
        .selfSufficiency, .participation, .goals, .clientSatisfaction, .stakeholderSatisfaction,
        .reopenedCases,
    ]

    /// Everybody of whom something was measured or who has a file.
    var everybody: Set<Pseudonym> { Set(clients.keys).union(caseFiles.keys.map(\.client)) }

    /// The files of those clients; of all without a choice.
    func files(of isMeant: ((Pseudonym) -> Bool)? = nil) -> [CaseFile] {
        caseFiles.values.filter { isMeant?($0.client) ?? true }
    }

    /// Adds a row in the columns of `TableSchema`; false when it isn't one.
    private mutating func add(_ row: NumberedRow, _ kind: CareTable.Kind) -> Bool {
        let values = row.values
        switch kind {
        case .clientSatisfaction where values.count >= 5: return addClientAnswer(row)
        case .stakeholderSatisfaction where values.count >= 4: return addStakeholderAnswer(row)
        default: break
        }
        guard let client = row.client else { return false }
        switch kind {
        case .selfSufficiency where values.count > 3: return addScores(values, of: client)
        case .participation where values.count == 3: return addRung(values, of: client)
        case .goals where values.count == 6: return addGoal(values, of: client)
        case .reopenedCases where values.count == 3: return addFile(values, of: client)
        default: return false
        }
    }

    /// Meetdatum, Moment, Versie and a score for each domain of life in the order of `LifeDomain`.
    private mutating func addScores(_ values: [String], of client: Pseudonym) -> Bool {
        let domains = SelfSufficiency.LifeDomain.allCases
        guard let day = CivilDate(values[0]),
            let edition = SelfSufficiency.Edition(rawValue: values[2]),
            values.count == 3 + domains.count
        else { return false }
        let scores = zip(domains, values[3...]).compactMap { domain, text in
            Int(text).map { (domain, $0) }
        }
        guard
            let value = SelfSufficiency(
                edition: edition, scores: Dictionary(uniqueKeysWithValues: scores))
        else { return false }
        clients[client, default: .init()].selfSufficiency.append(.init(on: day, value))
        return true
    }

    /// Meetdatum, Moment, Trede.
    private mutating func addRung(_ values: [String], of client: Pseudonym) -> Bool {
        guard let day = CivilDate(values[0]),
            let rung = Int(values[2]).flatMap({ ParticipationRung($0) })
        else { return false }
        clients[client, default: .init()].participation.append(.init(on: day, rung))
        return true
    }

    /// Doel, Meetdatum, Schaal, Beginniveau, Score, Weging.
    private mutating func addGoal(_ values: [String], of client: Pseudonym) -> Bool {
        guard let number = Int(values[0]), let day = CivilDate(values[1]),
            let scale = GoalAttainment.Scale(inTable: values[2]), let score = Int(values[4]),
            let goal = GoalAttainment(
                scale: scale, baseline: Int(values[3]), score: score, weight: Int(values[5]) ?? 1)
        else { return false }
        clients[client, default: .init()].goals[number, default: []].append(.init(on: day, goal))
        return true
    }

    /// Begindatum, Einddatum, HeropendOp.
    private mutating func addFile(_ values: [String], of client: Pseudonym) -> Bool {
        guard let day = CivilDate(values[0]) else { return false }
        caseFiles[CaseKey(client: client, openedOn: day)] = CaseFile(
            client: client, openedOn: day, reopenedOn: CivilDate(values[2]))
        return true
    }

    /// DatumAfname, Initiatief, Informant, Rapportcijfer, ZonderHulpVerder, and the survey.
    private mutating func addClientAnswer(_ row: NumberedRow) -> Bool {
        let values = row.values
        guard let day = CivilDate(values[0]) else { return false }
        let answer = SurveyAnswer(
            informant: values[2] == "ouder" ? .parent : .client, initiative: values[1],
            askedOn: day, mark: Int(values[3]),
            furtherHelp: UInt8(values[4]).flatMap { FurtherHelp(rawValue: $0) })
        return add(answer, of: .clients, values[5...], row.table)
    }

    /// DatumAfname, Initiatief, SoortOrganisatie, Rapportcijfer, and the survey.
    private mutating func addStakeholderAnswer(_ row: NumberedRow) -> Bool {
        let values = row.values
        guard let day = CivilDate(values[0]) else { return false }
        let answer = SurveyAnswer(
            informant: .stakeholder, initiative: values[1], askedOn: day, mark: Int(values[3]))
        return add(answer, of: .stakeholders, values[4...], row.table)
    }

    /// Of the survey's columns, Afzender and Periode, tables of earlier releases have none.
    private mutating func add(
        _ answer: SurveyAnswer, of instrument: DeliveredAnswer.Instrument,
        _ survey: ArraySlice<String>, _ table: Int
    ) -> Bool {
        guard survey.isEmpty || survey.count == 2 else { return false }
        let (sender, period) = (survey.first ?? "", survey.last ?? "")
        delivered.append(
            DeliveredAnswer(
                answer: answer, table: table,
                survey: period.isEmpty
                    ? nil : .init(instrument: instrument, sender: sender, period: period)))
        return true
    }
}

extension CareStore {
    /// What others computed, by the tables of Reeks, Periode, Gebied, Waarde, Eenheid and Bron.
    func contextFigures() async throws(CareFailure) -> [ContextFigure] {
        let figures = try await allRows(of: .contextSeries).filter { $0.values.count == 6 }.map {
            ContextFigure(
                series: $0.values[0], period: $0.values[1], area: $0.values[2],
                value: $0.values[3], unit: $0.values[4], source: $0.values[5])
        }
        return ContextFigure.newest(of: figures)
    }

    /// Every row of the tables of one kind, in the order in which they came.
    func allRows(of kind: CareTable.Kind) async throws(CareFailure) -> [NumberedRow] {
        var all: [NumberedRow] = []
        while true {
            let rows = try await rows(of: kind, after: all.last?.number ?? 0, limit: 1_000)
            all += rows
            if rows.count < 1_000 { return all }
        }
    }
}
