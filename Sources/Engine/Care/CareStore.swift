package import Domain

/// Where care records are kept: the port beside the journal's, for messages, what follows from them,
/// and the log of their import (KD-0014).
///
/// Promises: a batch is stored whole or not at all, and durable when it returns; what is stored twice
/// is stored once; nothing is removed but what is past its term; the log is append-only and each of
/// its lines names the hash of the one before it and of what it added; what follows from a client's
/// messages is computed again for the clients touched, and for no others.
package protocol CareStore: Sendable {
    /// Stores a batch and its line in the log.
    ///
    /// Throws `wrongKey` when the store was begun under another content key: nothing would join.
    func add(_ batch: CareBatch) async throws(CareFailure) -> CareReceipt

    /// Computes again what follows for the clients that were touched since, and gives what that is.
    func settle() async throws(CareFailure) -> CareSettlement

    /// What follows from each client's messages, at most `limit` clients after a mark, in order.
    func histories(after client: Pseudonym?, limit: Int) async throws(CareFailure)
        -> [ClientHistory]

    /// The documents that were refused whole, at most `limit` after a number, in order of receipt.
    func refusals(after number: Int, limit: Int) async throws(CareFailure) -> [NumberedException]

    /// Rows of the tables of one kind, at most `limit` after a number, in the order in which they came;
    /// whom a row is about is told by the mark under which the client was first known.
    func rows(of kind: CareTable.Kind, after number: Int, limit: Int)
        async throws(CareFailure) -> [NumberedRow]

    /// The messages of allocation (301), at most `limit` after a number, in the order in which they
    /// came; each is about the mark under which its client was first known.
    func allocations(after number: Int, limit: Int) async throws(CareFailure)
        -> [NumberedAllocation]

    /// Lines of the import log, at most `limit` after a number, in order.
    func importLog(after number: Int, limit: Int) async throws(CareFailure) -> [ImportLogLine]

    /// The processings of personal data that a line of the log stands for, one for each client.
    func processings(of line: Int) async throws(CareFailure) -> [Pseudonym]

    /// Removes what is past its term, with a line in the log that says so; nil when nothing is.
    func remove(_ term: CareTerm) async throws(CareFailure) -> CareRemoval?

    /// Reads everything again and holds it against the log; gives the first deviation, or nil.
    func verify() async throws(CareFailure) -> CareVerification

    /// Ends what it has open; nothing is asked of it afterwards.
    func close() async throws(JournalFailure)
}

/// Why a care store could not do what was asked.
package enum CareFailure: Error, Sendable, Equatable {
    /// It was begun under another content key.
    case wrongKey
    case store(JournalFailure)
}

/// What one part of an import brings, at most `documentsMost` documents.
package struct CareBatch: Sendable {
    package let head: ImportHead
    package let documents: [ReceivedDocument]
    package let refused: [RefusedDocument]
    package let tables: [CareTable]

    /// The most documents in one transaction: large enough that the disk isn't what takes the time.
    package static let documentsMost = 1_000

    package init(
        head: ImportHead, documents: [ReceivedDocument] = [], refused: [RefusedDocument] = [],
        tables: [CareTable] = []
    ) {
        self.head = head
        self.documents = documents
        self.refused = refused
        self.tables = tables
    }
}

/// Who imports, when, and by which keys.
package struct ImportHead: Sendable, Equatable {
    /// One for all parts of an import: 32 lower-case hexadecimal digits (a trace id of W3C).
    package let trace: String
    /// A person's id in the directory, or the account that ran the command.
    package let actor: String
    package let at: Instant
    package let receivedOn: CivilDate
    package let contentKeyCheck: ContentMark
    package let personKeyChecks: [ContentMark]

    package init(
        trace: String, actor: String, at: Instant, receivedOn: CivilDate,
        contentKeyCheck: ContentMark, personKeyChecks: [ContentMark]
    ) {
        self.trace = trace
        self.actor = actor
        self.at = at
        self.receivedOn = receivedOn
        self.contentKeyCheck = contentKeyCheck
        self.personKeyChecks = personKeyChecks
    }
}

/// What became of a batch.
package struct CareReceipt: Sendable, Equatable {
    /// The number of its line in the log.
    package var line = 0
    package var accepted = 0
    package var duplicates = 0
    package var refused = 0
    /// Clients whose former mark was joined to the new one.
    package var joined = 0
    /// The places of the documents in the batch that were there already.
    package var duplicatePlaces: [Int] = []

    package init() {}
}

/// What was computed again after an import.
package struct CareSettlement: Sendable, Equatable {
    package var clients = 0
    package var periods = 0
    /// How many exceptions these clients have, by rule and return code.
    package var exceptions: [Ground: Int] = [:]

    package init() {}

    /// A rule and the code that was given with it.
    package struct Ground: Sendable, Hashable {
        package let rule: MessageRule
        package let returnCode: ReturnCode?

        package init(rule: MessageRule, returnCode: ReturnCode?) {
            self.rule = rule
            self.returnCode = returnCode
        }
    }
}

/// What follows from one client's messages.
package struct ClientHistory: Sendable, Equatable {
    package let client: Pseudonym
    package let periods: [DeliveryPeriod]
    package let exceptions: [ImportException]
    package let lateNotices: [LateNotice]

    package init(
        client: Pseudonym, periods: [DeliveryPeriod], exceptions: [ImportException],
        lateNotices: [LateNotice] = []
    ) {
        self.client = client
        self.periods = periods
        self.exceptions = exceptions
        self.lateNotices = lateNotices
    }
}

/// An exception with its number, to read on after it.
package struct NumberedException: Sendable, Equatable {
    package let number: Int
    package let exception: ImportException

    package init(number: Int, exception: ImportException) {
        self.number = number
        self.exception = exception
    }
}

/// A row of a table with its number, to read on after it.
package struct NumberedRow: Sendable, Equatable {
    package let number: Int
    /// The number of its table; one that came later has a higher one.
    package let table: Int
    package let client: Pseudonym?
    /// In the order of its table's columns, whom it is about left out.
    package let values: [String]

    package init(number: Int, table: Int, client: Pseudonym?, values: [String]) {
        self.number = number
        self.table = table
        self.client = client
        self.values = values
    }
}

/// A message of allocation with its number, to read on after it.
package struct NumberedAllocation: Sendable, Equatable {
    package let number: Int
    package let message: CareAllocationMessage

    package init(number: Int, message: CareAllocationMessage) {
        self.number = number
        self.message = message
    }
}

/// What verifying a care store found.
package enum CareVerification: Sendable, Equatable {
    /// Everything is as the log says; the hash is that of its last line.
    case ok(lines: Int, documents: Int, clients: Int, hash: Digest)
    /// The first thing that isn't.
    case deviation(String)
}
