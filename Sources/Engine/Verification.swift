package import Domain
package import Wire

/// What reading a whole journal again came to.
package enum Verification: Sendable, Equatable {
    /// Everything held. The hash is the SHA-256 of one line for each stream, in order of its name:
    /// the name, a space, the hash of its last record, and a line end; so two copies of one history
    /// can be compared by it, also with `sort` and `sha256sum`.
    case ok(records: Int, hash: Digest)
    case deviation(Deviation)
}

/// The first thing in a journal that can't be what this program wrote.
package struct Deviation: Error, Sendable, Equatable, CustomStringConvertible {
    package let stream: StreamID
    /// The record where it shows, or where one is missing.
    package let position: Int
    package let reason: String

    package init(stream: StreamID, position: Int, reason: String) {
        self.stream = stream
        self.position = position
        self.reason = reason
    }

    package var description: String { "\(stream), record \(position): \(reason)" }
}

/// How far a verification has come.
package struct VerificationProgress: Sendable, Equatable {
    package let stream: StreamID
    /// Records of this stream that held so far.
    package let position: Int
    /// Where this stream ends.
    package let positionMost: Int
    /// The hash of the record at `position`.
    package let hash: Digest
}

/// Reads every stream of a journal from its first record, computes everything again, and names the
/// first deviation (F21).
///
/// Held against what was promised: positions without gap, each record's hash over its bytes, the
/// chain, the shape of every record, every stored result against the events before it, the pot's
/// laws, one receipt at the right place for every command, and the stored end of each stream. It
/// only reads, so a server may go on writing: what comes after the ends that were read first isn't
/// looked at. Receipts of commands that left no record can't be found through the port.
package struct Verifier<RoundStream: Aggregate>: Sendable {
    private let journal: any Journal
    private let directoryCodec: RecordCodec<Directory>
    private let roundCodec: RecordCodec<RoundStream>
    private let recordsPerPageMost: Int

    package init(
        reading journal: any Journal, directoryCodec: RecordCodec<Directory> = RecordCodec(),
        roundCodec: RecordCodec<RoundStream> = RecordCodec(), recordsPerPageMost: Int = 1000
    ) {
        self.journal = journal
        self.directoryCodec = directoryCodec
        self.roundCodec = roundCodec
        self.recordsPerPageMost = recordsPerPageMost
    }

    /// Verifies every stream, and tells after each page how far it is.
    ///
    /// Throws only what keeps the journal from being read; what is damaged is a deviation.
    package func verify(
        progress: @Sendable (VerificationProgress) -> Void = { _ in }
    ) async throws(JournalFailure) -> Verification {
        let heads = try await journal.heads()
        var records = 0
        var lines: [UInt8] = []
        for head in heads.sorted(by: { $0.stream.description < $1.stream.description }) {
            do throws(VerificationStop) {
                switch head.stream {
                case .directory: try await verify(head, directoryCodec, progress)
                case .round: try await verify(head, roundCodec, progress)
                }
            } catch {
                switch error {
                case .deviation(let deviation): return .deviation(deviation)
                case .unreadable(let failure): throw failure
                }
            }
            records += head.position
            lines += Array("\(head.stream) \(head.hash)\n".utf8)
        }
        return .ok(records: records, hash: SHA256Hashing().digest(of: lines))
    }

    private func verify<Stream: Aggregate>(
        _ head: StreamHead, _ codec: RecordCodec<Stream>,
        _ progress: @Sendable (VerificationProgress) -> Void
    ) async throws(VerificationStop) {
        var reading = VerifiedStream(head.stream, journal: journal, codec: codec)
        while reading.fold.position < head.position {
            let records = try await page(after: reading.fold.position, of: head)
            for record in records { try await reading.add(record) }
            progress(
                VerificationProgress(
                    stream: head.stream, position: reading.fold.position,
                    positionMost: head.position, hash: reading.fold.hash))
        }
        try await reading.end(at: head)
    }

    private func page(
        after position: Int, of head: StreamHead
    ) async throws(VerificationStop) -> [StoredRecord] {
        let records: [StoredRecord]
        do throws(JournalFailure) {
            records = try await journal.records(
                of: head.stream, after: position,
                limit: min(recordsPerPageMost, head.position - position))
        } catch {
            throw VerificationStop(error, stream: head.stream, position: position + 1)
        }
        guard !records.isEmpty else {
            throw .deviation(
                Deviation(
                    stream: head.stream, position: position + 1,
                    reason: "it is missing: the stream's head says \(head.position) records"))
        }
        return records
    }
}

/// Why a verification goes no further.
enum VerificationStop: Error {
    case deviation(Deviation)
    case unreadable(JournalFailure)

    /// What a failure of the journal means at this place: damage is a finding, the rest isn't.
    init(_ failure: JournalFailure, stream: StreamID, position: Int) {
        if case .damaged(let reason) = failure {
            self = .deviation(Deviation(stream: stream, position: position, reason: reason))
        } else {
            self = .unreadable(failure)
        }
    }
}
