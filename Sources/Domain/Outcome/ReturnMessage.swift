/// A 306 or 308: what the municipality's system said of a 305 or 307.
///
/// Without codes it accepts the whole message. With a code on the message nothing of it is used; with
/// codes on a notice, that notice isn't.
package struct ReturnMessage: Hashable, Sendable {
    /// The message that is answered.
    package let answers: CareMessage.Name
    /// The date of the return itself (DagtekeningRetour).
    package let dated: CivilDate
    /// The day on which this program got it.
    package let receivedOn: CivilDate
    /// The codes on the header, empty when there are none.
    package let codes: [ReturnCode]
    /// The notices that came back, each with its codes.
    package let notices: [Answer]

    package init(
        answers: CareMessage.Name, dated: CivilDate, receivedOn: CivilDate, codes: [ReturnCode],
        notices: [Answer]
    ) {
        self.answers = answers
        self.dated = dated
        self.receivedOn = receivedOn
        self.codes = codes
        self.notices = notices
    }

    /// What was said of one notice; codes on the client count for each of its notices.
    package struct Answer: Hashable, Sendable {
        package let notice: CareNotice
        package let codes: [ReturnCode]

        package init(notice: CareNotice, codes: [ReturnCode]) {
            self.notice = notice
            self.codes = codes
        }
    }
}

/// A return code (RetourCode, WJ001): four characters, as a rule digits, such as 9069 and S300.
package struct ReturnCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The code, or nil when the text isn't four capitals or digits.
    package init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard text.utf8.count == 4, isPlain else { return nil }
        self.text = text
    }

    init(number: Int) { text = padded(number, 4) }

    /// 0200, which isn't an objection; every other code is, 0233 ("not judged") included.
    package var accepts: Bool { text == "0200" }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
