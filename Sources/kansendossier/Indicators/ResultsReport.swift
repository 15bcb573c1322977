import Domain
import Pages

/// What was recorded about an initiative, for a person and as JSON.
struct ResultsReport: Encodable {
    let round: RoundID
    let dossier: DossierNumber
    let note: ImportNote
    let results: [RecordedResult]
    /// What became of the note and of each result; none when nothing was to be recorded.
    var outcomes: [RecorderOption.Outcome] = []

    /// For the terminal; the last line begins with `results:`.
    var lines: [String] {
        let words =
            outcomes.map(\.rawValue)
            + Array(
                repeating: "computed", count: results.count + 1 - outcomes.count)
        var lines = [
            "import  \(note.hash) known on \(note.knownOn), \(note.read) documents: \(words[0])"
        ]
        lines += zip(results, words.dropFirst()).map { result, word in
            "result  \(result.indicator.rawValue) \(Self.figure(result)): \(word)"
        }
        let recorded = outcomes.dropFirst().count { $0 == .recorded }
        return lines + [
            "results: \(recorded) of \(results.count) recorded in \(round), dossier \(dossier)"
        ]
    }

    private static func figure(_ result: RecordedResult) -> String {
        if let value = result.value {
            let counts = result.numerator.map { "\($0) of " } ?? "n = "
            return "\(value.dutch) (\(counts)\(result.n ?? 0))"
        }
        switch result.absence {
        case .immature:
            let day = result.firstMature.map { ", first on \($0)" } ?? ""
            return "not yet measurable\(day)"
        case .tooFew: return "too few clients to be shown"
        case .nobody, nil: return "about nobody"
        }
    }
}
