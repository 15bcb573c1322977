import Engine
import PostgresJournal
import Testing

struct PostgresAddressTests {
    @Test(arguments: [
        ("postgres://db.example.nl/dossier", "verify-full"),
        ("postgresql://server@10.0.0.7:5433/dossier", "verify-full"),
        ("postgres://localhost.example.nl/dossier", "verify-full"),
        ("postgres://127.0.0.1,db.example.nl/dossier", "verify-full"),
        ("postgres://db.example.nl/dossier?hostaddr=10.0.0.7", "verify-full"),
        ("postgres://localhost/dossier", "prefer"), ("postgres://127.0.0.2/dossier", "prefer"),
        ("postgres://[::1]/dossier", "prefer"),
        ("postgres://%2Frun%2Fpostgresql/dossier", "prefer"),
        ("postgres:///dossier?host=/run/postgresql", "prefer"),
        ("postgres://db.example.nl/dossier?sslmode=require", "require"),
        ("postgres://localhost/dossier?sslmode=verify-full", "verify-full"),
    ])
    func `a server elsewhere must prove who it is unless the address says otherwise`(
        text: String, proof: String
    ) throws {
        #expect(try PostgresAddress(text).proof == proof)
    }

    @Test(arguments: [
        "postgres://anna:geheim@db.example.nl/dossier",
        "postgres://db.example.nl/dossier?password=geheim",
        "postgres://db.example.nl/dossier?sslpassword=geheim",
        "postgres://db.example.nl/dossier?geheim=1",
        "postgres://anna:geheim@[db.example.nl/dossier",
        "host=db.example.nl dbname=dossier password=geheim", "geheim",
    ])
    func `an address with a password, or that can't be read, is refused without repeating it`(
        text: String
    ) {
        let failure = #expect(throws: JournalFailure.self) { try PostgresAddress(text) }
        #expect(failure?.isUnavailable == true)
        #expect("\(failure as Any)".contains("geheim") == false)
    }

    @Test(arguments: [
        "postgres:///dossier", "postgres://db.example.nl", "postgres://db.example.nl/",
        "postgres://db.example.nl/dossier?options=-csynchronous_commit%3Doff",
        "postgres://db.example.nl/dossier?client_encoding=LATIN1",
        "postgres://db.example.nl/dossier?connect_timeout=0", "",
    ])
    func `an address without a place, or that sets what the journal decides, is refused`(
        text: String
    ) {
        #expect(throws: JournalFailure.self) { try PostgresAddress(text) }
    }

    @Test func `an address is described by its database and place alone`() throws {
        let address = try PostgresAddress(
            "postgres://anna@db.example.nl:5433/dossier?passfile=/etc/pgpass")
        #expect("\(address)" == "database dossier at db.example.nl")
    }

    @Test func `a lost server is tried again at once, then after pauses that double to a bound`() {
        let start = ContinuousClock.now
        var reconnection = Reconnection()
        #expect(!reconnection.waits(at: start))
        for milliseconds in [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000] {
            reconnection.fail(at: start)
            #expect(reconnection.waits(at: start + .milliseconds(milliseconds - 1)))
            #expect(!reconnection.waits(at: start + .milliseconds(milliseconds)))
        }
        reconnection.succeed()
        #expect(!reconnection.waits(at: start))
    }
}
