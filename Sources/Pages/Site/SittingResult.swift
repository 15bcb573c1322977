internal import Domain

/// What a ballot came to once it is revealed: bars with their numbers, and the votes by name.
struct SittingResult {
    let desk: SittingDesk
    let ballot: BallotPart

    private var language: Language { desk.language }

    var values: [String: Any] {
        ["charts": charts, "columns": columns, "rows": rows]
    }

    private var charts: [[String: Any]] {
        guard let result = ballot.result else { return [] }
        if let gate = result.gate {
            let counts = [gate.meets, gate.doesNotMeet, gate.abstained]
            let labels = GateVote.Verdict.allCases.map { $0.phrase[language] }
            return [chart(ballot.subject.phrase[language], Array(zip(labels, counts)), note: "")]
        }
        return zip(
            SittingBallot.criteria(of: ballot, by: desk.rules, in: language),
            result.scores?.criteria ?? []
        ).map { criterion, own in
            let scale = zip(desk.rules.scale, own.histogram).enumerated().map { index, each in
                ("\(index + 1) \(each.0)", each.1)
            }
            let abstained = (GateVote.Verdict.abstain.phrase[language], own.abstained)
            return chart(criterion.title, scale + [abstained], note: note(own))
        }
    }

    private func chart(
        _ caption: String, _ counts: [(String, Int)], note: String
    ) -> [String: Any] {
        let most = max(1, counts.map(\.1).max() ?? 1)
        return [
            "caption": caption, "note": note,
            "bars": counts.map { label, count in
                ["label": label, "count": count, "width": count * 100 / most] as [String: Any]
            },
        ]
    }

    private func note(_ own: CriterionResult) -> String {
        guard let mean = own.mean, let median = own.median else { return "" }
        let written = desk.visit.written
        let line =
            "\(SittingWords.mean(language)) \(written.decimal(mean)), "
            + "\(SittingWords.median(language)) \(written.decimal(median))."
        return own.discuss ? line + " " + SittingWords.discuss(language) : line
    }

    private var columns: [String] {
        let names = (ballot.votes ?? []).map { desk.name(of: $0.person) }
        return ballot.subject.isGate
            ? [
                SittingWords.member(language), SittingWords.voteColumn(language),
                SittingWords.reasons(language),
            ]
            : [SittingWords.criterion(language)] + names
    }

    /// A score as it is read: to abstain isn't to give nothing.
    static func given(_ score: Int, in language: Language) -> String {
        score == 0 ? SittingWords.abstained(language) : "\(score)"
    }

    private var rows: [[String: Any]] {
        let votes = ballot.votes ?? []
        if ballot.subject.isGate {
            return votes.map { vote in
                [
                    "label": desk.name(of: vote.person),
                    "cells": [
                        vote.gate?.verdict.phrase[language] ?? "", vote.gate?.reasons ?? "",
                    ],
                ]
            }
        }
        return SittingBallot.criteria(of: ballot, by: desk.rules, in: language).map { criterion in
            [
                "label": criterion.title,
                "cells": votes.map {
                    $0.scores?[criterion.code].map { Self.given($0, in: language) } ?? "–"
                },
            ]
        }
    }
}
