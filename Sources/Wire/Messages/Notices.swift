package import Domain

/// A notification: what the server says without being asked, beside the events of views.
package protocol Notice: Codable, Sendable, Equatable {
    /// The `method` of the notification.
    static var method: String { get }
}

extension Notice {
    /// The notification as one message.
    package var bytes: [UInt8] {
        var bytes = Array("{\"jsonrpc\":\"2.0\",\"method\":".utf8)
        bytes += JSONText.bytes(of: Self.method)
        bytes += Array(",\"params\":".utf8) + CanonicalJSON.bytes(of: self)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

/// The server is there, and this is how far each followed view has come: a client that has less has
/// lost something and subscribes again.
package struct Heartbeat: Notice {
    package static let method = "heartbeat"
    package let serverTime: Instant
    package let offsets: [ViewOffset]

    package init(serverTime: Instant, offsets: [ViewOffset]) {
        self.serverTime = serverTime
        self.offsets = offsets
    }

    /// The last offset of one view.
    package struct ViewOffset: Codable, Sendable, Equatable {
        package let stream: StreamID
        package let view: String
        package let offset: Int

        package init(stream: StreamID, view: String, offset: Int) {
            self.stream = stream
            self.view = view
            self.offset = offset
        }
    }
}

/// The client doesn't follow this view any more, and why.
package struct SubscriptionEnded: Notice {
    package static let method = "subscription.ended"
    package let stream: StreamID
    package let view: String
    package let code: String
    package let nl: String
    package let en: String

    package init(stream: StreamID, view: String, refusal: Refusal) {
        let sentence = RefusalSentences.sentence(for: refusal)
        self.stream = stream
        self.view = view
        code = refusal.code.rawValue
        nl = sentence.nl
        en = sentence.en
    }

    /// The view can't be followed on from where the client is: subscribe again without an offset.
    package init(restartOf stream: StreamID, view: String) {
        let details = CallError.resumeImpossible.data
        self.stream = stream
        self.view = view
        code = details.code
        nl = details.nl
        en = details.en
    }
}

/// The token ends soon: send `auth.refresh` with another one.
package struct CredentialExpiring: Notice {
    package static let method = "auth.expiring"
    package let expiresAt: Instant

    package init(expiresAt: Instant) { self.expiresAt = expiresAt }
}

/// The server stops: finish, and connect again after so many milliseconds.
package struct ServerDraining: Notice {
    package static let method = "server.draining"
    package let reconnectAfterMilliseconds: Int

    package init(reconnectAfterMilliseconds: Int) {
        self.reconnectAfterMilliseconds = reconnectAfterMilliseconds
    }

    private enum CodingKeys: String, CodingKey {
        case reconnectAfterMilliseconds = "reconnectAfterMs"
    }
}

/// A stream's name in messages, such as `round/venlo-2019`.
extension StreamID: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let stream = StreamID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a stream's name"))
        }
        self = stream
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
