/// One start and the stops of the same key: at most one pause and one final stop, once settled.
struct DeliveryCourse {
    let start: ToldNotice
    var stops: [ToldNotice] = []
    private(set) var pause: Stop?
    private(set) var final: Stop?

    struct Stop {
        let told: ToldNotice
        let reason: EndReason
        let end: CivilDate
    }

    init(start: ToldNotice) { self.start = start }

    var key: DeliveryKey { start.delivery }
    var isUnstopped: Bool { pause == nil && final == nil }

    /// Chooses the stops that hold and says which don't, each with its rule.
    ///
    /// Of two of a kind the earlier sent holds; a pause that reaches past the final stop, or a final
    /// stop before it, goes when it was sent later, the final stop when both were sent on one day.
    mutating func settle() -> [(ToldNotice, MessageRule)] {
        let all = stops.compactMap { told -> Stop? in
            guard case .stop(let reason, let end) = told.notice.act else { return nil }
            return Stop(told: told, reason: reason, end: end)
        }.sorted(by: Self.isEarlier)
        let pauses = all.filter(\.reason.isPause)
        let finals = all.filter { !$0.reason.isPause }
        pause = pauses.first
        final = finals.first
        var refused =
            pauses.dropFirst().map { ($0.told, MessageRule.secondPause) }
            + finals.dropFirst().map { ($0.told, MessageRule.secondFinal) }
        if let pause, let final, final.end < pause.end {
            if pause.told.message.dated > final.told.message.dated {
                refused.append((pause.told, .pauseAfterFinal))
                self.pause = nil
            } else {
                refused.append((final.told, .finalBeforePause))
                self.final = nil
            }
        }
        return refused
    }

    private static func isEarlier(_ left: Stop, _ right: Stop) -> Bool {
        let first = (left.told.message.dated, left.end, left.reason)
        let second = (right.told.message.dated, right.end, right.reason)
        return first == second ? ToldNotice.isEarlier(left.told, right.told) : first < second
    }
}

extension DeliveryCourse {
    /// The periods of these courses of one client: a start on the same allocation (or, without one, of
    /// the same product by the same sender) after a pause that has no final stop takes it up again.
    static func joined(_ courses: [DeliveryCourse]) -> [DeliveryPeriod] {
        Dictionary(grouping: courses, by: \.key.lane).values.flatMap { lane in
            let ordered = lane.sorted { $0.key < $1.key }
            var isTaken = Array(repeating: false, count: ordered.count)
            return ordered.indices.compactMap { first -> DeliveryPeriod? in
                if isTaken[first] { return nil }
                var chain = [first]
                while let last = chain.last, ordered[last].final == nil,
                    let pause = ordered[last].pause,
                    let next = ordered.indices.first(where: {
                        $0 > last && !isTaken[$0] && ordered[$0].key.begin > pause.end
                    })
                {
                    isTaken[next] = true
                    chain.append(next)
                }
                return period(of: chain.map { ordered[$0] }, among: ordered)
            }
        }
    }

    private static func period(
        of chain: [DeliveryCourse], among lane: [DeliveryCourse]
    ) -> DeliveryPeriod? {
        guard let first = chain.first, let last = chain.last else { return nil }
        let notice = first.start.notice
        let resumed = zip(chain, chain.dropFirst()).compactMap { paused, next in
            paused.pause.map { DeliveryPause($0.end, before: next.key.begin) }
        }
        return DeliveryPeriod(
            pseudonym: notice.pseudonym, domain: first.key.domain,
            municipality: first.key.municipality, sender: first.key.sender,
            allocation: notice.allocation, category: notice.category, code: notice.code,
            allocationStart: notice.allocationStart, begin: notice.begin, end: last.final?.end,
            reason: last.final?.reason, pauses: resumed + last.lastPause(among: lane))
    }

    /// A pause that isn't taken up in this period: open, or closed by the final stop, or before it by
    /// another start.
    private func lastPause(among lane: [DeliveryCourse]) -> [DeliveryPause] {
        guard let pause else { return [] }
        guard let final else { return [DeliveryPause(pause.end, before: nil)] }
        let next = lane.map(\.key.begin).first { $0 > pause.end && $0 <= final.end }
        return [DeliveryPause(pause.end, before: next ?? final.end.advanced(byDays: 1))]
    }
}

extension DeliveryPause {
    /// The days after the last day of delivery and before the next one, if there is.
    fileprivate init(_ lastDay: CivilDate, before next: CivilDate?) {
        self.init(begin: lastDay.advanced(byDays: 1), end: next?.advanced(byDays: -1))
    }
}

extension DeliveryCourse {
    /// How many working days a provider has to tell a start or a stop (OP271, OP272).
    static let workingDaysMost = 5

    /// What of this course was told too late.
    var lateNotices: [LateNotice] {
        [
            Self.late(start, .start, day: start.notice.begin),
            pause.flatMap { Self.late($0.told, .stop, day: $0.end) },
            pause == nil ? final.flatMap { Self.late($0.told, .stop, day: $0.end) } : nil,
        ].compactMap(\.self)
    }

    private static func late(
        _ told: ToldNotice, _ rule: LateNotice.Rule, day: CivilDate
    ) -> LateNotice? {
        let calendar = WorkingCalendar()
        var due = day
        var left = workingDaysMost
        while left > 0, due < .lastOfAll {
            due = due.advanced(byDays: 1)
            if !calendar.isDayOff(due) { left -= 1 }
        }
        guard told.message.dated > due else { return nil }
        return LateNotice(
            message: told.message.name, place: told.place, rule: rule, due: due,
            dated: told.message.dated, receivedOn: told.message.receivedOn)
    }
}
