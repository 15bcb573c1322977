import Hummingbird
import NIOCore

/// What somebody sees who opens the server's address in a browser: that it is there.
struct StatusPage: Sendable {
    let version: String
    let hasProtocolDescription: Bool

    /// The page; plain HTML that needs no script and no style.
    func response(openConnections: Int) -> Response {
        var links = [
            ("/openapi.json", "Beschrijving van de webadressen (OpenAPI)"),
            ("/health/ready", "Gereedheid"), ("/metrics", "Metingen (Prometheus)"),
        ]
        if hasProtocolDescription {
            links.insert(("/asyncapi.json", "Beschrijving van het protocol (AsyncAPI)"), at: 0)
        }
        let items = links.map { "<li><a href=\"\($0.0)\">\($0.1)</a></li>" }.joined()
        let html = """
            <!doctype html>
            <html lang="nl">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>De server draait – Kansendossier</title>
            </head>
            <body>
            <main>
            <h1>Kansendossier</h1>
            <p>Deze server houdt rondes bij waarin zorgaanbieders samen een kansendossier \
            indienen en een commissie de dossiers beoordeelt.</p>
            <h2>Toestand</h2>
            <dl>
            <dt>Status</dt><dd>De server draait</dd>
            <dt>Versie</dt><dd>\(version.escapedForHTML)</dd>
            <dt>Open verbindingen</dt><dd>\(openConnections)</dd>
            </dl>
            <h2>Meer informatie</h2>
            <ul>\(items)</ul>
            </main>
            </body>
            </html>

            """
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }
}

extension String {
    /// Fit to stand between two tags.
    fileprivate var escapedForHTML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.append(character)
            }
        }
    }
}
