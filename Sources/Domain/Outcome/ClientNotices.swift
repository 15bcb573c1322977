/// Everything that was told of one client, and what of it holds.
struct ClientNotices {
    private(set) var quarantine: [QuarantinedNotice] = []
    private(set) var lateNotices: [LateNotice] = []
    private(set) var droppedRemovals = 0
    private var deliveries: [NoticeKey: [ToldNotice]] = [:]
    private var removals: [NoticeKey: [ToldNotice]] = [:]
    private var refused: [NoticeKey: Int] = [:]

    /// Takes the notice up, or refuses it for what it says itself.
    ///
    /// A removal isn't checked: what it takes back was (TR063, its note).
    mutating func add(
        _ told: ToldNotice, wholeIsReturned: Bool, returned: ReturnedCodes,
        removed: Set<AllocationName>
    ) {
        let code = returned.code(of: told)
        if told.notice.status == .removal {
            if wholeIsReturned { return }
            if let code { return refuse(told, .returned, code) }
            removals[told.key, default: []].append(told)
        } else if wholeIsReturned {
            refused[told.key, default: 0] += 1
        } else if let rule = code == nil ? told.brokenRule(removed: removed) : .returned {
            refused[told.key, default: 0] += 1
            refuse(told, rule, code)
        } else {
            deliveries[told.key, default: []].append(told)
        }
    }

    /// The delivery periods; call it once, when all is added.
    mutating func periods() -> [DeliveryPeriod] {
        refuseTwiceInMessage()
        let live = netted()
        let started = Set(
            deliveries.keys.compactMap { $0.act == .start ? $0.delivery : nil })
        var courses: [DeliveryKey: DeliveryCourse] = [:]
        for told in live where told.notice.act == .start {
            courses[told.delivery] = DeliveryCourse(start: told)
        }
        for told in live {
            guard case .stop = told.notice.act else { continue }
            if courses[told.delivery]?.stops.append(told) == nil {
                refuse(
                    told,
                    started.contains(told.delivery) ? .removedStartHasStop : .stopWithoutStart)
            }
        }
        var settled: [DeliveryCourse] = []
        for var course in courses.values {
            for (told, rule) in course.settle() { refuse(told, rule) }
            settled.append(course)
        }
        settled = refuseWhileActive(settled)
        lateNotices = settled.flatMap(\.lateNotices)
        return DeliveryCourse.joined(settled)
    }

    private mutating func refuse(
        _ told: ToldNotice, _ rule: MessageRule, _ code: ReturnCode? = nil
    ) {
        quarantine.append(
            QuarantinedNotice(
                message: told.message, place: told.place, rule: rule, returnCode: code))
    }

    /// TR101: of one key and status in one message the first stays.
    private mutating func refuseTwiceInMessage() {
        func split(_ all: [ToldNotice]) -> (kept: [ToldNotice], surplus: [ToldNotice]) {
            var seen: Set<CareMessage.Name> = []
            var kept: [ToldNotice] = []
            var surplus: [ToldNotice] = []
            for told in all.sorted(by: ToldNotice.isEarlier) {
                if seen.insert(told.message.name).inserted {
                    kept.append(told)
                } else {
                    surplus.append(told)
                }
            }
            return (kept, surplus)
        }
        for (key, all) in deliveries {
            let (kept, surplus) = split(all)
            deliveries[key] = kept
            for told in surplus { refuse(told, .keyTwiceInMessage) }
        }
        for (key, all) in removals {
            let (kept, surplus) = split(all)
            removals[key] = kept
            for told in surplus { refuse(told, .keyTwiceInMessage) }
        }
    }

    /// The notices that hold: per key as many as were told minus taken back, at most one.
    private mutating func netted() -> [ToldNotice] {
        var live: [ToldNotice] = []
        for key in Set(deliveries.keys).union(removals.keys) {
            let told = deliveries[key] ?? []
            let takenBack = removals[key] ?? []
            let excess = takenBack.count - told.count
            if excess > 0 {
                let dropped = min(excess, refused[key] ?? 0)
                droppedRemovals += dropped
                guard excess > dropped else { continue }
                // Of those that are dropped the earliest are, so that the rest is the same in any order.
                for notice in told + takenBack.dropFirst(dropped) {
                    refuse(notice, .removalOfNothing)
                }
            } else {
                let left = told.dropFirst(takenBack.count)
                live += left.prefix(1)
                for surplus in left.dropFirst() { refuse(surplus, .toldTwice) }
            }
        }
        return live
    }

    /// TR326: of the starts on one allocation without any stop the earliest stays.
    private mutating func refuseWhileActive(_ courses: [DeliveryCourse]) -> [DeliveryCourse] {
        var active: [DeliveryKey.Lane: DeliveryKey] = [:]
        for course in courses where course.isUnstopped && course.key.allocation != nil {
            active[course.key.lane] = min(active[course.key.lane] ?? course.key, course.key)
        }
        return courses.filter { course in
            guard course.isUnstopped, let first = active[course.key.lane], first != course.key
            else { return true }
            refuse(course.start, .startWhileActive)
            return false
        }
    }
}

extension ToldNotice {
    /// The first rule that a delivery breaks by itself.
    fileprivate func brokenRule(removed: Set<AllocationName>) -> MessageRule? {
        if notice.allocation == nil && notice.category == nil { return .withoutKey }
        if case .stop(_, let end) = notice.act {
            if end < notice.begin { return .endBeforeBegin }
            if end > message.dated { return .afterItsDate }
        }
        if notice.begin > message.dated { return .afterItsDate }
        guard let mark = notice.allocation else { return nil }
        let name = AllocationName(
            domain: message.domain, municipality: message.municipality,
            pseudonym: notice.pseudonym, mark: mark)
        return removed.contains(name) ? .allocationRemoved : nil
    }
}
