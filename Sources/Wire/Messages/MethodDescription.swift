internal import Domain

/// One method in the protocol's description.
struct MethodDescription {
    let name: String
    let promise: String
    let params: JSONValue
    let result: JSONValue

    /// Every method there is, commands included.
    static func all<RoundCommand: CallableCommand>(
        of commands: RoundCommand.Type
    ) throws -> [MethodDescription] {
        let command = try SchemaReader.schema(of: CommandResult.self)
        let dryRun: JSONValue = .strictObject(
            ["confirmation": Digest.schema, "consequence": consequence], optional: [])
        let either: JSONValue = [
            "description": .string(AsyncAPIText.dryRun), "oneOf": [command, dryRun],
        ]
        var all = try connection()
        for name in DirectoryCommand.callable {
            let isToken = name == "issueToken"
            let own =
                try isToken
                ? SchemaReader.schema(of: TokenRequest.self)
                : SchemaReader.schema(of: DirectoryCommand.self, named: name)
            all.append(
                MethodDescription(
                    name: "\(DirectoryCommand.methodPrefix).\(name)",
                    promise: DirectoryCommand.promises[name] ?? "",
                    params: try own.joined(with: SchemaReader.schema(of: Envelope.self)),
                    result: try isToken ? SchemaReader.schema(of: IssuedToken.self) : command))
        }
        let round = try SchemaReader.schema(of: RoundEnvelope.self)
            .joined(with: .strictObject(["dryRun": dryRunField], optional: ["dryRun"]))
        for name in RoundCommand.callable {
            all.append(
                MethodDescription(
                    name: "\(RoundCommand.methodPrefix).\(name)",
                    promise: RoundCommand.promises[name] ?? "",
                    params: try SchemaReader.schema(of: commands, named: name).joined(with: round),
                    result: either))
        }
        return all
    }

    /// The methods that aren't commands.
    private static func connection() throws -> [MethodDescription] {
        func describe(
            _ name: String, _ params: any Decodable.Type, _ result: JSONValue
        ) throws -> MethodDescription {
            MethodDescription(
                name: name, promise: MethodCatalogue.connection[name] ?? "",
                params: try SchemaReader.schema(of: params), result: result)
        }
        let ended = try SchemaReader.schema(of: UnsubscribeResult.self)
        return [
            try describe(
                MethodName.hello, HelloParameters.self,
                SchemaReader.schema(of: HelloResult.self)),
            try describe(
                MethodName.refreshCredential, Credential.self,
                SchemaReader.schema(of: RefreshResult.self)),
            try describe(
                MethodName.listRounds, Nothing.self, SchemaReader.schema(of: RoundList.self)),
            try describe(
                MethodName.searchLessons, LessonSearch.self,
                SchemaReader.schema(of: LessonList.self)),
            try describe(MethodName.subscribeRound, RoundSubscription.self, subscribed),
            try describe(MethodName.unsubscribeRound, RoundView.self, ended),
            MethodDescription(
                name: MethodName.hint, promise: MethodCatalogue.connection[MethodName.hint] ?? "",
                params: try hintFields.joined(
                    with: SchemaReader.schema(of: HintParameters.self)),
                result: try SchemaReader.schema(of: HintResult.self)),
            try describe(MethodName.subscribeDirectory, DirectorySubscription.self, subscribed),
            try describe(MethodName.unsubscribeDirectory, DirectoryView.self, ended),
        ]
    }

    /// The fields of a hint with examples that fit together.
    private static let hintFields: JSONValue = .strictObject(
        [
            "view": ["type": "string", "examples": ["applicant/de-maasoever"]],
            "part": ["type": "string", "examples": ["dossier/3"]],
            "gone": [
                "type": "boolean", "description": "True to take the hint back.",
                "examples": [false],
            ],
        ], optional: ["gone"])

    private static let dryRunField: JSONValue = [
        "type": "boolean", "description": "True to be told what the command would bring about.",
        "examples": [false],
    ]

    private static let consequence: JSONValue = [
        "type": "object", "description": .string(AsyncAPIText.consequence),
        "additionalProperties": [:],
        "examples": [["dossiers": [["dossier": 3, "from": "submitted", "to": "admissible"]]]],
    ]

    private static var subscribed: JSONValue {
        let epoch: JSONValue = ["type": "string", "examples": ["2f1c7e90"]]
        let offset: JSONValue = ["type": "integer", "minimum": 0, "examples": [12]]
        return [
            "description": .string(AsyncAPIText.subscribed),
            "oneOf": [
                .strictObject(
                    [
                        "epoch": epoch, "offset": offset, "mode": ["const": "snapshot"],
                        "parts": NoticeDescription.parts,
                    ], optional: []),
                .strictObject(
                    [
                        "epoch": epoch, "offset": offset, "mode": ["const": "resumed"],
                        "events": ["type": "array", "items": NoticeDescription.event],
                    ], optional: []),
            ],
        ]
    }

    var replyName: String { "\(name).reply" }

