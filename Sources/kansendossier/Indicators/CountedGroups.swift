import Domain
import Foundation

/// Everything that outcomes are computed from, as it was read.
struct OutcomeSources {
    let care: StoredCare
    let measurements: StoredMeasurements
    /// Nil when no volumes are asked for.
    var volumes: StoredVolumes?
    var residences: Residences?
    /// Nil when no initiative is asked for.
    var register: HandoverRegister?
    var context: [ContextFigure] = []
    /// Of the whole municipality; nil when it isn't asked for.
    var inhabitants: Int?
}

/// The groups of a report, counted one part after another.
struct CountedGroups {
    private let sources: OutcomeSources
    private let by: OutcomeDivision.Kind
    private var groups: [Group] = []

    private struct Group {
        let label: String
        let question: OutcomeQuestion
        let tally: OutcomeTally
        let isInitiative: Bool
        let instruments: InstrumentCounts?
        let volume: VolumeCounts?
    }

    init(from sources: OutcomeSources, by kind: OutcomeDivision.Kind) {
        self.sources = sources
        by = kind
    }

    /// Counts the groups of a part.
    mutating func add(_ part: OutcomeDivision.Part) async {
        let care = sources.care
        let tallies = await care.tallies(
            part.question, cut: part.cut,
            processors: ProcessInfo.processInfo.activeProcessorCount)
        let instruments =
            sources.measurements.kinds.isEmpty
            ? nil : sources.measurements.counts(of: part, in: care)
        let volumes = by.hasVolumes ? sources.volumes?.counts(of: part, in: care) : nil
        for (index, label) in part.cut.labels.enumerated() {
            let isInitiative = if case .initiative = part.scopes[index] { true } else { false }
            groups.append(
                Group(
                    label: part.label ?? label, question: part.question, tally: tallies[index],
                    isInitiative: isInitiative, instruments: instruments?[index],
                    volume: volumes?[index]))
        }
    }

    /// The report of the groups in which there is anything; of the total in any case.
    func report(of whole: OutcomeQuestion, forPublication: Bool) -> OutcomeReport {
        let shown = groups.filter { by == .total || !$0.tally.isEmpty }
        var additions = OutcomeReport.Additions()
        additions.notDivided = sources.measurements.notDivided(by: by)
        if sources.volumes != nil {
            if by.hasVolumes {
                additions.volumes = shown.compactMap(\.volume)
            } else {
                additions.notDivided.insert(.volume)
            }
        }
        if !sources.measurements.kinds.isEmpty {
            additions.instruments = sources.measurements.groups(
                shown.compactMap(\.instruments), in: sources.care)
        }
        additions.context = sources.context
        additions.inhabitants = sources.inhabitants
        if let register = sources.register {
            if by.hasSurveys {
                additions.handovers = register.counts(of: shown.map(\.question)) {
                    shown[$0].isInitiative
                }
            } else if register.round != nil {
                additions.notDivided.insert(.handovers)
            }
        }
        return OutcomeReport(
            of: shown.map(\.tally), labels: shown.map(\.label), question: whole,
            periods: shown.map(\.question), additions: additions, forPublication: forPublication)
    }
}
