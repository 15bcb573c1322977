import Client

/// Prints the sitting at every change, until the round is over or this task is cancelled.
func showSitting(token: String) async throws {
    let configuration = Client.Configuration(
        url: "wss://kansendossier.example/ws", token: token)
    try await Client.withClient(configuration) { client in
        let sitting = try await client.follow(round: "venlo-2019", view: "observer")
        for try await state in sitting.updates {
            print(state.offset, state["sitting"] ?? .null)
            if state["round"]?["phase"]?.text == "finished" { break }
        }
    }
}

/// Signs version 7 of dossier 3, once, whatever the network does.
func sign(content: String, with client: Client) async throws(CallFailure) {
    let result = try await client.call(
        method: "round.signDossier",
        params: [
            "round": "venlo-2019", "dossier": 3, "version": 7, "content": .string(content),
        ])
    if result["already"]?.bool == true { print("It had been signed already.") }
}

/// Says what to do about a refusal, in the user's language.
func explain(_ failure: CallFailure) -> String {
    switch failure {
    case .refused(let refusal) where refusal.code == "staleVersion":
        "Iemand was u voor: versie \(refusal.current ?? 0) is nu de laatste."
    case .refused(let refusal): refusal.nl
    case .timedOut, .unreachable: "De server is nu niet bereikbaar."
    case .disconnected(closeCode: 4401, _): "Uw sleutel geldt niet meer."
    default: "\(failure)"
    }
}

/// Waits until a ballot is revealed; states in between may be skipped, the last one never is.
func waitForReveal(of ballot: String, in view: ViewFollower) async throws -> JSON? {
    let state = try await view.first(within: .seconds(600)) { state in
        state["ballot/\(ballot)"]?["result"] != nil
    }
    return state["ballot/\(ballot)"]
}

/// A client of a server on this computer that made its own certificate.
func localClient(token: String, certificate: String) throws -> Client {
    var configuration = Client.Configuration(
        url: "wss://localhost:8443/ws", token: token,
        trust: .certificates(pemFile: certificate))
    configuration.connectionAttemptsMost = 5
    configuration.reconnectDelayMost = .seconds(2)
    return try Client(configuration)
}
