/// Why a connection is closed, as the number that stands in a close frame (RFC 6455 section 7.4).
public struct WebSocketCloseCode: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: UInt16

    /// Any number; `mayBeSent` tells whether it may stand in a close frame.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// 1000: the purpose was fulfilled.
    public static let normal = WebSocketCloseCode(rawValue: 1000)
    /// 1001: a server goes down or a page was left.
    public static let goingAway = WebSocketCloseCode(rawValue: 1001)
    /// 1002: the peer broke the protocol.
    public static let protocolError = WebSocketCloseCode(rawValue: 1002)
    /// 1003: a kind of data that isn't accepted, such as binary.
    public static let unsupportedData = WebSocketCloseCode(rawValue: 1003)
    /// 1005: the close frame had no code. Never sent.
    public static let noStatus = WebSocketCloseCode(rawValue: 1005)
    /// 1006: the connection ended without a close frame. Never sent.
    public static let abnormal = WebSocketCloseCode(rawValue: 1006)
    /// 1007: data that doesn't fit its kind, such as text that isn't UTF-8.
    public static let invalidPayload = WebSocketCloseCode(rawValue: 1007)
    /// 1008: a rule of this endpoint was broken.
    public static let policyViolation = WebSocketCloseCode(rawValue: 1008)
    /// 1009: a message over the limit.
    public static let messageTooBig = WebSocketCloseCode(rawValue: 1009)
    /// 1011: the server met something unexpected.
    public static let internalError = WebSocketCloseCode(rawValue: 1011)
    /// 1012: the server restarts; come back (IANA registry).
    public static let serviceRestart = WebSocketCloseCode(rawValue: 1012)
    /// 1013: the server is overloaded; come back later (IANA registry).
    public static let tryAgainLater = WebSocketCloseCode(rawValue: 1013)

    /// Whether the code may stand in a close frame.
    ///
    /// 1004 is reserved; 1005, 1006 and 1015 are for local use only (RFC 6455 section 7.4.1);
    /// 1012 to 1014 were registered later; 3000 to 3999 are for libraries and 4000 to 4999 for
    /// private use (section 7.4.2). All else is unassigned.
    public var mayBeSent: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

/// How a connection ended.
public struct WebSocketClosure: Sendable, Hashable {
    /// Who ended it.
    public enum Origin: Sendable, Hashable {
        /// This end sent the first close frame.
        case here
        /// The peer sent the first close frame.
        case peer
        /// Nobody did: the network or a time-out cut it.
        case network
    }

    /// The code of the first close frame; `noStatus` when it had none, `abnormal` without one.
    public let code: WebSocketCloseCode
    /// The reason that came with the code, at most 123 bytes of UTF-8; often empty.
    public let reason: String
    /// Who ended it.
    public let origin: Origin

    /// A closure with all its parts.
    public init(code: WebSocketCloseCode, reason: String, origin: Origin) {
        self.code = code
        self.reason = reason
        self.origin = origin
    }
}
