internal import Domain
internal import Wire

/// One value that goes with a statement, in PostgreSQL's binary form.
///
/// Numbers are big-endian. An array is its number of dimensions, whether it has nulls, the type of
/// its elements, its length and first index, and then each element after its length; as
/// array_send in the server's source writes it.
struct Parameter {
    /// nil for SQL's null.
    let bytes: [UInt8]?

    static let null = Parameter(bytes: nil)

    init(bytes: [UInt8]?) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    init(_ number: Int) { bytes = Self.bigEndian(Int64(number)) }

    init(_ digest: Digest) { bytes = digest.packed }

    init(_ key: CommandKey) { bytes = key.packed }

    init(byteArrays: [[UInt8]]) { bytes = Self.array(of: 17, byteArrays) }

    init(texts: [String]) { bytes = Self.array(of: 25, texts.map { Array($0.utf8) }) }

    init(numbers: [Int]) { bytes = Self.array(of: 20, numbers.map { Self.bigEndian(Int64($0)) }) }

    /// `type` is the number of the elements' type in pg_type: 17 bytea, 20 bigint, 25 text.
    private static func array(of type: Int32, _ elements: [[UInt8]]) -> [UInt8] {
        guard !elements.isEmpty else { return [Int32(0), 0, type].flatMap { bigEndian($0) } }
        let header: [Int32] = [1, 0, type, Int32(elements.count), 1]
        var bytes = header.flatMap { bigEndian($0) }
        bytes.reserveCapacity(elements.reduce(bytes.count) { $0 + 4 + $1.count })
        for element in elements {
            bytes += bigEndian(Int32(element.count))
            bytes += element
        }
        return bytes
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
