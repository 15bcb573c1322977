/// Marks from 1 to 10 that people gave (Informatieprotocol Beleidsinformatie Jeugd v7, 4.3).
package struct Satisfaction: Hashable, Sendable {
    private let marks: DayCounts
    /// How many were asked.
    package let asked: Int

    /// From which mark somebody is called content.
    package static let contentLeast = 7

    /// The marks of one kind of informant, or nil when one is outside 1 to 10 or more answered than
    /// were asked.
    package init?(marks: [Int], asked: Int) {
        guard marks.allSatisfy((1...10).contains), marks.count <= asked else { return nil }
        self.marks = DayCounts(marks)
        self.asked = asked
    }

    /// Who answered, of all who were asked.
    package var response: Proportion { Proportion(marks.total, of: asked) }
    /// The exact mean, nil when nobody answered.
    package var mean: Rational? { marks.mean }
    /// Who gave a 7 or more, of all who answered.
    package var content: Proportion {
        let count = (Self.contentLeast...10).reduce(0) { $0 + marks.count(of: $1) }
        return Proportion(count, of: marks.total)
    }
}

/// Who a mark is from.
package enum Informant: String, Codable, Sendable, CaseIterable, Hashable {
    case client, parent, stakeholder
}

/// How a client says to manage from here (Informatieprotocol Beleidsinformatie Jeugd v7, 4.4).
package enum FurtherHelp: UInt8, Codable, Sendable, CaseIterable, Hashable {
    case sameOrHeavier = 1
    case lighter = 2
    case notNow = 3
    case noMore = 4

    /// Who manages without help, for now or for good, of all answers; strictly, for good alone.
    package static func without(_ answers: [FurtherHelp], strictly: Bool) -> Proportion {
        let count = answers.count { $0 == .noMore || !strictly && $0 == .notNow }
        return Proportion(count, of: answers.count)
    }
}
