package import Domain
package import Wire

/// One command on its way: who gives it, under which key, and where its answer goes.
package struct Order<Command: Codable & Sendable & Equatable>: Sendable {
    package let command: Command
    package let identity: Actor.Identity
    package let actingFor: OrganisationID?
    package let scope: TokenScope
    package let key: CommandKey
    /// What the one who gives it has seen that it brings about, where that is asked for (F32).
    package let confirmation: Confirmation
    /// Called exactly once, from the stream's loop or from the door; must not wait.
    package let reply: @Sendable (Reply) -> Void
    /// What distinguishes this command from another one under the same key.
    let digest: Digest

    package init(
        _ command: Command, by identity: Actor.Identity, actingFor: OrganisationID? = nil,
        scope: TokenScope = .full, key: CommandKey, confirmation: Confirmation = .none,
        reply: @escaping @Sendable (Reply) -> Void
    ) {
        self.command = command
        self.identity = identity
        self.actingFor = actingFor
        self.scope = scope
        self.key = key
        self.confirmation = confirmation
        self.reply = reply
        digest = Self.digest(of: command, actingFor: actingFor)
    }

    /// The SHA-256 of the command's canonical JSON, followed by a zero byte and the organisation
    /// when somebody acts for a chosen one: no JSON text holds a zero byte.
    package static func digest(of command: Command, actingFor: OrganisationID?) -> Digest {
        var bytes = CanonicalJSON.bytes(of: command)
        if let actingFor {
            bytes.append(0)
            bytes += Array(actingFor.rawValue.utf8)
        }
        return SHA256Hashing().digest(of: bytes)
    }

    var owner: KeyOwner { KeyOwner(actor: identity, key: key) }
}

/// The one answer to an order.
package enum Reply: Sendable, Equatable {
    /// It is durable; `already` when this key had been accepted before and nothing happened now.
    case accepted(Receipt, already: Bool)
    /// It may not happen; nothing was written.
    case refused(Refusal)
    /// Nothing was decided; try again after so long.
    case busy(retryAfterMilliseconds: Int)
    /// The journal can't store now and stored nothing; try again with the same key.
    case unavailable
    /// Nobody knows yet whether it was stored; try again with the same key.
    case unknownOutcome
}

/// Why the engine could not do what was asked of it, apart from orders.
package enum EngineFailure: Error, Sendable, Equatable {
    case refused(Refusal)
    case busy(retryAfterMilliseconds: Int)
    case unavailable
}

/// A key belongs to the one who chose it: two people may choose the same.
struct KeyOwner: Hashable, Sendable {
    let actor: Actor.Identity
    let key: CommandKey
}
