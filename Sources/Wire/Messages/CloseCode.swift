/// Why a connection ended, as the number in its close frame (RFC 6455, section 7.4, and our own
/// range from 4000; realtime.md, section 4).
package enum CloseCode: UInt16, Sendable, CaseIterable, Hashable {
    case done = 1000
    case goingAway = 1001
    case protocolError = 1002
    case unsupportedData = 1003
    /// Never in a frame: what a client notes when there was no close frame.
    case brokenOff = 1006
    case invalidText = 1007
    case policyViolation = 1008
    case messageTooLarge = 1009
    case internalError = 1011
    case restart = 1012
    case tryLater = 1013
    case resumeImpossible = 4010
    case slow = 4290
    case rateExceeded = 4291
    case tooManyConnections = 4292
    case badMessage = 4400
    case unauthenticated = 4401
    case forbidden = 4403
    case helloTimeout = 4408
    case replaced = 4409
    case tooManyHello = 4429

    /// Whether a client should connect again by itself, after a random wait of 0.5 to 20 seconds.
    ///
    /// The others need new credentials or a repaired program first.
    package var shouldReconnect: Bool { Self.shouldReconnect(after: rawValue) }

    /// The same for any number, also one that isn't in this list.
    package static func shouldReconnect(after code: UInt16) -> Bool {
        switch code {
        case 1001, 1006, 1011...1013, 4010, 4290...4299: true
        default: false
        }
    }

    /// What it means, in one English sentence, for the protocol's description.
    package var meaning: String {
        switch self {
        case .done: "The conversation is over."
        case .goingAway: "The server stops; connect again."
        case .protocolError: "A frame broke RFC 6455."
        case .unsupportedData: "Only text frames are understood."
        case .brokenOff: "Not sent: the connection broke without a close frame; connect again."
        case .invalidText: "A text frame was not UTF-8."
        case .policyViolation: "The connection did something that the server does not allow."
        case .messageTooLarge: "A message was larger than the limit that hello gave."
        case .internalError: "The server failed; connect again."
        case .restart: "The server restarts; connect again."
        case .tryLater: "The server is too busy; connect again later."
        case .resumeImpossible: "Connect again and subscribe without an offset."
        case .slow: "The client read too slowly; connect again and resume."
        case .rateExceeded: "Too many refusals with -32008; connect again, and ask less often."
        case .tooManyConnections: "Too many connections of one person or address."
        case .badMessage: "The first message was not readable."
        case .unauthenticated: "No hello, or the token is unknown, withdrawn or expired."
        case .forbidden: "The holder of this token may not connect here."
        case .helloTimeout: "No hello came within the time for it."
        case .replaced: "A newer connection of the same person took this one's place."
        case .tooManyHello: "Hello was said twice."
        }
    }
}
