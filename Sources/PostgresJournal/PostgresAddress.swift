internal import CPostgres
internal import Glibc
package import Engine

/// Where a database is and as whom it is asked, without the secret that opens it.
///
/// Form: libpq's (postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING), for example
/// `postgres://kansendossier_server@db.example.nl/kansendossier?passfile=/etc/kansendossier/pgpass`.
/// The password comes from `passfile`, or from `PGPASSFILE` or `PGPASSWORD` in the environment,
/// which libpq reads by itself; an address that holds one is refused, since addresses end up in
/// logs and lists of processes. The server is asked for a certificate in its own name
/// (`sslmode=verify-full`) unless it is on this machine or the address says otherwise.
package struct PostgresAddress: Sendable, Equatable, CustomStringConvertible {
    /// libpq's keywords and their values; no secret among them.
    let keywords: [String: String]

    /// The address that this text is; throws `unavailable`, without repeating the text, for one
    /// that can't be read, names no host or database, holds a password, or sets what the journal
    /// itself decides.
    package init(_ text: String) throws(JournalFailure) {
        let keywords = try Self.keywords(in: text)
        for secret in ["password", "sslpassword"] where keywords[secret] != nil {
            throw Self.refusal("holds a password; keep that in a file and name it by passfile=")
        }
        if let other = keywords.keys.sorted().first(where: { !Self.allowed.contains($0) }) {
            throw Self.refusal("sets \(other), which the journal decides itself")
        }
        guard let hosts = keywords["hostaddr"] ?? keywords["host"], !hosts.isEmpty else {
            throw Self.refusal("names no host and no folder of a socket")
        }
        guard keywords["dbname"] != nil else { throw Self.refusal("names no database") }
        var complete = keywords
        if complete["sslmode"] == nil {
            complete["sslmode"] = Self.isHere(hosts) ? "prefer" : "verify-full"
        }
        self.keywords = complete
    }

    /// The kind of proof that the server must give of who it is: libpq's `sslmode`.
    package var proof: String { keywords["sslmode", default: ""] }

    package var description: String {
        let place = keywords["host"] ?? keywords["hostaddr"] ?? ""
        return "database \(keywords["dbname", default: ""]) at \(place)"
    }

    private static let allowed: Set<String> = [
        "channel_binding", "dbname", "host", "hostaddr", "passfile", "port", "sslcert", "sslcrl",
        "sslcrldir", "sslkey", "sslmode", "sslrootcert", "target_session_attrs", "user",
    ]

    private static func refusal(_ reason: String) -> JournalFailure {
        .unavailable("the address of the database \(reason)")
    }

    /// Lets libpq take the text apart; what it says of a text that it can't read isn't passed on,
    /// since it repeats parts of it.
    private static func keywords(in text: String) throws(JournalFailure) -> [String: String] {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
            throw refusal("doesn't begin with postgres://")
        }
        var complaint: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &complaint) else {
            PQfreemem(complaint)
            throw refusal("can't be read")
        }
        defer { PQconninfoFree(options) }
        var keywords: [String: String] = [:]
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val {
                keywords[String(cString: keyword)] = String(cString: value)
            }
            next += 1
        }
        return keywords
    }

    /// Whether every one of these hosts, parted by commas, is a folder of sockets or this machine.
    private static func isHere(_ hosts: String) -> Bool {
        hosts.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { host in
            host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1"
                || isLoopback(String(host))
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, host, &address) == 1
            && UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
}
