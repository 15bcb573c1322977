import Domain
import Engine
import Server
import Support
import Synchronization
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `The doors for care` {
    @Test func `take deliveries from those who may, and from nobody else`() async throws {
        let intake = NotedIntake()
        try await harness(intake).run { server in
            let path = "/care/messages"
            let taken = try await server.deliver("<x/>", to: path, as: DemoCast.administrator)
            #expect(taken.status == 200)
            #expect(taken.json["accepted"] == 1)
            let table = try await server.deliver(
                "a;b", to: "/care/tables/zrm", as: DemoCast.administrator)
            #expect(table.status == 200)
            #expect(
                intake.taken == ["- person/adam 4 bytes", "zrm person/adam 3 bytes"])
            let tried = try await server.deliver(
                "<x/>", to: path + "?dryRun=true", as: DemoCast.administrator)
            #expect(tried.status == 200)
            #expect(intake.taken.last == "- person/adam 4 bytes, dry")
            for query in ["?dryRun=yes", "?dryrun=true", "?dryRun=true&dryRun=true"] {
                let answer = try await server.deliver(
                    "<x/>", to: path + query, as: DemoCast.administrator)
                #expect(answer.status == 400)
                #expect(answer.json["code"] == "invalidParameter")
            }
            let unknown = try await server.deliver(
                "a", to: "/care/tables/x", as: DemoCast.administrator)
            #expect(unknown.status == 404)
            for person in [DemoCast.coordinator, DemoCast.auditor, DemoCast.chair] {
                #expect(try await server.deliver("<x/>", to: path, as: person).status == 403)
            }
            #expect(try await server.exchange("POST", path, body: "<x/>").status == 401)
            #expect(intake.taken.count == 3)
        }
        try await ServerHarness(.open).run { server in
            let answer = try await server.deliver(
                "x", to: "/care/messages", as: DemoCast.administrator)
            #expect(answer.status == 404)
        }
    }

    @Test func `take 25 MB and not one byte more`() async throws {
        let intake = NotedIntake()
        try await harness(intake).run { server in
            let most = String(repeating: "x", count: 25_000_000)
            let path = "/care/messages"
            #expect(
                try await server.deliver(most, to: path, as: DemoCast.administrator).status == 200)
            let larger = try await server.deliver(most + "x", to: path, as: DemoCast.administrator)
            #expect(larger.status == 413)
            #expect(intake.taken == ["- person/adam 25000000 bytes"])
        }
    }

    @Test func `give the exception list to the same people, by known filters alone`() async throws {
        let intake = NotedIntake()
        try await harness(intake).run { server in
            func list(_ query: String, as person: PersonID) async throws -> WebAnswer {
                try await server.exchange(
                    "GET", "/care/exceptions\(query)",
                    bearer: ServerHarness.secret(of: .person(person)))
            }
            let all = try await list("", as: DemoCast.administrator)
            #expect((all.status, all.json["entries"]) == (200, []))
            let some = "?rule=TR382&sender=90000001&since=2026-01-01"
            #expect(try await list(some, as: DemoCast.administrator).status == 200)
            #expect(intake.taken == ["nil nil nil", "TR382 90000001 2026-01-01"])
            for query in [
                "?rule=X", "?sender=1", "?since=today", "?by=x", "?rule=TR382&rule=TR018",
            ] {
                let answer = try await list(query, as: DemoCast.administrator)
                #expect(answer.status == 400)
                #expect(answer.json["code"] == "invalidParameter")
            }
            for person in [DemoCast.coordinator, DemoCast.auditor, DemoCast.chair] {
                #expect(try await list("", as: person).status == 403)
            }
            #expect(try await server.exchange("GET", "/care/exceptions").status == 401)
            #expect(intake.taken.count == 2)
        }
    }

    @Test func `are described with every other door, and each answers where it is described`()
        async throws
    {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.careIntake = NotedIntake()
                $0.protocolDescription = Array("{}".utf8)
            })
        try await harness.run { server in
            let described = try await server.exchange("GET", "/openapi.json").json
            #expect(described["openapi"] == "3.1.0")
            let paths = try #require(described["paths"]?.fields)
            #expect(
                paths.keys.sorted() == [
                    "/asyncapi.json", "/care/exceptions", "/care/messages",
                    "/care/tables/{kind}", "/health/live", "/health/ready", "/metrics",
                    "/openapi.json", "/rounds/{round}/dossiers/{dossier}/explanation.txt",
                    "/rounds/{round}/export.jsonl", "/rpc", "/status",
                ])
            for (path, doors) in paths {
                for (method, door) in doors.fields ?? [:] {
                    let place = path.replacing("{kind}", with: "zrm")
                        .replacing("{round}", with: DemoCast.round.rawValue)
                        .replacing("{dossier}", with: "1")
                    let body = door["requestBody"] == nil ? "" : "x"
                    let answer = try await server.exchange(
                        method.uppercased(), place, body: body)
                    // Whoever shows no token is asked for one where one is needed, and nowhere else.
                    #expect(answer.status == (door["security"] == nil ? 200 : 401), "\(path)")
                    let media = (door["responses"]?["200"]?["content"]?.fields ?? [:]).keys.first
                    if answer.status == 200 {
                        let type = answer.headers["content-type"] ?? ""
                        #expect(type.hasPrefix(media ?? "-"), "\(path)")
                    }
                }
            }
            let list = try #require(paths["/care/exceptions"]?["get"]?["parameters"]?.elements)
            #expect(list.map { $0["name"]?.text } == ["rule", "sender", "since"])
        }
        try await ServerHarness(.open).run { server in
            let described = try await server.exchange("GET", "/openapi.json").json
            #expect(described["paths"]?["/care/messages"] == nil)
            #expect(described["paths"]?["/asyncapi.json"] == nil)
        }
    }

    private func harness(_ intake: NotedIntake) async throws -> ServerHarness {
        try await ServerHarness(
            .open,
            change: {
                $0.careIntake = intake
                // 25 MB take their time on a busy machine.
                $0.listener.requestTimeoutSeconds = 120
            })
    }
}

