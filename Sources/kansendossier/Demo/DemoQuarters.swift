import Domain

/// The three quarters before the performance, so that every period of it is over.
struct DemoQuarters {
    let today: CivilDate
    private let first: CivilDate

    init(before today: CivilDate) {
        self.today = today
        let month = (today.month - 1) / 3 * 3 + 1
        guard let current = CivilDate(year: today.year, month: month, day: 1) else {
            preconditionFailure("every month has a first day")
        }
        first = current.moved(byMonths: -9)
    }

    /// Each with a month from today to hand in, so that none is late.
    var periods: [ReportPeriod] {
        (0..<3).map { index in
            ReportPeriod(
                from: first.moved(byMonths: index * 3), to: end(index),
                due: today.advanced(byDays: 30))
        }
    }

    /// The quarter that was over last.
    var last: Quarter { Quarter(year: end(2).year, quarter: end(2).month / 3) }

    /// The last day of it.
    var lastDay: CivilDate { end(2) }

    private func end(_ index: Int) -> CivilDate {
        let next = first.moved(byMonths: index * 3 + 3)
        return CivilDate(dayNumber: next.dayNumber - 1)
    }
}
