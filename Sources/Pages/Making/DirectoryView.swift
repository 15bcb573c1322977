package import Domain

/// The directory as one person sees it: the parts of the person's own views of it, and nothing else.
///
/// Pages read names through this alone, so that what they show is what the one visibility rule
/// gives (F22).
package struct DirectoryView: Sendable {
    /// The views that the person has, the one with the most in it first.
    private let viewers: [DirectoryViewer]
    private let directory: Directory

    /// What that person or screen sees of the directory.
    package init(_ directory: Directory, for actor: Actor) {
        self.directory = directory
        viewers = DirectoryViewer.allCases.filter { directory.admits(actor, as: $0) }
    }

    /// What is seen without being signed in: nothing.
    package static let none = DirectoryView(
        Directory(stream: .directory), for: Actor(identity: .server))

    /// A part of the widest view that has it; nil when it is in none.
    package func part(_ key: DirectoryPartKey) -> DirectoryPart? {
        for viewer in viewers {
            if let part = directory.part(key, for: viewer) { return part }
        }
        return nil
    }

    /// Whether people are in the view, and not organisations alone.
    package var seesPeople: Bool { viewers.contains(.administration) }

    /// Every organisation in the view, by name.
    package var organisations: [Organisation] {
        Self.sorted(
            directory.organisations.keys.compactMap { id -> Organisation? in
                guard case .organisation(let found) = part(.organisation(id)) else { return nil }
                return found
            }
        ) { "\($0.name) \($0.id)" }
    }

    /// Every person in the view, by name.
    package var people: [Person] {
        guard seesPeople else { return [] }
        return Self.sorted(
            directory.people.keys.compactMap { id -> Person? in
                guard case .person(let found, _) = part(.person(id)) else { return nil }
                return found
            }
        ) { "\($0.name) \($0.id)" }
    }

    /// The register of regular services as it is now, by title.
    package var services: [RegularService] {
        Self.sorted(
            directory.register.keys.compactMap { id -> RegularService? in
                guard case .service(let found) = part(.service(id)) else { return nil }
                return found
            }
        ) { "\($0.title) \($0.id)" }
    }

    /// What that organisation is called; nil when it isn't in the view.
    package func name(of organisation: OrganisationID) -> String? {
        guard case .organisation(let found) = part(.organisation(organisation)) else { return nil }
        return found.name
    }

    /// What that person is called; nil when people aren't in the view.
    package func name(of person: PersonID) -> String? {
        guard case .person(let found, _) = part(.person(person)) else { return nil }
        return found.name
    }

    /// The key of each is made once: there may be ten thousand.
    private static func sorted<Value>(
        _ values: [Value], by key: (Value) -> String
    ) -> [Value] {
        values.map { (key: key($0).lowercased(), value: $0) }.sorted { $0.key < $1.key }
            .map(\.value)
    }
}
