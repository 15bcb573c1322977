/// Makes the figures of groups side by side, as they are or as they may be published.
struct InstrumentFigures {
    let counts: [InstrumentCounts]
    let labels: [String]
    let forPublication: Bool

    /// One for each group.
    var all: [OutcomeReport.Instruments] {
        var all = counts.map { _ in OutcomeReport.Instruments() }
        for (index, figures) in selfSufficiency.enumerated() {
            all[index].selfSufficiency = has(.selfSufficiency, index) ? figures : nil
        }
        for (index, figures) in participation.enumerated() {
            all[index].participation = has(.participation, index) ? figures : nil
        }
        for (index, figures) in goals.enumerated() {
            all[index].goals = has(.goals, index) ? figures : nil
        }
        for informant in Informant.allCases {
            for (index, figures) in satisfaction(of: informant).enumerated() {
                guard let figures else { continue }
                all[index].satisfaction = (all[index].satisfaction ?? []) + [figures]
            }
        }
        let nothing = Proportion(0, of: 0)
        for (index, share) in shares(counts.map { $0.reopenedCases ?? nothing }).enumerated() {
            all[index].reopenedCases = counts[index].reopenedCases.map { _ in share }
        }
        return all
    }

    private func has(_ kind: CareTable.Kind, _ index: Int) -> Bool {
        counts[index].kinds.contains(kind)
    }

    private func shares(_ parts: [Proportion]) -> [OutcomeReport.Share] {
        forPublication
            ? OutcomeReport.Share.published(parts, labels: labels)
            : parts.map { OutcomeReport.Share($0) }
    }

    private var selfSufficiency: [OutcomeReport.SelfSufficiencyFigures] {
        let changes = counts.map { SelfSufficiencyChange($0.tally.selfSufficiency) }
        let (net, broad) = (shares(changes.map(\.net)), shares(changes.map(\.broad)))
        let paired = shares(
            zip(changes, counts).map { Proportion($0.clients, of: $1.tally.clients) })
        return changes.enumerated().map { index, change in
            func detail<Value>(_ value: Value) -> Value? { forPublication ? nil : value }
            return .init(
                reading: "net", notWorse: net[index], broad: broad[index], paired: paired[index],
                improved: detail(change.improved), stable: detail(change.stable),
                mixed: detail(change.mixed), worse: detail(change.worse),
                byDomain: detail(
                    Dictionary(
                        uniqueKeysWithValues: change.byDomain.map { ($0.rawValue, .init($1)) })))
        }
    }

    private var participation: [OutcomeReport.ParticipationFigures] {
        let changes = counts.map { ParticipationRung.changes($0.tally.participation) }
        let notWorse = shares(changes.map(\.counts.notWorse))
        let paired = shares(
            zip(changes, counts).map { Proportion($0.counts.total, of: $1.tally.clients) })
        return changes.enumerated().map { index, change in
            .init(
                notWorse: notWorse[index], paired: paired[index],
                change: forPublication ? nil : .init(change.counts),
                atTop: forPublication ? nil : change.atTop)
        }
    }

    private var goals: [OutcomeReport.GoalFigures] {
        let goals = counts.map { $0.tally.goals.flatMap(\.self) }
        let (reached, progress) = (
            shares(goals.map(GoalAttainment.reached)), shares(goals.map(GoalAttainment.progress))
        )
        let clients = counts.map(\.tally.goals.count)
        let shown =
            forPublication
            ? OutcomeReport.Count.published(clients, labels: labels)
            : clients.map { OutcomeReport.Count($0) }
        return goals.indices.map { index in
            // Many goals of few clients tell about those few.
            let isFew = forPublication && (1..<SmallNumbers.totalLeast).contains(clients[index])
            let scores = counts[index].tally.goals.compactMap(GoalAttainment.score)
            let isScored = !forPublication || scores.count >= SmallNumbers.totalLeast
            return .init(
                clients: shown[index], reached: isFew ? .hidden : reached[index],
                progress: isFew ? .hidden : progress[index],
                meanScore: isScored ? Self.mean(scores, decimals: forPublication ? 0 : 1) : nil,
                byScale: forPublication
                    ? nil
                    : Dictionary(grouping: goals[index], by: \.scale.rawValue).mapValues(\.count),
                scored: forPublication ? nil : scores.count)
        }
    }

    /// The mean, half up; T-scores with weights of 1 to 100 lie far within 64 bits.
    private static func mean(_ scores: [Double], decimals: Int) -> String? {
        guard !scores.isEmpty else { return nil }
        let scale = decimals == 0 ? 1 : 10
        let scaled = scores.reduce(0, +) / Double(scores.count) * Double(scale)
        return Rational(Int((scaled + 0.5).rounded(.down)), scale).rounded(decimals: decimals)
    }

    private func satisfaction(of informant: Informant) -> [OutcomeReport.SatisfactionFigures?] {
        let answers = counts.map { $0.answers?.filter { $0.informant == informant } ?? [] }
        let surveys = answers.map { answers in
            Satisfaction(marks: answers.compactMap(\.mark), asked: answers.count)
        }
        let nothing = Proportion(0, of: 0)
        let content = shares(surveys.map { $0?.content ?? nothing })
        let response = shares(surveys.map { $0?.response ?? nothing })
        let help = answers.map { $0.compactMap(\.furtherHelp) }
        let without = shares(help.map { FurtherHelp.without($0, strictly: false) })
        let forGood = shares(help.map { FurtherHelp.without($0, strictly: true) })
        return surveys.enumerated().map { index, survey in
            guard let survey, survey.asked > 0 else { return nil }
            let isFew =
                forPublication && survey.response.count < SmallNumbers.totalLeast
            return .init(
                informant: informant, mean: isFew ? nil : survey.mean?.rounded(decimals: 1),
                content: content[index], response: response[index],
                withoutHelp: help[index].isEmpty ? nil : without[index],
                withoutHelpForGood: help[index].isEmpty ? nil : forGood[index])
        }
    }
}
