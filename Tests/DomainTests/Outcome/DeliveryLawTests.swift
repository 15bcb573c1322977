import Domain
import Testing

/// The laws of a history, over worlds in which everything that can go wrong does.
struct DeliveryLawTests {
    /// A month of messages about few clients, allocations and days, so that keys and names meet.
    private func world(_ dice: inout Dice) -> ReceivedMessages {
        var received = ReceivedMessages()
        for _ in 0..<Int.random(in: 1...14, using: &dice) {
            let domain: CareDomain = Int.random(in: 0...4, using: &dice) == 0 ? .youth : .wmo
            let client = Int.random(in: 1...3, using: &dice)
            let kind: CareMessage.Kind = Bool.random(using: &dice) ? .start : .stop
            let notices = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
                notice(kind, of: client, in: domain, &dice)
            }
            received.care.append(
                CareMessage(
                    kind: kind, domain: domain, release: .v3_2, sender: CareTown.provider,
                    municipality: CareTown.venlo,
                    identification: "\(Int.random(in: 1...30, using: &dice))",
                    dated: date(8...20, &dice),
                    contentMark: CareTown.mark(Int.random(in: 1...1_000_000, using: &dice)),
                    receivedOn: date(8...25, &dice), notices: notices))
        }
        if Int.random(in: 0...3, using: &dice) == 0 {
            received.allocations = (1...2).map { allocation($0, &dice) }
        }
        if Int.random(in: 0...3, using: &dice) == 0,
            let message = received.care.randomElement(using: &dice)
        {
            received.returns = [
                ReturnMessage(
                    answers: message.name, dated: message.dated, receivedOn: message.receivedOn,
                    codes: [],
                    notices: [
                        .init(
                            notice: message.notices[0],
                            codes: [ReturnCode("9019")].compactMap(\.self))
                    ])
            ]
        }
        return received
    }

    private func date(_ days: ClosedRange<Int>, _ dice: inout Dice) -> CivilDate {
        calendarDay("2026-03-01").advanced(byDays: Int.random(in: days, using: &dice))
    }

    private func notice(
        _ kind: CareMessage.Kind, of client: Int, in domain: CareDomain, _ dice: inout Dice
    ) -> CareNotice {
        let codes = domain == .wmo ? [20, 20, 19, 38] : [20, 20, 31, 38]
        let reason = CareTown.reason(codes.randomElement(using: &dice) ?? 20, domain)
        return CareNotice(
            kind == .start ? .start : .stop(reason: reason, end: date(3...9, &dice)),
            status: Int.random(in: 0...3, using: &dice) == 0 ? .removal : .first,
            pseudonym: CareTown.mark(client),
            allocation: Int.random(in: 0...3, using: &dice) == 0
                ? nil : CareTown.mark(Int.random(in: 1...2, using: &dice)),
            category: Int.random(in: 0...9, using: &dice) == 0 ? nil : ProductCategory(number: 2),
            begin: date(1...6, &dice))
    }

    private func allocation(_ number: Int, _ dice: inout Dice) -> CareAllocationMessage {
        CareAllocationMessage(
            domain: .wmo, release: .v3_2, municipality: CareTown.venlo,
            provider: CareTown.provider, identification: "\(number)", dated: date(1...3, &dice),
            contentMark: CareTown.mark(number), receivedOn: date(1...3, &dice),
            allocations: [
                CareAllocation(
                    mark: CareTown.mark(1), pseudonym: CareTown.mark(1),
                    allocatedOn: date(1...3, &dice), begin: calendarDay("2026-03-01"),
                    change: CareAllocation.ChangeReason(
                        ["13", "14"].randomElement(using: &dice) ?? "13"))
            ])
    }

    @Test(arguments: 1...40)
    func `messages in any order and however often give the same history`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 1...25 {
            let received = world(&dice)
            let history = DeliveryHistory(received)
            var shuffled = received
            var copies = received.care.filter { _ in Int.random(in: 0...4, using: &dice) == 0 }
            copies += received.care.filter { _ in Int.random(in: 0...9, using: &dice) == 0 }
            shuffled.care = (received.care + copies).shuffled(using: &dice)
            shuffled.allocations.shuffle(using: &dice)
            shuffled.returns += shuffled.returns
            let again = DeliveryHistory(shuffled)
            #expect(again.periods == history.periods)
            #expect(again.quarantine == history.quarantine)
            #expect(again.lateNotices == history.lateNotices)
            #expect(again.droppedRemovals == history.droppedRemovals)
            #expect(again.duplicates == history.duplicates + copies.count)
        }
    }

    @Test(arguments: 1...40)
    func `the histories of the clients alone make up the history of all`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 1...25 {
            var received = world(&dice)
            received.care += received.care.filter { _ in Bool.random(using: &dice) }
            let alone = (1...3).map { number in
                let client: Pseudonym = CareTown.mark(number)
                return DeliveryHistory(of: client, in: received.concerning(client))
            }
            #expect(
                DeliveryHistory(joining: alone.shuffled(using: &dice)) == DeliveryHistory(received))
        }
    }

    @Test(arguments: 1...40)
    func `a delivery and its removal together change nothing`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 1...25 {
            var received = world(&dice)
            received.allocations = []
            let history = DeliveryHistory(received)
            let fresh = CareTown.start(1, "2026-02-01", allocation: 3)
            let known = history.periods.first.map { period in
                CareNotice(
                    .start, pseudonym: period.pseudonym, allocation: period.allocation,
                    category: period.category, code: period.code, begin: period.begin)
            }
            for notice in [fresh, known].compactMap(\.self) {
                let removal = CareNotice(
                    .start, status: .removal, pseudonym: notice.pseudonym,
                    allocation: notice.allocation, category: notice.category, code: notice.code,
                    begin: notice.begin)
                let domain = history.periods.first?.domain ?? .wmo
                let pair = [
                    CareTown.message("A", "2026-03-08", domain: domain, notice),
                    CareTown.message("B", "2026-03-20", domain: domain, removal),
                ]
                let with = DeliveryHistory(
                    ReceivedMessages(care: pair + received.care, returns: received.returns))
                #expect(with.periods.map(\.begin) == history.periods.map(\.begin))
                #expect(with.periods == history.periods)
            }
        }
    }

    @Test(arguments: 1...40)
    func `no period ends before it begins, and pauses lie in it one after another`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var count = 0
        for _ in 1...50 {
            for period in DeliveryHistory(world(&dice)).periods {
                count += 1
                #expect(period.end.map { $0 >= period.begin } ?? true)
                var last = period.begin
                for pause in period.pauses {
                    #expect(pause.begin >= last)
                    guard let end = pause.end else {
                        #expect(pause == period.pauses.last && period.end == nil)
                        continue
                    }
                    #expect(end >= pause.begin.advanced(byDays: -1))
                    #expect(period.end.map { end <= $0 } ?? true)
                    last = end
                }
            }
        }
        #expect(count > 20)
    }
}
