package import Domain

/// Why a request was not carried out, as the `error` of its JSON-RPC 2.0 response.
///
/// `code` is the class that programs act on, `data.code` the exact reason by a name that never
/// changes, and `data.nl` and `data.en` say what happened and what to do. `message` on the wire is
/// the English sentence.
package struct CallError: Error, Sendable, Equatable {
    package let code: Int
    package let data: Details

    package init(code: Int, data: Details) {
        self.code = code
        self.data = data
    }

    /// The reason in words, and whatever number or place helps to repair the request.
    package struct Details: Codable, Sendable, Equatable {
        package var code: String
        package var nl: String
        package var en: String
        /// What a refusal is about, as in `Refusal.subject`.
        package var subject: String?
        package var current: Int?
        package var limit: Int?
        /// The place in `params` that is wrong, such as `lines[2].requested`.
        package var path: String?
        /// How long to wait before trying again, in milliseconds.
        package var retryAfterMilliseconds: Int?

        package init(
            code: String, nl: String, en: String, subject: String? = nil, current: Int? = nil,
            limit: Int? = nil, path: String? = nil, retryAfterMilliseconds: Int? = nil
        ) {
            self.code = code
            self.nl = nl
            self.en = en
            self.subject = subject
            self.current = current
            self.limit = limit
            self.path = path
            self.retryAfterMilliseconds = retryAfterMilliseconds
        }

        private enum CodingKeys: String, CodingKey {
            case code, nl, en, subject, current, limit, path
            case retryAfterMilliseconds = "retryAfterMs"
        }
    }
}

extension CallError: Codable {
    private enum CodingKeys: String, CodingKey { case code, message, data }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(Int.self, forKey: .code)
        data = try container.decode(Details.self, forKey: .data)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(data.en, forKey: .message)
        try container.encode(data, forKey: .data)
    }
}

extension CallError {
    /// The numbers of the error classes: the standard's, and ours from -32000 down.
    package enum Code {
        package static let parse = -32700
        package static let invalidRequest = -32600
        package static let unknownMethod = -32601
        package static let invalidParameters = -32602
        package static let internalFailure = -32603
        package static let unauthenticated = -32001
        /// A rule of the domain says no; `data.code` says which.
        package static let refused = -32002
        package static let forbidden = -32003
        package static let unknown = -32004
        package static let rate = -32008
        package static let conflict = -32009
        package static let closed = -32010
        package static let busy = -32011
        package static let resumeImpossible = -32012

        /// The class of a refusal by the domain.
        package static func of(_ kind: RefusalCode.Kind) -> Int {
            switch kind {
            case .unauthenticated: unauthenticated
            case .forbidden: forbidden
            case .unknown: unknown
            case .conflict: conflict
            case .closed: closed
            case .refused: refused
            }
        }
    }

    /// The refusal with its sentences.
    package init(_ refusal: Refusal) {
        let sentence = RefusalSentences.sentence(for: refusal)
        self.init(
            code: Code.of(refusal.code.kind),
            data: Details(
                code: refusal.code.rawValue, nl: sentence.nl, en: sentence.en,
                subject: refusal.subject, current: refusal.current, limit: refusal.limit))
    }

    /// The message wasn't JSON as `JSONReader` reads it.
    package static func parse(_ reason: String) -> CallError {
        CallError(
            code: Code.parse,
            data: Details(
                code: "parseError",
                nl: "Het bericht is geen leesbare JSON (\(reason)). Herstel het bericht.",
                en: "The message is not readable JSON (\(reason)). Repair the message."))
    }

    /// The message was longer than `limit` bytes.
    package static func messageTooLarge(limit: Int) -> CallError {
        CallError(
            code: Code.invalidRequest,
            data: Details(
                code: "messageTooLarge",
                nl: "Het bericht is groter dan \(limit) bytes. Stuur een korter bericht.",
                en: "The message is larger than \(limit) bytes. Send a shorter message.",
                limit: limit))
    }

    /// The message was JSON but no JSON-RPC 2.0 request.
    package static func invalidRequest(_ reason: String, path: String? = nil) -> CallError {
        CallError(
            code: Code.invalidRequest,
            data: Details(
                code: "invalidRequest",
                nl: "Het bericht is geen JSON-RPC 2.0-verzoek (\(reason)). Herstel het bericht.",
                en: "The message is not a JSON-RPC 2.0 request (\(reason)). Repair the message.",
                path: path))
    }

    /// There is no such method.
    package static func unknownMethod(_ method: String) -> CallError {
        let name = String(method.prefix(100))
        return CallError(
            code: Code.unknownMethod,
            data: Details(
                code: "unknownMethod",
                nl: "De methode “\(name)” bestaat niet. Kies er een uit /asyncapi.json.",
                en: "There is no method “\(name)”. Choose one of those in /asyncapi.json."))
    }

    /// A parameter is missing, of the wrong type, without meaning or unknown.
    package static func invalidParameters(path: String, _ reason: String) -> CallError {
        let place = path.isEmpty ? "params" : path
        return CallError(
            code: Code.invalidParameters,
            data: Details(
                code: "invalidParams",
                nl: "Het veld “\(place)” klopt niet (\(reason)). Verbeter dit veld.",
                en: "The field “\(place)” is not right (\(reason)). Correct this field.",
                path: path))
    }

    /// The server failed; what went wrong is in its log, never in the answer.
    package static let internalFailure = CallError(
        code: Code.internalFailure,
        data: Details(
            code: "internalError",
            nl: "Er ging iets mis op de server. Probeer het met dezelfde sleutel opnieuw.",
            en: "Something went wrong on the server. Try again with the same key."))

    /// More requests than the limit of this connection.
    package static func rateExceeded(retryAfterMilliseconds: Int) -> CallError {
        CallError(
            code: Code.rate,
            data: Details(
                code: "rateExceeded",
                nl: "U stuurt te veel verzoeken per seconde. Wacht even en probeer het opnieuw.",
                en: "You send too many requests a second. Wait a moment and try again.",
                retryAfterMilliseconds: retryAfterMilliseconds))
    }

    /// The server can't take the command now; nothing was written.
    package static func busy(retryAfterMilliseconds: Int) -> CallError {
        CallError(
            code: Code.busy,
            data: Details(
                code: "busy",
                nl: "Het is nu te druk. Wacht even en probeer het met dezelfde sleutel opnieuw.",
                en: "The server is too busy. Wait a moment and try again with the same key.",
                retryAfterMilliseconds: retryAfterMilliseconds))
    }

    /// Nothing before the given offset can be brought any more.
    package static let resumeImpossible = CallError(
        code: Code.resumeImpossible,
        data: Details(
            code: "resumeImpossible",
            nl: "Wat u miste is niet meer te leveren. Abonneer u opnieuw, zonder offset.",
            en: "What you missed cannot be delivered any more. Subscribe again without offset."))

    /// Hints are given on a connection that follows the view, which this one doesn't.
    package static let viewNotFollowed = CallError(
        code: Code.refused,
        data: Details(
            code: "viewNotFollowed",
            nl: "Deze verbinding volgt die weergave niet. Volg de weergave eerst via /ws.",
            en: "This connection does not follow that view. Follow the view first, over /ws."))

    /// The connection follows as many views as it may.
    package static func tooManySubscriptions(limit: Int) -> CallError {
        CallError(
            code: Code.refused,
            data: Details(
                code: "tooManySubscriptions",
                nl: "U volgt al \(limit) weergaven op deze verbinding. Stop er eerst een.",
                en: "You follow \(limit) views on this connection. Unsubscribe from one first.",
                limit: limit))
    }
}
