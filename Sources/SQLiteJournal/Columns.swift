internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

extension Digest {
    /// The 32 bytes that the digits mean: half the room of the text.
    var column: Data { Data(packed) }

    /// The digest of 32 bytes.
    init(column: Data) throws {
        guard let digest = Digest(packed: Array(column)) else {
            throw JournalFailure.damaged("a hash of \(column.count) bytes; restore a backup")
        }
        self = digest
    }
}

extension CommandKey {
    /// The 16 bytes of the UUID.
    var column: Data { Data(packed) }
}

extension Row {
    /// The column's value; a file in which it is of another type is damaged, not a crash.
    func column<Value: DatabaseValueConvertible>(
        _ index: Int, as type: Value.Type = Value.self
    ) throws -> Value {
        let stored: DatabaseValue = self[index]
        guard let value = Value.fromDatabaseValue(stored) else {
            throw JournalFailure.damaged("column \(index) holds \(stored); restore a backup")
        }
        return value
    }
}

extension StreamHead {
    /// From the columns name, position, hash, deadline.
    init(row: Row) throws {
        let name: String = try row.column(0)
        guard let stream = StreamID(name) else {
            throw JournalFailure.damaged("no stream can be named \(name); restore a backup")
        }
        let deadline: DatabaseValue = row[3]
        self.init(
            stream: stream, position: try row.column(1),
            hash: try Digest(column: try row.column(2)),
            deadline: Int.fromDatabaseValue(deadline).map { Instant(milliseconds: $0) })
    }
}
