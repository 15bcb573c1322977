/// One line of the exception list: a message or a notice that isn't used, and why.
///
/// It says enough to find the message at its sender, and nothing of what it said.
package struct ImportException: Hashable, Sendable {
    package let rule: MessageRule
    package let returnCode: ReturnCode?
    /// Nil when the message was refused before its header was read.
    package let sender: ProviderCode?
    package let identification: String?
    package let dated: CivilDate?
    package let receivedOn: CivilDate
    /// The notice's place among all of its message, from 0; nil for the whole message.
    package let place: Int?
    /// The line of the file on which it was seen, when that is all there is to go by.
    package let line: Int?
    /// What is wrong with a file, in words of ours.
    package let reason: String?
    /// Whether it was a start or a stop message; nil when that isn't known.
    package let kind: CareMessage.Kind?

    package init(
        rule: MessageRule, returnCode: ReturnCode?, sender: ProviderCode? = nil,
        identification: String? = nil, dated: CivilDate? = nil, receivedOn: CivilDate,
        place: Int? = nil, line: Int? = nil, reason: String? = nil,
        kind: CareMessage.Kind? = nil
    ) {
        self.rule = rule
        self.returnCode = returnCode
        self.sender = sender
        self.identification = identification
        self.dated = dated
        self.receivedOn = receivedOn
        self.place = place
        self.line = line
        self.reason = reason
        self.kind = kind
    }

    /// The line of a document that was refused whole.
    package init(_ refused: RefusedDocument, receivedOn: CivilDate) {
        self.init(
            rule: refused.rule, returnCode: refused.rule.returnCode, sender: refused.sender,
            identification: refused.identification, receivedOn: receivedOn, line: refused.line,
            reason: refused.reason)
    }

    /// The line of a notice that the rules over all messages refused; `places` are those that its
    /// message's notices had when it was sent.
    package init(_ quarantined: QuarantinedNotice, places: [Int]) {
        self.init(
            rule: quarantined.rule, returnCode: quarantined.returnCode,
            sender: quarantined.message.sender,
            identification: quarantined.message.identification, dated: quarantined.dated,
            receivedOn: quarantined.receivedOn, place: quarantined.place.map { places[$0] },
            kind: quarantined.message.kind)
    }

    /// The line of a notice that was refused where it stood.
    package init(_ refused: RefusedNotice, of message: CareMessage) {
        self.init(
            rule: refused.rule, returnCode: refused.rule.returnCode, sender: message.sender,
            identification: message.identification, dated: message.dated,
            receivedOn: message.receivedOn, place: refused.place, kind: message.kind)
    }
}

extension CareMessage {
    /// The places that the notices had when the message was sent, those refused left out.
    package func places(without refused: [RefusedNotice]) -> [Int] {
        let gone = Set(refused.map(\.place))
        return Array((0..<(notices.count + refused.count)).filter { !gone.contains($0) })
    }

    /// The same message about a client under another mark.
    package func marked(_ pseudonym: Pseudonym) -> CareMessage {
        CareMessage(
            kind: kind, domain: domain, release: release, sender: sender,
            municipality: municipality, identification: identification, dated: dated,
            contentMark: contentMark, receivedOn: receivedOn,
            notices: notices.map { $0.marked(pseudonym) })
    }
}

extension CareNotice {
    /// The same notice about a client under another mark.
    package func marked(_ pseudonym: Pseudonym) -> CareNotice {
        CareNotice(
            act, status: status, pseudonym: pseudonym, allocation: allocation,
            category: category, code: code, allocationStart: allocationStart, begin: begin)
    }
}

extension CareAllocationMessage {
    /// The same message about a client under another mark.
    package func marked(_ pseudonym: Pseudonym) -> CareAllocationMessage {
        CareAllocationMessage(
            domain: domain, release: release, municipality: municipality, provider: provider,
            identification: identification, dated: dated, contentMark: contentMark,
            receivedOn: receivedOn,
            allocations: allocations.map {
                CareAllocation(
                    mark: $0.mark, pseudonym: pseudonym, category: $0.category, code: $0.code,
                    allocatedOn: $0.allocatedOn, allocatedAt: $0.allocatedAt, begin: $0.begin,
                    end: $0.end, change: $0.change, volume: $0.volume)
            })
    }
}

extension ReturnMessage {
    /// The same message about a client under another mark.
    package func marked(_ pseudonym: Pseudonym) -> ReturnMessage {
        ReturnMessage(
            answers: answers, dated: dated, receivedOn: receivedOn, codes: codes,
            notices: notices.map { Answer(notice: $0.notice.marked(pseudonym), codes: $0.codes) })
    }
}
