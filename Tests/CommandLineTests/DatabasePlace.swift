import Support

/// A database of the tests as the program is told of it, and as the program calls it.
struct DatabasePlace {
    let text: String
    let name: String
}

extension PostgresCluster {
    func place(_ database: String, user: String = "owner") -> DatabasePlace {
        DatabasePlace(
            text: "postgres://\(user)@\(folder.replacing("/", with: "%2F"))/\(database)",
            name: "database \(database) at \(folder)")
    }
}
