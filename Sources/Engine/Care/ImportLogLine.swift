package import Domain
internal import Wire

/// One line of the import log: what one part of an import brought, and the hash of the line before.
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
    }

    /// The line as it is kept.
    package var bytes: [UInt8] { CanonicalJSON.bytes(of: self) }
}
