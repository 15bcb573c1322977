/// Outcomes as `indicators` prints them: for each group its counts, rates and intervals, and with
/// them everything that they depend on (F12, F17).
///
/// Rates are parts of whole numbers, given with both; a percentage is rounded half up to one decimal
/// and an interval is the 95 % score interval (E. Wilson, 1927). In a report that is for publication
/// what is too small to be shown is absent, with `hidden` true; counts are multiples of five, and
/// percentages and bounds whole numbers that follow from those.
package struct OutcomeReport: Codable, Sendable, Equatable {
    package let definition: Definition
    /// The first day whose begins and ends count; absent when all do.
    package let from: CivilDate?
    package let to: CivilDate
    /// The day as of which the world is described (peildatum).
    package let referenceDate: CivilDate
    /// The day by which what it rests on had been received.
    package let knownOn: CivilDate
    package let forPublication: Bool
    package internal(set) var groups: [Group]
    /// Figures that don't say to which of these groups they belong, and so stand nowhere here; absent
    /// when there are none.
    package internal(set) var notDivided: [UndividedFigure]?
    /// Clients who were measured or have a file and of whom no care is known; absent when nothing of
    /// the kind was taken in, and in a report for publication.
    package internal(set) var measuredWithoutCare: Int?
    /// Figures of others, beside these; absent when none were taken in.
    package internal(set) var context: [ContextFigure]?
    /// Where the handovers were looked for; absent when no initiative was asked for.
    package internal(set) var handoverRegister: HandoverRegister?

    /// The report of these groups.
    ///
    /// - Parameters:
    ///   - periods: the questions that were asked for each of them, when those aren't all about the
    ///     days of `question`.
    ///   - additions: what stands beside the figures from starts and stops.
    package init(
        of tallies: [OutcomeTally], labels: [String], question: OutcomeQuestion,
        periods: [OutcomeQuestion]? = nil, additions: Additions = Additions(),
        forPublication: Bool
    ) {
        definition = Definition(question.definition)
        from = question.firstAsked
        to = question.last
        referenceDate = question.referenceDate
        knownOn = question.knownOn
        self.forPublication = forPublication
        let asked = periods ?? labels.map { _ in question }
        groups =
            forPublication
            ? Group.published(tallies, labels: labels, questions: asked)
            : labels.indices.map { Group(labels[$0], of: tallies[$0], question: asked[$0]) }
        add(additions)
    }

    /// How the figures were computed.
    package struct Definition: Codable, Sendable, Equatable {
        package let version: Int
        /// How long a client is watched for a return, such as `P6M` (ISO 8601).
        package let horizon: String
        package let lagDays: Int
        package let gapDays: Int
        package let transferDays: Int
        /// `sameDomain`, `coalition` or `bothDomains`.
        package let returnScope: String
        package let excludedCategories: [String]

        init(_ definition: OutcomeDefinition) {
            version = OutcomeDefinition.version
            horizon = definition.horizon.description
            lagDays = definition.lagDays
            gapDays = definition.gapDays
            transferDays = definition.transferDays
            returnScope =
                switch definition.returnScope {
                case .sameDomain: "sameDomain"
                case .coalition: "coalition"
                case .bothDomains: "bothDomains"
                }
            excludedCategories = definition.excludedCategories.sorted().map(\.description)
        }
    }
}

extension OutcomeQuestion {
    /// The first day asked for, nil when every day is.
    var firstAsked: CivilDate? { first == .firstOfAll ? nil : first }
}
