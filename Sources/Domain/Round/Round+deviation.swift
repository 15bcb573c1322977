// What `verify` computes again: every stored result against the events before it.
extension Round {
    package func deviation(
        of event: RoundEvent, stamp: Stamp, hashing: any Hashing
    ) -> String? {
        if (phase == .absent) != event.begins {
            return event.begins ? "the round exists already" : "the round doesn't exist yet"
        }
        switch event {
        case .roundPublished(_, let fingerprint, _):
            return differs(fingerprint, hashing.fingerprint(of: rules), "the rules' fingerprint")
        case .rulesCorrected(_, let rules, let fingerprint):
            return differs(fingerprint, hashing.fingerprint(of: rules), "the rules' fingerprint")
        case .closingMoved(let closesAt, let fingerprint):
            var moved = rules
            moved.closesAt = closesAt
            return differs(fingerprint, hashing.fingerprint(of: moved), "the rules' fingerprint")
        case .dossierStarted(let number, let title, let lead, let fingerprint):
            let content = Dossier.firstContent(title: title, lead: lead.id)
            return differs(number, dossiers.count + 1, "the dossier's number")
                ?? differs(fingerprint, hashing.fingerprint(of: content), "the fingerprint")
        case .contentChanged(let number, let version, let change, let fingerprint):
            guard var dossier = dossier(number) else { return "no dossier \(number)" }
            dossier.content.apply(change)
            return differs(version, dossier.version + 1, "the version")
                ?? differs(
                    fingerprint, hashing.fingerprint(of: dossier.content), "the fingerprint")
        case .supplementExpired(let number, let version, let fingerprint),
            .submissionRestored(let number, let version, let fingerprint):
            guard let dossier = dossier(number), let content = dossier.restored else {
                return "no submission of dossier \(number)"
            }
            return differs(version, dossier.version + 1, "the version")
                ?? differs(fingerprint, hashing.fingerprint(of: content), "the fingerprint")
        case .dossierSigned(let number, let signature):
            return deviation(of: signature, on: number, hashing)
        case .dossierSubmitted(let number, let submission):
            return deviation(of: submission, on: number, hashing)
        case .ballotRevealed(let number, let stored):
            guard let ballot = ballot(number) else { return "no ballot \(number)" }
            return differs(stored, result(of: ballot), "the result of ballot \(number)")
        case .rankingAdopted(let stored): return deviation(of: stored, hashing)
        case .potAllocated(let stored): return differs(stored, allocated(), "the allocation")
        case .reserveProposed(let stored):
            return differs(stored, reserveProposal, "the proposal for the reserve")
        case .robustnessReported(let stored, let confirmed, let seed):
            return deviation(of: stored, confirmed, seed, hashing)
        case .potAdjusted(let entry, _):
            return ledger.brokenLaw(appending: [entry])
        case .overrideAsked, .overrideApproved, .overrideRefused, .overrideWithdrawn:
            return overrideDeviation(of: event, by: stamp.by.person)
        case .jointBallotOpened(_, let entries):
            let numbers = entries.indices.map { ballots.count + $0 + 1 }
            return differs(entries.map(\.ballot), numbers, "the numbers of the ballots")
                ?? entries.first { dossier($0.dossier) == nil }.map { "no dossier \($0.dossier)" }
        case .jointBallotRevealed(let stored):
            guard let joint else { return "no joint ballot" }
            return differs(
                stored, jointBallots(of: joint).map { result(of: $0) }, "the results")
        case .jointBallotClosed, .jointBallotAdopted, .jointBallotDropped:
            return joint == nil ? "no joint ballot" : nil
        case .castingVoteGiven(let number, _):
            guard let ballot = ballot(number) else { return "no ballot \(number)" }
            return ballot.result?.gate?.isTied == true && ballot.attempt > 1
                ? nil : "ballot \(number) has no tie that came back"
        case .motivationDrafted(let number, _, let text, let fingerprint):
            return dossier(number) == nil
                ? "no dossier \(number)"
                : differs(fingerprint, hashing.fingerprint(of: text), "the text's fingerprint")
        case .motivationRead(let number, let item, let fingerprint, _, _):
            guard let text = dossier(number)?.motivations[item]?.text else {
                return "dossier \(number) has no motivation of \(item)"
            }
            return differs(fingerprint, hashing.fingerprint(of: text), "the text that was read")
        case .decisionIntended(let decision): return deviation(of: decision, hashing)
        case .lettersWritten(let letters):
            return letters.lazy.compactMap { deviation(of: $0, hashing) }.first
        case .readingOrderDrawn(let person, _):
            return readingOrder(of: person, hashing) == event
                ? nil : "the reading order of \(person) isn't the one that is drawn"
        case .offerAccepted(let number, let submission):
            guard let offer = dossier(number)?.offer else { return "no offer on dossier \(number)" }
            return submission.content.totals.requested > offer.amount
                ? "more was accepted than was offered"
                : deviation(of: submission, on: number, hashing)
        case .offerLapsed(let number, _):
            return dossier(number)?.offer == nil ? "no offer on dossier \(number)" : nil
        case .termSignalled(let due, let signal, let dossiers):
            return dueSignals.contains {
                $0.term == SignalledTerm(due: due, signal: signal, dossiers: dossiers)
            } ? nil : "no such term runs"
        case .rankingLapsed: return ranking == nil ? "there is no ranking" : nil
        case .potBooked(let entries):
            return differs(entries, unbooked, "the booking") ?? ledger.brokenLaw(appending: entries)
        case .ballotAdopted(let number, _):
            guard let ballot = ballot(number) else { return "no ballot \(number)" }
            return ballot.state == .revealed && ballot.result != nil
                ? nil : "ballot \(number) was adopted without having been revealed"
        case .gateFailed(let number):
            let failed = dossier(number)?.gate.values.contains(.doesNotMeet)
            return failed == true ? nil : "no item of dossier \(number)'s gate failed"
        case .dossierAssessed(let number):
            let assessed = dossier(number).map { passedGate($0) && $0.assessment != nil }
            return assessed == true ? nil : "dossier \(number) has no gate or scores"
        case .ballotPrepared(let number, let dossier, _, _):
            return differs(number, ballots.count + 1, "the ballot's number")
                ?? (self.dossier(dossier) == nil ? "no dossier \(dossier)" : nil)
        case .sittingPlanned(let sitting):
            let isAnew = sittings.numbered(sitting.number)?.state == .planned
            let number = isAnew ? sitting.number : sittings.count + 1
            return differs(sitting.number, number, "the sitting's number")
                ?? sitting.agenda.first { dossier($0) == nil }.map { "no dossier \($0)" }
        default:
            return initiativeDeviation(of: event, stamp: stamp, hashing: hashing)
                ?? missingSubject(of: event)
        }
    }

