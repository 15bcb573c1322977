import Domain
import Testing

/// What others say of a message: removed allocations, returns, and the calendar.
struct AnsweredMessageTests {
    private typealias Town = CareTown

    private let started = CareTown.message("S", "2026-01-06", CareTown.start(1, "2026-01-05"))

    private func rules(_ history: DeliveryHistory) -> [String] {
        history.quarantine.map {
            "\($0.message.identification) \($0.rule.rawValue) \($0.returnCode?.text ?? "-")"
        }
    }

    @Test func `a removed allocation never was, and one decided upon since is again`() {
        func allocated(_ name: String, _ on: String, _ change: String?) -> CareAllocationMessage {
            CareAllocationMessage(
                domain: .wmo, release: .v3_2, municipality: Town.venlo, provider: Town.provider,
                identification: name, dated: calendarDay(on), contentMark: Town.mark(on.count),
                receivedOn: calendarDay(on),
                allocations: [
                    CareAllocation(
                        mark: Town.mark(1), pseudonym: Town.mark(1), allocatedOn: calendarDay(on),
                        begin: calendarDay("2026-01-01"),
                        change: change.flatMap { CareAllocation.ChangeReason($0) })
                ])
        }
        let removed = allocated("R", "2026-01-10", "13")
        let gone = DeliveryHistory(ReceivedMessages(care: [started], allocations: [removed]))
        #expect(rules(gone) == ["S allocationRemoved -"] && gone.periods == [])
        let again = allocated("Q", "2026-01-11", nil)
        for order in [[removed, again], [again, removed]] {
            let back = DeliveryHistory(ReceivedMessages(care: [started], allocations: order))
            #expect(back.periods.count == 1)
        }
    }

    @Test func `what the municipality's system sent back isn't used`() {
        func answered(_ codes: [String], _ notice: [String]) -> DeliveryHistory {
            let answer = ReturnMessage(
                answers: started.name, dated: calendarDay("2026-01-07"),
                receivedOn: calendarDay("2026-01-07"),
                codes: codes.compactMap { ReturnCode($0) },
                notices: notice.isEmpty
                    ? []
                    : [
                        .init(
                            notice: started.notices[0], codes: notice.compactMap { ReturnCode($0) })
                    ])
            return DeliveryHistory(ReceivedMessages(care: [started], returns: [answer]))
        }
        #expect(answered([], []).periods.count == 1)
        #expect(answered([], ["0200"]).periods.count == 1)
        #expect(rules(answered(["0001"], [])) == ["S returned 0001"])
        #expect(rules(answered([], ["0233"])) == ["S returned 0233"])
        #expect(rules(answered([], ["9019", "S300"])) == ["S returned 9019"])
        #expect(answered(["0001"], []).periods == [])
    }

    @Test func `a start or stop told after the fifth working day is late, and holds all the same`()
    {
        func late(_ dated: String) -> [LateNotice] {
            let history = DeliveryHistory(
                Town.received(Town.message("S", dated, Town.start(1, "2026-01-05"))))
            #expect(history.periods.count == 1)
            return history.lateNotices
        }
        #expect(late("2026-01-12") == [])
        #expect(late("2026-01-13").map(\.rule) == [.start])
        #expect(late("2026-01-13").map(\.due) == [calendarDay("2026-01-12")])
    }
}