/// An intake that only notes what it was given.
private final class NotedIntake: CareIntake {
    private let notes = Mutex<[String]>([])

    var taken: [String] { notes.withLock { $0 } }

    func exceptions(_ filter: ExceptionFilter) async throws(CareFailure) -> [UInt8] {
        func word(_ value: (some CustomStringConvertible)?) -> String {
            value.map(\.description) ?? "nil"
        }
        notes.withLock {
            $0.append("\(word(filter.rule)) \(word(filter.sender)) \(word(filter.since))")
        }
        return Array("{\"entries\":[]}".utf8)
    }

    func delivery() -> any CareDelivery { Delivery(intake: self) }

    private final class Delivery: CareDelivery {
        private let intake: NotedIntake
        private let count = Mutex(0)

        init(intake: NotedIntake) { self.intake = intake }

        func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
            count.withLock { $0 += bytes.count }
            return true
        }

        func take(
            as table: String?, isDryRun: Bool, by holder: Actor.Identity
        ) async throws(CareFailure) -> [UInt8]? {
            if table == "x" { return nil }
            let bytes = count.withLock { $0 }
            let word = isDryRun ? ", dry" : ""
            intake.notes.withLock { $0.append("\(table ?? "-") \(holder) \(bytes) bytes\(word)") }
            return Array("{\"accepted\":1}".utf8)
        }
    }
}

extension RunningServer {
    fileprivate func deliver(
        _ body: String, to path: String, as person: PersonID
    ) async throws -> WebAnswer {
        try await exchange(
            "POST", path, bearer: ServerHarness.secret(of: .person(person)), body: body)
    }
}
