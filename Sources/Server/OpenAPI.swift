import HTTPTypes
import Wire

/// The description of all doors over HTTP (OpenAPI 3.1), made from the doors themselves.
struct OpenAPI: Sendable {
    private let doors: [HTTPDoor]
    private let version: String

    init(of doors: [HTTPDoor], version: String) {
        self.doors = doors
        self.version = version
    }

    /// The document, in canonical JSON.
    var bytes: [UInt8] { document.bytes }

    private var document: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for door in doors {
            paths[door.path, default: [:]][door.method.rawValue.lowercased()] = Self.operation(door)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "kansendossier", "version": .string(version),
                "description":
                    "The doors over HTTP. Everything live goes over the socket: see /asyncapi.json.",
            ],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": Self.components,
        ]
    }

    private static func operation(_ door: HTTPDoor) -> JSONValue {
        var operation: [String: JSONValue] = [
            "summary": .string(door.summary),
            "responses": [
                "200": [
                    "description": .string("What was asked for."),
                    "content": .object([door.media: [:]]),
                ],
                "default": ["$ref": "#/components/responses/problem"],
            ],
        ]
        if door.needsToken { operation["security"] = [["token": []]] }
        let parameters =
            door.names.map { parameter($0, in: "path", meaning: nil) }
            + door.query.map { parameter($0.name, in: "query", meaning: $0.meaning) }
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if !door.bodies.isEmpty {
            operation["requestBody"] = [
                "required": true,
                "content": .object(
                    Dictionary(uniqueKeysWithValues: door.bodies.map { ($0, [:]) })),
            ]
        }
        return .object(operation)
    }

    private static func parameter(
        _ name: String, in place: String, meaning: String?
    ) -> JSONValue {
        var parameter: [String: JSONValue] = [
            "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
            "schema": ["type": "string"],
        ]
        if let meaning { parameter["description"] = .string(meaning) }
        return .object(parameter)
    }

    private static let components: JSONValue = [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "responses": ["problem": refusal], "schemas": ["Problem": problem],
    ]

    private static let refusal: JSONValue = [
        "description": "Why it was not carried out (RFC 9457).",
        "content": ["application/problem+json": ["schema": reference]],
    ]

    private static let reference: JSONValue = ["$ref": "#/components/schemas/Problem"]

    private static let problem: JSONValue = [
        "type": "object", "required": ["status", "code", "detail", "detailEnglish"],
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"],
            "status": ["type": "integer"], "code": ["type": "string"],
            "detail": ["type": "string", "description": "In Dutch."],
            "detailEnglish": ["type": "string"],
        ],
    ]
}
