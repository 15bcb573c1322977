// Reports: written by the coalition, reviewed by somebody who wrote none of it (F12).
extension Round {
    func decideReport(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .saveReport(let number, let period, let version, let figures):
            let (initiative, _) = try joining(number, by: actor)
            try requireReleased()
            let report = try open(period, of: initiative)
            try requireVersion(version, of: report, period)
            try check(figures, of: initiative)
            return [
                .reportSaved(
                    dossier: number, period: period, version: version + 1, figures: figures,
                    fingerprint: world.hashing.fingerprint(of: figures))
            ]
        case .handInReport(let number, let period, let version, let content):
            let (initiative, _) = try leading(number, by: actor)
            try requireReleased()
            let report = try open(period, of: initiative)
            try require(report.version > 0, .textMissing, subject: "figures")
            try requireVersion(version, of: report, period)
            try require(report.fingerprint == content, .contentMismatch, current: report.version)
            try requireComplete(report, period, of: initiative, at: world.now)
            return [
                .reportHandedIn(
                    dossier: number, period: period, content: content,
                    agreement: initiative.agreement?.version ?? 0)
            ]
        case .adoptReport(let number, let period, let content):
            let (initiative, report) = try reviewed(number, period, by: actor)
            try require(report.fingerprint == content, .contentMismatch, current: report.version)
            let adopted = RoundEvent.reportAdopted(
                dossier: number, period: period, content: content)
            return [adopted]
                + signals(after: adopted, initiative, world.now) {
                    $0.causes(in: period)
                }
        case .returnReport(let number, let period, let reasons):
            _ = try reviewed(number, period, by: actor)
            try requireReasons(reasons, subject: "reasons")
            return [.reportReturned(dossier: number, period: period, reasons: reasons)]
        default: preconditionFailure("only commands about reports come here")
        }
    }

    /// The report, new or as it lies with the coalition.
    private func open(_ period: Int, of initiative: Initiative) throws(Refusal) -> Report {
        try requireUnsettled(initiative)
        let terms = try agreed(initiative)
        try require(
            terms.periods.numbered(period) != nil, .unknownPeriod, subject: "\(period)")
        let report = initiative.reports[period] ?? Report()
        try require(report.state.isOpen, .wrongState, subject: report.state.rawValue)
        return report
    }

    private func requireVersion(
        _ version: Int, of report: Report, _ period: Int
    ) throws(Refusal) {
        try require(
            version == report.version, .staleVersion, subject: "\(period)",
            current: report.version)
    }

    /// The report that waits for a review, for somebody who wrote nothing in it.
    private func reviewed(
        _ number: DossierNumber, _ period: Int, by actor: Actor
    ) throws(Refusal) -> (Initiative, Report) {
        let (initiative, person) = try followed(number, by: actor)
        try requireReleased()
        try requireUnsettled(initiative)
        guard let report = initiative.reports[period] else {
            throw Refusal(.unknownPeriod, subject: "\(period)")
        }
        try require(report.state == .handedIn, .wrongState, subject: report.state.rawValue)
        try require(!report.authors.contains(person), .sameEyes, subject: "report")
        return (initiative, report)
    }

    private func check(
        _ figures: [ReportedFigure], of initiative: Initiative
    ) throws(Refusal) {
        let terms = try agreed(initiative)
        let codes = figures.map(\.indicator)
        try require(Set(codes).count == codes.count, .alreadyExists, subject: "figures")
        for figure in figures {
            guard let agreed = terms.indicator(figure.indicator) else {
                throw Refusal(.unknownIndicator, subject: figure.indicator.rawValue)
            }
            try figure.check(as: agreed)
            try requireRecorded(figure, as: agreed, in: initiative)
        }
    }

    /// A computed figure is exactly the recorded one that it names.
    private func requireRecorded(
        _ figure: ReportedFigure, as agreed: AgreedIndicator, in initiative: Initiative
    ) throws(Refusal) {
        guard let fingerprint = figure.result else { return }
        let kept = initiative.results.first { $0.fingerprint == fingerprint }?.result
        try require(
            kept?.indicator == figure.indicator && kept?.definition == agreed.definition
                && kept?.value == figure.value && kept?.n == figure.n, .resultMismatch,
            subject: figure.indicator.rawValue)
    }

    /// Refuses while an agreed figure is neither given nor said not to be reported, and before the
    /// period is over.
    private func requireComplete(
        _ report: Report, _ period: Int, of initiative: Initiative, at now: Instant
    ) throws(Refusal) {
        let terms = try agreed(initiative)
        // The agreement may have changed since the draft was saved.
        try check(report.figures, of: initiative)
        let end = terms.periods.numbered(period)?.to
        try require(
            end.map { $0 < AmsterdamTime(now).date } == true, .datesOutOfOrder, subject: "period")
        for agreed in terms.indicators {
            guard let figure = report.figures.first(where: { $0.indicator == agreed.indicator })
            else { throw Refusal(.textMissing, subject: agreed.indicator.rawValue) }
            try require(
                !terms.interpretationRequired || !figure.interpretation.trimmed.isEmpty,
                .textMissing, subject: agreed.indicator.rawValue)
        }
    }

    /// The signals that an event on this initiative gives rise to, numbered on.
    func signals(
        after event: RoundEvent, _ initiative: Initiative, _ now: Instant,
        _ causes: (Initiative) -> [Signal.Cause]
    ) -> [RoundEvent] {
        var after = initiative
        after.apply(event, stamp: Stamp(position: 0, at: now, by: .server))
        return raised(causes(after), on: after)
    }

    private func raised(_ causes: [Signal.Cause], on initiative: Initiative) -> [RoundEvent] {
        causes.enumerated().map { index, cause in
            .signalRaised(
                dossier: initiative.dossier,
                signal: Signal(number: initiative.signals.count + index + 1, cause: cause))
        }
    }

    /// The reports that are late now, by the server's clock.
    func lateReports(at now: Instant) -> [RoundEvent] {
        initiatives.sorted { $0.key < $1.key }.flatMap { _, initiative in
            raised(initiative.lateReports(at: now), on: initiative)
        }
    }
}

extension ReportedFigure {
    /// Refuses what can't be a value of that indicator.
    fileprivate func check(as agreed: AgreedIndicator) throws(Refusal) {
        let name = indicator.rawValue
        try requireLength(
            interpretation, most: Limits.interpretationCharactersMost, subject: name)
        try require((low == nil) == (high == nil), .malformed, subject: name)
        try require(value != nil || low == nil, .malformed, subject: name)
        for number in [value, low, high].compactMap(\.self) {
            try require(
                number.isMeasurable && agreed.unit.holds(number), .malformed, subject: name,
                limit: Limits.measureMost)
        }
        if let low, let high { try require(low <= high, .malformed, subject: name) }
        try require(
            n.map { (0...Limits.measureMost).contains($0) } != false, .malformed, subject: name,
            limit: Limits.measureMost)
    }
}
