/// A measure that every initiative uses alike (S1, S10); its name never gets another meaning.
package enum Indicator: String, Codable, Sendable, CaseIterable, Hashable {
    // Computed from messages, under the names that they have there.
    case sustainedOutflow, strictDropout, broadDropout, stepDown, reopened
    // From the register of handovers and from instruments.
    case warmHandover, selfSufficiency, participation, goalAttainment
    case clientSatisfaction, partySatisfaction
    case throughputTime, waitingTime, clientsReached
}

/// One version of what an indicator measures: old results keep the version that they were made by
/// (F12).
package struct IndicatorDefinition: Sendable, Equatable {
    package let indicator: Indicator
    package let version: Int
    package let unit: Unit
    /// Which way is better, for everybody who uses it.
    package let direction: Attainment.Direction

    /// What a value of it counts.
    package enum Unit: String, Codable, Sendable, CaseIterable {
        /// 0 to 100.
        case percent
        /// 1 to 10, as at school.
        case grade
        case days, clients

        /// Whether a value may be one of this unit; whatever is counted isn't below zero.
        func holds(_ value: Rational) -> Bool {
            switch self {
            case .percent: value >= 0 && value <= 100
            case .grade: value >= 1 && value <= 10
            case .days, .clients: value >= 0
            }
        }
    }

    /// Every version that there ever was; a new one is added and none is taken away.
    package static let catalogue: [IndicatorDefinition] = [
        first(.sustainedOutflow, .percent, .up), first(.strictDropout, .percent, .down),
        first(.broadDropout, .percent, .down), first(.stepDown, .percent, .up),
        first(.reopened, .percent, .down), first(.warmHandover, .percent, .up),
        first(.selfSufficiency, .percent, .up), first(.participation, .percent, .up),
        first(.goalAttainment, .percent, .up), first(.clientSatisfaction, .grade, .up),
        first(.partySatisfaction, .grade, .up), first(.throughputTime, .days, .down),
        first(.waitingTime, .days, .down), first(.clientsReached, .clients, .up),
    ]

    private static func first(
        _ indicator: Indicator, _ unit: Unit, _ direction: Attainment.Direction
    ) -> IndicatorDefinition {
        IndicatorDefinition(indicator: indicator, version: 1, unit: unit, direction: direction)
    }

    /// The definition of that version, or nil when there never was one.
    package static func of(_ indicator: Indicator, version: Int) -> IndicatorDefinition? {
        catalogue.first { $0.indicator == indicator && $0.version == version }
    }
}
