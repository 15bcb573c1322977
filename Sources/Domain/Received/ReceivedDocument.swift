/// A message about care as it came in: read, checked by itself, and without anything that tells who
/// the client is.
///
/// Whether it agrees with the other messages is decided over all of them together, later.
package struct ReceivedDocument: Hashable, Sendable {
    package let content: Content
    /// What it says, header included: a copy has the same mark.
    package let contentMark: ContentMark
    /// Nil when it names no client: a return without objections.
    package let client: ClientMarks?

    package init(content: Content, contentMark: ContentMark, client: ClientMarks?) {
        self.content = content
        self.contentMark = contentMark
        self.client = client
    }

    /// The kinds of message that follow-up reads.
    package enum Content: Hashable, Sendable {
        /// A 305 or 307, and those of its notices that were refused where they stood.
        case care(CareMessage, refused: [RefusedNotice])
        /// A 301.
        case allocation(CareAllocationMessage)
        /// A 306 or 308.
        case returned(ReturnMessage)
    }
}

/// What stands for a client now, and what stood for the same client before the key was changed.
package struct ClientMarks: Hashable, Sendable {
    package let current: Pseudonym
    /// Nil when the former key is no longer in use.
    package let previous: Pseudonym?

    package init(current: Pseudonym, previous: Pseudonym? = nil) {
        self.current = current
        self.previous = previous
    }
}

/// A notice that can't be told to the rules at all, such as one with a forbidden status; the other
/// notices of its message stand.
package struct RefusedNotice: Hashable, Sendable {
    /// Its place among all notices of the message as it was sent, from 0.
    package let place: Int
    package let rule: MessageRule

    package init(place: Int, rule: MessageRule) {
        self.place = place
        self.rule = rule
    }
}

/// A document that is refused whole, and everything that may be said of it.
package struct RefusedDocument: Hashable, Sendable {
    /// Its bytes, under the key: the same file again is known by it.
    package let contentMark: ContentMark
    package let rule: MessageRule
    /// What is wrong, in words of ours; never a word of the document.
    package let reason: String
    /// The line on which it was seen, from 1.
    package let line: Int?
    /// Who sent it and under which name, as far as that was read and tells nothing about a person.
    package let sender: ProviderCode?
    package let identification: String?

    package init(
        contentMark: ContentMark, rule: MessageRule, reason: String, line: Int? = nil,
        sender: ProviderCode? = nil, identification: String? = nil
    ) {
        self.contentMark = contentMark
        self.rule = rule
        self.reason = reason
        self.line = line
        self.sender = sender
        self.identification = identification
    }
}
