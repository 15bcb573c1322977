/// The decoder that notes what a type asks of it and answers with samples.
struct SchemaDecoder: Decoder {
    let notes: SchemaNotes
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SchemaFields<Key>(notes: notes))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaGap(type: "\(notes.outer.last.map { "\($0)" } ?? "a list")")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        SchemaSingle(notes: notes)
    }
}

/// Notes each field that is asked for.
private struct SchemaFields<Key: CodingKey>: SchemaContainer {
    let notes: SchemaNotes
    var codingPath: [any CodingKey] { [] }

    /// Only enumerations with values ask this: to see which of their cases it is.
    var allKeys: [Key] {
        guard let list = Key.self as? any CaseIterable.Type else { return [] }
        let keys = Self.keys(of: list)
        notes.caseNames = keys.map(\.stringValue)
        let chosen = keys.first { $0.stringValue == notes.chosenCase } ?? keys.first
        return chosen.map { [$0] } ?? []
    }

    private static func keys<Listed: CaseIterable>(of type: Listed.Type) -> [Key] {
        Listed.allCases.compactMap { $0 as? Key }
    }

    func contains(_ key: Key) -> Bool { true }

    /// Asked before something that may be absent.
    func decodeNil(forKey key: Key) throws -> Bool {
        notes.optional.insert(key.stringValue)
        return false
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try sample(type, key)
    }

    func sample<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
        let (schema, sample) = try SchemaReader.read(type, within: notes.outer)
        notes.properties[key.stringValue] = schema
        return sample
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(
            SchemaValues(
                fields: SchemaFields<Nested>(
                    notes: SchemaNotes(chosenCase: nil, within: notes.outer)),
                owner: notes, name: key.stringValue))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SchemaGap(type: key.stringValue)
    }

    func superDecoder() throws -> any Decoder { throw SchemaGap(type: "a class") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaGap(type: "a class") }
}

/// Notes the values of one case of an enumeration, in the notes of the enumeration itself.
private struct SchemaValues<Key: CodingKey>: SchemaContainer {
    let fields: SchemaFields<Key>
    let owner: SchemaNotes
    let name: String
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { fields.allKeys }

    init(fields: SchemaFields<Key>, owner: SchemaNotes, name: String) {
        self.fields = fields
        self.owner = owner
        self.name = name
        report()
    }

    private func report() { owner.properties[name] = fields.notes.schema }

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        let isNil = try fields.decodeNil(forKey: key)
        report()
        return isNil
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try sample(type, key)
    }

    func sample<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
        let value = try fields.decode(type, forKey: key)
        report()
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw SchemaGap(type: name)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SchemaGap(type: name)
    }

    func superDecoder() throws -> any Decoder { throw SchemaGap(type: name) }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaGap(type: name) }
}

/// Notes the one value that a type is written as.
private struct SchemaSingle: SingleValueDecodingContainer {
    let notes: SchemaNotes
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try sample(type) }
    func decode(_ type: Bool.Type) throws -> Bool { try sample(type) }
    func decode(_ type: String.Type) throws -> String { try sample(type) }
    func decode(_ type: Double.Type) throws -> Double { try sample(type) }
    func decode(_ type: Float.Type) throws -> Float { try sample(type) }
    func decode(_ type: Int.Type) throws -> Int { try sample(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try sample(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try sample(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try sample(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try sample(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try sample(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try sample(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try sample(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try sample(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try sample(type) }

    private func sample<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (schema, sample) = try SchemaReader.read(type, within: notes.outer)
        notes.single = schema
        return sample
    }
}

/// A container that answers every type alike; the standard library asks for some of them by name.
private protocol SchemaContainer: KeyedDecodingContainerProtocol {
    func sample<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value
}

extension SchemaContainer {
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try sample(type, key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try sample(type, key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try sample(type, key) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try sample(type, key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try sample(type, key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try sample(type, key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try sample(type, key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try sample(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try sample(type, key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try sample(type, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try sample(type, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try sample(type, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try sample(type, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try sample(type, key) }
}