    var operation: JSONValue {
        [
            "action": "receive", "title": .string(name), "summary": .string(promise),
            "channel": .reference("channels/socket"),
            "messages": [.reference("channels/socket/messages/\(name)")],
            "reply": [
                "channel": .reference("channels/socket"),
                "messages": [
                    .reference("channels/socket/messages/\(replyName)"),
                    .reference("channels/socket/messages/failure"),
                ],
            ],
        ]
    }

    var message: JSONValue {
        Self.message(
            name, summary: promise,
            payload: [
                "jsonrpc": ["const": "2.0"], "id": RequestID.schema,
                "method": ["const": .string(name)], "params": params,
            ],
            example: [
                "jsonrpc": "2.0", "id": 7, "method": .string(name),
                "params": params.exampleOfSchema,
            ])
    }

    var replyMessage: JSONValue {
        Self.message(
            replyName, summary: "The answer to \(name).",
            payload: [
                "jsonrpc": ["const": "2.0"], "id": RequestID.schema, "result": result,
            ],
            example: ["jsonrpc": "2.0", "id": 7, "result": result.exampleOfSchema])
    }

    static func message(
        _ name: String, summary: String, payload: [String: JSONValue], example: JSONValue
    ) -> JSONValue {
        [
            "name": .string(name), "title": .string(name), "summary": .string(summary),
            "contentType": "application/json",
            "payload": .strictObject(payload, optional: []),
            "examples": [["payload": example]],
        ]
    }
}

/// What stands beside the fields of a round's command.
private struct RoundEnvelope: Decodable {
    let round: RoundID
    let key: CommandKey
    let actingFor: OrganisationID?
    let confirm: Digest?
}

/// One notification in the protocol's description.
struct NoticeDescription {
    let name: String
    let summary: String
    let params: JSONValue

    static let all: [NoticeDescription] = [
        NoticeDescription(name: "event", summary: AsyncAPIText.event, params: event),
        NoticeDescription(
            name: Heartbeat.method, summary: AsyncAPIText.heartbeat,
            params: .strictObject(
                [
                    "serverTime": Instant.schema,
                    "offsets": [
                        "type": "array",
                        "items": .strictObject(
                            ["stream": StreamID.schema, "view": view, "offset": Int.schema],
                            optional: []),
                    ],
                ], optional: [])),
        NoticeDescription(
            name: SubscriptionEnded.method, summary: AsyncAPIText.ended,
            params: .strictObject(
                [
                    "stream": StreamID.schema, "view": view, "code": String.schema,
                    "nl": String.schema, "en": String.schema,
                ], optional: [])),
        NoticeDescription(
            name: HintList.method, summary: AsyncAPIText.hints,
            params: .strictObject(
                [
                    "stream": StreamID.schema, "view": view, "part": String.schema,
                    "people": ["type": "array", "items": hintedPerson],
                ], optional: [])),
        NoticeDescription(
            name: CredentialExpiring.method, summary: AsyncAPIText.expiring,
            params: .strictObject(["expiresAt": Instant.schema], optional: [])),
        NoticeDescription(
            name: ServerDraining.method, summary: AsyncAPIText.draining,
            params: .strictObject(["reconnectAfterMs": Int.schema], optional: [])),
    ]

    private static let view: JSONValue = [
        "type": "string", "description": "The name of a view; see x-views.",
        "examples": ["participant"],
    ]

    private static let hintedPerson: JSONValue = .strictObject(
        [
            "person": PersonID.schema, "organisation": OrganisationID.schema,
            "place": HintPlace.schema, "since": Instant.schema,
        ], optional: ["place"])

    static let parts: JSONValue = [
        "type": "object", "description": "Parts by name; see x-views.",
        "additionalProperties": [:],
        "examples": [["municipality": ["code": "0983", "name": "Venlo"]]],
    ]

    static let event: JSONValue = .strictObject(
        [
            "stream": StreamID.schema, "view": view,
            "epoch": ["type": "string", "examples": ["2f1c7e90"]],
            "offset": ["type": "integer", "minimum": 1, "examples": [13]],
            "at": Instant.schema, "parts": parts,
        ], optional: [])

    var operation: JSONValue {
        [
            "action": "send", "title": .string(name), "summary": .string(summary),
            "channel": .reference("channels/socket"),
            "messages": [.reference("channels/socket/messages/\(name)")],
        ]
    }

    var message: JSONValue {
        MethodDescription.message(
            name, summary: summary,
            payload: [
                "jsonrpc": ["const": "2.0"], "method": ["const": .string(name)], "params": params,
            ],
            example: [
                "jsonrpc": "2.0", "method": .string(name), "params": params.exampleOfSchema,
            ])
    }
}

extension JSONValue {
    /// The schema of an object with the fields of both schemas.
    func joined(with other: JSONValue) -> JSONValue {
        let properties = (self["properties"]?.fields ?? [:])
            .merging(other["properties"]?.fields ?? [:]) { own, _ in own }
        let required = [self, other].flatMap { $0["required"]?.elements ?? [] }.compactMap(\.text)
        return .strictObject(
            properties, optional: Set(properties.keys).subtracting(required))
    }
}
