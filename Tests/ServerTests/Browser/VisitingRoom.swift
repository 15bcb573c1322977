import Domain
import Server
import Testing

/// Several people with a browser each, at one address: everyone signs in once.
actor VisitingRoom {
    private let server: RunningServer
    private var visitors: [PersonID: PageVisitor] = [:]

    init(at server: RunningServer) { self.server = server }

    /// What this person sees there.
    func look(_ path: String, by person: PersonID) async throws -> WebAnswer {
        try await visitor(person).get(path)
    }

    /// Sends the form of that name on the page, filled in so.
    func send(
        _ form: String, _ typed: [String: String] = [:], by person: PersonID, to path: String
    ) async throws -> WebAnswer {
        var visitor = try await visitor(person)
        let fields = PageVisitor.hidden(of: form, in: try await visitor.get(path))
        #expect(!fields.isEmpty, "\(form)")
        return try await visitor.post(path, fields.merging(typed) { _, typed in typed })
    }

    private func visitor(_ person: PersonID) async throws -> PageVisitor {
        if let known = visitors[person] { return known }
        let visitor = try await PageVisitor.signedIn(person, at: server)
        visitors[person] = visitor
        return visitor
    }
}
