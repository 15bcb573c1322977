import Domain

/// A stream that several nodes write at the same time is written in turns, so that what one decides
/// isn't in vain because another was first.
///
/// Turns keep conflicts rare and nothing else: an append still expects a position.
extension Sequencer {
    /// Whether others are taken to write this stream too.
    var isContended: Bool { contention.until.map { ports.time.now < $0 } ?? false }

    /// Notes that others write this stream too.
    mutating func contend() {
        contention.until = ports.time.now.advanced(bySeconds: ports.settings.contendedSeconds)
    }

    /// Reads what others wrote, where they do: after waiting for this node's turn.
    mutating func takeTurn() async {
        if isContended, contention.heldSince == nil {
            let isTaken = await ports.journal.takeTurn(
                on: fold.stream, withinMilliseconds: ports.settings.turnWaitMillisecondsMost)
            ports.meter.countTurn(isTaken: isTaken)
            if isTaken { contention.heldSince = .now }
        }
        let before = fold.position
        await catchUp()
        if isContended, fold.position > before { contend() }
    }

    /// Ends this node's turn when nothing waits for it any more, or when others must come first.
    mutating func endTurn(workWaits: Bool) {
        guard let since = contention.heldSince else { return }
        let isLong = since + .milliseconds(ports.settings.turnMillisecondsMost) <= .now
        guard !workWaits || isLong else { return }
        contention.heldSince = nil
        ports.journal.endTurn(on: fold.stream)
    }
}

/// Whether several nodes write one stream now, and since when it is this node's turn.
struct Contention: Sendable {
    /// Until when others are taken to write too; nil when they never did.
    var until: Instant?
    /// By the machine's own clock: nothing that is stored rests on it.
    var heldSince: ContinuousClock.Instant?
}
