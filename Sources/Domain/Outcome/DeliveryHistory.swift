/// What all messages together say: the delivery periods, and whatever couldn't be used.
///
/// The same messages give the same history, to the byte, in whatever order and however often they come
/// (OP080). Source of each step: follow-up.md, 2.5, as read by rulings.md, "Messages".
package struct DeliveryHistory: Hashable, Sendable {
    /// By client, then begin.
    package private(set) var periods: [DeliveryPeriod] = []
    /// The exception list: nothing is left out without a line here, but for what is counted below.
    package private(set) var quarantine: [QuarantinedNotice] = []
    /// Deliveries that were told later than the standard allows (OP271, OP272).
    package private(set) var lateNotices: [LateNotice] = []
    /// Copies of messages: the same content under the same name.
    package private(set) var duplicates = 0
    /// Removals of deliveries that were refused themselves, so that there was nothing to take back.
    package private(set) var droppedRemovals = 0

    private init() {}

    /// The history of everyone in these messages.
    package init(_ received: ReceivedMessages) {
        self.init(received, only: nil)
    }

    /// The history of one client, the same as the client's part of everyone's; `received` needs to have
    /// only what `concerning(_:)` selects, so that a store recomputes none but the clients touched.
    package init(of client: Pseudonym, in received: ReceivedMessages) {
        self.init(received, only: client)
    }

    private init(_ received: ReceivedMessages, only client: Pseudonym?) {
        let returned = ReturnedCodes(received.returns)
        let removed = received.removedAllocations()
        var told: [Pseudonym: ClientNotices] = [:]
        for distinct in received.distinct() {
            let message = distinct.message
            guard let owner = message.notices.first?.pseudonym else { continue }
            let isOwned = client == nil || client == owner
            if isOwned { duplicates += distinct.copies }
            let code = returned.code(of: message)
            if distinct.hasNamesake || code != nil, isOwned {
                quarantine.append(
                    QuarantinedNotice(
                        message: message, place: nil,
                        rule: distinct.hasNamesake ? .identificationTwice : .returned,
                        returnCode: distinct.hasNamesake ? nil : code))
            }
            if distinct.hasNamesake { continue }
            for (place, notice) in message.notices.enumerated()
            where client == nil || client == notice.pseudonym {
                told[notice.pseudonym, default: ClientNotices()].add(
                    ToldNotice(message: message, place: place), wholeIsReturned: code != nil,
                    returned: returned, removed: removed)
            }
        }
        for var notices in told.values {
            periods += notices.periods()
            quarantine += notices.quarantine
            lateNotices += notices.lateNotices
            droppedRemovals += notices.droppedRemovals
        }
        sort()
    }

    /// The history of all of these clients together; no client may be in two.
    package init(joining histories: some Sequence<DeliveryHistory>) {
        for history in histories {
            periods += history.periods
            quarantine += history.quarantine
            lateNotices += history.lateNotices
            duplicates += history.duplicates
            droppedRemovals += history.droppedRemovals
        }
        sort()
    }

    private mutating func sort() {
        periods.sort { $0.key < $1.key }
        quarantine.sort()
        lateNotices.sort()
    }
}

extension DeliveryPeriod {
    var key: DeliveryKey {
        DeliveryKey(
            domain: domain, municipality: municipality, sender: sender, pseudonym: pseudonym,
            allocation: allocation, category: category, code: code, begin: begin)
    }
}

/// A start or stop that was told later than five working days after the day itself: a signal for the
/// talk with the provider, that changes nothing.
package struct LateNotice: Hashable, Sendable, Comparable {
    package let message: CareMessage.Name
    /// The notice's place in its message, from 0.
    package let place: Int
    package let rule: Rule
    /// The last day on which it would have been in time.
    package let due: CivilDate
    package let dated: CivilDate
    package let receivedOn: CivilDate

    package init(
        message: CareMessage.Name, place: Int, rule: Rule, due: CivilDate, dated: CivilDate,
        receivedOn: CivilDate
    ) {
        self.message = message
        self.place = place
        self.rule = rule
        self.due = due
        self.dated = dated
        self.receivedOn = receivedOn
    }

    /// The same of a message whose notices had these places when it was sent.
    package func placed(among places: [Int]) -> LateNotice {
        LateNotice(
            message: message, place: places[place], rule: rule, due: due, dated: dated,
            receivedOn: receivedOn)
    }

    /// The rule that was broken.
    package enum Rule: String, Sendable, CaseIterable, Hashable {
        /// A start within five working days.
        case start = "OP271"
        /// A stop within five working days; a final stop after a pause has the day on which it became
        /// known instead, which no message tells, and so is never late.
        case stop = "OP272"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.message, left.place) < (right.message, right.place)
    }
}

/// The objections of return messages, by message and notice.
struct ReturnedCodes {
    private var whole: [CareMessage.Name: ReturnCode] = [:]
    private var notices: [CareMessage.Name: [CareNotice: ReturnCode]] = [:]

    /// Of several objections the lowest code is kept, whatever the order of the returns.
    init(_ returns: [ReturnMessage]) {
        for message in returns {
            if let code = Self.objection(message.codes) {
                whole[message.answers] = min(whole[message.answers] ?? code, code)
            }
            for answer in message.notices {
                guard let code = Self.objection(answer.codes) else { continue }
                let known = notices[message.answers]?[answer.notice] ?? code
                notices[message.answers, default: [:]][answer.notice] = min(known, code)
            }
        }
    }

    private static func objection(_ codes: [ReturnCode]) -> ReturnCode? {
        codes.filter { !$0.accepts }.min()
    }

    /// The objection to a whole message, if any.
    func code(of message: CareMessage) -> ReturnCode? { whole[message.name] }

    /// The objection to one notice, if any.
    func code(of told: ToldNotice) -> ReturnCode? {
        notices[told.message.name]?[told.notice]
    }
}
