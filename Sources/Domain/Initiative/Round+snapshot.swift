// What comes in from imports, and what the council sees of it all (F17).
extension Round {
    func decideRecord(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .recordResult(let number, let result):
            let initiative = try followed(number, by: actor).initiative
            try requireReleased()
            try require(
                initiative.results.count < Limits.results, .tooMany, limit: Limits.results)
            try result.check()
            if let basis = result.basis {
                try require(
                    imports.contains { $0.hash == basis && $0.knownOn == result.knownOn },
                    .unknownImport, subject: "basis")
            }
            let fingerprint = world.hashing.fingerprint(of: result)
            try require(
                !initiative.results.contains { $0.fingerprint == fingerprint }, .alreadyExists,
                subject: result.indicator.rawValue)
            return [
                .resultRecorded(dossier: number, result: result, fingerprint: fingerprint)
            ]
        case .recordImport(let note):
            try requireMunicipal([.relationshipManager, .coordinator, .administrator], actor)
            try requireReleased()
            try require(imports.count < Limits.imports, .tooMany, limit: Limits.imports)
            let isKnown = imports.contains { $0.hash == note.hash && $0.knownOn == note.knownOn }
            try require(!isKnown, .alreadyExists, subject: "hash")
            let counts = [note.read, note.accepted, note.doubled, note.refused]
            try require(
                counts.allSatisfy { (0...Limits.measureMost).contains($0) }
                    && note.read == note.accepted + note.doubled + note.refused, .malformed,
                subject: "counts", limit: Limits.measureMost)
            return [.importRecorded(note: note)]
        case .takeSnapshot(let quarter, let summaries, let corrects, let reasons):
            try requireMunicipal([.relationshipManager, .coordinator], actor)
            try requireReleased()
            return [
                .snapshotTaken(
                    snapshot: try snapshot(quarter, summaries, corrects, reasons, at: world.now))
            ]
        default: preconditionFailure("only records come here")
        }
    }

    private func snapshot(
        _ quarter: Quarter, _ summaries: [PublicSummary], _ corrects: Int?, _ reasons: String?,
        at now: Instant
    ) throws(Refusal) -> Snapshot {
        try require(
            (1996...9999).contains(quarter.year) && (1...4).contains(quarter.quarter),
            .malformed, subject: "quarter")
        let today = AmsterdamTime(now).date
        try require(quarter.lastDay < today, .datesOutOfOrder, subject: "quarter")
        try require(snapshots.count < Limits.snapshots, .tooMany, limit: Limits.snapshots)
        // What was published stays; another view of the same quarter says what it corrects.
        let before = snapshots.last { $0.quarter == quarter }?.number
        try require(
            corrects == before, .staleVersion, subject: "corrects", current: before ?? 0)
        if corrects != nil { try requireReasons(reasons, subject: "reasons") }
        try require(corrects != nil || reasons == nil, .malformed, subject: "reasons")
        let shown = initiatives.keys.sorted()
        try require(
            summaries.map(\.dossier) == shown, .summariesIncomplete,
            subject: shown.map(String.init).joined(separator: ", "))
        for summary in summaries {
            try requireText(
                summary.text, most: Limits.summaryCharactersMost, subject: "\(summary.dossier)")
        }
        return snapshot(quarter, summaries, corrects, reasons, on: today)
    }

    /// The snapshot that these words make of what is known now; pure, so that it can be made again.
    func snapshot(
        _ quarter: Quarter, _ summaries: [PublicSummary], _ corrects: Int?, _ reasons: String?,
        on day: CivilDate
    ) -> Snapshot {
        Snapshot(
            number: snapshots.count + 1, quarter: quarter, takenOn: day, corrects: corrects,
            reasons: reasons,
            pot: .init(
                pot: ledger.divisible,
                granted: ledger.total(.granted) - ledger.total(.released),
                paid: ledger.total(.paid) - ledger.total(.recovered),
                available: ledger.available),
            counts: DossierState.allCases.compactMap { state in
                let count = dossiers.count { $0.state == state && $0.state.isDecided }
                return count == 0 ? nil : .init(state: state, count: count)
            },
            initiatives: summaries.compactMap { summary in
                guard let dossier = dossier(summary.dossier),
                    let initiative = initiatives[summary.dossier]
                else { return nil }
                return .init(
                    dossier: summary.dossier, title: (dossier.submitted ?? dossier.content).title,
                    coalition: dossier.submittedNames,
                    granted: ledger.award(of: summary.dossier), state: dossier.state,
                    summary: summary.text,
                    results: initiative.newestResults.filter { $0.n != 0 }.map(\.published))
            })
    }
}
