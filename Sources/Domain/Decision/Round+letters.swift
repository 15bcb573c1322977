// The exact letters of a release: one to each organisation of each coalition (F11).
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
                let text = try text(of: facts, in: world)
                letters.append(
                    Letter(
                        dossier: dossier.number, organisation: partner.organisation.id,
                        outcome: decision.outcome, text: text,
                        fingerprint: world.hashing.digest(of: Array(text.utf8))))
            }
        }
        return letters
    }

    private func text(of facts: LetterFacts, in world: World) throws(Refusal) -> String {
        do throws(LetterGap) {
            return try world.letters.text(of: facts)
        } catch {
            throw Refusal(.letterIncomplete, subject: "\(facts.dossier) \(error.field)")
        }
    }

    private func letterFacts(
        _ decision: Decision, _ dossier: Dossier, to partner: Partner, in world: World
    ) throws(Refusal) -> LetterFacts {
        guard let submission = dossier.submissions.last,
            let line = adviceAtHand?.line(of: dossier.number)
        else { throw Refusal(.letterIncomplete, subject: "\(dossier.number)") }
        let today = AmsterdamTime(world.now).date
        return LetterFacts(
            sender: try sender(signing: decision, in: world.directory), date: today,
            round: LetterRound(id: id, rules: rules), dossier: dossier.number,
            receipt: submission.receipt, title: submission.content.title,
            receivedOn: AmsterdamTime(submission.at).date, addressee: party(partner),
            coalition: dossier.members.map(party),
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
                override: overrideReasons(dossier.number)),
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
        signing decision: Decision, in directory: Directory
    ) throws(Refusal) -> LetterSender {
        guard let letters = rules.letters else {
            throw Refusal(.letterIncomplete, subject: "letters")
        }
        return LetterSender(
            municipality: directory.municipalityName, authority: letters.authority,
            objectionAddress: letters.address, contact: letters.contact,
            signer: directory.people[decision.by]?.name ?? "", mandate: letters.mandate)
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

    private func overrideReasons(_ number: DossierNumber) -> String? {
        overrides.last { $0.dossier == number && $0.approvedBy != nil }?.reasons
    }

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
            LetterRank(place: $0.place, ranked: ranking?.lines.count ?? $0.place)
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
