/// Anything that a server sends, as a client reads it.
///
/// A client ignores what it doesn't know, so that a server may learn new notifications without a
/// new version of the protocol.
package enum ServerMessage: Sendable, Equatable {
    case result(id: RequestID, JSONValue)
    /// A refusal; without an id when the server couldn't read the request's.
    case failure(id: RequestID?, CallError)
    case event(ViewEvent)
    case heartbeat(Heartbeat)
    case subscriptionEnded(SubscriptionEnded)
    case hints(HintList)
    case credentialExpiring(CredentialExpiring)
    case serverDraining(ServerDraining)
    case unknownNotification(method: String)

    /// The message in these bytes.
    ///
    /// Its size isn't bounded here but by the socket that read it.
    package init(parsing bytes: [UInt8]) throws(MessageDamage) {
        let value: JSONValue
        do {
            value = try JSONReader.value(of: bytes)
        } catch {
            throw MessageDamage(reason: error.description)
        }
        guard value["jsonrpc"] == "2.0" else {
            throw MessageDamage(reason: "jsonrpc is not \"2.0\"")
        }
        do {
            self = try Self.read(value)
        } catch let damage as MessageDamage {
            throw damage
        } catch {
            throw MessageDamage(reason: "\(error)")
        }
    }

    private static func read(_ value: JSONValue) throws -> Self {
        if let method = value["method"]?.text {
            return try notification(method, value["params"] ?? .object([:]))
        }
        let id = value["id"].flatMap(RequestID.init)
        if let error = value["error"] {
            return .failure(id: id, try error.decoded(as: CallError.self))
        }
        guard let id, let result = value["result"] else {
            throw MessageDamage(reason: "neither a response nor a notification")
        }
        return .result(id: id, result)
    }

    private static func notification(_ method: String, _ params: JSONValue) throws -> Self {
        switch method {
        case "event": .event(try ViewEvent(params))
        case Heartbeat.method: .heartbeat(try params.decoded(as: Heartbeat.self))
        case SubscriptionEnded.method:
            .subscriptionEnded(try params.decoded(as: SubscriptionEnded.self))
        case HintList.method: .hints(try params.decoded(as: HintList.self))
        case CredentialExpiring.method:
            .credentialExpiring(try params.decoded(as: CredentialExpiring.self))
        case ServerDraining.method: .serverDraining(try params.decoded(as: ServerDraining.self))
        default: .unknownNotification(method: method)
        }
    }
}

/// Why bytes aren't a message of the server.
package struct MessageDamage: Error, Sendable, Equatable, CustomStringConvertible {
    package let reason: String

    package init(reason: String) { self.reason = reason }

    package var description: String { reason }
}
