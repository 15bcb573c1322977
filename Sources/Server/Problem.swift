import Hummingbird
import NIOCore
import Wire

/// Why a request over HTTP was not carried out (RFC 9457).
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// A name that never changes.
    let code: String
    /// What happened and what to do, in Dutch and in English.
    let nl: String
    let en: String
    var headers: HTTPFields = [:]

    /// The answer that says so.
    var response: Response {
        let body: JSONValue = [
            "type": "about:blank", "title": .string(status.reasonPhrase),
            "status": .integer(status.code), "code": .string(code), "detail": .string(nl),
            "detailEnglish": .string(en),
        ]
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body.bytes))
        )
    }

    static let notFound = Problem(
        status: .notFound, code: "notFound", nl: "Deze pagina bestaat niet. Controleer het adres.",
        en: "There is no such page. Check the address.")

    static let unauthenticated = Problem(
        status: .unauthorized, code: "notSignedIn",
        nl: "U bent niet aangemeld. Stuur een geldig token in de Authorization-header.",
        en: "You are not signed in. Send a valid token in the Authorization header.",
        headers: [.wwwAuthenticate: "Bearer realm=\"kansendossier\""])

    static let unsupportedMediaType = Problem(
        status: .unsupportedMediaType, code: "unsupportedMediaType",
        nl: "Stuur het verzoek als application/json.", en: "Send the request as application/json.")

    static let internalFailure = Problem(
        status: .internalServerError, code: "internalError",
        nl: "Er ging iets mis op de server. Probeer het later opnieuw.",
        en: "Something went wrong on the server. Try again later.")

    /// A part of the address behind the question mark that isn't known or can't be read.
    static func invalidParameter(_ name: String) -> Problem {
        Problem(
            status: .badRequest, code: "invalidParameter",
            nl: "De parameter “\(name)” klopt niet. Kijk in de beschrijving wat er kan.",
            en: "The parameter “\(name)” isn't right. See the description for what is possible.")
    }

    static func contentTooLarge(limit: Int) -> Problem {
        Problem(
            status: .contentTooLarge, code: "messageTooLarge",
            nl: "Het bericht is groter dan \(limit) bytes. Stuur een korter bericht.",
            en: "The message is larger than \(limit) bytes. Send a shorter message.")
    }

    static func tooManyRequests(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: .tooManyRequests, code: "rateExceeded",
            nl: "U stuurt te veel verzoeken per seconde. Wacht even en probeer het opnieuw.",
            en: "You send too many requests a second. Wait a moment and try again.",
            headers: [.retryAfter: "\(retryAfterSeconds)"])
    }

    /// What the router or the connection found wrong with a request.
    init(unexpected status: HTTPResponse.Status) {
        switch status {
        case .notFound: self = .notFound
        case _ where status.kind == .clientError:
            self.init(
                status: status, code: "invalidRequest",
                nl: "Het verzoek klopt niet. Kijk in de beschrijving wat er nodig is.",
                en: "The request is not right. See the description for what is needed.")
        default: self = .internalFailure
        }
    }

    /// The refusal of a call, with the status that fits its class.
    init(_ error: CallError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case CallError.Code.unauthenticated: .unauthorized
            case CallError.Code.forbidden: .forbidden
            case CallError.Code.unknown: .notFound
            case CallError.Code.busy: .serviceUnavailable
            case CallError.Code.internalFailure: .internalServerError
            case CallError.Code.invalidParameters: .badRequest
            default: .conflict
            }
        self.init(
            status: status, code: error.data.code, nl: error.data.nl, en: error.data.en)
        if let wait = error.data.retryAfterMilliseconds {
            headers[.retryAfter] = "\((wait + 999) / 1000)"
        }
    }

    init(
        status: HTTPResponse.Status, code: String, nl: String, en: String, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.nl = nl
        self.en = en
        self.headers = headers
    }
}
