import Domain
import Testing

/// Laws of the counts, over worlds in which periods overlap, connect, pause and end in every way.
struct OutcomeLawTests {
    /// Some sixty periods of twenty clients in two years.
    private func world(_ dice: inout Dice) -> [DeliveryPeriod] {
        (1...20).flatMap { client in
            (0..<Int.random(in: 1...5, using: &dice)).map { _ in period(of: client, &dice) }
        }
    }

    private func period(of client: Int, _ dice: inout Dice) -> DeliveryPeriod {
        let domain: CareDomain = Int.random(in: 0...3, using: &dice) == 0 ? .youth : .wmo
        let codes: [UInt8] =
            domain == .wmo
            ? [2, 19, 19, 21, 23, 31, 36, 38, 38, 39] : [2, 31, 31, 32, 34, 35, 37, 38]
        let categories =
            domain == .wmo ? ["01", "02", "07", "11", "15"] : ["42", "43", "45", "50"]
        let begin = calendarDay("2024-01-01").advanced(
            byDays: Int.random(in: 0...700, using: &dice))
        let isOpen = Int.random(in: 0...3, using: &dice) == 0
        let end = begin.advanced(byDays: Int.random(in: 0...200, using: &dice))
        let pauses: [DeliveryPause] =
            Int.random(in: 0...4, using: &dice) == 0
            ? [
                DeliveryPause(
                    begin: begin.advanced(byDays: 1),
                    end: isOpen ? nil : Bool.random(using: &dice) ? end : begin)
            ] : []
        return DeliveryPeriod(
            pseudonym: CareTown.mark(client), domain: domain, municipality: CareTown.venlo,
            sender: CareTown.sender("9000000\(Int.random(in: 1...3, using: &dice))"),
            category: ProductCategory(categories.randomElement(using: &dice) ?? "02"),
            allocationStart: Bool.random(using: &dice) ? begin.advanced(byDays: -3) : nil,
            begin: begin, end: isOpen ? nil : end,
            reason: isOpen
                ? nil
                : EndReason(domain: domain, code: codes.randomElement(using: &dice) ?? 2),
            pauses: end < begin.advanced(byDays: 1) ? [] : pauses)
    }

    private func question(_ first: String, _ last: String, _ reference: String) -> OutcomeQuestion {
        OutcomeQuestion(
            from: calendarDay(first), to: calendarDay(last), referenceDate: calendarDay(reference))
    }

    @Test(arguments: 1...40)
    func `stock after is stock before plus begins minus ends, and the next stock before`(seed: Int)
    {
        var dice = Dice(seed: UInt64(seed))
        let table = DeliveryTable(world(&dice))
        let one = table.tallies(question("2024-07-01", "2024-12-31", "2026-01-01"))[0]
        let next = table.tallies(question("2025-01-01", "2025-06-30", "2026-01-01"))[0]
        for tally in [one, next] {
            #expect(tally.stockAfter == tally.stockBefore + tally.begins - tally.ends)
            let known = tally.outflow.total + tally.transfers + tally.pending + tally.interrupted
            #expect(tally.ends == known)
        }
        #expect(one.stockAfter == next.stockBefore)
        #expect(one.begins > 0 && one.ends > 0)
    }

    @Test(arguments: 1...40)
    func `the tallies of ranges of persons add up to the tally of all`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let table = DeliveryTable(world(&dice))
        let question = question("2024-07-01", "2025-06-30", "2025-07-01")
        for cut in [OutcomeCut.whole, .byCategory(table), .byProvider(table)] {
            let middle = Int.random(in: 0...table.personCount, using: &dice)
            var parts = table.tallies(question, cut: cut, persons: 0..<middle)
            let rest = table.tallies(
                question, cut: cut, persons: middle..<table.personCount)
            for index in parts.indices { parts[index].merge(rest[index]) }
            #expect(parts == table.tallies(question, cut: cut))
        }
    }

    @Test(arguments: 1...40)
    func `the groups of some persons and those of the others add up to the groups of all`(seed: Int)
    {
        var dice = Dice(seed: UInt64(seed))
        let table = DeliveryTable(world(&dice))
        let question = question("2024-07-01", "2025-06-30", "2025-07-01")
        let isMeant = (0..<table.personCount).map { _ in Bool.random(using: &dice) }
        for cut in [OutcomeCut.whole, .byCategory(table), .byProvider(table)] {
            var parts = table.tallies(question, cut: cut.only(table) { isMeant[$0] })
            let others = table.tallies(question, cut: cut.only(table) { !isMeant[$0] })
            for index in parts.indices { parts[index].merge(others[index]) }
            #expect(parts == table.tallies(question, cut: cut))
        }
    }

    @Test func `a table takes as many providers as a cut has groups, and not one more`()
        async throws
    {
        let most = DeliveryTable.sendersMost
        #expect(most == 65_534)
        var table = DeliveryTable()
        for number in 0..<most - 1 { table.add(try #require(Self.row(of: number))) }
        let last = try [most - 1, most].map { try #require(Self.provider($0)) }
        #expect(table.hasRoom(for: [last[0]]) && !table.hasRoom(for: Set(last)))
        table.add(try #require(Self.row(of: most - 1)))
        table.endPerson()
        #expect(OutcomeCut.byProvider(table).labels.count == most)
        #expect(table.hasRoom(for: [last[0]]) && !table.hasRoom(for: [last[1]]))
        await #expect(processExitsWith: .failure) {
            var table = DeliveryTable()
            for number in 0...DeliveryTable.sendersMost {
                if let row = Self.row(of: number) { table.add(row) }
            }
        }
        await #expect(processExitsWith: .failure) {
            let labels = Array(repeating: "", count: OutcomeCut.groupsMost + 1)
            _ = OutcomeCut(labels: labels, groups: [])
        }
    }

    private static func provider(_ number: Int) -> ProviderCode? {
        ProviderCode("\(10_000_000 + number)")
    }

    private static func row(of number: Int) -> DeliveryTable.Row? {
        provider(number).map {
            DeliveryTable.Row(
                begin: 20_000, end: DeliveryTable.open, endClass: .interrupted, domain: .wmo,
                category: nil, sender: $0, allocationStart: DeliveryTable.open, pauses: [])
        }
    }

    @Test(arguments: 1...40)
    func `groups of persons add up to everyone`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let table = DeliveryTable(world(&dice))
        let question = question("2024-07-01", "2025-06-30", "2025-07-01")
        let groups = (0..<table.personCount).map { _ in UInt16.random(in: 0...2, using: &dice) }
        var parts = table.tallies(
            question, cut: .byPerson(table, labels: ["a", "b", "c"], groups: groups))
        for part in parts.dropFirst() { parts[0].merge(part) }
        #expect(parts[0] == table.tallies(question)[0])
    }

    @Test(arguments: 1...40)
    func `each outflow is in one state, and each return counts as case`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let table = DeliveryTable(world(&dice))
        let tally = table.tallies(OutcomeQuestion(referenceDate: calendarDay("2025-10-01")))[0]
        let states = tally.sustained
        let cohort = states.immature + states.returned + states.left + states.sustained
        #expect(tally.outflow.total == states.excluded.total + cohort)
        #expect(tally.returns.total == cohort)
        #expect(tally.gross.total == tally.ended.total)
    }
}
