/// How long after an end a client is watched for a return, from the last day of care on.
///
/// Both readings of "half a year" exist and give other answers (follow-up.md, 3.5), so that every
/// figure names its own.
package enum Horizon: Hashable, Sendable {
    /// Calendar months: the same day so many months later, at most the last of that month.
    case months(Int)
    case days(Int)

    /// Six calendar months, the definition that is used unless another is asked for.
    package static let halfYear = Horizon.months(6)

    /// The most months of a horizon: ten years.
    package static let monthsMost = 120
    /// The most days of a horizon: ten years.
    package static let daysMost = 3660

    /// The last day on which a return counts.
    package func lastDay(after end: CivilDate) -> CivilDate {
        switch self {
        case .months(let months): end.moved(byMonths: months)
        case .days(let days): end.advanced(byDays: days)
        }
    }
}

extension Horizon: CustomStringConvertible {
    /// ISO 8601: `P6M` or `P183D`.
    package var description: String {
        switch self {
        case .months(let months): "P\(months)M"
        case .days(let days): "P\(days)D"
        }
    }

    /// The horizon written as by `description`, of 1 to 120 months or 1 to 3660 days, or nil.
    package init?(_ text: String) {
        guard text.hasPrefix("P"), let count = digits(text.dropFirst().dropLast()), count > 0 else {
            return nil
        }
        switch text.last {
        case "M" where count <= Self.monthsMost: self = .months(count)
        case "D" where count <= Self.daysMost: self = .days(count)
        default: return nil
        }
    }
}

extension CivilDate {
    /// The same day so many months later (or, below zero, earlier), at most the last of that month and
    /// never outside the days that can be written: 31 August and six months is 28 or 29 February.
    package func moved(byMonths months: Int) -> CivilDate {
        let count = year * 12 + month - 1 + months
        let laterYear = count.flooringDivision(by: 12)
        let laterMonth = count - laterYear * 12
        guard laterYear <= 9999 else { return .lastOfAll }
        guard laterYear >= 1 else { return .firstOfAll }
        let last = Self.days(in: laterMonth + 1, of: laterYear)
        guard let date = CivilDate(year: laterYear, month: laterMonth + 1, day: min(day, last))
        else {
            preconditionFailure("a day up to a month's last exists")
        }
        return date
    }
}
