import Domain
import Support
import Testing
import Wire

@Suite struct ServerMessageTests {
    private let now = Instant(milliseconds: 1_554_112_800_000)
    private let round = StreamID.round("venlo-2019")

    private var update: ViewUpdate {
        ViewUpdate(
            stream: round, view: "coordinator", epoch: "e1", offset: 13, at: now,
            parts: [
                .init(key: "round", value: Array(#"{"phase":"open"}"#.utf8)),
                .init(key: "dossier/2", value: nil),
            ])
    }

    private var hello: HelloResult {
        HelloResult(
            connection: "c-1", user: "zoe", actor: .person("zoe"),
            roles: [.coordinator, .administrator], serverTime: now, limits: .init())
    }

    private var hints: HintList {
        HintList(
            stream: round, view: "applicant/de-maasoever", part: "dossier/3",
            people: [
                .init(
                    person: "zoe", organisation: "de-maasoever",
                    place: HintPlace(rawValue: "section/risks"), since: now),
                .init(person: "adam", organisation: "lvb-zuid", place: nil, since: now),
            ])
    }

    @Test func `the server's messages never change`() throws {
        let id = RequestID.text("é")
        let messages = [
            Response.bytes(id: .number(1), result: hello),
            Response.bytes(id: id, result: CommandResult(already: false)),
            Response.bytes(id: id, result: IssuedToken(token: "laptop", secret: "s")),
            Response.bytes(
                id: id, result: RoundList(rounds: [.init(round: "r", views: ["council"])])),
            Response.bytes(id: id, result: RefreshResult(expiresAt: now)),
            Response.bytes(id: id, result: UnsubscribeResult(ended: true)),
            Response.bytes(
                id: id,
                resultBytes: SubscribeResult.snapshotBytes(
                    epoch: "e1", offset: 12,
                    parts: [("round", Array("{}".utf8)), ("dossier/2", Array("{}".utf8))])),
            Response.bytes(
                id: id,
                resultBytes: SubscribeResult.resumedBytes(
                    epoch: "e1", offset: 13, notifications: [update.notification()])),
            Response.bytes(id: nil, error: .parse("the text ends too early, at byte 0")),
            Response.bytes(
                id: id, error: CallError(Refusal(.staleVersion, subject: "1", current: 4))),
            Response.bytes(
                id: id, error: CallError(Refusal(.potExceeded, current: 1_250_000))),
            Response.bytes(id: id, error: .busy(retryAfterMilliseconds: 250)),
            update.notification(),
            Heartbeat(
                serverTime: now,
                offsets: [.init(stream: round, view: "coordinator", offset: 13)]
            ).bytes,
            SubscriptionEnded(
                stream: .directory, view: "administration", refusal: Refusal(.notAllowed)
            ).bytes,
            CredentialExpiring(expiresAt: now).bytes,
            ServerDraining(reconnectAfterMilliseconds: 1500).bytes,
            Response.bytes(
                id: id, result: HintResult(shown: true, lapsesAfterMilliseconds: 30_000)),
            hints.bytes,
        ]
        #expect(try PinnedFile("server-messages-v1.jsonl").difference(from: messages) == nil)
    }

    @Test func `a result is read back as what was written`() throws {
        let message = try ServerMessage(parsing: Response.bytes(id: .number(1), result: hello))
        guard case .result(.number(1), let value) = message else {
            Issue.record("not a result")
            return
        }
        #expect(try value.decoded(as: HelloResult.self) == hello)
        #expect(value["protocol"] == "kansendossier.v1")
    }

    @Test func `an error is read back as what was written`() throws {
        let error = CallError(Refusal(.textTooLong, subject: "title", limit: 200))
        #expect(
            try ServerMessage(parsing: Response.bytes(id: .text("x"), error: error))
                == .failure(id: .text("x"), error))
        #expect(
            try ServerMessage(parsing: Response.bytes(id: nil, error: .internalFailure))
                == .failure(id: nil, .internalFailure))
    }

    @Test func `notifications are read back as what was written`() throws {
        let heartbeat = Heartbeat(
            serverTime: now, offsets: [.init(stream: .directory, view: "participant", offset: 0)])
        #expect(try ServerMessage(parsing: heartbeat.bytes) == .heartbeat(heartbeat))
        let ended = SubscriptionEnded(restartOf: round, view: "council")
        #expect(try ServerMessage(parsing: ended.bytes) == .subscriptionEnded(ended))
        #expect(try ServerMessage(parsing: hints.bytes) == .hints(hints))
        let expiring = CredentialExpiring(expiresAt: now)
        #expect(try ServerMessage(parsing: expiring.bytes) == .credentialExpiring(expiring))
        let draining = ServerDraining(reconnectAfterMilliseconds: 7)
        #expect(try ServerMessage(parsing: draining.bytes) == .serverDraining(draining))
    }

    @Test func `an event is read with its whole and its vanished parts`() throws {
        guard case .event(let event) = try ServerMessage(parsing: update.notification()) else {
            Issue.record("not an event")
            return
        }
        #expect(event.stream == round)
        #expect(event.offset == 13)
        #expect(event.parts == ["round": ["phase": "open"], "dossier/2": .null])
    }

    @Test func `a resumed answer brings the events as they were sent`() throws {
        let bytes = SubscribeResult.resumedBytes(
            epoch: "e1", offset: 13, notifications: [update.notification()])
        let result = try SubscribeResult(JSONReader.value(of: bytes))
        #expect(result.mode == .resumed)
        #expect(result.events?.map(\.offset) == [13])
        let empty = try SubscribeResult(
            JSONReader.value(
                of: SubscribeResult.resumedBytes(epoch: "e1", offset: 13, notifications: [])))
        #expect(empty.events == [])
    }

    @Test func `a notification that the client doesn't know is no error`() throws {
        let text = #"{"jsonrpc":"2.0","method":"weather","params":{}}"#
        #expect(
            try ServerMessage(parsing: Array(text.utf8)) == .unknownNotification(method: "weather"))
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"jsonrpc":"2.0"}"#, #"{"jsonrpc":"2.0","id":1}"#,
        #"{"jsonrpc":"2.0","method":"event","params":{}}"#,
        #"{"jsonrpc":"2.0","method":"heartbeat","params":[]}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{}}"#,
    ]) func `what no server sends is refused`(_ text: String) {
        #expect(throws: MessageDamage.self) { try ServerMessage(parsing: Array(text.utf8)) }
    }

    @Test func `clients come back by themselves only where that can help`() {
        let back = CloseCode.allCases.filter(\.shouldReconnect).map(\.rawValue)
        #expect(back == [1001, 1006, 1011, 1012, 1013, 4010, 4290, 4291, 4292])
        #expect(CloseCode.shouldReconnect(after: 4299))
        #expect(!CloseCode.shouldReconnect(after: 4300))
        #expect(Set(CloseCode.allCases.map(\.meaning)).count == CloseCode.allCases.count)
    }
}
