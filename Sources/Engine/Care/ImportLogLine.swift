package import Domain
internal import Wire

/// One line of the import log: what one part of an import brought, or what was removed after its
/// term, and the hash of the line before.
///
/// Its bytes are canonical JSON; its hash is the SHA-256 of them.
package struct ImportLogLine: Codable, Sendable, Equatable {
    /// From 1 without gaps.
    package let number: Int
    package let trace: String
    package let actor: String
    package let at: Instant
    package let receivedOn: CivilDate
    package let accepted: Int
    package let duplicates: Int
    package let refused: Int
    package let joined: Int
    /// The SHA-256 over everything that it added, in order.
    package let content: Digest
    /// By which the keys can be told from others; they tell nothing about the keys.
    package let keys: [ContentMark]
    package let previous: Digest
    /// What it took away, when it is no import but a removal of what is past its term.
    package let removed: CareRemoval?

    package init(
        number: Int, head: ImportHead, receipt: CareReceipt, content: Digest, previous: Digest
    ) {
        self.number = number
        trace = head.trace
        actor = head.actor
        at = head.at
        receivedOn = head.receivedOn
        accepted = receipt.accepted
        duplicates = receipt.duplicates
        refused = receipt.refused
        joined = receipt.joined
        self.content = content
        keys = [head.contentKeyCheck] + head.personKeyChecks
        self.previous = previous
        removed = nil
    }

    /// The line of a removal, after the last one; it is no receipt, and keeps that line's day.
    package init(
        after last: ImportLogLine, previous: Digest, term: CareTerm, removal: CareRemoval,
        content: Digest
    ) {
        number = last.number + 1
        trace = term.trace
        actor = term.actor
        at = term.at
        receivedOn = last.receivedOn
        accepted = 0
        duplicates = 0
        refused = 0
        joined = 0
        self.content = content
        keys = last.keys
        self.previous = previous
        removed = removal
    }

    /// The line as it is kept.
    package var bytes: [UInt8] { CanonicalJSON.bytes(of: self) }
}
