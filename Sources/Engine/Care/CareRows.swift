package import Domain

/// What a care store keeps, read within one transaction: a store of rows, and nothing about what
/// they mean.
///
/// Promises: every call sees the same moment, and what its own transaction wrote; what is asked about
/// many at once is answered for those that are there, in order where an order is named.
package protocol CareRows {
    /// The content key's check that the store was begun with; nil when nothing ever came in.
    func contentKey() throws -> ContentMark?
    /// Lines of the import log, at most `limit` after a number, in order.
    func lines(after number: Int, limit: Int) throws -> [CareLogRow]
    /// The log's last line.
    func lastLine() throws -> CareLogRow?
    /// Everything that a line added and that wasn't removed since, each kind in order of its numbers.
    func addition(of line: Int) throws -> CareAddition
    /// The highest numbers that were given.
    func lastNumbers() throws -> CareNumbers

    /// Which of these contents are there already.
    func known(_ contents: [ContentMark], in part: CarePart) throws -> Set<ContentMark>
    /// Which of these marks something is known under.
    func known(_ marks: [Pseudonym]) throws -> Set<Pseudonym>
    /// Whether any mark was ever joined to a client.
    func hasJoins() throws -> Bool
    /// Whom those of these marks that were joined stand for.
    func clients(of marks: [Pseudonym]) throws -> [Pseudonym: Pseudonym]
    /// The marks that were joined to these clients.
    func marks(of clients: [Pseudonym]) throws -> [Pseudonym: [Pseudonym]]
    /// Whom documents under these names are about, by their own marks.
    func clients(ofDocumentsNamed names: [String]) throws -> Set<Pseudonym>
    /// Every mark that a document or a row is about, once.
    func everybody() throws -> [Pseudonym]
    /// The marks that a line of the log brought something about, once and in order.
    func clients(ofLine line: Int) throws -> [Pseudonym]

    /// The documents about these marks, once.
    func documents(about marks: [Pseudonym]) throws -> [NumberedBytes]
    /// The documents under these names, once.
    func documents(named names: [String]) throws -> [NumberedBytes]
    /// Messages of allocation, at most `limit` after a number, in order.
    func allocations(after number: Int, limit: Int) throws -> [NumberedBytes]
    /// Refusals, at most `limit` after a number, in order.
    func refusals(after number: Int, limit: Int) throws -> [NumberedBytes]
    /// Rows of tables of one kind, at most `limit` after a number, in order.
    func rows(of kind: CareTable.Kind, after number: Int, limit: Int) throws -> [CareAddition.Row]

    /// What follows for clients, at most `limit` after a mark, in order.
    func histories(after client: Pseudonym?, limit: Int) throws -> [CareHistoryRow]
    /// What follows for these clients.
    func histories(of clients: [Pseudonym]) throws -> [Pseudonym: [UInt8]]
    /// Clients that are to be computed again, at most so many, in order.
    func stale(limit: Int) throws -> [Pseudonym]
    /// Everybody for whom something may follow and who isn't to be computed again, once.
    func settled() throws -> [Pseudonym]

    /// The part of which something was added by a line that isn't one of the first so many, or a row
    /// whose table isn't there.
    func orphan(after lines: Int) throws -> CarePart?
    /// How many documents there are, and how many clients for whom something follows.
    func counts() throws -> (documents: Int, histories: Int)
    /// The lines that brought rows about these marks.
    func lines(ofRowsAbout marks: [Pseudonym]) throws -> [Pseudonym: Set<Int>]
    /// Whom documents under a name are about that a document about one of these marks has too.
    func namesakes(of marks: [Pseudonym]) throws -> [Pseudonym: Set<Pseudonym>]

    /// Gives a body parts of these clients, each with rows to read that see the same moment, perhaps
    /// beside each other, and returns what it gave, in order.
    func inParts<Value: Sendable>(
        _ clients: [Pseudonym],
        _ body: @escaping @Sendable (_ part: [Pseudonym], any CareRows) throws -> Value
    ) throws -> [Value]
}

/// The same with the right to write, within a transaction that no other writes beside.
package protocol WritableCareRows: CareRows {
    /// Stores the next line of the log and everything that it adds, and notes clients that are to be
    /// computed again.
    func store(_ line: CareLogRow, _ addition: CareAddition, stale: [Pseudonym]) throws
    /// Keeps what follows for clients, nothing where there are no bytes; they are no longer to be
    /// computed again.
    func settle(_ histories: [CareHistoryRow]) throws

    /// Names what is about these marks, and these lines' refusals, for removal.
    func nameForRemoval(about marks: [Pseudonym], refusalsOf lines: [Int]) throws
    /// Names these documents for removal.
    func nameForRemoval(documents: [Int]) throws
    /// Documents about nobody that answer no message but those that were named for removal.
    func returnsToNobody() throws -> [NumberedBytes]
    /// Removes what was named, and tells how much of each part that each line had brought.
    func removeNamed() throws -> [CarePart: [Int: Int]]
    /// Forgets what follows for these clients.
    func forget(_ clients: [Pseudonym]) throws
}

/// A part of what a line of the import log adds.
package enum CarePart: String, Sendable {
    case document
    case refusal
    case join
    case table
    case row
}

/// The highest number in each part that has them.
package struct CareNumbers: Sendable, Equatable {
    package var document: Int
    package var refusal: Int
    package var table: Int
    package var row: Int

    package init(document: Int, refusal: Int, table: Int, row: Int) {
        self.document = document
        self.refusal = refusal
        self.table = table
        self.row = row
    }
}

/// What is kept under a number.
package struct NumberedBytes: Sendable, Equatable {
    package let number: Int
    package let bytes: [UInt8]

    package init(number: Int, bytes: [UInt8]) {
        self.number = number
        self.bytes = bytes
    }
}

/// What follows for one client, as it is kept; nil when nothing does.
package struct CareHistoryRow: Sendable, Equatable {
    package let client: Pseudonym
    package let bytes: [UInt8]?

    package init(client: Pseudonym, bytes: [UInt8]?) {
        self.client = client
        self.bytes = bytes
    }
}
