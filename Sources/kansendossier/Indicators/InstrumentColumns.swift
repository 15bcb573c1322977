import Domain
import Wire

/// What instruments gave as columns of CSV, behind those of the figures from messages; empty where
/// there is nothing.
enum InstrumentColumns {
    static let names =
        shares.flatMap { name in OutcomeTable.shareColumns.map { "\(name)_\($0)" } }
        + Informant.allCases.map { "\($0.rawValue)_mean_mark" } + ["goals_mean_score"]

    /// In the order of `names`.
    static func cells(_ instruments: OutcomeReport.Instruments?) -> [CSV.Cell] {
        let of = Dictionary(
            uniqueKeysWithValues: (instruments?.satisfaction ?? []).map { ($0.informant, $0) })
        let shares: [OutcomeReport.Share?] =
            [
                instruments?.selfSufficiency?.notWorse, instruments?.selfSufficiency?.broad,
                instruments?.selfSufficiency?.paired, instruments?.participation?.notWorse,
                instruments?.participation?.paired, instruments?.goals?.reached,
                instruments?.goals?.progress, instruments?.reopenedCases,
            ]
            + Informant.allCases.flatMap {
                [
                    of[$0]?.content, of[$0]?.response, of[$0]?.withoutHelp,
                    of[$0]?.withoutHelpForGood,
                ]
            }
        return shares.flatMap(OutcomeTable.cells)
            + Informant.allCases.map { CSV.Cell(of[$0]?.mean) }
            + [CSV.Cell(instruments?.goals?.meanScore)]
    }

    private static let shares =
        [
            "self_sufficiency", "self_sufficiency_broad", "self_sufficiency_paired",
            "participation", "participation_paired", "goals_reached", "goals_progress",
            "reopened_cases",
        ]
        + Informant.allCases.flatMap { informant in
            ["content", "response", "without_help", "without_help_for_good"].map {
                "\(informant.rawValue)_\($0)"
            }
        }
}
