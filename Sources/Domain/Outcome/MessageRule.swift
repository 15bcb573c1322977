/// A rule that a message or a notice broke, by its official code in iWmo and iJw 3.2; those without one
/// have a name of ours.
///
/// What is wrong in the file itself (`unreadable` to `citizenNumber`) is found by whoever reads it and
/// refuses the whole message; the rest is found here and refuses one notice, but for TR056.
package enum MessageRule: String, Codable, Sendable, CaseIterable, Hashable, Comparable {
    /// No XML or CSV as promised: not well-formed, a part missing or too much, too large (OP179).
    case unreadable
    /// A root namespace or a message code that isn't known, or that contradict each other.
    case namespace
    /// A value that isn't in its code list, or not of its type.
    case codeList
    /// CS002: the citizen service number fails its check; it has no return code.
    case citizenNumber = "CS002"
    /// CS058, OP033x2: a status other than 1 (first) and 3 (removal).
    case status = "CS058"
    /// IV096: neither allocation nor product, so that nothing links start and stop.
    case withoutKey = "IV096"
    /// TR018: an end before the begin.
    case endBeforeBegin = "TR018"
    /// TR134: a begin or an end after the message's date.
    case afterItsDate = "TR134"
    /// TR056: one identification on messages with different content; refuses them all.
    case identificationTwice = "TR056"
    /// TR101: one key twice in a message, with the same status.
    case keyTwiceInMessage = "TR101"
    /// TR063: a removal of what was never told.
    case removalOfNothing = "TR063"
    /// TR071: a start was removed that has a stop.
    case removedStartHasStop = "TR071"
    /// TR074: told while it was told before.
    case toldTwice = "TR074"
    /// TR326: a start while another on the same allocation hasn't stopped.
    case startWhileActive = "TR326"
    /// TR382, OP155, OP072: a stop without a start of the same key.
    case stopWithoutStart = "TR382"
    /// OP377: a pause after a final stop that was sent earlier and ends earlier.
    case pauseAfterFinal = "OP377"
    /// TR413, OP378: a second pause.
    case secondPause = "TR413"
    /// TR414: a final stop before the end of the pause that it follows.
    case finalBeforePause = "TR414"
    /// TR415: a second final stop.
    case secondFinal = "TR415"
    /// The municipality's system sent it back; the code is the one it gave.
    case returned
    /// 301, reason of change 13: its allocation was removed and so never was.
    case allocationRemoved

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The return code that goes with it (WJ001), nil when it has none.
    package var returnCode: ReturnCode? {
        let number: Int? =
            switch self {
            case .unreadable, .namespace, .codeList, .status, .endBeforeBegin, .afterItsDate,
                .keyTwiceInMessage:
                1
            case .citizenNumber, .returned, .allocationRemoved: nil
            case .withoutKey: 9019
            case .identificationTwice: 9056
            case .removalOfNothing: 9063
            case .stopWithoutStart: 9069
            case .removedStartHasStop: 9071
            case .toldTwice: 9074
            case .startWhileActive: 9326
            case .secondPause: 9413
            case .finalBeforePause: 9414
            case .pauseAfterFinal, .secondFinal: 9415
            }
        return number.map(ReturnCode.init(number:))
    }
}

/// Something told that isn't used, with the reason: a line of the exception list.
package struct QuarantinedNotice: Hashable, Sendable {
    package let message: CareMessage.Name
    package let dated: CivilDate
    package let receivedOn: CivilDate
    /// What the message was when several have its name.
    package let contentMark: ContentMark
    /// The notice's place in its message, from 0; nil when the message is refused whole.
    package let place: Int?
    package let rule: MessageRule
    package let returnCode: ReturnCode?

    package init(
        message: CareMessage, place: Int?, rule: MessageRule, returnCode: ReturnCode? = nil
    ) {
        self.message = message.name
        dated = message.dated
        receivedOn = message.receivedOn
        contentMark = message.contentMark
        self.place = place
        self.rule = rule
        self.returnCode = returnCode ?? rule.returnCode
    }
}

extension QuarantinedNotice: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        if left.message != right.message { return left.message < right.message }
        if left.contentMark != right.contentMark { return left.contentMark < right.contentMark }
        return (left.place ?? -1, left.rule) < (right.place ?? -1, right.rule)
    }
}
