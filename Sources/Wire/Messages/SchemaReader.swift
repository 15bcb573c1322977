/// A list whose elements have a schema of their own.
protocol SchemaList {
    static var element: any Decodable.Type { get }
}

extension Array: SchemaList where Element: Decodable {
    static var element: any Decodable.Type { Element.self }
}
