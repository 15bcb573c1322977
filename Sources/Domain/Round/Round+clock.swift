// The server's clock: every change that time makes is a command of the server, in the log.
extension Round {
    package var deadline: Instant? {
        switch phase {
        case .published: return ([rules.opensAt.instant] + terms).min()
        case .open: return ([rules.closesAt.instant] + terms + termDeadlines).min()
        case .closed, .screening, .sitting, .ranked: return (terms + termDeadlines).min()
        case .decided, .finished:
            let late = initiatives.values.compactMap(\.nextLate)
            return (dossiers.compactMap(\.offer?.until) + late).min()
        default: return nil
        }
    }

    /// When an invitation expires, or a supplement is due.
    private var terms: [Instant] {
        let drafting = phase == .published || phase == .open
        return dossiers.flatMap { dossier -> [Instant] in
            let invitations = dossier.partners.compactMap(\.invitedUntil)
            return switch dossier.state {
            case .draft, .signing: drafting ? invitations : []
            case .supplementRequested:
                invitations + (dossier.supplement.map { [$0.due] } ?? [])
            default: []
            }
        }
    }

    func decideTime(in world: World) throws(Refusal) -> [RoundEvent] {
        let now = world.now
        let hashing = world.hashing
        var events: [RoundEvent] = []
        if phase == .published, rules.opensAt.instant <= now { events.append(.roundOpened) }
        if phase == .published || phase == .open {
            if rules.closesAt.instant <= now {
                events.append(.roundClosed)
                events += restored(hashing: hashing)
            }
            for dossier in dossiers where dossier.state == .draft || dossier.state == .signing {
                // Nobody can join any more once the round has closed.
                events += expired(dossier, at: now, end: rules.closesAt.instant)
            }
        }
        for dossier in dossiers where dossier.state == .supplementRequested {
            guard let due = dossier.supplement?.due else { continue }
            events += expired(dossier, at: now, end: due)
            guard due <= now, let content = dossier.restored else { continue }
            let fingerprint = hashing.fingerprint(of: content)
            events.append(
                .supplementExpired(
                    dossier: dossier.number, version: dossier.version + 1,
                    fingerprint: fingerprint))
            events += joined(since: dossier) + undone(dossier, keeping: fingerprint)
        }
        var after = self
        for event in events { after.apply(event, stamp: Stamp(position: 0, at: now, by: .server)) }
        events += after.termEvents(at: now)
        if isReleased { events += lapsedOffers(in: world) + lateReports(at: now) }
        try require(!events.isEmpty, .nothingDue)
        return events
    }

    /// The invitations whose term has passed, or that lead to nothing because all joining ended.
    private func expired(_ dossier: Dossier, at now: Instant, end: Instant) -> [RoundEvent] {
        dossier.partners.compactMap { partner in
            guard let until = partner.invitedUntil, min(until, end) <= now else { return nil }
            return .partnerWent(
                dossier: dossier.number, organisation: partner.organisation.id,
                standing: .expired, reasons: nil)
        }
    }
}
