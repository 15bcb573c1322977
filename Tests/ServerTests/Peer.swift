import Domain
import Support
import WebSocket
import Wire

/// The other end of one socket, which notes every byte that it receives.
final class Peer {
    let connection: WebSocketConnection
    private var entries: AsyncStream<Inbox.Entry>.Iterator
    /// Every text message so far.
    private(set) var transcript: [String] = []
    /// Every notification so far.
    private(set) var notices: [JSONValue] = []
    private(set) var closure: WebSocketClosure?
    private var lastID = 0

    init(_ connection: WebSocketConnection, _ entries: AsyncStream<Inbox.Entry>) {
        self.connection = connection
        self.entries = entries.makeAsyncIterator()
    }

    func send(_ text: String) { connection.send(text: text) }

    /// The next message, or nil once the connection has ended.
    func next() async -> JSONValue? {
        switch await entries.next(isolation: #isolation) {
        case .text(let text):
            transcript.append(text)
            let value = try? JSONReader.value(of: Array(text.utf8))
            if let value, value["method"] != nil { notices.append(value) }
            return value
        case .closed(let closure):
            self.closure = closure
            return nil
        case nil: return nil
        }
    }

    /// Sends a request without waiting for its answer; gives its id.
    @discardableResult
    func request(_ method: String, _ params: [String: JSONValue] = [:]) -> Int {
        lastID += 1
        send(
            String(
                decoding: Request(id: .number(lastID), method: method, params: params).bytes,
                as: UTF8.self))
        return lastID
    }

    /// The answer to that request; `null` when the connection ended before it.
    func answer(to id: Int) async -> JSONValue {
        while let message = await next() {
            if message["id"] == .integer(id) { return message }
        }
        return .null
    }

    func ask(_ method: String, _ params: [String: JSONValue] = [:]) async -> JSONValue {
        await answer(to: request(method, params))
    }

    /// Gives a command to the round of the cast.
    func give(
        _ command: RoundCommand, key: Int, actingFor: OrganisationID? = nil
    ) async -> JSONValue {
        await answer(to: request(command, key: key, actingFor: actingFor))
    }

    /// Gives a command to the round of the cast without waiting for its answer; gives its id.
    @discardableResult
    func request(_ command: RoundCommand, key: Int, actingFor: OrganisationID? = nil) -> Int {
        let call = Call<RoundCommand>.round(
            DemoCast.round, command,
            Envelope(key: ServerHarness.key(key), actingFor: actingFor))
        return request(call.method, call.params)
    }

    /// Gives a command to the directory.
    func give(_ command: DirectoryCommand, key: Int) async -> JSONValue {
        let call = Call<RoundCommand>.directory(command, Envelope(key: ServerHarness.key(key)))
        return await ask(call.method, call.params)
    }

    func subscribe(
        _ viewer: RoundViewer, since: (epoch: String, offset: Int)? = nil
    ) async -> JSONValue {
        var params: [String: JSONValue] = [
            "round": .string(DemoCast.round.rawValue), "view": .string(viewer.description),
        ]
        if let since {
            params["epoch"] = .string(since.epoch)
            params["offset"] = .integer(since.offset)
        }
        return await ask("round.subscribe", params)
    }

    /// The next notification of that method.
    func notice(_ method: String) async -> JSONValue? {
        if let seen = notices.first(where: { $0["method"]?.text == method }) { return seen }
        while let message = await next() {
            if message["method"]?.text == method { return message }
        }
        return nil
    }

    /// Reads to the end, and gives the code that the server closed with.
    func end() async -> UInt16? {
        while await next() != nil {}
        return closure?.code.rawValue
    }
}

extension JSONValue {
    /// The code of an error's class.
    var errorClass: Int? {
        if case .integer(let code)? = self["error"]?["code"] { code } else { nil }
    }

    /// The stable name of an error's reason.
    var errorCode: String? { self["error"]?["data"]?["code"]?.text }

    var isAccepted: Bool { self["result"]?["accepted"] == true }
}
