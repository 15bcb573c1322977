package import Domain

/// The answer to `hello`: who the server holds the client to be, and what holds for it.
package struct HelloResult: Codable, Sendable, Equatable {
    /// The name of this connection in the operator's log.
    package let connection: String
    /// The person, or nil for a projector screen.
    package let user: PersonID?
    package let actor: Actor.Identity
    /// The roles held in the whole municipality, in alphabetical order.
    package let roles: [MunicipalRole]
    package let serverTime: Instant
    package let limits: Limits
    package let heartbeatSeconds: Int
    package let protocolName: String

    package init(
        connection: String, user: PersonID?, actor: Actor.Identity, roles: [MunicipalRole],
        serverTime: Instant, limits: Limits, heartbeatSeconds: Int = WireLimits.heartbeatSeconds
    ) {
        self.connection = connection
        self.user = user
        self.actor = actor
        self.roles = roles.sorted { $0.rawValue < $1.rawValue }
        self.serverTime = serverTime
        self.limits = limits
        self.heartbeatSeconds = heartbeatSeconds
        protocolName = WireProtocol.name
    }

    private enum CodingKeys: String, CodingKey {
        case connection, user, actor, roles, serverTime, limits, heartbeatSeconds
        case protocolName = "protocol"
    }

    /// The limits of this connection.
    package struct Limits: Codable, Sendable, Equatable {
        package let messageBytes: Int
        package let queueBytes: Int
        package let subscriptions: Int
        package let commandsPerSecond: Int
        package let commandsBurst: Int

        package init(
            messageBytes: Int = WireLimits.messageBytesMost,
            queueBytes: Int = WireLimits.queueBytesWatcher,
            subscriptions: Int = WireLimits.subscriptionsPerConnection,
            commandsPerSecond: Int = WireLimits.commandsPerSecond,
            commandsBurst: Int = WireLimits.commandsBurst
        ) {
            self.messageBytes = messageBytes
            self.queueBytes = queueBytes
            self.subscriptions = subscriptions
            self.commandsPerSecond = commandsPerSecond
            self.commandsBurst = commandsBurst
        }
    }
}

/// The names by which both ends know that they speak the same language.
package enum WireProtocol {
    package static let name = "kansendossier.v1"
    /// The subprotocol of the WebSocket handshake.
    package static let subprotocol = "kansendossier.v1.jsonrpc"
}

/// The answer to a command that was accepted; it was durable before it was sent.
///
/// No position of the log is in it: those count events that the sender may not know of.
package struct CommandResult: Codable, Sendable, Equatable {
    package let accepted: Bool
    /// Whether it had been accepted before, under the same key; nothing happened a second time.
    package let already: Bool

    package init(already: Bool) {
        accepted = true
        self.already = already
    }
}

/// The answer to a dry run: what the command would bring about, and what confirms it (F32).
package struct DryRunResult: Sendable, Equatable {
    package let confirmation: Digest
    package let consequence: JSONValue

    package init(_ consequence: Consequence, confirmation: Digest) {
        self.confirmation = confirmation
        self.consequence = JSONValue.encoding(consequence)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        confirmation = try container.decode(Digest.self, forKey: .confirmation)
        consequence = try container.decode(JSONValue.self, forKey: .consequence)
    }
}

extension DryRunResult: Codable {
    private enum CodingKeys: String, CodingKey { case confirmation, consequence }
}

/// The answer to `directory.issueToken`: the only time that the secret is ever shown.
package struct IssuedToken: Codable, Sendable, Equatable {
    package let token: TokenID
    package let secret: String

    package init(token: TokenID, secret: String) {
        self.token = token
        self.secret = secret
    }
}

/// The answer to `round.list`.
package struct RoundList: Codable, Sendable, Equatable {
    package let rounds: [Entry]

    package init(rounds: [Entry]) { self.rounds = rounds }

    /// A round in which the caller may watch something.
    package struct Entry: Codable, Sendable, Equatable {
        package let round: RoundID
        /// The views that the caller may subscribe to now.
        package let views: [String]

        package init(round: RoundID, views: [String]) {
            self.round = round
            self.views = views
        }
    }
}

/// The answer to `lessons.search`.
package struct LessonList: Codable, Sendable, Equatable {
    package let lessons: [Entry]
    /// How many more there are.
    package let leftOut: Int

    /// The most lessons in one answer.
    package static let entriesMost = 50
    /// The most characters that may be searched for.
    package static let wordsCharactersMost = 200

    /// The first of these, as many as one answer has.
    package init(of found: [Entry]) {
        lessons = Array(found.prefix(Self.entriesMost))
        leftOut = found.count - lessons.count
    }

    /// What one initiative left to others.
    package struct Entry: Codable, Sendable, Equatable {
        package let round: RoundID
        package let dossier: DossierNumber
        package let title: String
        package let lessons: Lessons

        package init(
            round: RoundID, dossier: DossierNumber, title: String, lessons: Lessons
        ) {
            self.round = round
            self.dossier = dossier
            self.title = title
            self.lessons = lessons
        }
    }
}

/// The answer to `auth.refresh`.
package struct RefreshResult: Codable, Sendable, Equatable {
    /// Until when the connection may stay, unless the token is withdrawn.
    package let expiresAt: Instant

    package init(expiresAt: Instant) { self.expiresAt = expiresAt }
}

/// The answer to `round.unsubscribe` and `directory.unsubscribe`.
package struct UnsubscribeResult: Codable, Sendable, Equatable {
    /// Whether there was such a subscription.
    package let ended: Bool

    package init(ended: Bool) { self.ended = ended }
}
