import Domain
import Testing

/// The rules of starts and stops, one by one (follow-up.md, 2.4 and 2.5; rulings.md, "Messages").
struct DeliveryHistoryTests {
    private typealias Town = CareTown

    private func rules(_ history: DeliveryHistory) -> [String] {
        history.quarantine.map {
            "\($0.message.identification) \($0.rule.rawValue) \($0.returnCode?.text ?? "-")"
        }
    }

    private func lines(_ history: DeliveryHistory) -> [String] {
        history.periods.map { period in
            let pauses = period.pauses.map { "[\($0.begin) \($0.end?.description ?? "")]" }
            let product = period.category?.description ?? "-"
            let reason = period.reason.map { " \($0.code)" } ?? ""
            return
                ("\(product) \(period.begin) \(period.end?.description ?? "")\(reason)"
                + pauses.map { " " + $0 }.joined())
        }
    }

    private let started = CareTown.message("S", "2026-01-06", CareTown.start(1, "2026-01-05"))

    /// The four Wmo messages among the samples, as values.
    private let wmoSamples = [
        CareTown.message(
            "KD2600000101", "2026-01-09",
            CareTown.start(1, "2026-01-05", allocation: 512_001, allocated: "2026-01-01"),
            CareTown.start(
                1, "2026-01-07", allocation: 512_002, category: 7, code: "07A12",
                allocated: "2026-01-01")),
        CareTown.message(
            "KD2600000201", "2026-03-06",
            CareTown.stop(
                1, "2026-01-07", 20, "2026-03-03", allocation: 512_002, category: 7, code: "07A12")),
        CareTown.message(
            "KD2600000202", "2026-04-03",
            CareTown.stop(
                1, "2026-01-07", 19, "2026-03-03", allocation: 512_002, category: 7, code: "07A12"),
            CareTown.stop(1, "2026-01-05", 21, "2026-03-31", allocation: 512_001)),
        CareTown.message(
            "KD2600000203", "2026-04-08",
            CareTown.stop(
                1, "2026-01-05", 21, "2026-03-31", allocation: 512_001, status: .removal),
            CareTown.stop(1, "2026-01-05", 19, "2026-03-31", allocation: 512_001)),
    ]

    private let youthSamples = [
        CareTown.message(
            "KD2600000301", "2026-01-09", domain: .youth,
            CareTown.start(
                2, "2026-01-05", allocation: 512_001, category: 45, code: "45A04",
                allocated: "2026-01-01")),
        CareTown.message(
            "KD2600000401", "2026-07-03", domain: .youth,
            CareTown.stop(
                2, "2026-01-05", 31, "2026-06-30", allocation: 512_001, category: 45,
                code: "45A04", domain: .youth)),
    ]

