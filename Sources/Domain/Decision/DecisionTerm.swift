/// The term in which a dossier must have been decided on, with a clock that stands still while the
/// dossier lies with its coalition for a supplement (F35).
///
/// Computed in whole days and never stored: the day it starts after, its weeks, the suspensions and
/// the extension are in the log. The last day is counted as
/// `start + 7 × (weeks + extensionWeeks) + suspended days`, then moved off days off.
///
/// Sources: Awb 4:13 (eight weeks), 4:14 (extension), 4:15 (suspension); the thirteen weeks of a
/// tender and moving their end are the round's own rule, since the Algemene termijnenwet leaves
/// terms of more than twelve weeks alone (art. 4 onder a).
package struct DecisionTerm: Hashable, Sendable {
    /// A stretch in which the dossier lay with the coalition.
    package struct Suspension: Hashable, Sendable {
        /// The day of the request; the clock stops the day after.
        package let asked: CivilDate
        /// The day of the answer, or on which the supplement's own term ran out: the last day that
        /// doesn't count. Nil while it is open.
        package let answered: CivilDate?

        package init(asked: CivilDate, answered: CivilDate?) {
            self.asked = asked
            self.answered = answered
        }
    }

    /// Weeks from closing in a tender.
    package static let tenderWeeks = 13
    /// Weeks from receipt where dossiers are decided on as they come in.
    package static let rollingWeeks = 8
    /// The longest term, and the longest extension, in weeks.
    package static let weeksMost = 104

    /// The day of closing or of receipt in Europe/Amsterdam; the term starts the day after it.
    package let start: CivilDate
    package let weeks: Int
    package let suspensions: [Suspension]
    /// Weeks that the one extension with reasons added; 0 for none.
    package let extensionWeeks: Int
    package let calendar: WorkingCalendar

    /// The term; weeks beyond the limits are a programmer's mistake.
    package init(
        start: CivilDate, weeks: Int, suspensions: [Suspension] = [], extensionWeeks: Int = 0,
        calendar: WorkingCalendar = WorkingCalendar()
    ) {
        precondition((1...Self.weeksMost).contains(weeks), "a term has 1 to 104 weeks")
        precondition((0...Self.weeksMost).contains(extensionWeeks), "at most 104 weeks more")
        self.start = start
        self.weeks = weeks
        self.suspensions = suspensions
        self.extensionWeeks = extensionWeeks
        self.calendar = calendar
    }

    /// The last day on which the decision is in time, or nil while the term stands still.
    package var lastDay: CivilDate? { countedLastDay.map(calendar.lastDay) }

    /// The last day as it was counted, before it was moved off days off; nil while the term stands
    /// still.
    ///
    /// A day is left out once, however many suspensions it lies in. One that was asked for after
    /// the last day changes nothing: the term was over. Days come from a clock that may have been
    /// set back, so an answer before its request is a stretch of no days.
    package var countedLastDay: CivilDate? {
        var last = start.advanced(byDays: 7 * (weeks + extensionWeeks))
        var stoppedUntil = start
        let inOrder = suspensions.sorted { $0.asked < $1.asked }
        for suspension in inOrder where suspension.asked <= calendar.lastDay(of: last) {
            guard let answered = suspension.answered else { return nil }
            let from = max(suspension.asked, stoppedUntil)
            last = last.advanced(byDays: max(0, answered.dayNumber - from.dayNumber))
            stoppedUntil = max(stoppedUntil, answered)
        }
        return last
    }

    /// The first moment at which it is too late: midnight in Europe/Amsterdam after the last day.
    package var end: Instant? { moment(of: .overdue) }

    /// Days from that day to the last one: 0 on the last day, below zero when overdue, nil while
    /// the term stands still.
    package func daysLeft(on date: CivilDate) -> Int? {
        lastDay.map { $0.dayNumber - date.dayNumber }
    }

    /// When the signal is given: at the start of its day in Europe/Amsterdam; nil while the term
    /// stands still.
    package func moment(of signal: TermSignal) -> Instant? {
        lastDay.map { lastDay in
            // The last second of the day before, because the day after the last may not exist.
            let eve = CivilDate(dayNumber: lastDay.dayNumber - signal.daysBefore - 1)
            return AmsterdamTime(date: eve, time: TimeOfDay(secondOfDay: 86_399)).instant
                .advanced(bySeconds: 1)
        }
    }
}

/// What a term tells those who must decide, in order of time.
package enum TermSignal: String, Codable, Sendable, CaseIterable {
    case fourWeeks, twoWeeks, threeDays, overdue

    /// Days from the day of the signal to the last day of the term.
    package var daysBefore: Int {
        switch self {
        case .fourWeeks: 28
        case .twoWeeks: 14
        case .threeDays: 3
        case .overdue: -1
        }
    }
}
