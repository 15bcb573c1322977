package import Domain
package import Wire

/// Why a call has no result.
public enum CallFailure: Error, Sendable, Hashable {
    /// The server said no; nothing happened, and the refusal says what to do.
    case refused(CallRefusal)
    /// The server ended the connection with a code after which nobody should come back without
    /// new credentials or a repaired program.
    case disconnected(closeCode: UInt16, reason: String)
    /// The server's certificate isn't trusted; the text, for a log, says why.
    case untrusted(String)
    /// The server answered the opening handshake with this HTTP status.
    case rejected(status: Int)
    /// No connection could be made in as many attempts as the configuration allows; the text, for
    /// a log, is about the last one.
    case unreachable(String)
    /// No answer came in time. A command may have been carried out nevertheless: send it again
    /// under the same key to know, and it has one effect.
    case timedOut
    /// So many requests have no answer yet that no more are taken.
    case tooManyWaiting(limit: Int)
    /// The text isn't a name of 1 to 64 characters out of a-z, 0-9 and -.
    case noSuchName(String)
    /// The request is longer than the server reads, in bytes.
    case tooLarge(limit: Int)
    /// The server said something that isn't the protocol.
    case invalidAnswer(String)
    /// The task was cancelled. A command may have been carried out nevertheless.
    case cancelled
    /// The client was closed.
    case closed
}

extension CallFailure: CustomStringConvertible {
    /// What happened, in one English sentence.
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal.en) (\(refusal.code))"
        case .disconnected(let code, let reason):
            "The server ended the connection with \(code)"
                + (reason.isEmpty ? "." : " (\(reason)).")
        case .untrusted(let reason): "The server's certificate is not trusted: \(reason)"
        case .rejected(let status): "The server refused the connection with HTTP status \(status)."
        case .unreachable(let reason): "The server can't be reached: \(reason)"
        case .timedOut: "No answer came in time."
        case .tooManyWaiting(let limit): "\(limit) requests are waiting for an answer already."
        case .noSuchName(let name): "\(name) is not 1 to 64 characters out of a-z, 0-9 and -."
        case .tooLarge(let limit): "The request is longer than \(limit) bytes."
        case .invalidAnswer(let reason): "The server's answer can't be understood: \(reason)"
        case .cancelled: "The call was cancelled."
        case .closed: "The client is closed."
        }
    }
}

/// What the server says when it doesn't do what was asked.
public struct CallRefusal: Sendable, Hashable {
    /// The class that programs act on, as a JSON-RPC error code such as -32003.
    public let number: Int
    /// The exact reason, by a name that never changes, such as `staleVersion`.
    public let code: String
    /// What happened and what to do, in Dutch.
    public let nl: String
    /// What happened and what to do, in English.
    public let en: String
    /// What it is about: a field, a section, an organisation.
    public let subject: String?
    /// The value that holds now, such as the current version.
    public let current: Int?
    /// The limit that was passed.
    public let limit: Int?
    /// The place in the parameters that is wrong, such as `lines[2].requested`.
    public let path: String?
    /// How long to wait before asking again, in milliseconds.
    public let retryAfterMilliseconds: Int?

    /// The refusal that came over the wire.
    package init(_ error: CallError) {
        number = error.code
        code = error.data.code
        nl = error.data.nl
        en = error.data.en
        subject = error.data.subject
        current = error.data.current
        limit = error.data.limit
        path = error.data.path
        retryAfterMilliseconds = error.data.retryAfterMilliseconds
    }

    /// The refusal with which the server ended a subscription.
    init(_ notice: SubscriptionEnded) {
        let details = CallError.Details(code: notice.code, nl: notice.nl, en: notice.en)
        let kind = RefusalCode(rawValue: notice.code)?.kind ?? .refused
        self.init(CallError(code: CallError.Code.of(kind), data: details))
    }

    /// The domain's name for it; nil for what the protocol itself refuses.
    package var refusalCode: RefusalCode? { RefusalCode(rawValue: code) }
}
