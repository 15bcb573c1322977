import HTTPTypes
import Hummingbird
import NIOCore

/// Pages as answers over HTTP.
enum PageReply {
    /// Everything from ourselves; nothing in line, nothing framed, forms only to us.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    static func html(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy,
            .vary: "Cookie",
        ]
        // Without any referrer browsers send forms from an origin that they call null.
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "same-origin" }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    /// Another page, to be fetched with GET.
    static func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }
}

extension Response {
    /// The same, for nobody's cache: it holds a secret.
    var keptByNobody: Response {
        var response = self
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// The same with a cookie more.
    func with(cookie: String) -> Response {
        var response = self
        response.headers.append(HTTPField(name: .setCookie, value: cookie))
        return response
    }
}
