// The dry run of a command and its confirmation (F32).
extension Round {
    /// What this command would bring about, with the fingerprint that confirms it; refuses what the
    /// command itself would be refused for.
    package func rehearse(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> (consequence: Consequence, confirmation: Digest) {
        var world = world
        world.confirmation = .rehearsal
        let events = try decide(command, by: actor, in: world)
        let consequence = consequence(of: events, by: actor, at: world.now)
        return (consequence, confirmation(of: command, consequence, world.hashing))
    }

    func requireConfirmed(
        _ command: RoundCommand, _ events: [RoundEvent], by actor: Actor, in world: World
    ) throws(Refusal) {
        switch world.confirmation {
        case .rehearsal: return
        case .none:
            try require(
                !command.demandsConfirmation || actor.identity == .server, .confirmationMissing)
        case .given(let seen):
            let consequence = consequence(of: events, by: actor, at: world.now)
            let now = confirmation(of: command, consequence, world.hashing)
            try require(seen == now, .staleVersion, subject: "confirmation")
        }
    }

    private func confirmation(
        of command: RoundCommand, _ consequence: Consequence, _ hashing: any Hashing
    ) -> Digest {
        hashing.fingerprint(of: Confirmed(command: command, consequence: consequence))
    }

    private struct Confirmed: Encodable {
        let command: RoundCommand
        let consequence: Consequence
    }

    /// Compares before and after, with the eyes of the one who gives the command: an organisation
    /// learns of its own dossiers as the outside sees them, a member of those that are open to it.
    private func consequence(
        of events: [RoundEvent], by actor: Actor, at now: Instant
    ) -> Consequence {
        var after = self
        let stamp = Stamp(position: 0, at: now, by: actor.identity, actingFor: actor.actingFor)
        for event in events { after.apply(event, stamp: stamp) }
        let outside = actor.actingFor.map { RoundViewer.applicant($0) }
        let votes = actor.person.flatMap(committee.seat).map { $0.kind != .secretary } == true
        let member = votes ? actor.person.map { RoundViewer.member($0) } : nil
        func isShown(_ dossier: Dossier) -> Bool {
            if let outside { return sight(of: dossier, for: outside) != .nothing }
            return member.map { sight(of: dossier, for: $0) == .full } ?? true
        }
        var result = Consequence(phase: after.phase == phase ? nil : after.phase)
        for (old, new) in zip(dossiers, after.dossiers) where isShown(old) {
            let from = outside == nil ? old.state : outwardState(of: old)
            let to = outside == nil ? new.state : after.outwardState(of: new)
            if from != to { result.dossiers.append(.init(dossier: old.number, from: from, to: to)) }
        }
        for case .signaturesVoided(let number, let organisations) in events {
            result.signaturesVoided += organisations.map {
                .init(dossier: number, organisation: $0)
            }
        }
        let before = Set(allTerms(shown: isShown))
        let later = Set(after.allTerms(shown: isShown))
        result.termsStarted = later.subtracting(before).inOrder
        result.termsStopped = before.subtracting(later).inOrder
        // Of the order and the money a member sees what its view shows, or nothing.
        if outside == nil, member.map(after.seesRanking) ?? true {
            addInside(events, to: &result)
        }
        // A coalition's own letters are written by what it says on an offer.
        for case .lettersWritten(let letters) in events where outside != nil {
            result.letters += letters.filter { $0.organisation == actor.actingFor }
        }
        return result
    }

    private func addInside(_ events: [RoundEvent], to result: inout Consequence) {
        for event in events {
            switch event {
            case .decisionsVoided(let dossiers): result.decisionsVoided += dossiers
            case .rankingLapsed: result.decisionsVoided += decisions.keys.sorted()
            case .motivationDrafted(let number, let item, _, _):
                if dossier(number)?.motivations[item]?.reading != nil {
                    result.readingsVoided.append("\(number) \(item)")
                }
            case .potBooked(let entries): result.ledger += entries
            case .potAdjusted(let entry, _): result.ledger.append(entry)
            case .lettersWritten(let letters): result.letters += letters
            case .rankingAdopted(let ranking): result.ranking = ranking
            case .potAllocated(let allocation), .reserveProposed(let allocation):
                result.allocation = allocation
            case .robustnessReported(let robustness, _, _): result.robustness = robustness
            default: break
            }
        }
    }

    private func allTerms(shown: (Dossier) -> Bool) -> [Consequence.Term] {
        var terms: [Consequence.Term] = []
        if phase == .published {
            terms.append(.init(kind: .opening, dossier: nil, until: rules.opensAt.instant))
        }
        if phase == .published || phase == .open {
            terms.append(.init(kind: .closing, dossier: nil, until: rules.closesAt.instant))
        }
        for dossier in dossiers where shown(dossier) {
            for partner in dossier.partners {
                guard let until = partner.invitedUntil else { continue }
                terms.append(.init(kind: .invitation, dossier: dossier.number, until: until))
            }
            if dossier.state == .supplementRequested, let due = dossier.supplement?.due {
                terms.append(.init(kind: .supplement, dossier: dossier.number, until: due))
            }
            if let offer = dossier.offer {
                terms.append(.init(kind: .offer, dossier: dossier.number, until: offer.until))
            }
            if !isReleased, let end = term(of: dossier)?.end {
                terms.append(.init(kind: .decision, dossier: dossier.number, until: end))
            }
        }
        return terms
    }
}

extension Set<Consequence.Term> {
    fileprivate var inOrder: [Consequence.Term] {
        sorted {
            ($0.until, $0.kind.rawValue, $0.dossier ?? 0)
                < ($1.until, $1.kind.rawValue, $1.dossier ?? 0)
        }
    }
}
