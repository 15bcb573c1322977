internal import Domain

/// Why a message is refused whole, in words of ours.
struct MessageFault: Error, Sendable, Equatable {
    let rule: MessageRule
    let reason: String
    /// Where in the bytes it was seen.
    let offset: Int?
    /// Who sent it and how it is called, when that is known and has nobody's number in it.
    private(set) var sender: ProviderCode?
    private(set) var identification: String?

    init(_ rule: MessageRule, _ reason: String, at offset: Int? = nil) {
        self.rule = rule
        self.reason = reason
        self.offset = offset
    }

    /// The same, of the message with this header; a name in which somebody's number may stand is
    /// left out.
    func of(_ header: MessageHeader) -> Self {
        var fault = self
        fault.sender = header.provider
        if !CitizenNumber.mayStand(in: header.identification.utf8) {
            fault.identification = header.identification
        }
        return fault
    }

    init(_ fault: XMLFault) {
        self.init(.unreadable, fault.reason.rawValue, at: fault.offset)
    }
}
