import Domain
import Support
import Testing

/// What a municipality may choose about its figures, and that it stands beside them.
struct DefinitionTests {
    @Test func `what counts as a return is chosen, and told with the figure`() async throws {
        let town = try await TakenInTown()
        defer { town.program.remove() }
        try await town.takeIn(
            message: town.clients[0].start("R0", dated: "2026-06-03", begin: "2026-06-01"))
        func sustained(_ arguments: String...) async throws -> [Int?] {
            let group = try #require(try await town.report(arguments).groups.first)
            return [group.sustainedOutflow.count, group.sustainedOutflow.total]
        }
        #expect(try await sustained() == [1, 2])
        #expect(try await sustained("--both-laws") == [1, 2])
        #expect(try await sustained("--coalition", "90000009,90000001") == [1, 2])
        #expect(try await sustained("--coalition", "90000009") == [2, 2])
        #expect(
            try await town.text("--coalition", "90000009").contains("terug in zorg bij de coalitie")
        )
        for wrong in [
            ["--coalition", "90000009", "--both-laws"], ["--coalition", "1"],
            ["--coalition", "90000009,"],
        ] {
            let refused = try await town.program.run(["indicators", "--data", "data"] + wrong)
            #expect(refused.exit == 64)
        }
    }

    @Test func `inflow is set against the inhabitants when their number is given`() async throws {
        let town = try await TakenInTown()
        defer { town.program.remove() }
        #expect(try await town.report().groups.first?.inflowPerThousand == nil)
        let report = try await town.report("--inhabitants", "1500")
        #expect(report.groups.first?.inflowPerThousand == "1.3")
        #expect(try await town.text("--inhabitants", "1500").contains("per 1.000 inwoners"))
        let few = try await town.report("--inhabitants", "1500", "--for-publication")
        #expect(few.groups.first?.inflowPerThousand == nil)
        for wrong in [["0"], ["1500", "--by", "provider"]] {
            let refused = try await town.program.run(
                ["indicators", "--data", "data", "--inhabitants"] + wrong)
            #expect(refused.exit == 64)
        }
    }
}
