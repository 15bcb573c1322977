import Domain
import Wire

/// One batch decided on a copy of the state: nothing of it is true before its append is durable.
struct Tentative<Stream: Aggregate>: Sendable {
    private(set) var fold: Fold<Stream>
    private(set) var records: [StoredRecord] = []
    private(set) var receipts: [Receipt] = []
    private(set) var outcomes: [Outcome] = []
    private let codec: RecordCodec<Stream>
    private let letters: any LetterWriting
    private var receiptsByOwner: [KeyOwner: Receipt] = [:]

    /// What became of one order, in the order in which they came.
    struct Outcome: Sendable {
        let order: Order<Stream.Command>
        let verdict: Verdict
    }

    enum Verdict: Sendable {
        case accepted(Receipt, [Happening<Stream>])
        /// The key was accepted before: in an earlier turn, or (not yet durable) in this batch.
        case repeated(Receipt, isDurable: Bool)
        /// Firm when it doesn't rest on anything that this batch still has to store.
        case refused(Refusal, isFirm: Bool)
        /// The key was accepted before, but the journal couldn't say with what content.
        case unresolved
    }

    init(on fold: Fold<Stream>, codec: RecordCodec<Stream>, letters: any LetterWriting) {
        self.fold = fold
        self.codec = codec
        self.letters = letters
    }

    /// Whether an order was refused for what the stream or the directory says.
    var refuses: Bool {
        outcomes.contains {
            if case .refused(let refusal, _) = $0.verdict {
                refusal.code != .keyReused
            } else {
                false
            }
        }
    }

    /// Decides the order on everything decided before it; pure but for reading the directory.
    mutating func decide(
        _ order: Order<Stream.Command>, known: KnownKeys, now: Instant,
        directory: @Sendable (Stream) -> Directory
    ) {
        let verdict = repetition(order, known: known) ?? fresh(order, now, directory)
        outcomes.append(Outcome(order: order, verdict: verdict))
    }

    private func repetition(_ order: Order<Stream.Command>, known: KnownKeys) -> Verdict? {
        if let receipt = receiptsByOwner[order.owner] {
            return receipt.command == order.digest
                ? .repeated(receipt, isDurable: false)
                : .refused(Refusal(.keyReused), isFirm: false)
        }
        switch known[order.owner] {
        case .unknown: return nil
        case .withoutContent: return .unresolved
        case .receipt(let receipt):
            return receipt.command == order.digest
                ? .repeated(receipt, isDurable: true)
                : .refused(Refusal(.keyReused), isFirm: true)
        }
    }

    private mutating func fresh(
        _ order: Order<Stream.Command>, _ now: Instant, _ directory: (Stream) -> Directory
    ) -> Verdict {
        let isFirm = records.isEmpty
        do throws(Refusal) {
            if fold.position == 0, !Stream.founds(order.command) {
                throw fold.stream.refusalWhenEmpty
            }
            let directory = directory(fold.state)
            let actor = try directory.actor(order.identity, actingFor: order.actingFor)
            let world = World(
                now: now, directory: directory, hashing: SHA256Hashing(), letters: letters,
                confirmation: order.confirmation)
            let events = try fold.state.decide(order.command, by: actor, in: world)
            precondition(!events.isEmpty, "an accepted command makes at least one event true")
            return accept(events, of: order, at: now)
        } catch {
            return .refused(error, isFirm: isFirm)
        }
    }

    private mutating func accept(
        _ events: [Stream.Event], of order: Order<Stream.Command>, at now: Instant
    ) -> Verdict {
        var happenings: [Happening<Stream>] = []
        for event in events {
            let header = RecordHeader(
                stream: fold.stream, position: fold.position + 1, at: now, actor: order.identity,
                actingFor: order.actingFor, key: order.key, previous: fold.hash)
            let record = codec.record(of: event, header: header)
            let happening = Happening<Stream>(event: event, stamp: header.stamp, key: order.key)
            fold.add(happening, hash: record.hash)
            records.append(record)
            happenings.append(happening)
        }
        let receipt = Receipt(
            actor: order.identity, key: order.key, command: order.digest, position: fold.position)
        receipts.append(receipt)
        receiptsByOwner[order.owner] = receipt
        return .accepted(receipt, happenings)
    }
}

extension StreamID {
    /// Why nothing but a founding command may be given to a stream without records.
    var refusalWhenEmpty: Refusal {
        switch self {
        case .directory: Refusal(.wrongState, subject: "directory")
        case .round(let round): Refusal(.unknownRound, subject: "\(round)")
        }
    }
}
