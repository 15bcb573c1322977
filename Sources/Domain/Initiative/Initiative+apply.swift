extension Initiative {
    /// Makes an event about this initiative alone true.
    mutating func apply(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .agreementProposed(_, let version, let side, let terms, let fingerprint):
            agreements.append(
                IndicatorAgreement(
                    version: version, terms: terms, fingerprint: fingerprint, proposedBy: side))
        case .agreementSigned(_, let version, let signature):
            agreements[version - 1].signatures.append(signature)
            if agreements[version - 1].isAgreed, agreedOn == nil {
                agreedOn = AmsterdamTime(stamp.at).date
            }
        case .reportSaved(_, let period, let version, let figures, let fingerprint):
            update(period) {
                $0.state = .draft
                $0.version = version
                $0.figures = figures
                $0.fingerprint = fingerprint
                if let person = stamp.by.person { $0.authors.insert(person) }
            }
        case .reportHandedIn(_, let period, _, let agreement):
            update(period) {
                $0.state = .handedIn
                $0.agreement = agreement
                if let person = stamp.by.person { $0.authors.insert(person) }
            }
        case .reportAdopted(_, let period, _): update(period) { $0.state = .adopted }
        case .reportReturned(_, let period, let reasons):
            update(period) {
                $0.state = .returned
                $0.reasons = reasons
            }
        case .trancheClaimed, .trancheApproved, .trancheRefused, .tranchePaid,
            .settlementProposed, .grantSettled, .amountReceivedBack:
            applyPayment(event, stamp: stamp)
        case .signalRaised(_, let signal): signals.append(signal)
        case .forecastRecorded(_, let forecast): forecasts.append(forecast)
        case .talkRecorded(_, let talk): talks.append(talk)
        case .handoverRegistered(_, let handover): handovers.append(handover)
        case .handoverConfirmed(_, let number, let confirmedOn, let firstContactOn):
            handovers[number - 1].confirmedOn = confirmedOn
            if let firstContactOn { handovers[number - 1].firstContactOn = firstContactOn }
        case .initiativeStopped(_, let lessons): self.lessons = lessons
        case .lessonsReleased: lessonsAreReleased = true
        case .resultRecorded(_, let result, let fingerprint):
            results.append(KeptResult(fingerprint: fingerprint, result: result))
        default: preconditionFailure("only events about one initiative come here")
        }
    }

    private mutating func update(_ period: Int, _ body: (inout Report) -> Void) {
        body(&reports[period, default: Report()])
    }

    private mutating func applyPayment(_ event: RoundEvent, stamp: Stamp) {
        let person = stamp.by.person
        switch event {
        case .trancheClaimed(_, let number): tranches[number, default: Tranche()].state = .handedIn
        case .trancheApproved(_, let number, .substance):
            tranches[number]?.state = .approvedOnSubstance
            tranches[number]?.substanceBy = person
        case .trancheApproved(_, let number, .finance):
            tranches[number]?.state = .approvedOnFinance
            tranches[number]?.financeBy = person
        case .trancheRefused(_, let number, let reasons):
            tranches[number]?.state = .refused
            tranches[number]?.reasons = reasons
        case .tranchePaid(_, let number, _): tranches[number]?.state = .paid
        case .settlementProposed(_, let settlement): self.settlement = settlement
        case .grantSettled:
            settlement?.adoptedBy = person
            settledOn = AmsterdamTime(stamp.at).date
        default: break
        }
    }
}
