package import Domain
package import Wire

extension Client {
    /// Calls a method by its name, as `/asyncapi.json` describes it, and gives its result.
    ///
    /// A command (`round.…`, `directory.…`) without a `key` gets one. The call waits for a
    /// connection, is sent again after a break under the same key, so that it has one effect, and
    /// is tried again when the server is busy: see `Client.Configuration` for the bounds.
    public func call(
        method: String, params: JSON = .object([:])
    ) async throws(CallFailure) -> JSON {
        var params = params.wireValue
        if case .object(var fields) = params, Self.isCommand(method), fields["key"] == nil {
            fields["key"] = .string(CommandKey.random().text)
            params = .object(fields)
        }
        return JSON(try await answer(to: method, params))
    }

    /// Replaces the token, also for later connections; the connection stays.
    public func refreshCredential(token: String) async throws(CallFailure) {
        _ = try await answer(to: MethodName.refreshCredential, ["token": .string(token)])
    }

    /// Gives a command to a round; without a key it gets one.
    package func send(
        _ command: RoundCommand, to round: RoundID, actingFor: OrganisationID? = nil,
        key: CommandKey? = nil, confirmation: Digest? = nil
    ) async throws(CallFailure) -> CommandResult {
        let envelope = Envelope(key: key ?? .random(), actingFor: actingFor)
        let intent = confirmation.map { Intent.confirm($0) } ?? .perform
        return try await result(of: .round(round, command, envelope, intent))
    }

    /// What a command would bring about, and what confirms it; nothing happens.
    package func rehearse(
        _ command: RoundCommand, in round: RoundID, actingFor: OrganisationID? = nil
    ) async throws(CallFailure) -> DryRunResult {
        let envelope = Envelope(key: .random(), actingFor: actingFor)
        return try await result(of: .round(round, command, envelope, .rehearse))
    }

    /// Gives a command to the directory; without a key it gets one.
    package func send(
        _ command: DirectoryCommand, actingFor: OrganisationID? = nil, key: CommandKey? = nil
    ) async throws(CallFailure) -> CommandResult {
        let envelope = Envelope(key: key ?? .random(), actingFor: actingFor)
        return try await result(of: .directory(command, envelope))
    }

    /// Issues a token; its secret is in the answer and is never shown again.
    package func issueToken(
        _ request: TokenRequest, key: CommandKey? = nil
    ) async throws(CallFailure) -> IssuedToken {
        try await result(of: .issueToken(request, Envelope(key: key ?? .random())))
    }

    /// The rounds in which the token's holder may watch something, with the views.
    package func rounds() async throws(CallFailure) -> [RoundList.Entry] {
        let list: RoundList = try await result(of: .listRounds)
        return list.rounds
    }

    /// Waits until the server has answered hello, and says who it holds us to be.
    package func greeting() async throws(CallFailure) -> HelloResult {
        try await wait({ $0.greet($1, $2) }, cancel: { $0.abandonGreeting($1) })
    }

    /// Ends the connection as a network would, for tests of what follows.
    package func breakOff() { onLoop { $0.breakOff() } }

    /// A hint as the caller writes it, which the server checks.
    func hint(
        _ round: String, _ view: String, _ part: String, _ place: JSONValue?, isGone: Bool
    ) async throws(CallFailure) -> HintResult {
        var params: [String: JSONValue] = [
            "round": .string(round), "view": .string(view), "part": .string(part),
        ]
        params["place"] = place
        params["gone"] = isGone ? true : nil
        let value = try await answer(to: MethodName.hint, .object(params))
        guard let result = try? value.decoded(as: HintResult.self) else {
            throw .invalidAnswer("the result of \(MethodName.hint)")
        }
        return result
    }

    private func result<Value: Decodable>(
        of call: Call<RoundCommand>
    ) async throws(CallFailure) -> Value {
        let value = try await answer(to: call.method, .object(call.params))
        do {
            return try value.decoded(as: Value.self)
        } catch {
            throw .invalidAnswer("the result of \(call.method)")
        }
    }

    private func answer(
        to method: String, _ params: JSONValue
    ) async throws(CallFailure) -> JSONValue {
        try await wait(
            { $0.ask($1, method: method, params: params, $2) },
            cancel: { $0.abandonCall($1) })
    }

    private static func isCommand(_ method: String) -> Bool {
        let prefixes = [RoundCommand.methodPrefix, DirectoryCommand.methodPrefix]
        let queries = [
            MethodName.listRounds, MethodName.subscribeRound, MethodName.unsubscribeRound,
            MethodName.subscribeDirectory, MethodName.unsubscribeDirectory, MethodName.hint,
        ]
        return prefixes.contains { method.hasPrefix($0 + ".") } && !queries.contains(method)
    }
}

extension CommandKey {
    /// A key that nobody used before: a random UUID (RFC 9562, version 4).
    package static func random() -> CommandKey {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array("0123456789abcdef")
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        guard let key = CommandKey(text) else { preconditionFailure("a UUID has this form") }
        return key
    }
}
