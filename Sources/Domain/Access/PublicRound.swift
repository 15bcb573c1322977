/// What everybody may see of a round, without signing in: what was granted, and what the council got.
package struct PublicRound: Sendable {
    package let round: RoundID
    package let name: String
    /// The public overview of grants (Woo, article 3.3a).
    package let grants: [GrantLine]
    /// By number.
    package let snapshots: [Snapshot]
    /// What coalitions that stopped left to everybody.
    package let lessons: [LessonsPart]
}

extension Round {
    /// What everybody may see, which is in the council's view too; nil before anything was made known,
    /// so that nobody learns of a round by it.
    package var publicRound: PublicRound? {
        guard case .round(let summary) = part(.round, for: .council) else { return nil }
        var grants: [GrantLine] = []
        var snapshots: [Snapshot] = []
        var lessons: [LessonsPart] = []
        for key in partKeys {
            switch key {
            case .grants, .snapshot, .lessons: break
            default: continue
            }
            switch part(key, for: .council) {
            case .grants(let lines): grants = lines
            case .snapshot(let snapshot): snapshots.append(snapshot)
            case .lessons(let part): lessons.append(part)
            default: break
            }
        }
        if grants.isEmpty && snapshots.isEmpty { return nil }
        return PublicRound(
            round: id, name: summary.name, grants: grants, snapshots: snapshots, lessons: lessons)
    }
}
