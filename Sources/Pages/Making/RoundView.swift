package import Domain

/// A round as one person sees it: the parts of the views that are open to this person, and nothing
/// else.
///
/// Pages read a round through this alone, so that what they show is what the one visibility rule
/// gives (F22).
package struct RoundView: Sendable {
    /// The views that the person has, in their own order.
    package let viewers: [RoundViewer]
    private let round: Round

    /// The round for whoever has these views.
    package init(_ round: Round, as viewers: [RoundViewer]) {
        self.round = round
        self.viewers = viewers
    }

    /// Where the round is; nil for whom there is no such round.
    package var summary: RoundSummary? {
        first(.round) { if case .round(let summary) = $0 { summary } else { nil } }
    }

    /// The rules that the round goes by.
    package var rules: RoundRules? {
        first(.rules) { if case .rules(let rules) = $0 { rules } else { nil } }
    }

    /// The organisations whose view the person has.
    package var organisations: [OrganisationID] {
        viewers.compactMap {
            if case .applicant(let organisation) = $0 { organisation } else { nil }
        }
    }

    /// A part of one of the views; nil when it isn't in it.
    package func part(_ key: RoundPartKey, for viewer: RoundViewer) -> RoundPart? {
        guard viewers.contains(viewer) else { return nil }
        return round.part(key, for: viewer)
    }

    /// What is wanted of that part, from the first of the person's views that has it.
    func first<Wanted>(_ key: RoundPartKey, _ wanted: (RoundPart) -> Wanted?) -> Wanted? {
        for viewer in viewers {
            if let found = part(key, for: viewer).flatMap(wanted) { return found }
        }
        return nil
    }

    /// What is made of the keys of parts, in their order; that there is a key says nothing of what is
    /// in it, so what comes of it goes by `part(_:for:)`.
    func numbers(_ number: (RoundPartKey) -> Int?) -> [Int] {
        round.partKeys.compactMap(number)
    }

    /// The parts of one of the views whose keys are wanted, in the order of the view.
    func parts(
        for viewer: RoundViewer, where isWanted: (RoundPartKey) -> Bool
    ) -> [RoundPart] {
        round.partKeys.filter(isWanted).compactMap { part($0, for: viewer) }
    }

    /// The division as it would be with so much to divide, for a view that has the division.
    package func allocation(with available: Cents, for viewer: RoundViewer) -> Allocation? {
        guard viewers.contains(viewer) else { return nil }
        return round.allocation(with: available, for: viewer)
    }

    /// What is equal among the assessed dossiers, for a view that has the order.
    func equals(for viewer: RoundViewer) -> EqualDossiers {
        guard viewers.contains(viewer) else { return .nothing }
        return round.equals(for: viewer) ?? .nothing
    }

    /// What of the register a dossier's texts look like, each as its title and description (F5).
    func registerHints(of body: DossierPart.Body, for viewer: RoundViewer) -> [String] {
        guard case .register(let services) = part(.register, for: viewer) else { return [] }
        return body.hints.compactMap { hint in
            services.first { $0.id == hint.service }.map { "\($0.title): \($0.description)" }
        }
    }

    /// The dossiers in one of the views, by number.
    package func dossiers(for viewer: RoundViewer) -> [DossierPart] {
        round.partKeys.compactMap { key in
            guard case .dossier = key, case .dossier(let dossier) = part(key, for: viewer) else {
                return nil
            }
            return dossier
        }
    }

    /// The ballots in one of the views, by dossier and then in the order of making ready.
    package func ballots(for viewer: RoundViewer) -> [BallotPart] {
        round.partKeys.compactMap { key in
            guard case .ballot = key, case .ballot(let ballot) = part(key, for: viewer) else {
                return nil
            }
            return ballot
        }.sorted { $0.ballot < $1.ballot }
    }
}
