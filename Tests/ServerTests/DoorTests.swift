import Domain
import Engine
import Metrics
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `The doors over HTTP` {
    @Test func `show that the server runs, and protect who looks`() async throws {
        try await ServerHarness(.open).run { server in
            _ = try await server.connect(as: DemoCast.chair)
            let page = try await server.exchange("GET", "/status")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.body.hasPrefix("<!doctype html>\n<html lang=\"nl\">"))
            #expect(page.body.contains("<dt>Open verbindingen</dt><dd>1</dd>"))
            #expect(!page.body.contains("<script") && !page.body.contains("style"))
            #expect(!page.body.contains("/asyncapi.json"))
            for answer in [page, try await server.exchange("GET", "/nowhere")] {
                #expect(answer.headers["strict-transport-security"] == "max-age=31536000")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["x-frame-options"] == "DENY")
                #expect(answer.headers["content-security-policy"]?.contains("'none'") == true)
                #expect(answer.headers["cache-control"] == "no-store")
                #expect(answer.headers["api-version"] == "1.0.0")
            }
            #expect(try await server.exchange("GET", "/health/live").status == 200)
            #expect(try await server.exchange("GET", "/health/ready").status == 200)
            let metrics = try await server.exchange("GET", "/metrics")
            #expect(metrics.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            let nowhere = try await server.exchange("GET", "/nowhere")
            #expect(nowhere.status == 404)
            #expect(nowhere.headers["content-type"] == "application/problem+json")
            #expect(nowhere.json["code"] == "notFound")
            for path in ["/nowhere", "/rounds/\(DemoCast.round)/nowhere/1"] {
                let page = try await server.exchange(
                    "GET", path, headers: ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8"])
                #expect(page.status == 404)
                #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
                #expect(page.body.contains("Deze pagina bestaat niet"))
            }
        }
    }

    @Test func `describe the protocol when there is a description`() async throws {
        let harness = try await ServerHarness(
            .open, change: { $0.protocolDescription = Array("{\"asyncapi\":\"3.0.0\"}".utf8) })
        try await harness.run { server in
            let answer = try await server.exchange("GET", "/asyncapi.json")
            #expect(answer.json["asyncapi"] == "3.0.0")
            let page = try await server.exchange("GET", "/status")
            #expect(page.body.contains("/asyncapi.json"))
        }
        try await ServerHarness(.open).run { server in
            let answer = try await server.exchange("GET", "/asyncapi.json")
            #expect(answer.status == 404)
        }
    }

    @Test func `take calls with the same keys as the socket`() async throws {
        try await ServerHarness(.open).run { server in
            let editor = DemoCast.editor(of: DemoCast.mental)
            let call = Call<RoundCommand>.round(
                DemoCast.round, .startDossier(title: "Via HTTP"),
                Envelope(key: ServerHarness.key(1)))
            let first = try await server.call(call.method, call.params, as: .person(editor))
            #expect(first.status == 200 && first.json.isAccepted)
            let peer = try await server.connect(as: editor)
            let again = await peer.give(.startDossier(title: "Via HTTP"), key: 1)
            #expect(again["result"]?["already"] == true)

            let view: [String: JSONValue] = [
                "round": .string(DemoCast.round.rawValue), "view": "applicant/ggz-maas",
            ]
            let snapshot = try await server.call("round.subscribe", view, as: .person(editor))
            let onSocket = await peer.subscribe(.applicant(DemoCast.mental))
            #expect(snapshot.json["result"]?["parts"] == onSocket["result"]?["parts"])
            let refused = try await server.call(
                "round.subscribe", view, as: .person(DemoCast.chair))
            #expect(refused.status == 200 && refused.json.errorClass == -32003)
            for method in ["hello", "auth.refresh"] {
                let answer = try await server.call(
                    method, ["token": "x"], as: .person(editor))
                #expect(answer.json.errorClass == -32601)
            }
            let list = try await server.call("round.list", [:], as: .person(editor))
            #expect(list.json["result"]?["rounds"]?.elements?.count == 1)
        }
    }

    @Test func `say by status what is wrong with a call before it is one`() async throws {
        try await ServerHarness(.open).run { server in
            let secret = ServerHarness.secret(of: .person(DemoCast.chair))
            let json = ["Content-Type": "application/json"]
            for (bearer, headers, body, status) in [
                (nil, json, "{}", 401), ("kd_unknown", json, "{}", 401), (secret, [:], "{}", 415),
                (secret, ["Content-Type": "text/plain"], "{}", 415), (secret, json, "{", 200),
                (secret, json, String(repeating: " ", count: 65_536), 200),
                (secret, json, String(repeating: " ", count: 65_537), 413),
            ] as [(String?, [String: String], String, Int)] {
                let answer = try await server.exchange(
                    "POST", "/rpc", bearer: bearer, headers: headers, body: body)
                #expect(answer.status == status)
                if status == 401 {
                    #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
                }
                if status == 200 { #expect(answer.json.errorClass == -32700) }
            }
        }
    }

    @Test func `take so many calls of one holder, and say when to come back for one more`()
        async throws
    {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.session.commandsPerSecond = 1
                $0.session.commandsBurst = 3
            })
        try await harness.run { server in
            var statuses: [Int] = []
            // One place comes free each second, so on a slow machine more than three get through.
            while statuses.last != 429, statuses.count < 200 {
                let answer = try await server.call("round.list", [:], as: .person(DemoCast.chair))
                statuses.append(answer.status)
                if answer.status == 429 { #expect(answer.headers["retry-after"] == "1") }
            }
            #expect(statuses.count > 3 && statuses.last == 429)
            #expect(statuses.dropLast().allSatisfy { $0 == 200 })
            let other = try await server.call("round.list", [:], as: .person(DemoCast.deputy))
            #expect(other.status == 200)
        }
    }

    @Test(arguments: [1, 2])
    func `remember the rates of so many holders, and let one more wait while they are busy`(
        most: Int
    ) async throws {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.rateHoldersMost = most
                $0.session.commandsPerSecond = 1
                $0.session.commandsBurst = 60
            })
        try await harness.run { server in
            // So many calls take forty seconds to be forgotten; side by side, so that they don't
            // take as long to be made.
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...40 {
                    group.addTask {
                        try await server.call(
                            "round.list", [:], as: .person(DemoCast.coordinator)
                        ).status
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(statuses == [200])
            let last = try await server.call("round.list", [:], as: .person(DemoCast.auditor))
            #expect(last.status == (most == 1 ? 429 : 200))
        }
    }

    @Test func `give the log of a round to those who may have it, a record a line`() async throws {
        let harness = try await ServerHarness(
            .finished, change: { $0.exportPageRecordsMost = 7 })
        let path = "/rounds/\(DemoCast.round)/export.jsonl"
        try await harness.run { server in
            for person in [DemoCast.coordinator, DemoCast.auditor, DemoCast.administrator] {
                let answer = try await server.exchange(
                    "GET", path, bearer: ServerHarness.secret(of: .person(person)))
                #expect(answer.status == 200)
                let records = try await harness.journal.records(
                    of: .round(DemoCast.round), after: 0, limit: 100_000)
                let last = String(decoding: records.last?.bytes ?? [], as: UTF8.self)
                #expect(last.contains("roundExported"))
                for record in records {
                    #expect(answer.body.contains(String(decoding: record.bytes, as: UTF8.self)))
                }
            }
            let count = try await harness.journal.head(of: .round(DemoCast.round)).position
            for (path, bearer, status) in [
                (path, nil, 401), (path, ServerHarness.secret(of: .person(DemoCast.chair)), 403),
                (
                    "/rounds/elsewhere/export.jsonl",
                    ServerHarness.secret(of: .person(DemoCast.auditor)), 404
                ),
            ] as [(String, String?, Int)] {
                let answer = try await server.exchange("GET", path, bearer: bearer)
                #expect(answer.status == status)
                #expect(answer.headers["content-type"] == "application/problem+json")
            }
            #expect(try await harness.journal.head(of: .round(DemoCast.round)).position == count)
        }
    }

    /// Edge case 11 of product.md.
    @Test(arguments: [DemoCast.administrator, DemoCast.coordinator, DemoCast.auditor])
    func `refuse an export by an administrator during an open ballot`(person: PersonID)
        async throws
    {
        let harness = try await ServerHarness(.ballotOpen)
        try await harness.run { server in
            let before = try await harness.journal.head(of: .round(DemoCast.round)).position
            let answer = try await server.exchange(
                "GET", "/rounds/\(DemoCast.round)/export.jsonl",
                bearer: ServerHarness.secret(of: .person(person)))
            #expect(answer.status == 409 && answer.json["code"] == "hiddenMaterial")
            #expect(try await harness.journal.head(of: .round(DemoCast.round)).position == before)
        }
    }
}

