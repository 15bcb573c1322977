import Foundation

/// A sample as JSON, in which a test sets one value at a time and from which it reads the facts.
struct SampleTree {
    private var root: Any

    init(_ json: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(json.utf8))
    }

    /// The sample with another value at that path: `assessment.criteria.0.motivation`.
    func setting(_ path: String, _ value: Any) -> SampleTree {
        var tree = self
        tree.root = Self.replace(root, path.split(separator: ".")[...], value)
        return tree
    }

    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: root))
    }

    /// The paths of all texts, in order.
    var textPaths: [String] { Self.texts(root, "").sorted() }

    private static func replace(_ node: Any, _ path: ArraySlice<Substring>, _ value: Any) -> Any {
        guard let key = path.first else { return value }
        if var items = node as? [Any], let index = Int(key) {
            items[index] = replace(items[index], path.dropFirst(), value)
            return items
        }
        var fields = node as? [String: Any] ?? [:]
        fields[String(key)] = replace(fields[String(key)] ?? [:], path.dropFirst(), value)
        return fields
    }

    private static func texts(_ node: Any, _ path: String) -> [String] {
        let prefix = path.isEmpty ? "" : path + "."
        switch node {
        case is String: return [path]
        case let items as [Any]:
            return items.enumerated().flatMap { texts($1, "\(prefix)\($0)") }
        case let fields as [String: Any]:
            return fields.flatMap { texts($1, "\(prefix)\($0)") }
        default: return []
        }
    }
}

extension SampleTree {
    /// The absence of a value.
    static var nothing: Any { NSNull() }
}
