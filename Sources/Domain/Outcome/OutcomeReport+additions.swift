extension OutcomeReport {
    /// What stands beside the figures from starts and stops, for the groups of a report in their order.
    package struct Additions: Sendable {
        /// What instruments gave; nil when none were taken in.
        package var instruments: MeasuredGroups?
        /// Step-down by volume; nil when it isn't asked for.
        package var volumes: [VolumeCounts]?
        /// What doesn't say to which of these groups it belongs.
        package var notDivided: Set<UndividedFigure> = []
        /// The handovers of an initiative; nil when none is asked for.
        package var handovers: RegisteredHandovers?
        /// How many inhabitants there are, to set the inflow against; nil when it isn't asked for.
        package var inhabitants: Int?
        /// What others computed, which is of no group.
        package var context: [ContextFigure] = []

        package init() {}
    }

    /// A figure that says of whom it is in other words than the groups of some report.
    package enum UndividedFigure: String, Codable, Sendable, CaseIterable {
        case clientSatisfaction, stakeholderSatisfaction, reopenedCases, volume, handovers
    }

    /// What instruments gave for the groups of a report.
    package struct MeasuredGroups: Sendable {
        package var groups: [InstrumentCounts]
        /// Clients of whom something was measured and no care is known.
        package var withoutCare: Int

        package init(groups: [InstrumentCounts], withoutCare: Int) {
            self.groups = groups
            self.withoutCare = withoutCare
        }
    }

    /// What was handed over for the groups of a report, nil for a group that has no register.
    package struct RegisteredHandovers: Sendable {
        package var register: HandoverRegister
        package var groups: [HandoverCounts?]

        package init(register: HandoverRegister, groups: [HandoverCounts?]) {
            self.register = register
            self.groups = groups
        }
    }

    /// The round and dossier in whose log an initiative's handovers are registered; both absent when
    /// none are.
    package struct HandoverRegister: Codable, Sendable, Equatable {
        package let round: String?
        package let dossier: Int?

        package init(round: String?, dossier: Int?) {
            self.round = round
            self.dossier = dossier
        }
    }

    /// Warm handovers of all that were registered for care that ended in the days asked for.
    package struct Handovers: Codable, Sendable, Equatable {
        package let warm: Share
        /// Left out, for want of consent; absent in a report for publication.
        package let withoutConsent: Int?
    }

    mutating func add(_ additions: Additions) {
        let labels = groups.map(\.label)
        func shares(_ parts: [Proportion]) -> [Share] {
            forPublication ? Share.published(parts, labels: labels) : parts.map { Share($0) }
        }
        if let instruments = additions.instruments {
            let figures = InstrumentFigures(
                counts: instruments.groups, labels: labels, forPublication: forPublication)
            for (index, figures) in figures.all.enumerated() { groups[index].instruments = figures }
            measuredWithoutCare = forPublication ? nil : instruments.withoutCare
        }
        if let volumes = additions.volumes {
            for (index, share) in shares(volumes.map(\.stepDown)).enumerated() {
                groups[index].volume = Volume(
                    stepDown: share, unjudged: forPublication ? nil : volumes[index].unjudged)
            }
        }
        if let handovers = additions.handovers {
            handoverRegister = handovers.register
            let nothing = Proportion(0, of: 0)
            let warm = shares(handovers.groups.map { $0?.warm ?? nothing })
            for (index, counts) in handovers.groups.enumerated() {
                groups[index].handovers = counts.map {
                    Handovers(
                        warm: warm[index], withoutConsent: forPublication ? nil : $0.withoutConsent)
                }
            }
        }
        if let inhabitants = additions.inhabitants, inhabitants > 0 {
            // From what is shown: for publication that is a rounded count.
            for index in groups.indices {
                groups[index].inflowPerThousand = groups[index].inflow.persons.map {
                    Rational($0 * 1_000, inhabitants).rounded(decimals: 1)
                }
            }
        }
        context = additions.context.isEmpty ? nil : additions.context
        let left = additions.notDivided.sorted { $0.rawValue < $1.rawValue }
        notDivided = left.isEmpty ? nil : left
    }
}
