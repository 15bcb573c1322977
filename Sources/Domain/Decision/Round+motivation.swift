// What the committee says of each item, drafted by one and read by another (F11, F36).
extension Round {
    func decideMotivation(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        guard let person = actor.person else { throw Refusal(.notAllowed) }
        switch command {
        case .draftMotivation(let number, let item, let text):
            let dossier = try writable(number, item, by: actor)
            try requireReasons(text, subject: item)
            try requireOtherEyes(.draftMotivation, number, person, item: item)
            try require(
                dossier.motivations[item]?.text != text, .alreadyExists, subject: item)
            let event = RoundEvent.motivationDrafted(
                dossier: number, item: item, text: text,
                fingerprint: world.hashing.fingerprint(of: text))
            return [event]
                + (decisions[number] == nil ? [] : [.decisionsVoided(dossiers: [number])])
        case .readMotivation(let number, let item, let seen, let agrees, let reasons):
            let reading = MotivationReading(
                item: item, fingerprint: seen, agrees: agrees, reasons: reasons)
            return [try read(number, reading, "reasons", by: actor, in: world)]
        case .readMotivations(let number, let readings):
            try require(
                !readings.isEmpty && Set(readings.map(\.item)).count == readings.count,
                .malformed, subject: "readings")
            var events: [RoundEvent] = []
            for (index, reading) in readings.enumerated() {
                let place = "readings[\(index)].reasons"
                events.append(try read(number, reading, place, by: actor, in: world))
            }
            return events
        default: preconditionFailure("only commands about motivations come here")
        }
    }

    /// What the second reader says of one item; `place` names the reasons in a refusal.
    private func read(
        _ number: DossierNumber, _ reading: MotivationReading, _ place: String, by actor: Actor,
        in world: World
    ) throws(Refusal) -> RoundEvent {
        let item = reading.item
        let dossier = try writable(number, item, by: actor)
        guard let person = actor.person else { throw Refusal(.notAllowed) }
        guard let motivation = dossier.motivations[item] else {
            throw Refusal(.reasonsMissing, subject: item)
        }
        let fingerprint = world.hashing.fingerprint(of: motivation.text)
        try require(reading.fingerprint == fingerprint, .contentMismatch, subject: item)
        // Nobody approves the same version twice (F31).
        try require(motivation.reading == nil, .alreadySigned, subject: item)
        try requireOtherEyes(.readMotivation, number, person, item: item)
        if !reading.agrees { try requireReasons(reading.reasons, subject: place) }
        try requireLength(
            reading.reasons ?? "", most: Limits.reasonCharactersMost, subject: place)
        return .motivationRead(
            dossier: number, item: item, fingerprint: fingerprint, agrees: reading.agrees,
            reasons: reading.reasons)
    }

    /// The dossier, if this person may write or read what is said about it, and the item is one.
    private func writable(
        _ number: DossierNumber, _ item: String, by actor: Actor
    ) throws(Refusal) -> Dossier {
        let seat = actor.person.flatMap(committee.seat)
        let isInside = seat.map { $0.kind == .secretary || $0.votes } == true
        try require(isInside || actor.holds(.coordinator), .notAllowed)
        try require(phase == .sitting || phase == .ranked, .wrongPhase, subject: phase.rawValue)
        guard let dossier = dossier(number), dossier.isJudged else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        if let seat, seat.kind != .secretary { try requireFree(actor, of: dossier) }
        try require(
            [.failedGate, .assessed, .notAssessed, .ranked].contains(dossier.state), .wrongState,
            subject: dossier.state.rawValue)
        let items = BallotSubject.gate.map(\.rawValue) + rules.criteria.map(\.code.rawValue)
        try require(items.contains(item), .unknownCriterion, subject: item)
        return dossier
    }

    /// The items without which nothing can be said to a coalition: the failed ones of the gate, or
    /// every criterion.
    func itemsToMotivate(of dossier: Dossier) -> [String] {
        switch dossier.state {
        case .failedGate:
            BallotSubject.gate.filter { dossier.gate[$0] == .doesNotMeet }.map(\.rawValue)
        case .assessed, .ranked: rules.criteria.map(\.code.rawValue)
        default: []
        }
    }

    /// Refuses while a motivation is missing or lacks its second reader (F36), also one that nobody
    /// had to write: the letter tells it.
    func requireMotivationsRead() throws(Refusal) {
        for line in allocation?.lines ?? [] {
            guard let dossier = dossier(line.dossier), dossier.state != .withdrawn else { continue }
            let items = Set(itemsToMotivate(of: dossier)).union(dossier.motivations.keys)
            for item in items.sorted() {
                try require(
                    dossier.motivations[item]?.reading?.agrees == true, .motivationUnread,
                    subject: "\(dossier.number) \(item)")
            }
        }
    }
}

// Steps that may not be one person's on one dossier (F36).
extension Round {
    /// Refuses when this person took a step on this dossier that the round keeps apart from this.
    func requireOtherEyes(
        _ step: Step, _ number: DossierNumber, _ person: PersonID, item: String? = nil
    ) throws(Refusal) {
        for pair in rules.fourEyes ?? StepPair.advised {
            guard let other = pair.other(than: step) else { continue }
            // A new text has no reader yet, whoever read the old one.
            if step == .draftMotivation, other == .readMotivation { continue }
            try require(
                !takers(of: other, on: number, item: item).contains(person), .sameEyes,
                subject: other.rawValue)
        }
    }

    /// Who took the step; drafting and reading are per item while an item is asked about.
    private func takers(of step: Step, on number: DossierNumber, item: String?) -> [PersonID] {
        guard let dossier = dossier(number) else { return [] }
        let motivations =
            item.map { dossier.motivations[$0].map { [$0] } ?? [] }
            ?? Array(dossier.motivations.values)
        return switch step {
        case .screen: dossier.screenedBy.map { [$0] } ?? []
        case .draftMotivation: motivations.compactMap(\.draftedBy)
        case .readMotivation: motivations.compactMap(\.reading?.by)
        case .decide: decisions[number].map { [$0.by] } ?? []
        case .askOverride: overrides.filter { $0.dossier == number }.map(\.askedBy)
        case .approveOverride: overrides.filter { $0.dossier == number }.compactMap(\.approvedBy)
        }
    }
}
