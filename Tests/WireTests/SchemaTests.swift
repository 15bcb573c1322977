import Domain
import Support
import Testing
import Wire

@Suite struct SchemaTests {
    @Test func `the schema of a command is read from the command itself`() throws {
        let schema = try SchemaReader.schema(
            of: DirectoryCommand.self, named: "registerOrganisation")
        let properties = try #require(schema["properties"]?.fields)
        #expect(
            properties.keys.sorted() == [
                "agb", "concern", "kvk", "name", "organisation", "sectors", "segments",
            ])
        #expect(schema["required"] == ["kvk", "name", "organisation", "sectors", "segments"])
        #expect(properties["sectors"]?["type"] == "array")
        #expect(properties["sectors"]?["items"]?["type"] == "string")
        #expect(properties["organisation"]?["pattern"] == "^[a-z0-9-]{1,64}$")
        #expect(schema["additionalProperties"] == false)
    }

    @Test func `choices, moments and days are described as such`() throws {
        let role = try SchemaReader.schema(of: DirectoryCommand.self, named: "addMembership")
        #expect(role["properties"]?["role"]?["enum"] == ["signatory", "editor", "reader"])
        let token = try SchemaReader.schema(of: TokenRequest.self)
        #expect(token["properties"]?["expiresAt"]?["format"] == "date-time")
        let service = try SchemaReader.schema(of: DirectoryCommand.self, named: "addRegularService")
        #expect(service["properties"]?["regularSince"]?["format"] == "date")
    }

    @Test func `structures inside lists are described field by field`() throws {
        let schema = try SchemaReader.schema(of: RoundCommand.self, named: "setCostLines")
        let line = schema["properties"]?["lines"]?["items"]
        #expect(line?["properties"]?["requested"]?["type"] == "integer")
        #expect(line?["properties"]?["requested"]?["maximum"] == 1_000_000_000_000)
    }

    @Test func `free keys are described by what stands under them`() throws {
        let schema = try SchemaReader.schema(of: RoundCommand.self, named: "adoptBallot")
        #expect(
            schema["properties"]?["motivations"]?["additionalProperties"]?["type"] == "string")
    }

    @Test func `an enumeration with values is one of its cases`() throws {
        let schema = try SchemaReader.schema(of: DirectoryCommand.self)
        #expect(
            schema["oneOf"]?.elements?.count == DirectoryCommand.CodingKeys.allCases.count)
    }

    @Test func `every command of a round and of the directory has a schema`() throws {
        for name in RoundCommand.callable {
            let schema = try SchemaReader.schema(of: RoundCommand.self, named: name)
            #expect(schema["type"] == "object", "\(name)")
        }
        for name in DirectoryCommand.callable {
            _ = try SchemaReader.schema(of: DirectoryCommand.self, named: name)
        }
    }

    @Test func `an enumeration with values that doesn't list its cases is named`() throws {
        enum Shape: Codable {
            case circle(radius: Int)
            case square(side: Int)
        }
        struct Drawing: Decodable { let shapes: [Shape] }
        let gap = try #require(throws: SchemaGap.self) {
            try SchemaReader.schema(of: Drawing.self)
        }
        #expect(gap.type == "Shape")
        #expect(gap.description.contains("lists its CodingKeys as CaseIterable"))
    }

    @Test func `a name that is no command has no schema`() {
        #expect(throws: SchemaGap.self) {
            try SchemaReader.schema(of: DirectoryCommand.self, named: "nothing")
        }
    }
}

@Suite struct AsyncAPITests {
    private func document() throws -> JSONValue {
        let bytes = try AsyncAPI.document(
            of: RoundCommand.self,
            roundViews: [
                ViewDescription(
                    name: "council", text: "For the council.",
                    parts: [.init(name: "round", text: "{round, name, phase}")])
            ], host: "localhost:8443")
        return try JSONReader.value(of: bytes)
    }

    @Test func `every method and every notification is in the document`() throws {
        let document = try document()
        let operations = try #require(document["operations"]?.fields)
        let commands =
            DirectoryCommand.callable.map { "directory.\($0)" }
            + RoundCommand.callable.map { "round.\($0)" }
        let others = Array(MethodCatalogue.connection.keys)
        let notices = [
            "event", "heartbeat", "subscription.ended", "hints", "auth.expiring", "server.draining",
        ]
        #expect(Set(operations.keys) == Set(commands + others + notices))
        for (name, operation) in operations {
            #expect(operation["summary"]?.text?.isEmpty == false, "\(name)")
            #expect(operation["action"] == (notices.contains(name) ? "send" : "receive"))
        }
        #expect(document["asyncapi"] == "3.0.0")
    }

    @Test func `every reference leads somewhere`() throws {
        let document = try document()
        var places: [String] = []
        func collect(_ value: JSONValue) {
            if let place = value["$ref"]?.text { places.append(place) }
            value.fields?.values.forEach(collect)
            value.elements?.forEach(collect)
        }
        collect(document)
        #expect(!places.isEmpty)
        for place in places {
            let target = place.dropFirst(2).split(separator: "/")
                .reduce(Optional(document)) { $0?[String($1)] }
            #expect(target != nil, "\(place)")
        }
    }

    @Test func `the example of every command is understood by the server`() throws {
        let messages = try #require(try document()["components"]?["messages"]?.fields)
        let methods = try #require(try document()["operations"]?.fields)
            .filter { $0.value["action"] == "receive" }
        for name in methods.keys {
            let example = messages[name]?["examples"]?.elements?.first?["payload"]
            let bytes = try #require(example).bytes
            #expect(throws: Never.self, "\(name): \(String(decoding: bytes, as: UTF8.self))") {
                try Call<RoundCommand>(Request(parsing: bytes))
            }
        }
    }

    @Test func `every reason for an error is listed with both sentences`() throws {
        let errors = try #require(try document()["x-errors"]?.elements)
        let listed = Set(errors.compactMap { $0["data.code"]?.text })
        #expect(listed.isSuperset(of: RefusalCode.allCases.map(\.rawValue)))
        #expect(errors.allSatisfy { $0["nl"]?.text != nil && $0["en"]?.text != nil })
        #expect(try document()["x-close-codes"]?.elements?.count == CloseCode.allCases.count)
    }
}
