package import Domain
internal import Wire

/// The exception list (uitvallijst): everything that came in and isn't used, and what the
/// relationship manager must ask a provider about.
///
/// It names messages as their senders do, and no client.
package struct ExceptionList: Encodable, Sendable {
    /// By the day on which each came to be known, then by sender and message.
    package private(set) var entries: [Entry] = []
    /// How many more there are.
    package private(set) var leftOut = 0

    /// A list without lines.
    package init() {}

    /// The most that is given in one answer over HTTP.
    package static let answerMost = 10_000
    /// How many months a pause may last before it is asked about.
    package static let pauseMonthsMost = 6

    /// One line of the list.
    package struct Entry: Encodable, Sendable, Equatable {
        package let status: Status
        package let rule: String
        package let returnCode: String?
        /// `305` or `307`; nil when it was refused before that was known, and for a pause.
        package let kind: String?
        package let sender: String?
        /// By what the message is known at its sender.
        package let identification: String?
        /// The notice's place in the message, from 1; nil for the whole message.
        package let notice: Int?
        /// The line of the file on which it was seen.
        package let line: Int?
        /// What is wrong with a file, in words of the program's.
        package let reason: String?
        package let dated: CivilDate?
        package let receivedOn: CivilDate?
        /// The last day on which it would have been in time.
        package let due: CivilDate?
        /// Of a pause: what is delivered, since when, and the last day before the pause.
        package let category: String?
        package let begin: CivilDate?
        package let pausedAfter: CivilDate?
        package let nl: String
        package let en: String
    }

    /// What became of it.
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// A whole document that isn't kept.
        case refused
        /// Kept and not used.
        case quarantined
        /// Used, and told too late.
        case late
        /// A delivery that has been paused for more than half a year.
        case paused
    }
}

/// Which lines of the exception list are asked for.
package struct ExceptionFilter: Sendable, Equatable {
    /// One of `rules`.
    package let rule: String?
    package let sender: ProviderCode?
    /// Only what came to be known on that day or later.
    package let since: CivilDate?

    /// Nil when there is no such rule.
    package init?(rule: String? = nil, sender: ProviderCode? = nil, since: CivilDate? = nil) {
        if let rule, !Self.rules.contains(rule) { return nil }
        self.rule = rule
        self.sender = sender
        self.since = since
    }

    /// The name under which pauses that last too long are listed.
    static let pauseRule = "pause"
    /// Every rule that a line may name.
    package static let rules =
        MessageRule.allCases.map(\.rawValue) + LateNotice.Rule.allCases.map(\.rawValue)
        + [pauseRule]

    fileprivate func lets(_ entry: ExceptionList.Entry) -> Bool {
        if let rule, entry.rule != rule { return false }
        if let sender, entry.sender != sender.description { return false }
        if let since, entry.day < since { return false }
        return true
    }
}

extension ExceptionList {
    /// The lines of a store that the filter lets through, with pauses as on the reference date.
    package init(
        of store: some CareStore, _ filter: ExceptionFilter, on referenceDate: CivilDate,
        most: Int = .max
    ) async throws(CareFailure) {
        var found: [Entry] = []
        var number = 0
        while true {
            let page = try await store.refusals(after: number, limit: Self.pageMost)
            found += page.map { Entry($0.exception, .refused) }.filter(filter.lets)
            guard page.count == Self.pageMost, let last = page.last else { break }
            number = last.number
        }
        var client: Pseudonym?
        while true {
            let page = try await store.histories(after: client, limit: Self.pageMost)
            for history in page {
                found += Self.entries(of: history, on: referenceDate).filter(filter.lets)
            }
            guard page.count == Self.pageMost, let last = page.last else { break }
            client = last.client
        }
        found.sort { $0.place < $1.place }
        entries = Array(found.prefix(most))
        leftOut = found.count - entries.count
    }

    private static let pageMost = 1_000

    private static func entries(
        of history: ClientHistory, on referenceDate: CivilDate
    ) -> [Entry] {
        history.exceptions.map { Entry($0, .quarantined) } + history.lateNotices.map { Entry($0) }
            + history.periods.compactMap { period in
                guard let pause = period.pauses.last, pause.end == nil else { return nil }
                let lastDay = pause.begin.advanced(byDays: -1)
                guard lastDay.moved(byMonths: pauseMonthsMost) <= referenceDate else { return nil }
                return Entry(pausedAfter: lastDay, in: period)
            }
    }
}

extension ExceptionList.Entry {
    fileprivate init(_ exception: ImportException, _ status: ExceptionList.Status) {
        let sentence = RuleSentence.of(exception.rule)
        self.init(
            status: status, rule: exception.rule.rawValue,
            returnCode: exception.returnCode?.description, kind: exception.kind?.number,
            sender: exception.sender?.description, identification: exception.identification,
            notice: exception.place.map { $0 + 1 }, line: exception.line,
            reason: exception.reason, dated: exception.dated, receivedOn: exception.receivedOn,
            due: nil, category: nil, begin: nil, pausedAfter: nil, nl: sentence.nl,
            en: sentence.en)
    }

    fileprivate init(_ late: LateNotice) {
        let sentence = RuleSentence.of(late.rule)
        self.init(
            status: .late, rule: late.rule.rawValue, returnCode: nil,
            kind: late.message.kind.number, sender: late.message.sender.description,
            identification: late.message.identification, notice: late.place + 1, line: nil,
            reason: nil, dated: late.dated, receivedOn: late.receivedOn, due: late.due,
            category: nil, begin: nil, pausedAfter: nil, nl: sentence.nl, en: sentence.en)
    }

    fileprivate init(pausedAfter lastDay: CivilDate, in period: DeliveryPeriod) {
        let sentence = RuleSentence.longPause
        self.init(
            status: .paused, rule: ExceptionFilter.pauseRule, returnCode: nil, kind: nil,
            sender: period.sender.description, identification: nil, notice: nil, line: nil,
            reason: nil, dated: nil, receivedOn: nil, due: nil,
            category: period.category?.description, begin: period.begin, pausedAfter: lastDay,
            nl: sentence.nl, en: sentence.en)
    }

    /// When it came to be known: of a pause the day on which it had lasted too long.
    fileprivate var day: CivilDate {
        let flaggedOn = pausedAfter?.moved(byMonths: ExceptionList.pauseMonthsMost)
        guard let day = receivedOn ?? flaggedOn else {
            preconditionFailure("a line is about a message or a pause")
        }
        return day
    }

    fileprivate var place: (CivilDate, String, String, Int, String) {
        (day, sender ?? "", identification ?? begin?.description ?? "", notice ?? 0, rule)
    }
}
