import Domain
import Engine

/// An initiative's handovers, from the logs of the rounds; read only, also while servers run.
struct HandoverRegister {
    private(set) var round: RoundID?
    private(set) var dossier: DossierNumber?
    private var handovers: [Handover] = []

    /// The handovers of the dossier that a list of clients calls so: by its title, or by its number as in
    /// `dossier 3`.
    ///
    /// - Parameter round: where it is, when several rounds have such a dossier with handovers.
    init(of initiative: String, in place: LogPlace, round chosen: RoundID?) async throws {
        // Messages may come in before there is any round.
        if chosen == nil, !place.hasLog { return }
        var found = try await place.read { journal in
            try await Self.initiatives(called: initiative, in: chosen, of: journal)
        }
        found.removeAll { $0.initiative.handovers.isEmpty }
        found.sort { $0.round.rawValue < $1.round.rawValue }
        guard found.count <= 1 else {
            let names = found.map { "\($0.round), dossier \($0.initiative.dossier)" }
            throw CommandFailure(
                .usage,
                "handovers of \(initiative) stand in several places; say which round with --round: "
                    + names.joined(separator: "; "))
        }
        round = found.first?.round
        dossier = found.first?.initiative.dossier
        handovers = found.first?.initiative.handovers ?? []
    }

    private static func initiatives(
        called name: String, in chosen: RoundID?, of journal: any Journal
    ) async throws -> [(round: RoundID, initiative: Initiative)] {
        var found: [(round: RoundID, initiative: Initiative)] = []
        for head in try await journal.heads() {
            guard case .round(let round) = head.stream, chosen == nil || chosen == round else {
                continue
            }
            let state = try await RoundExport.read(round, upTo: head.position, from: journal).state
            found += Self.initiatives(called: name, in: state).map { (round, $0) }
        }
        return found
    }

    private static func initiatives(called name: String, in state: Round) -> [Initiative] {
        state.initiatives.values.filter { initiative in
            let title = state.dossiers.first { $0.number == initiative.dossier }?.content.title
            return [title, "dossier \(initiative.dossier)"].contains {
                $0?.lowercased() == name.lowercased()
            }
        }
    }

    /// What was handed over in the days of each question; nothing for a group that isn't the initiative.
    func counts(
        of questions: [OutcomeQuestion], isOwn: (Int) -> Bool
    ) -> OutcomeReport.RegisteredHandovers {
        OutcomeReport.RegisteredHandovers(
            register: .init(round: round?.rawValue, dossier: dossier),
            groups: questions.indices.map { index in
                guard round != nil, isOwn(index) else { return nil }
                let question = questions[index]
                return HandoverCounts(handovers, from: question.first, to: question.last)
            })
    }
}
