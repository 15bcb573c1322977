import Domain

/// A fictional explanation, from which tests make others.
enum ExplanationSample {
    static let seed = String(repeating: "0123456789abcdef", count: 4)
    static let commitment = String(repeating: "ab", count: 32)

    static func tree() throws -> SampleTree { try SampleTree(part) }

    /// The chair decided on one item, and there were no scores.
    static func failedGate() throws -> SampleTree {
        let tie: [String: Any] = [
            "outcome": "tie", "meets": 2, "doesNotMeet": 2, "abstained": 1,
        ]
        var second = tie
        second["outcome"] = "doesNotMeet"
        return try tree().setting("gate.3.ballots", [tie, second])
            .setting("gate.3.decidedByCastingVote", true)
            .setting("gate.3.outcome", "doesNotMeet")
            .setting("criteria", [Any]()).setting("total", SampleTree.nothing)
            .setting("rank", SampleTree.nothing).setting("robustness", SampleTree.nothing)
            .setting("allocation.cause", ["failedGate": [String: Any]()])
            .setting("allocation.amount", 0).setting("allocation.funded", [Any]())
    }

    /// Lots were drawn with the neighbour above; the money went to others.
    static func lottery() throws -> SampleTree {
        try tree()
            .setting("gateRule", "unanimity")
            .setting("gate.2.ballots.0.doesNotMeet", 0).setting("gate.3.ballots.0.doesNotMeet", 0)
            .setting("aggregator", "median")
            .setting("criteria.0.result.value", "4").setting("criteria.1.result.value", "4")
            .setting("total", "80")
            .setting(
                "rank.above.decidedBy",
                ["lottery": ["seed": seed, "commitment": commitment]]
            )
            .setting("rank.below.decidedBy", ["revote": [String: Any]()])
            .setting("allocation.rule", "skip").setting("allocation.amount", 0)
            .setting("allocation.cause", ["doesNotFit": ["short": 1_200_000]])
            .setting("allocation.override", "De raad vroeg voorrang voor jeugd.")
            .setting("robustness.leaveOneOutChanged", 0)
            .setting("robustness.otherAggregatorChanges", false)
            .setting("robustness.recusalCorrectionChanges", SampleTree.nothing)
    }

    private static let part = """
        {
          "round": "Kansendossiers voorjaar",
          "dossier": 3,
          "title": "SamenDoen",
          "gateRule": "majority",
          "votesLeast": 2,
          "gate": [
            \(item("H1", 5, 0, 0)), \(item("H2a", 4, 0, 1)), \(item("H2b", 3, 2, 0)),
            \(item("H2c", 4, 1, 0))
          ],
          "aggregator": "mean",
          "scaleMost": 5,
          "criteria": [
            {
              "title": "Bijdrage aan visie", "weight": 20,
              "result": {
                "criterion": "visie", "histogram": [0, 0, 1, 1, 1], "abstained": 2,
                "mean": "4", "median": "4", "value": "4", "discuss": false
              }
            },
            {
              "title": "Versnelling van de transformatie", "weight": 25,
              "result": {
                "criterion": "versnelling", "histogram": [0, 0, 1, 2, 0], "abstained": 2,
                "mean": "11/3", "median": "4", "value": "11/3", "discuss": false
              }
            }
          ],
          "total": "2060/27",
          "thresholdPoints": 60,
          "rank": {
            "place": 2, "ranked": 5, "above": {"dossier": 5, "decidedBy": {"total": {}}},
            "below": {"dossier": 1, "decidedBy": {"criterion": {"title": "Mate van vernieuwing"}}}
          },
          "allocation": {
            "rule": "partial", "available": 10000000,
            "funded": [{"place": 1, "dossier": 5, "amount": 8000000}],
            "requested": 3200000, "minimum": 1800000, "amount": 2000000,
            "cause": {"part": {"of": 3200000, "minimum": 1800000}}
          },
          "robustness": {
            "leaveOneOutChanged": 1, "leaveOneOutRuns": 5, "otherAggregatorChanges": true,
            "recusalCorrectionChanges": false
          }
        }
        """

    private static func item(
        _ item: String, _ meets: Int, _ doesNotMeet: Int, _ abstained: Int
    ) -> String {
        """
        {
          "item": "\(item)", "outcome": "meets", "decidedByCastingVote": false,
          "ballots": [
            {
              "outcome": "meets", "meets": \(meets), "doesNotMeet": \(doesNotMeet),
              "abstained": \(abstained)
            }
          ]
        }
        """
    }
}
