/// The protocol's description in AsyncAPI 3.0.0: enough to write a client from it alone.
package enum AsyncAPI {
    /// The document as JSON.
    ///
    /// Methods and their schemas are read from the commands themselves; throws `SchemaGap` when a
    /// type of a command can't be described. `host` is the public name and port of the server,
    /// `roundViews` says who may watch what of a round.
    package static func document<RoundCommand: CallableCommand>(
        of commands: RoundCommand.Type, roundViews: [ViewDescription], host: String,
        isSecure: Bool = true
    ) throws -> [UInt8] {
        let methods = try MethodDescription.all(of: commands)
        let messages =
            methods.flatMap { [($0.name, $0.message), ($0.replyName, $0.replyMessage)] }
            + NoticeDescription.all.map { ($0.name, $0.message) }
            + [("failure", failure)]
        let operations =
            methods.map { ($0.name, $0.operation) }
            + NoticeDescription.all.map { ($0.name, $0.operation) }
        let document: JSONValue = [
            "asyncapi": "3.0.0",
            "info": [
                "title": "Kansendossier", "version": "1.0.0",
                "description": .string(AsyncAPIText.introduction),
            ],
            "defaultContentType": "application/json",
            "servers": ["this": server(host: host, isSecure: isSecure)],
            "channels": ["socket": channel(of: messages.map(\.0))],
            "operations": .object(Dictionary(uniqueKeysWithValues: operations)),
            "components": ["messages": .object(Dictionary(uniqueKeysWithValues: messages))],
            "x-views": [
                "directory": .array(ViewDescription.directory.map(\.json)),
                "round": .array(roundViews.map(\.json)),
            ],
            "x-errors": AsyncAPIText.errors, "x-close-codes": AsyncAPIText.closeCodes,
            "x-limits": AsyncAPIText.limits,
        ]
        return document.bytes
    }

    private static func server(host: String, isSecure: Bool) -> JSONValue {
        [
            "host": .string(host), "protocol": .string(isSecure ? "wss" : "ws"),
            "description": .string(AsyncAPIText.server),
        ]
    }

    private static func channel(of messages: [String]) -> JSONValue {
        let references = messages.map { ($0, JSONValue.reference("components/messages/\($0)")) }
        return [
            "address": "/ws", "description": .string(AsyncAPIText.channel),
            "servers": [.reference("servers/this")],
            "messages": .object(Dictionary(uniqueKeysWithValues: references)),
            "bindings": [
                "ws": [
                    "method": "GET",
                    "headers": [
                        "type": "object",
                        "properties": [
                            "Sec-WebSocket-Protocol": ["const": .string(WireProtocol.subprotocol)]
                        ],
                        "required": ["Sec-WebSocket-Protocol"],
                    ],
                ]
            ],
        ]
    }

    private static var failure: JSONValue {
        let example = CallError.invalidParameters(path: "lines[2].requested", "missing")
        return [
            "title": "A request was refused", "description": .string(AsyncAPIText.failure),
            "payload": .strictObject(
                [
                    "jsonrpc": ["const": "2.0"], "id": RequestID.replySchema,
                    "error": .strictObject(
                        [
                            "code": ["type": "integer"], "message": ["type": "string"],
                            "data": errorData,
                        ], optional: []),
                ], optional: []),
            "examples": [
                [
                    "payload": [
                        "jsonrpc": "2.0", "id": 7, "error": .encoding(example),
                    ]
                ]
            ],
        ]
    }

    private static var errorData: JSONValue {
        .strictObject(
            [
                "code": ["type": "string", "description": "The exact reason; see x-errors."],
                "nl": ["type": "string"], "en": ["type": "string"],
                "subject": ["type": "string"], "current": ["type": "integer"],
                "limit": ["type": "integer"],
                "path": ["type": "string", "description": "The wrong place in params."],
                "retryAfterMs": ["type": "integer"],
            ], optional: ["subject", "current", "limit", "path", "retryAfterMs"])
    }
}

extension RequestID {
    /// What a client may choose.
    static let schema: JSONValue = [
        "oneOf": [
            ["type": "integer"],
            ["type": "string", "maxLength": .integer(WireLimits.requestIDBytesMost)],
        ]
    ]
    /// The same, or null in an answer to something unreadable.
    static let replySchema: JSONValue = ["type": ["integer", "string", "null"]]
}

extension JSONValue {
    static func reference(_ place: String) -> JSONValue { ["$ref": .string("#/\(place)")] }

    /// The schema of an object with these fields and no others.
    static func strictObject(
        _ properties: [String: JSONValue], optional: Set<String>
    ) -> JSONValue {
        let required = properties.keys.filter { !optional.contains($0) }.sorted()
        var schema: [String: JSONValue] = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return .object(schema)
    }

    /// A value that this schema allows, made from its examples.
    var exampleOfSchema: JSONValue {
        if let example = self["examples"]?.elements?.first ?? self["const"] { return example }
        if let items = self["items"] { return [items.exampleOfSchema] }
        if let first = self["oneOf"]?.elements?.first { return first.exampleOfSchema }
        if let properties = self["properties"]?.fields {
            return .object(properties.mapValues(\.exampleOfSchema))
        }
        if let keys = self["propertyNames"], let values = self["additionalProperties"],
            let name = keys.exampleOfSchema.text
        {
            return .object([name: values.exampleOfSchema])
        }
        return [:]
    }
}