    func differs<Value: Equatable>(
        _ stored: Value, _ computed: Value, _ what: String
    ) -> String? {
        stored == computed ? nil : "\(what) is \(stored), but computing it again gives \(computed)"
    }

    private func deviation(
        of signature: Signature, on number: DossierNumber, _ hashing: any Hashing
    ) -> String? {
        guard let dossier = dossier(number) else { return "no dossier \(number)" }
        guard let own = dossier.contents[signature.version]?.part(of: signature.organisation)
        else { return "\(signature.organisation) had no part in version \(signature.version)" }
        return differs(
            signature.content, dossier.fingerprints[signature.version] ?? .zero, "what was signed")
            ?? differs(signature.void, signature.version < dossier.version, "voidness")
            ?? differs(
                signature.costLines, hashing.fingerprint(of: own.costLines),
                "the signed cost lines")
    }

    private func deviation(of letter: Letter, _ hashing: any Hashing) -> String? {
        if dossier(letter.dossier)?.partner(letter.organisation)?.standing != .accepted {
            return "\(letter.organisation) has no part in dossier \(letter.dossier)"
        }
        return hashing.digest(of: Array(letter.text.utf8)) == letter.fingerprint
            ? nil : "the letter to \(letter.organisation) isn't what its fingerprint says"
    }