@Suite struct `What is measured` {
    @Test func `is written as Prometheus reads it`() {
        let metrics = PrometheusMetrics()
        metrics.makeCounter(label: "b-total", dimensions: [("code", "a\"b\\c\nd")])
            .increment(by: Int64(3))
        metrics.makeRecorder(label: "a", dimensions: [], aggregate: false).record(Int64(7))
        metrics.makeMeter(label: "c", dimensions: []).increment(by: 2.5)
        metrics.makeTimer(label: "d", dimensions: []).recordNanoseconds(2_000_000)
        let lines = metrics.text.split(separator: "\n")
        #expect(
            Array(lines.prefix(6)) == [
                "# TYPE a gauge", "a 7", "# TYPE b_total counter",
                "b_total{code=\"a\\\"b\\\\c\\nd\"} 3", "# TYPE c gauge", "c 2.5",
            ])
        #expect(lines[6] == "# TYPE d_seconds histogram")
        #expect(lines.contains("d_seconds_bucket{le=\"0.001\"} 0"))
        #expect(lines.contains("d_seconds_bucket{le=\"0.0025\"} 1"))
        #expect(lines.contains("d_seconds_bucket{le=\"+Inf\"} 1"))
        #expect(lines.contains("d_seconds_sum 0.002") && lines.contains("d_seconds_count 1"))
    }

    @Test func `is kept for so many series, and no more`() {
        let metrics = PrometheusMetrics(seriesMost: 2)
        for label in ["a", "b", "c", "a"] {
            metrics.makeCounter(label: label, dimensions: []).increment(by: Int64(1))
        }
        #expect(metrics.text == "# TYPE a counter\na 2\n# TYPE b counter\nb 1\n")
    }
}
