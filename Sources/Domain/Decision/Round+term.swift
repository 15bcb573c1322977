/// What the server's clock said of the term of these dossiers (F35).
package struct SignalledTerm: Sendable, Equatable {
    package let due: CivilDate
    package let signal: TermSignal
    package let dossiers: [DossierNumber]
}

// The term within which is decided, and what the server says of it (F35).
extension Round {
    /// The term of one dossier, or nil before it runs: from the closing, or with `rolling` from
    /// the receipt.
    func term(of dossier: Dossier) -> DecisionTerm? {
        guard let received = dossier.submissions.first?.at, isTermRunning,
            dossier.state != .withdrawn && dossier.state != .notConsidered
        else { return nil }
        return DecisionTerm(
            start: isRolling ? AmsterdamTime(received).date : rules.closesAt.date,
            weeks: isRolling ? DecisionTerm.rollingWeeks : DecisionTerm.tenderWeeks,
            suspensions: dossier.suspensions, extensionWeeks: extensionWeeks)
    }

    private var isRolling: Bool { rules.allocation == .rolling }

    /// Whether terms can run: between the closing, or the opening where each receipt starts one, and
    /// the release.
    private var isTermRunning: Bool {
        ((isRolling ? Phase.open : .closed)...Phase.ranked).contains(phase)
    }

    /// The next moment at which there is something to say about a term.
    var termDeadlines: [Instant] { dueSignals.map(\.at) }

    /// The signals whose moment has come, one for each term and number of days.
    func termEvents(at now: Instant) -> [RoundEvent] {
        dueSignals.filter { $0.at <= now }.map {
            .termSignalled(due: $0.term.due, signal: $0.term.signal, dossiers: $0.term.dossiers)
        }
    }

    var dueSignals: [(at: Instant, term: SignalledTerm)] {
        var byTerm: [CivilDate: (term: DecisionTerm, dossiers: [DossierNumber])] = [:]
        for dossier in dossiers {
            guard let term = term(of: dossier), let due = term.lastDay else { continue }
            byTerm[due, default: (term, [])].dossiers.append(dossier.number)
        }
        return byTerm.sorted { $0.key < $1.key }.flatMap { due, entry in
            TermSignal.allCases.compactMap { signal -> (at: Instant, term: SignalledTerm)? in
                // A dossier may come to a day of which the others were told before.
                let told = termSignals.filter { $0.due == due && $0.signal == signal }
                    .flatMap(\.dossiers)
                let untold = entry.dossiers.filter { !told.contains($0) }
                guard !untold.isEmpty, let at = entry.term.moment(of: signal) else { return nil }
                return (at, SignalledTerm(due: due, signal: signal, dossiers: untold))
            }
        }
    }

    /// The one extension, told at once to everybody who waits for a decision (F35, Awb 4:14).
    func extendTerm(
        _ weeks: Int, _ reasons: String, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        try require(actor.holds(.coordinator), .notAllowed)
        try require(
            (Phase.closed...Phase.ranked).contains(phase), .wrongPhase, subject: phase.rawValue)
        try require(extensionWeeks == 0, .alreadyExists, subject: "extension")
        try require(
            (1...Limits.extensionWeeksMost).contains(weeks), .malformed, subject: "weeks",
            limit: Limits.extensionWeeksMost)
        try requireReasons(reasons, subject: "reasons")
        let letters = try extensionLetters(weeks, reasons, signedBy: actor.person, in: world)
        return (letters.isEmpty ? [] : [.lettersWritten(letters: letters)])
            + [.termExtended(weeks: weeks, reasons: reasons)]
    }

    /// To the coalition of every dossier whose term runs, or stands still for a while.
    private func extensionLetters(
        _ weeks: Int, _ reasons: String, signedBy person: PersonID?, in world: World
    ) throws(Refusal) -> [Letter] {
        var after = self
        after.apply(.termExtended(weeks: weeks, reasons: reasons), stamp: .tentative)
        var letters: [Letter] = []
        for dossier in dossiers {
            guard let submission = dossier.submissions.last, let before = term(of: dossier),
                let extended = after.term(of: dossier)
            else { continue }
            let days = before.lastDay.flatMap { day in
                extended.lastDay.map { ExtendedTerm.LastDays(before: day, after: $0) }
            }
            letters += try self.letters(
                on: .termExtended(ExtendedTerm(weeks: weeks, days: days, reasons: reasons)),
                about: dossier, submission, signedBy: person, in: world)
        }
        return letters
    }
}