    private func deviation(
        of submission: Submission, on number: DossierNumber, _ hashing: any Hashing
    ) -> String? {
        guard let dossier = dossier(number) else { return "no dossier \(number)" }
        return differs(submission.receipt, submissionsCount + 1, "the receipt's number")
            ?? differs(submission.content, dossier.content, "the submitted content")
            ?? differs(
                submission.fingerprint, hashing.fingerprint(of: submission.content),
                "the submitted fingerprint")
            ?? (dossier.unsigned.isEmpty ? nil : "dossier \(number) lacks signatures")
    }

    private func deviation(of stored: Ranking, _ hashing: any Hashing) -> String? {
        do {
            let computed = try Ranking.of(
                assessed, rules: rules, revotes: revotes, seed: stored.seed, hashing: hashing)
            return differs(stored, computed, "the ranking")
        } catch {
            return "the ranking can't be computed again: \(error.code.rawValue)"
        }
    }

    private func deviation(
        of stored: Robustness, _ confirmed: [DossierNumber], _ seed: String?,
        _ hashing: any Hashing
    ) -> String? {
        do throws(Refusal) {
            let computed = try robustness(seed: seed, hashing: hashing)
            return differs(stored, computed, "the robustness report")
                ?? differs(confirmed, computed.boundary, "what was confirmed")
        } catch {
            return "the robustness report can't be computed again: \(error.code.rawValue)"
        }
    }

    private func deviation(of decision: Decision, _ hashing: any Hashing) -> String? {
        guard dossier(decision.dossier) != nil else { return "no dossier \(decision.dossier)" }
        guard let stored = decision.basis else { return nil }
        return differs(stored, try? basis(of: decision.dossier, hashing), "what was decided on")
    }

    /// An event about a dossier, ballot or sitting that doesn't exist.
    private func missingSubject(of event: RoundEvent) -> String? {
        switch event {
        case .partnerInvited(let number, _, _), .invitationAccepted(let number, _),
            .partnerWent(let number, _, _, _), .offeredForSigning(let number),
            .signaturesVoided(let number, _), .dossierWithdrawn(let number, _),
            .supplementRequested(let number, _), .dossierAdmitted(let number),
            .dossierNotConsidered(let number, _), .dossierTakenUp(let number),
            .dossierLeftUnassessed(let number, _), .sectionMoved(let number, _, _),
            .signingDeclined(let number, _, _, _), .dossierReopened(let number),
            .coalitionRechecked(let number, _), .incompatibilityMarked(let number, _, _),
            .amountAdvised(let number, _):
            return dossier(number) == nil ? "no dossier \(number)" : nil
        case .ballotOpened(let number), .ballotSuspended(let number), .ballotResumed(let number),
            .gateVoteCast(let number, _, _), .scoreGiven(let number, _, _, _),
            .paperVoteEntered(let number, _), .paperVoteCountersigned(let number, _, _),
            .ballotClosed(let number, _), .adoptionLapsed(let number):
            return ballot(number) == nil ? "no ballot \(number)" : nil
        case .sittingOpened(let number), .sittingSuspended(let number),
            .sittingResumed(let number), .sittingClosed(let number):
            return sittings.numbered(number) == nil ? "no sitting \(number)" : nil
        case .decisionsVoided(let numbers):
            return numbers.contains { dossier($0) == nil } ? "no such dossier" : nil
        case .votesVoided(_, let numbers):
            return numbers.contains { ballot($0) == nil } ? "no such ballot" : nil
        default: return nil
        }
    }
}

extension RoundEvent {
    fileprivate var begins: Bool {
        if case .roundCreated = self { true } else { false }
    }
}
