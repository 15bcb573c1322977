internal import CPostgres
internal import Domain
internal import Engine
internal import Wire

/// What a statement gave back, in PostgreSQL's binary form; a column of another shape than was
/// expected is damage, not a crash.
final class Rows {
    private let result: OpaquePointer

    /// Takes a result over and frees it at its end.
    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var indices: Range<Int> { 0..<Int(PQntuples(result)) }

    /// Null is nil.
    func bytes(_ row: Int, _ column: Int) throws(JournalFailure) -> [UInt8]? {
        let (row, column) = (CInt(row), CInt(column))
        guard row < PQntuples(result), column < PQnfields(result) else {
            throw .damaged("the database gave no row \(row) with a column \(column)")
        }
        guard PQgetisnull(result, row, column) == 0 else { return nil }
        let length = Int(PQgetlength(result, row, column))
        let start = UnsafeRawPointer(PQgetvalue(result, row, column))
        return start.map { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
    }

    func known(_ row: Int, _ column: Int) throws(JournalFailure) -> [UInt8] {
        guard let bytes = try bytes(row, column) else {
            throw .damaged("the database gave nothing in column \(column)")
        }
        return bytes
    }

    func text(_ row: Int, _ column: Int) throws(JournalFailure) -> String {
        String(decoding: try known(row, column), as: UTF8.self)
    }

    func number(_ row: Int, _ column: Int) throws(JournalFailure) -> Int {
        guard let number = try numberIfAny(row, column) else {
            throw .damaged("the database gave no number in column \(column)")
        }
        return number
    }

    /// A bigint, integer or boolean; nil for null.
    func numberIfAny(_ row: Int, _ column: Int) throws(JournalFailure) -> Int? {
        guard let bytes = try bytes(row, column) else { return nil }
        switch bytes.count {
        case 1: return Int(bytes[0])
        case 4: return Int(Int32(truncatingIfNeeded: Self.bigEndian(bytes)))
        case 8: return Int(Self.bigEndian(bytes))
        default: throw .damaged("the database gave a number of \(bytes.count) bytes")
        }
    }

    func digest(_ row: Int, _ column: Int) throws(JournalFailure) -> Digest {
        let bytes = try known(row, column)
        guard let digest = Digest(packed: bytes) else {
            throw .damaged("a hash of \(bytes.count) bytes; restore a backup")
        }
        return digest
    }

    private static func bigEndian(_ bytes: [UInt8]) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension StreamHead {
    /// From the columns name, position, hash, deadline.
    init(_ rows: Rows, row: Int) throws(JournalFailure) {
        let name = try rows.text(row, 0)
        guard let stream = StreamID(name) else {
            throw .damaged("no stream can be named \(name); restore a backup")
        }
        self.init(
            stream: stream, position: try rows.number(row, 1), hash: try rows.digest(row, 2),
            deadline: try rows.numberIfAny(row, 3).map { Instant(milliseconds: $0) })
    }
}
