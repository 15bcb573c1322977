import Domain

/// Delivery periods in few words: `02 2025-01-06 2025-06-30 19`, without an end while they run, and
/// with pauses behind it as `[2025-03-01 2025-03-31]` or `[2025-03-01]`.
enum CarePeriods {
    static func of(_ client: Int, _ lines: String...) -> [DeliveryPeriod] {
        lines.map { period(client, $0) }
    }

    static func period(
        _ client: Int, _ line: String, domain: CareDomain = .wmo, sender: String = "90000001",
        allocated: String? = nil
    ) -> DeliveryPeriod {
        let parts = line.split(separator: "[").map {
            $0.split(whereSeparator: { " ]".contains($0) })
        }
        let words = parts[0]
        return DeliveryPeriod(
            pseudonym: CareTown.mark(client), domain: domain, municipality: CareTown.venlo,
            sender: CareTown.sender(sender), category: ProductCategory(String(words[0])),
            allocationStart: allocated.map(calendarDay), begin: calendarDay(String(words[1])),
            end: words.count > 2 ? calendarDay(String(words[2])) : nil,
            reason: words.count > 3 ? EndReason(domain: domain, code: String(words[3])) : nil,
            pauses: parts.dropFirst().map { pause in
                DeliveryPause(
                    begin: calendarDay(String(pause[0])),
                    end: pause.count > 1 ? calendarDay(String(pause[1])) : nil)
            })
    }

    /// The worked example of follow-up.md, 3.5: A to M are clients 1 to 13.
    static let example: [DeliveryPeriod] = [
        of(1, "02 2025-01-06 2025-06-30 19"),
        of(2, "02 2025-02-03 2025-06-30 19", "02 2025-09-01"),
        of(3, "02 2025-03-03 2025-08-31 19", "07 2026-02-28"),
        of(4, "02 2025-03-03 2025-08-31 19", "07 2026-03-01"),
        of(5, "15 2025-01-06 2025-06-15 37", "02 2025-06-16 2025-09-30 19"),
        of(6, "02 2025-01-06 2025-07-31 31"),
        of(7, "02 2025-01-06 2025-07-31 02"),
        of(8, "02 2025-01-06 2025-05-31 21"),
        of(9, "02 2025-01-06 2025-05-31 38", "02 2025-06-02"),
        of(10, "02 2025-06-02 2025-12-15 19"),
        of(11, "02 2025-06-02 2025-12-15 19", "02 2026-01-12"),
        of(12, "02 2025-01-06"),
        of(13, "02 2025-01-06 2025-06-30 39"),
    ].flatMap(\.self)

    static func tally(
        _ periods: [DeliveryPeriod], from first: String? = nil, to last: String? = nil,
        on reference: String = "2026-05-01", _ change: (inout OutcomeDefinition) -> Void = { _ in }
    ) -> OutcomeTally {
        var definition = OutcomeDefinition()
        change(&definition)
        let question = OutcomeQuestion(
            from: first.map(calendarDay), to: last.map(calendarDay),
            referenceDate: calendarDay(reference),
            definition: definition)
        return DeliveryTable(periods).tallies(question)[0]
    }
}
