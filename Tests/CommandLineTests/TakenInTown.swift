import Domain
import Foundation
import Support
import Testing
import Wire

/// A data folder with the messages of two clients, who both have the same provider and ended on
/// 31 March 2026.
struct TakenInTown {
    let program: Program
    let clients = [CareMessages(100), CareMessages(500)]

    init() async throws {
        program = try Program()
        #expect(
            try await program.run("keys", "make", "--municipality", "0983", "k.keys").exit == 0)
        try FileManager.default.createDirectory(
            atPath: program.path("in"), withIntermediateDirectories: true)
        for (place, client) in clients.enumerated() {
            try program.write(client.start("S\(place)"), to: "in/\(place)1.xml")
            try program.write(client.stop("E\(place)"), to: "in/\(place)2.xml")
        }
        try await intake(["in"])
    }

    /// Takes in one table.
    func takeIn(_ text: String, kind: String) async throws {
        let name = "\(UUID().uuidString).csv"
        try program.write(text, to: name)
        try await intake(["--kind", kind, name])
    }

    /// Takes in one message.
    func takeIn(message: String) async throws {
        let name = "\(UUID().uuidString).xml"
        try program.write(message, to: name)
        try await intake([name])
    }

    private func intake(_ arguments: [String]) async throws {
        let outcome = try await program.run(
            ["intake", "--data", "data", "--key-file", "k.keys", "--received-on", "2026-04-10"]
                + arguments
        )
        #expect(outcome.exit == 0, "\(outcome.lines) \(outcome.errors)")
    }

    /// The outcomes on 1 December 2026.
    func report(_ arguments: String...) async throws -> OutcomeReport {
        try await report(arguments)
    }

    /// The same with these arguments in a row.
    func report(_ arguments: [String]) async throws -> OutcomeReport {
        let text = try await printed(["--json"] + arguments)
        return try CanonicalJSON.value(OutcomeReport.self, from: text.utf8)
    }

    /// The same as it is printed.
    func text(_ arguments: String...) async throws -> String { try await printed(arguments) }

    /// The same with these arguments in a row.
    func text(_ arguments: [String]) async throws -> String { try await printed(arguments) }

    private func printed(_ arguments: [String]) async throws -> String {
        let outcome = try await program.run(
            ["indicators", "--data", "data", "--reference-date", "2026-12-01"] + arguments
        )
        #expect(outcome.exit == 0, "\(outcome.lines) \(outcome.errors)")
        return outcome.output
    }
}
