import Client
import Domain
import Foundation
import Synchronization
import Wire

/// All players, and the connections that they speak over.
final class DemoCast: Sendable {
    /// How to reach the server.
    struct Place: Sendable {
        let url: String
        let trust: Trust
    }

    private let place: Place
    private let round: RoundID
    private let administrator: DemoPerson
    private let people: Mutex<[PersonID: DemoPerson]>
    private let secrets = Mutex<[PersonID: String]>([:])
    private let links = Mutex<[PersonID: String]>([:])
    private let clients: AsyncStream<Client>
    private let clientsIn: AsyncStream<Client>.Continuation
    private let acknowledgements: DemoAcknowledgements

    init(
        at place: Place, round: RoundID, administrator id: PersonID, token: String,
        acknowledgements: DemoAcknowledgements
    ) throws {
        self.place = place
        self.round = round
        self.acknowledgements = acknowledgements
        (clients, clientsIn) = AsyncStream.makeStream()
        let client = try Client(Self.configuration(place, token: token, name: id))
        administrator = DemoPerson(
            id, client: client, round: round, view: nil, acknowledgements: acknowledgements)
        people = Mutex([id: administrator])
        clientsIn.yield(client)
    }

    var size: Int { people.withLock { $0.count } }

    /// The tokens that were given to the players, for whoever wants to look as one of them.
    var tokens: [(person: PersonID, secret: String)] {
        secrets.withLock { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// The secrets of the links by which the players come in with a browser, once.
    var signIns: [(person: PersonID, secret: String)] {
        links.withLock { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// Keeps every player's connection until `leave`; throws when one of them ends for good.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await client in clients {
                group.addTask { try await client.run() }
            }
        }
    }

    /// Closes every connection.
    func leave() {
        clientsIn.finish()
        for person in people.withLock({ Array($0.values) }) { person.client.close() }
    }

    func person(_ id: PersonID) throws -> DemoPerson {
        guard let person = people.withLock({ $0[id] }) else {
            throw DemoFailure("nobody is called \(id)")
        }
        return person
    }

    /// Gives somebody a token and a connection.
    func enter(_ entry: DemoScript.PersonEntry, watching view: RoundViewer) async throws {
        let secret = try await secret(for: entry.person)
        secrets.withLock { $0[entry.person] = secret }
        let client = try Client(
            Self.configuration(place, token: secret, name: entry.person))
        clientsIn.yield(client)
        let person = DemoPerson(
            entry.person, client: client, round: round, view: view,
            acknowledgements: acknowledgements)
        people.withLock { $0[entry.person] = person }
        _ = try await client.greeting()
    }

    /// Gives everybody a link to come in with a browser; it works from now for a day.
    func giveLinks() async throws {
        for person in people.withLock({ $0.keys.sorted() }) {
            let link = try await secret(for: person, scope: .signIn)
            links.withLock { $0[person] = link }
        }
    }

    /// Everybody begins to follow their view.
    func followAll() async throws {
        for person in people.withLock({ Array($0.values) }) { try await person.follow() }
    }

    /// A new token; when its answer was lost with the connection, that one is given up and another
    /// one asked for, since a secret is shown once.
    private func secret(
        for person: PersonID, scope: TokenScope = .full
    ) async throws -> String {
        let expiresAt = WallClock.now.advanced(bySeconds: 86_400)
        let kind = scope == .signIn ? "link" : "token"
        for attempt in 1...5 {
            guard let name = TokenID(rawValue: "demo-\(person)-\(kind)-\(attempt)") else { break }
            let request = TokenRequest(
                token: name, holder: .person(person), scope: scope, expiresAt: expiresAt,
                label: "demo")
            if let secret = try await issued(request) { return secret }
        }
        throw DemoFailure("no token for \(person)")
    }

    /// The secret, or nil when the token exists already.
    private func issued(_ request: TokenRequest) async throws -> String? {
        do {
            return try await administrator.client.issueToken(request).secret
        } catch {
            let taken = ["alreadyExists", "keyReused", "secretShownOnce"]
            guard case .refused(let refusal) = error, taken.contains(refusal.code) else {
                throw error
            }
            return nil
        }
    }

    /// Impatient, since a demo has no hotel wifi.
    private static func configuration(
        _ place: Place, token: String, name: PersonID
    ) -> Client.Configuration {
        var configuration = Client.Configuration(
            url: place.url, token: token, trust: place.trust)
        configuration.name = "demo \(name)"
        configuration.reconnectDelayLeast = .milliseconds(50)
        configuration.reconnectDelayMost = .milliseconds(500)
        configuration.retriesMost = 200
        configuration.answerTimeout = .seconds(120)
        return configuration
    }
}

/// Every command that the server acknowledged, one line each, for whoever wants to look them up.
final class DemoAcknowledgements: Sendable {
    private let file: Mutex<FileHandle?>

    /// Writes to this file as it goes, or nowhere.
    init(path: String?) throws {
        guard let path else {
            file = Mutex(nil)
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw DemoFailure("\(path) can't be written") }
        file = Mutex(handle)
    }

    func note(stream: StreamID, actor: Actor.Identity, key: CommandKey) {
        let line = "\(stream) \(actor) \(key)\n"
        file.withLock { try? $0?.write(contentsOf: Data(line.utf8)) }
    }
}
