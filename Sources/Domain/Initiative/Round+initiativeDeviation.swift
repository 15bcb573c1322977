// What `verify` holds against the events before it, of everything about initiatives.
extension Round {
    func initiativeDeviation(
        of event: RoundEvent, stamp: Stamp, hashing: any Hashing
    ) -> String? {
        if let number = event.followedDossier, initiatives[number] == nil {
            return "dossier \(number) was never granted"
        }
        return switch event {
        case .agreementProposed(let number, let version, _, let terms, let fingerprint):
            differs(version, (initiatives[number]?.agreements.count ?? 0) + 1, "the version")
                ?? differs(fingerprint, hashing.fingerprint(of: terms), "the terms' fingerprint")
        case .agreementSigned(let number, let version, let signature):
            deviation(of: signature, on: number, version)
        case .reportSaved(let number, let period, let version, let figures, let fingerprint):
            differs(
                version, (initiatives[number]?.reports[period]?.version ?? 0) + 1, "the version")
                ?? differs(fingerprint, hashing.fingerprint(of: figures), "the report")
        case .reportHandedIn(let number, let period, let content, let agreement):
            differs(agreement, initiatives[number]?.agreement?.version, "the agreement")
                ?? deviation(of: content, in: number, period, [.draft, .returned])
        case .reportAdopted(let number, let period, let content):
            isAuthor(stamp.by.person, of: number, period)
                ? "the report of period \(period) was adopted by who wrote in it"
                : deviation(of: content, in: number, period, [.handedIn])
        case .reportReturned(let number, let period, _):
            initiatives[number]?.reports[period]?.state == .handedIn
                ? nil : "no report of period \(period) was handed in"
        case .trancheClaimed(let number, let place):
            deviation(of: place, of: number, from: .planned)
        case .trancheApproved(let number, let place, let check):
            deviation(of: place, of: number, check, by: stamp.by.person)
        case .trancheRefused(let number, let place, _):
            initiatives[number]?.tranche(place).state.isUnderWay == true
                ? nil : "tranche \(place) of dossier \(number) wasn't claimed"
        case .tranchePaid(let number, let place, let amount):
            deviation(of: place, of: number, from: .approvedOnFinance)
                ?? differs(
                    amount, initiatives[number]?.terms?.tranches.numbered(place)?.amount,
                    "the tranche's amount")
        case .settlementProposed(let number, let settlement):
            ledger.award(of: number) < settlement.amount ? "settled above the award" : nil
        case .grantSettled(let number, let amount):
            deviation(settling: number, on: amount, by: stamp.by.person)
        case .signalRaised(let number, let signal): deviation(of: signal, on: number, stamp.at)
        case .handoverConfirmed(let number, let place, _, _):
            initiatives[number]?.handovers.numbered(place) == nil
                ? "dossier \(number) has no handover \(place)" : nil
        case .lessonsReleased(let number):
            initiatives[number]?.lessons == nil ? "dossier \(number) has no lessons" : nil
        case .resultRecorded(_, let result, let fingerprint):
            differs(fingerprint, hashing.fingerprint(of: result), "the result's fingerprint")
        case .snapshotTaken(let stored): deviation(of: stored)
        default: nil
        }
    }

    private func deviation(
        of signature: AgreementSignature, on number: DossierNumber, _ version: Int
    ) -> String? {
        guard let agreement = initiatives[number]?.agreements.last else {
            return "dossier \(number) has no agreement"
        }
        return differs(version, agreement.version, "the signed version")
            ?? differs(signature.content, agreement.fingerprint, "what was signed")
            ?? (agreement.signatures.contains {
                $0.side == signature.side || $0.person == signature.person
            } ? "version \(version) was signed twice by one side or person" : nil)
    }

    private func deviation(
        of content: Digest, in number: DossierNumber, _ period: Int, _ states: [Report.State]
    ) -> String? {
        guard let report = initiatives[number]?.reports[period], states.contains(report.state)
        else { return "the report of period \(period) wasn't there to be taken on" }
        return differs(content, report.fingerprint, "the report's fingerprint")
    }

    private func isAuthor(_ person: PersonID?, of number: DossierNumber, _ period: Int) -> Bool {
        person.flatMap { initiatives[number]?.reports[period]?.authors.contains($0) } == true
    }

    private func deviation(
        of place: Int, of number: DossierNumber, from state: Tranche.State
    ) -> String? {
        differs(
            initiatives[number]?.tranche(place).state, state,
            "the state of tranche \(place) of dossier \(number)")
    }

    private func deviation(
        of place: Int, of number: DossierNumber, _ check: PaymentCheck, by person: PersonID?
    ) -> String? {
        switch check {
        case .substance: deviation(of: place, of: number, from: .handedIn)
        case .finance:
            deviation(of: place, of: number, from: .approvedOnSubstance)
                ?? (initiatives[number]?.tranche(place).substanceBy == person
                    ? "one person approved tranche \(place) twice" : nil)
        }
    }

    private func deviation(
        settling number: DossierNumber, on amount: Cents, by person: PersonID?
    ) -> String? {
        guard let settlement = initiatives[number]?.settlement else {
            return "no settlement of dossier \(number) was proposed"
        }
        return differs(amount, settlement.amount, "the settlement")
            ?? (settlement.proposedBy == person
                ? "the settlement of dossier \(number) wasn't another's" : nil)
    }

    private func deviation(
        of signal: Signal, on number: DossierNumber, _ moment: Instant
    ) -> String? {
        guard let initiative = initiatives[number] else { return nil }
        let holds =
            switch signal.cause {
            case .lateReport: initiative.lateReports(at: moment).contains(signal.cause)
            case .outOfBand(let period, _), .falling(let period, _):
                initiative.causes(in: period).contains(signal.cause)
            case .overBudget(let year):
                initiative.forecasts.last.map { $0.year == year && $0.isAboveBudget } == true
            }
        return differs(signal.number, initiative.signals.count + 1, "the signal's number")
            ?? (holds ? nil : "nothing gives rise to signal \(signal.number)")
    }

    private func deviation(of stored: Snapshot) -> String? {
        let summaries = stored.initiatives.map {
            PublicSummary(dossier: $0.dossier, text: $0.summary)
        }
        return differs(
            stored,
            snapshot(
                stored.quarter, summaries, stored.corrects, stored.reasons, on: stored.takenOn),
            "the snapshot")
    }
}

extension RoundEvent {
    /// The dossier whose initiative the event is about, or nil.
    var followedDossier: DossierNumber? {
        switch self {
        case .agreementProposed(let number, _, _, _, _), .agreementSigned(let number, _, _),
            .reportSaved(let number, _, _, _, _), .reportHandedIn(let number, _, _, _),
            .reportAdopted(let number, _, _), .reportReturned(let number, _, _),
            .trancheClaimed(let number, _), .trancheApproved(let number, _, _),
            .trancheRefused(let number, _, _), .tranchePaid(let number, _, _),
            .settlementProposed(let number, _), .grantSettled(let number, _),
            .amountReceivedBack(let number, _), .signalRaised(let number, _),
            .forecastRecorded(let number, _), .talkRecorded(let number, _),
            .handoverRegistered(let number, _), .handoverConfirmed(let number, _, _, _),
            .initiativeStopped(let number, _), .lessonsReleased(let number),
            .resultRecorded(let number, _, _):
            number
        default: nil
        }
    }
}
