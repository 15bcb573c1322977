import Domain
import Engine
import Pages
import Support
import Testing

extension ServerHarness {
    /// A server at that place in a round's course, with the letters that people get.
    static func withLetters(_ stage: RoundStage) async throws -> ServerHarness {
        try await ServerHarness(stage, changeEngine: { $0.letters = DutchLetters() })
    }
}

/// Somebody who works through a round by its forms, without scripts.
struct DeskVisitor {
    private let visitor: PageVisitor

    static func signedIn(
        _ person: PersonID, at server: RunningServer
    ) async throws -> DeskVisitor {
        DeskVisitor(visitor: try await PageVisitor.signedIn(person, at: server))
    }

    /// What stands on that page.
    func look(_ path: String) async throws -> String { try await visitor.get(path).body }

    /// Sends a form of that page, filled in so.
    func send(
        _ form: String, at path: String, _ typed: [String: String] = [:]
    ) async throws -> WebAnswer {
        var visitor = visitor
        let hidden = PageVisitor.hidden(of: form, in: try await visitor.get(path))
        #expect(!hidden.isEmpty, "no form \(form) at \(path)")
        return try await visitor.post(path, hidden.merging(typed) { _, typed in typed })
    }

    /// Sends it, confirms what it would bring about when that is asked, and expects it to be done.
    func carryOut(
        _ form: String, at path: String, _ typed: [String: String] = [:]
    ) async throws {
        var answer = try await send(form, at: path, typed)
        if answer.status == 200 {
            var visitor = visitor
            answer = try await visitor.post(path, PageVisitor.hidden(to: path, in: answer))
        }
        #expect(answer.status == 303, "\(form) at \(path): \(answer.body)")
    }
}
