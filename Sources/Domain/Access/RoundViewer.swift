/// Who may watch a round: each kind sees its own view, with offsets of its own (F22).
package enum RoundViewer: Hashable, Sendable {
    /// Everybody of one organisation: its own dossiers and what is published.
    case applicant(OrganisationID)
    /// One member of the committee: what its interests allow, and its own votes.
    case member(PersonID)
    case secretary
    case coordinator
    case decisionMaker
    case auditor
    /// Municipal staff without a task in the round: the sitting without texts or names.
    case observer
    /// The screen in the room: no login, no names.
    case projector
    case council
    /// Who follows the funded initiatives for the municipality.
    case relationshipManager
    /// Who approves and pays, after the release.
    case budgetHolder
    /// The municipality's own teams: the handovers that they received.
    case neighbourhoodTeam
}

extension RoundViewer: LosslessStringConvertible, Comparable {
    package init?(_ description: String) {
        let parts = description.split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("applicant", 2):
            guard let id = OrganisationID(rawValue: String(parts[1])) else { return nil }
            self = .applicant(id)
        case ("member", 2):
            guard let id = PersonID(rawValue: String(parts[1])) else { return nil }
            self = .member(id)
        default:
            guard let plain = Self.plain.first(where: { $0.description == description }) else {
                return nil
            }
            self = plain
        }
    }

    /// The viewers that are no particular person or organisation.
    package static let plain: [RoundViewer] = [
        .secretary, .coordinator, .decisionMaker, .auditor, .observer, .projector, .council,
        .relationshipManager, .budgetHolder, .neighbourhoodTeam,
    ]

    package var description: String {
        switch self {
        case .applicant(let id): "applicant/\(id)"
        case .member(let id): "member/\(id)"
        case .secretary: "secretary"
        case .coordinator: "coordinator"
        case .decisionMaker: "decisionMaker"
        case .auditor: "auditor"
        case .observer: "observer"
        case .projector: "projector"
        case .council: "council"
        case .relationshipManager: "relationshipManager"
        case .budgetHolder: "budgetHolder"
        case .neighbourhoodTeam: "neighbourhoodTeam"
        }
    }

    /// Whose view it is, when it is a coalition partner's.
    var organisation: OrganisationID? {
        if case .applicant(let organisation) = self { organisation } else { nil }
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.description < right.description
    }
}

extension Round {
    package func admits(_ actor: Actor, as viewer: RoundViewer) -> Bool {
        // Somebody with a vote or a conflict must not look over the wall by another role.
        let votes = actor.person.flatMap(committee.seat).map { $0.kind != .secretary } == true
        return switch viewer {
        case .applicant(let organisation): actor.memberships[organisation] != nil
        case .member(let person):
            actor.person == person && votes
        case .secretary: committee.holds(.secretary, actor.person)
        case .coordinator: actor.holds(.coordinator) && !votes
        case .decisionMaker: actor.holds(.decisionMaker) && !votes
        case .auditor: actor.holds(.auditor) && !votes
        // Nor somebody with a decision to take, or an organisation of their own.
        case .observer:
            !actor.municipalRoles.isDisjoint(with: Self.observing) && actor.memberships.isEmpty
                && !actor.holds(.decisionMaker) && actor.person.flatMap(committee.seat) == nil
        case .projector:
            actor.identity == .projector(id) || (actor.holds(.coordinator) && !votes)
                || committee.holds(.secretary, actor.person)
        case .relationshipManager: actor.holds(.relationshipManager) && !votes
        case .budgetHolder: actor.holds(.budgetHolder) && !votes
        case .neighbourhoodTeam: actor.holds(.neighbourhoodTeam) && !votes
        case .council: actor.holds(.councilMember) || (actor.holds(.coordinator) && !votes)
        }
    }

    private static let observing: Set<MunicipalRole> = [
        .administrator, .coordinator, .budgetHolder, .relationshipManager,
    ]

    package static func changesAccess(_ event: RoundEvent) -> Bool {
        switch event {
        case .seatAppointed, .seatDismissed: true
        default: false
        }
    }

    package var attending: Set<RoundViewer> {
        Set(presence.filter { $0.value.contains(.connected) }.keys.map { .member($0) })
    }

    package func attendanceCommand(
        for viewer: RoundViewer, connected: Bool
    ) -> RoundCommand? {
        guard case .member(let person) = viewer, currentSitting != nil else { return nil }
        return .noteConnection(person: person, connected: connected)
    }
}
