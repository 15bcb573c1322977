import HTTPTypes

/// The cookies of a browser (RFC 6265): one that says who it is and one for its language.
enum Cookies {
    /// Only this host, only over TLS, for every path: what the prefix makes browsers see to.
    static let session = "__Host-session"
    static let language = "language"

    /// The value of a cookie in the `Cookie` header; nil when it isn't there or there twice.
    static func value(of name: String, in header: String?) -> String? {
        let values = (header ?? "").split(separator: ";").compactMap { pair -> String? in
            let parts = pair.drop { $0 == " " }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
        }
        return values.count == 1 ? values[0] : nil
    }

    /// Gives the browser a session for so many seconds.
    static func setting(session secret: String, seconds: Int) -> String {
        "\(session)=\(secret); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }

    /// Takes the session away.
    static let clearing = "\(session)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"

    /// Keeps the language for a year.
    static func setting(language code: String) -> String {
        "\(language)=\(code); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000"
    }
}
