// The exact letters: one to each organisation of a coalition (F11).
extension Round {
    /// The letters to these decisions, in order; refuses a release whose letters have a gap.
    func letters(
        to decisions: [Decision], in world: World
    ) throws(Refusal) -> [Letter] {
        var letters: [Letter] = []
        for decision in decisions {
            guard let dossier = dossier(decision.dossier) else { continue }
            for partner in dossier.members {
                let facts = try letterFacts(decision, dossier, to: partner, in: world)
                letters.append(
                    try letter(LetterKind(decision.outcome), facts.head, world) {
                        () throws(LetterGap) in try world.letters.text(of: facts)
                    })
            }
        }
        return letters
    }

    /// The letters that tell this to the whole coalition, beside any decision on the advice; refuses
    /// when one has a gap.
    ///
    /// - Parameters:
    ///   - submission: What the letter is about.
    ///   - person: Who signs it.
    func letters(
        on notice: Notice, about dossier: Dossier, _ submission: Submission,
        signedBy person: PersonID?, in world: World
    ) throws(Refusal) -> [Letter] {
        var letters: [Letter] = []
        for partner in dossier.members {
            let facts = NoticeFacts(
                head: try letterHead(dossier, submission, to: partner, signedBy: person, in: world),
                notice: notice)
            letters.append(
                try letter(notice.kind, facts.head, world) {
                    () throws(LetterGap) in try world.letters.text(of: facts)
                })
        }
        return letters
    }

    private func letter(
        _ kind: LetterKind, _ head: LetterHead, _ world: World,
        text: () throws(LetterGap) -> String
    ) throws(Refusal) -> Letter {
        do throws(LetterGap) {
            let text = try text()
            return Letter(
                dossier: head.dossier, organisation: head.addressee.organisation, kind: kind,
                text: text, fingerprint: world.hashing.digest(of: Array(text.utf8)))
        } catch {
            throw Refusal(.letterIncomplete, subject: "\(head.dossier) \(error.field)")
        }
    }

    private func letterHead(
        _ dossier: Dossier, _ submission: Submission, to partner: Partner,
        signedBy person: PersonID?, in world: World
    ) throws(Refusal) -> LetterHead {
        LetterHead(
            sender: try sender(signing: person, in: world.directory),
            date: AmsterdamTime(world.now).date,
            round: LetterRound(id: id, rules: rules, ceiling: ledger.divisible),
            dossier: dossier.number, receipt: submission.receipt, title: submission.content.title,
            receivedOn: AmsterdamTime(submission.at).date, addressee: party(partner),
            coalition: dossier.members.map(party))
    }

    private func letterFacts(
        _ decision: Decision, _ dossier: Dossier, to partner: Partner, in world: World
    ) throws(Refusal) -> LetterFacts {
        guard let submission = dossier.submissions.last,
            let divided = adviceAtHand, let line = divided.line(of: dossier.number)
        else { throw Refusal(.letterIncomplete, subject: "\(dossier.number)") }
        return LetterFacts(
            head: try letterHead(
                dossier, submission, to: partner, signedBy: decision.by, in: world),
            decision: letterDecision(decision, line, at: world.now),
            amounts: LetterAmounts(
                requested: submission.content.totals.requested,
                minimum: submission.content.totals.minimum, decided: decision.amount,
                lowered: dossier.advised.map {
                    LoweredAmount(amount: $0.amount, reasons: $0.reasons)
                }),
            assessment: letterAssessment(of: dossier),
            allocation: LetterAllocation(
                rule: rules.allocation, line: line, advice: advice(line),
                ruled: line.override == nil ? nil : divided.ruled(of: line.dossier),
                left: ExplainedAllocation(divided, dossier: line.dossier)?.left,
                override: appliedOverride(on: line)?.reasons,
                passedOver: passings(over: line, in: divided, deciding: decision.amount)),
            committee: eligible(on: dossier).map {
                LetterMember(name: $0.name, function: $0.kind)
            })
    }

    private func party(_ partner: Partner) -> LetterParty {
        LetterParty(
            organisation: partner.organisation.id, name: partner.organisation.name,
            isLead: partner.isLead)
    }

    private func sender(
        signing person: PersonID?, in directory: Directory
    ) throws(Refusal) -> LetterSender {
        guard let letters = rules.letters else {
            throw Refusal(.letterIncomplete, subject: "letters")
        }
        return LetterSender(
            municipality: directory.municipalityName, authority: letters.authority,
            objectionAddress: letters.address, contact: letters.contact,
            signer: person.flatMap { directory.people[$0]?.name } ?? "", mandate: letters.mandate)
    }

    private func letterDecision(
        _ decision: Decision, _ line: AllocationLine, at now: Instant
    ) -> LetterDecision {
        let deviates = decision.outcome != advice(line) || decision.amount != line.amount
        let until = endOfDay(after: offerDays, from: now)
        return LetterDecision(
            outcome: decision.outcome, motivation: decision.motivation,
            deviation: deviates ? decision.deviation : nil, grounds: decision.grounds ?? [],
            offerTerm: decision.outcome == .offeredInPart
                ? AmsterdamTime(until.advanced(bySeconds: -1)).date : nil)
    }

    var offerDays: Int { rules.offerDays ?? RoundRules.offerDaysAdvised }

    private func letterAssessment(of dossier: Dossier) -> LetterAssessment {
        let gate = BallotSubject.gate.compactMap { item in
            dossier.gate[item].map {
                LetterGateItem(
                    item: item, outcome: $0,
                    motivation: dossier.motivations[item.rawValue]?.text ?? "")
            }
        }
        let criteria = dossier.assessment == nil ? [] : rules.criteria
        let rank = ranking?.line(of: dossier.number).map {
            LetterRank(
                place: $0.place, ranked: ranking?.lines.count ?? $0.place,
                isDrawn: ranking?.drawn.contains(dossier.number))
        }
        return LetterAssessment(
            gate: gate,
            criteria: criteria.map { criterion in
                LetterCriterion(
                    code: criterion.code, title: criterion.title, weight: criterion.weight,
                    value: dossier.assessment?.value(of: criterion.code),
                    motivation: dossier.motivations[criterion.code.rawValue]?.text ?? "")
            },
            scaleMost: rules.scaleMost, total: dossier.assessment?.total,
            thresholdPoints: rules.thresholdPoints, rank: rank,
            notAssessedBecause: dossier.state == .notAssessed ? dossier.reasons : nil)
    }
}
