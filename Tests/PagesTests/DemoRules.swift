import Domain
import Foundation

/// The rules of the demo round, and a ranking that was decided in every way.
enum DemoRules {
    private struct Demo: Decodable {
        let rules: RoundRules
    }

    static func rules(filePath: String = #filePath) throws -> RoundRules {
        // The folder of tests may be a link; the demo stands beside the real one.
        let file = URL(filePath: filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "../../config/demo.json")
        let json = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        return try SampleTree(json).setting("rules.opensAt", "2026-02-01T09:00:00")
            .setting("rules.closesAt", "2026-03-31T12:00:00")
            .setting("rules.lotterySeed", ExplanationSample.commitment)
            .decoded(Demo.self).rules
    }

    static func ranking() throws -> Ranking {
        let deciders = [nil, "total", "versnelling", "lottery", "revote"]
        let lines = zip([4, 2, 3, 5, 1], deciders).enumerated().map { index, line in
            [
                "place": index + 1, "dossier": line.0, "total": "70", "meetsThreshold": true,
                "decidedBy": line.1 ?? SampleTree.nothing,
            ] as [String: Any]
        }
        return try SampleTree("{}").setting("lines", lines)
            .setting("seed", ExplanationSample.seed).decoded()
    }
}