    @Test func `the four Wmo samples give two periods in any order`() {
        for order in permutations(wmoSamples) {
            let history = DeliveryHistory(ReceivedMessages(care: order))
            #expect(
                lines(history) == [
                    "02 2026-01-05 2026-03-31 19",
                    "07 2026-01-07 2026-03-03 19 [2026-03-04 2026-03-03]",
                ])
            #expect(history.quarantine == [])
        }
    }

    @Test func `a reason is read in its own domain: 31 is as planned in iJw and a move in iWmo`() {
        let history = DeliveryHistory(ReceivedMessages(care: youthSamples))
        #expect(lines(history) == ["45 2026-01-05 2026-06-30 31"])
        #expect(history.periods.first?.reason?.endClass == .asPlanned)
        #expect(Town.reason(31).endClass == .moved)
        #expect(EndReason(domain: .wmo, code: "32") == nil)
        #expect(EndReason(domain: .youth, code: "19") == nil)
    }

    @Test func `a copy counts once, another content under one name refuses both`() {
        let other = Town.message("S", "2026-01-06", Town.start(1, "2026-01-04"))
        let copies = DeliveryHistory(Town.received(started, started))
        #expect(lines(copies) == ["02 2026-01-05 "] && copies.duplicates == 1)
        let both = DeliveryHistory(Town.received(started, other, started))
        #expect(both.periods == [] && both.duplicates == 1)
        #expect(rules(both) == ["S TR056 9056", "S TR056 9056"])
        #expect(both.quarantine.allSatisfy { $0.place == nil })
    }

    @Test
    func `what a notice says itself is checked, and a removal of what was refused is dropped`() {
        let wrong = Town.received(
            Town.message("A", "2026-01-06", Town.start(1, "2026-01-07")),
            Town.message(
                "B", "2026-01-06", Town.start(1, "2026-01-05", allocation: nil, category: nil)),
            Town.message("C", "2026-02-06", Town.stop(1, "2026-01-05", 19, "2026-01-04")),
            Town.message("D", "2026-02-06", Town.stop(1, "2026-01-05", 19, "2026-02-07")),
            Town.message("E", "2026-02-08", Town.start(1, "2026-01-07", status: .removal)))
        let history = DeliveryHistory(wrong)
        #expect(
            rules(history) == [
                "A TR134 0001", "B IV096 9019", "C TR018 0001", "D TR134 0001",
            ])
        #expect(history.droppedRemovals == 1 && history.periods == [])
    }

    @Test func `a key that was told more often than removed lives once, and less often not at all`()
    {
        let again = Town.message("T", "2026-01-07", Town.start(1, "2026-01-05"))
        let taken = Town.message("U", "2026-01-08", Town.start(1, "2026-01-05", status: .removal))
        let more = Town.message("V", "2026-01-09", Town.start(1, "2026-01-05", status: .removal))
        #expect(rules(DeliveryHistory(Town.received(again, started))) == ["T TR074 9074"])
        #expect(lines(DeliveryHistory(Town.received(again, taken, started))) == ["02 2026-01-05 "])
        #expect(lines(DeliveryHistory(Town.received(taken, started))) == [])
        let below = DeliveryHistory(Town.received(taken, more, started))
        #expect(rules(below) == ["S TR063 9063", "U TR063 9063", "V TR063 9063"])
        #expect(below.periods == [])
    }

    @Test func `one key twice in a message is once too often, a correction in it isn't`() {
        let twice = Town.message(
            "S", "2026-01-06", Town.start(1, "2026-01-05"), Town.start(1, "2026-01-05"))
        let history = DeliveryHistory(Town.received(twice))
        #expect(rules(history) == ["S TR101 0001"] && history.quarantine.first?.place == 1)
        #expect(lines(history) == ["02 2026-01-05 "])
        let renewed = Town.message(
            "T", "2026-01-07", Town.start(1, "2026-01-05", status: .removal),
            Town.start(1, "2026-01-05", allocated: "2026-01-01"))
        let corrected = DeliveryHistory(Town.received(started, renewed))
        #expect(corrected.quarantine == [])
        #expect(corrected.periods.first?.allocationStart == calendarDay("2026-01-01"))
    }

    @Test func `a stop needs the live start of its key`() {
        let stop = Town.message("T", "2026-02-01", Town.stop(1, "2026-01-05", 19, "2026-01-31"))
        let other = Town.message(
            "T", "2026-02-01", Town.stop(1, "2026-01-05", 19, "2026-01-31", category: 7))
        let removal = Town.message("U", "2026-02-02", Town.start(1, "2026-01-05", status: .removal))
        #expect(rules(DeliveryHistory(Town.received(stop))) == ["T TR382 9069"])
        #expect(rules(DeliveryHistory(Town.received(other, started))) == ["T TR382 9069"])
        #expect(rules(DeliveryHistory(Town.received(removal, stop, started))) == ["T TR071 9071"])
    }

    @Test func `of starts without a stop on one allocation the earliest begin stays`() {
        let later = Town.message("T", "2026-01-06", Town.start(1, "2026-01-06"))
        let history = DeliveryHistory(Town.received(later, started))
        #expect(rules(history) == ["T TR326 9326"] && lines(history) == ["02 2026-01-05 "])
        let elsewhere = Town.message("T", "2026-01-06", Town.start(1, "2026-01-06", allocation: 2))
        #expect(DeliveryHistory(Town.received(elsewhere, started)).periods.count == 2)
    }

    @Test func `of two pauses or two final stops the earlier sent holds`() {
        func stop(_ name: String, _ dated: String, _ reason: Int, _ end: String) -> CareMessage {
            Town.message(name, dated, Town.stop(1, "2026-01-05", reason, end))
        }
        let pauses = Town.received(
            started, stop("A", "2026-02-03", 20, "2026-01-30"),
            stop("B", "2026-02-02", 20, "2026-01-31"))
        #expect(rules(DeliveryHistory(pauses)) == ["A TR413 9413"])
        let finals = Town.received(
            started, stop("A", "2026-02-02", 19, "2026-01-31"),
            stop("B", "2026-02-02", 23, "2026-01-30"))
        #expect(rules(DeliveryHistory(finals)) == ["A TR415 9415"])
        #expect(lines(DeliveryHistory(finals)) == ["02 2026-01-05 2026-01-30 23"])
        let finalBefore = Town.received(
            started, stop("A", "2026-02-02", 20, "2026-01-31"),
            stop("B", "2026-02-02", 19, "2026-01-30"))
        #expect(rules(DeliveryHistory(finalBefore)) == ["B TR414 9414"])
        let pauseAfter = Town.received(
            started, stop("A", "2026-02-03", 20, "2026-01-31"),
            stop("B", "2026-02-02", 19, "2026-01-30"))
        #expect(rules(DeliveryHistory(pauseAfter)) == ["A OP377 9415"])
        #expect(lines(DeliveryHistory(pauseAfter)) == ["02 2026-01-05 2026-01-30 19"])
    }

    @Test func `a start after a pause takes the delivery up again, also without an allocation`() {
        for allocation in [1, nil] {
            func start(_ name: String, _ begin: String) -> CareMessage {
                Town.message(name, begin, Town.start(1, begin, allocation: allocation))
            }
            let pause = Town.message(
                "P", "2026-02-02",
                Town.stop(1, "2026-01-05", 20, "2026-01-31", allocation: allocation))
            let end = Town.message(
                "E", "2026-04-02",
                Town.stop(1, "2026-03-01", 19, "2026-04-01", allocation: allocation))
            let open = DeliveryHistory(Town.received(pause, start("A", "2026-01-05")))
            #expect(lines(open) == ["02 2026-01-05  [2026-02-01 ]"])
            let whole = DeliveryHistory(
                Town.received(end, start("B", "2026-03-01"), pause, start("A", "2026-01-05")))
            #expect(lines(whole) == ["02 2026-01-05 2026-04-01 19 [2026-02-01 2026-02-28]"])
            let other = Town.message("C", "2026-03-01", Town.start(1, "2026-03-01", allocation: 2))
            #expect(
                DeliveryHistory(Town.received(other, pause, start("A", "2026-01-05"))).periods.count
                    == 2)
        }
    }

    @Test func `a pause ends with the final stop, or before it with another start`() {
        let messages = [
            started, Town.message("P", "2026-02-02", Town.stop(1, "2026-01-05", 20, "2026-01-31")),
            Town.message("F", "2026-04-02", Town.stop(1, "2026-01-05", 19, "2026-03-31")),
        ]
        let final = DeliveryHistory(ReceivedMessages(care: messages))
        #expect(lines(final) == ["02 2026-01-05 2026-03-31 19 [2026-02-01 2026-03-31]"])
        let other = Town.message("B", "2026-03-02", Town.start(1, "2026-03-01"))
        let both = DeliveryHistory(ReceivedMessages(care: messages + [other]))
        #expect(
            lines(both) == [
                "02 2026-01-05 2026-03-31 19 [2026-02-01 2026-02-28]", "02 2026-03-01 ",
            ])
    }
}

/// Every order of the elements.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
