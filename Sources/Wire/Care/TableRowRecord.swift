package import Domain

/// The bytes in which a row of a table is kept, without whom it is about: its values with a tab
/// between them. No value has a tab or a line end.
package enum TableRowRecord {
    /// The row's bytes.
    package static func bytes(of row: CareTable.Row) -> [UInt8] {
        var line = CareLine()
        for value in row.values { line.add(value) }
        return line.bytes
    }

    /// The values in the bytes.
    package static func values(_ bytes: some Sequence<UInt8>) -> [String] {
        String(decoding: Array(bytes), as: UTF8.self)
            .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}
